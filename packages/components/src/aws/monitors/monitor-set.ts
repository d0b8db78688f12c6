import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue, type Check } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import { regionName } from "../shared/aws-component-args";
import type { Monitor, MonitorSet } from "./monitor";

/** The arguments of functions for sets of monitors whose metrics only one Region publishes. */
export interface GlobalMonitorSetArgs {
  /**
   * The name of the set: lowercase words separated by hyphens, unique among the targets of a `Monitoring`: `orders`. Alarms are
   * named after it, so a new name replaces them.
   */
  readonly name: string;
}

/** The arguments that functions for sets of monitors have. */
export interface MonitorSetArgs extends GlobalMonitorSetArgs {
  /**
   * The Region that publishes the metrics. Alarms are created in it.
   *
   * @default the Region of the `Monitoring`
   */
  readonly region?: string;
}

/** The Region that publishes the metrics of global services such as CloudFront. */
export const GLOBAL_METRICS_REGION = "us-east-1";

/** Accepts names of sets. */
export const monitorSetName = matching(
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  "lowercase words separated by hyphens",
  'Example: "orders".',
);

/** Returns the Region of a component, if it is known before the deployment. */
export const plainRegion = (region: pulumi.Input<string> | undefined): string | undefined =>
  typeof region === "string" ? region : undefined;

/** The arguments that a function has besides those of all sets. */
type OwnArgument<A extends GlobalMonitorSetArgs> = Exclude<keyof A, keyof MonitorSetArgs>;

/** The check of a dimension's value, which can be an output. */
export interface DimensionCheck {
  readonly dimension: Check<unknown>;
}

/** Returns the check of an argument that is the value of a dimension, so that it can be an output. */
export const dimension = (check: Check<unknown>): DimensionCheck => ({ dimension: check });

/** The check of an argument. Alarms are created from all values but those of dimensions, so these must be plain values. */
type ArgumentCheck<Value> = [pulumi.Output<string>] extends [Value] ? DimensionCheck : Check<unknown>;

/** What the monitors of a resource depend on. */
export interface MonitorSetPlan<A extends GlobalMonitorSetArgs> {
  /** The name of the function: `monitors.sqsQueue`. */
  readonly kind: string;
  /**
   * The only Region that publishes the metrics. The function then has no argument `region`.
   *
   * @default the argument `region`
   */
  readonly region?: string;
  /** The arguments that the function has besides those of all sets. Each is a dimension's value, a number, or a choice. */
  readonly checks: { readonly [Name in OwnArgument<A>]-?: ArgumentCheck<A[Name]> };
  /** The arguments without which the function does not work. */
  readonly required: readonly (OwnArgument<A> | "region")[];
  /** The title of the row on the dashboard. */
  readonly title: (args: A) => string;
  /** Returns the monitors in the order in which the dashboard shows them. */
  readonly monitors: (args: A) => readonly Monitor[];
}

/**
 * Returns a function that returns the monitors of a resource.
 *
 * @throws ArgumentsError (from the returned function) that lists all argument issues
 */
export function defineMonitorSet<A extends GlobalMonitorSetArgs>(plan: MonitorSetPlan<A>): (args: A) => MonitorSet {
  return (args) => {
    checkSetArgs(plan, args);
    const region = plan.region ?? (args as MonitorSetArgs).region;
    return {
      name: args.name,
      title: plan.title(args),
      ...(region !== undefined && { region }),
      monitors: plan.monitors(args),
    };
  };
}

function checkSetArgs<A extends GlobalMonitorSetArgs>(plan: MonitorSetPlan<A>, args: A): void {
  const { kind, checks, required } = plan;
  const issues = new ArgumentIssues(kind);
  const all: Readonly<Record<string, Check<unknown> | DimensionCheck>> = {
    name: monitorSetName,
    ...(plan.region === undefined && { region: regionName }),
    ...checks,
  };
  issues.checkNames("", args, Object.keys(all));
  for (const [name, check] of Object.entries(all)) {
    const value: unknown = args[name as keyof A];
    const isRequired = name === "name" || required.some((each) => each === name);
    if (value === undefined && !isRequired) continue;
    if (typeof check !== "function") issues.checkIfPlain(name, value, check.dimension);
    else if (isPlainValue(value)) issues.check(name, value, check);
    else reportOutput(issues, name);
  }
  issues.throwIfAny();
}

/** Reports an output. Thresholds and names of alarms are checked, and appear in descriptions, before the deployment. */
function reportOutput(issues: ArgumentIssues, name: string): void {
  issues.add(name, undefined, {
    code: "wrong-type",
    statement: "expected a plain value, got an output or a promise",
    remedy: "Alarms are created from it. Only names and IDs of resources can be outputs.",
  });
}
