import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../../shared/aws-component-args";
import type { LogGroupLike } from "../log-group-args";

/** How the log events of a rule are written: as JSON, or as fields that are separated by spaces, in the Common Log Format. */
export type ContributorLogFormat = "CLF" | "JSON";

/** How a filter compares a field. Strings are compared with any of up to ten others, and case matters. */
export type ContributorFilterOperator =
  | { readonly in: readonly string[] }
  | { readonly notIn: readonly string[] }
  | { readonly startsWith: readonly string[] }
  | { readonly greaterThan: number }
  | { readonly lessThan: number }
  | { readonly equalTo: number }
  | { readonly notEqualTo: number }
  | { readonly isPresent: boolean };

/** A condition on a field of log events: `{ match: "$.status", greaterThan: 499 }`. */
export type ContributorFilter = ContributorFilterOperator & {
  /** The field. */
  readonly match: string;
};

/**
 * What a Contributor Insights rule ranks.
 *
 * @remarks
 * A field is a property of log events in JSON, such as `$.httpRequest.clientIp` or `$.users[0]`. In the Common Log Format, it is
 * a name of `fields`, or the position of the field as a string, from `"1"`.
 */
export interface ContributorRule {
  /** How the log events are written. */
  readonly format: ContributorLogFormat;
  /**
   * Names of the fields by their position, from 1: `{ 4: "srcaddr", 10: "bytes" }`. Only for the Common Log Format.
   *
   * @default {}
   */
  readonly fields?: Readonly<Record<number, string>>;
  /** One to four fields. Each combination of their values is a contributor. */
  readonly keys: readonly string[];
  /**
   * The field with a number whose sum ranks the contributors, such as the number of bytes.
   *
   * @default contributors are ranked by the number of their log events
   */
  readonly sumOf?: string;
  /**
   * Up to four conditions, all of which log events must meet.
   *
   * @default []
   */
  readonly filters?: readonly ContributorFilter[];
  /**
   * The title of the chart on the dashboard.
   *
   * @default the name of the rule: `rejected-sources` becomes `Rejected sources`
   */
  readonly title?: string;
}

/** Arguments of a ContributorInsights. */
export interface ContributorInsightsArgs extends AwsComponentArgs {
  /**
   * The log groups to analyze, or their names: a `LogGroup`, an `EcsService`, or `"/aws/lambda/resize"`. A name that ends with `*`
   * stands for all log groups whose names begin with it. The log class must be `STANDARD`.
   */
  readonly logGroups: readonly (LogGroupLike | pulumi.Input<string>)[];
  /** The rules by name. The functions in `contributors` return rules for logs of AWS services. */
  readonly rules: Readonly<Record<string, ContributorRule>>;
  /**
   * Whether the rules analyze log events.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** The arguments of a ContributorInsights that have default values. */
export type ContributorInsightsDefaults = Required<Pick<ContributorInsightsArgs, "enabled" | "protection">>;

/** The default arguments of a ContributorInsights in each profile. */
export const CONTRIBUTOR_INSIGHTS_DEFAULTS: ProfileDefaults<ContributorInsightsDefaults> =
  defineDefaults<ContributorInsightsDefaults>({ protection: true, enabled: true }, { protection: false });

/** The names of the arguments. */
export const CONTRIBUTOR_INSIGHTS_ARGUMENTS: Readonly<Record<keyof ContributorInsightsArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  logGroups: true,
  rules: true,
  enabled: true,
};
