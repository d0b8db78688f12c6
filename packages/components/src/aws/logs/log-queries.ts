import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import { LOG_QUERIES_DEFAULTS, type LogQueriesArgs, type LogQueriesDefaults } from "./log-queries-args";
import { checkLogQueriesArgs, queryChild } from "./log-queries-checks";

/**
 * Saved queries of CloudWatch Logs Insights, which the console shows in a folder.
 *
 * @remarks
 * Creates a query definition for each query. The functions in `queries` return queries for containers, Kubernetes workloads, and flow
 * logs.
 *
 * Saved queries are free. A query costs $0.005 per GB of log events that it scans, in us-east-1.
 *
 * No child is stateful, so `protection` has no effect, and the component can be deleted in one step.
 *
 * Names of the children, for `adopt` and `transforms`: `query-<query>`.
 *
 * @example
 * new LogQueries("orders", {
 *   logGroups: [new LogGroup("orders")],
 *   queries: {
 *     errors: 'filter level = "ERROR" | sort @timestamp desc | limit 50',
 *     "slow-requests": "filter latency > 1000 | stats count(*) as requests by path | sort requests desc",
 *   },
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class LogQueries extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<LogQueriesDefaults> = LOG_QUERIES_DEFAULTS;

  /** The folder that shows the queries in the console. */
  readonly folder: string;

  /** The query definitions by the name of the query. */
  readonly queryDefinitions: Readonly<Record<string, aws.cloudwatch.QueryDefinition>>;

  constructor(name: string, args: LogQueriesArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkLogQueriesArgs(name, args);

    // Log groups can be components, which are not inputs.
    super("roadbed:aws:LogQueries", name, { ...args, logGroups: settings.logGroupNames }, options);
    const { folder, logGroupNames, queries } = settings;
    this.folder = folder;
    const children = new Children(this, name, settings);
    this.queryDefinitions = Object.fromEntries(
      Object.entries(queries).map(([query, queryString]) => [
        query,
        new aws.cloudwatch.QueryDefinition(
          children.name(queryChild(query)),
          {
            region: children.region,
            name: `${folder}/${query}`,
            queryString,
            ...(logGroupNames.length > 0 && { logGroupNames: [...logGroupNames] }),
          },
          children.options(queryChild(query)),
        ),
      ]),
    );
    this.registerOutputs({ folder });
  }
}
