import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { LogGroupLike } from "./log-group-args";

/** Arguments of a LogQueries. */
export interface LogQueriesArgs extends AwsComponentArgs {
  /** The queries by name: `{ errors: 'filter level = "ERROR" | sort @timestamp desc | limit 50' }`. */
  readonly queries: Readonly<Record<string, string>>;
  /**
   * The log groups that the console selects with a query, or their names: a `LogGroup`, an `EcsService`, or `"/aws/lambda/resize"`.
   * At most 50.
   *
   * @default []
   */
  readonly logGroups?: readonly (LogGroupLike | pulumi.Input<string>)[];
  /**
   * The folder that shows the queries in the console. Folders are separated by slashes.
   *
   * @default the project, the stack, and the name of the component: `shop/production/orders`
   */
  readonly folder?: string;
}

/** The arguments of a LogQueries that have default values. */
export type LogQueriesDefaults = Required<Pick<LogQueriesArgs, "logGroups" | "protection">>;

/** The default arguments of a LogQueries in each profile. */
export const LOG_QUERIES_DEFAULTS: ProfileDefaults<LogQueriesDefaults> = defineDefaults<LogQueriesDefaults>(
  { protection: true, logGroups: [] },
  { protection: false },
);

/** The names of the arguments. */
export const LOG_QUERIES_ARGUMENTS: Readonly<Record<keyof LogQueriesArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  queries: true,
  logGroups: true,
  folder: true,
};
