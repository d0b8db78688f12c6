import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue, type Check } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";
import { regionName } from "../shared/aws-component-args";
import type { Monitor, MonitorSet } from "./monitor";

/** The arguments that all functions for sets of monitors have. */
export interface MonitorSetArgs {
  /**
   * The name of the set: lowercase words separated by hyphens, unique among the targets of a `Monitoring`: `orders`. Alarms are
   * named after it, so a new name replaces them.
   */
  readonly name: string;
  /**
   * The Region that publishes the metrics. Alarms are created in it.
   *
   * @default the Region of the `Monitoring`
   */
  readonly region?: string;
}

/** Accepts names of sets. */
export const monitorSetName = matching(
  /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/,
  "lowercase words separated by hyphens",
  'Example: "orders".',
);

/** Returns the name of the set of a component: `OrdersQueue` becomes `orders-queue`. */
export const monitorSetNameOf = (component: string): string =>
  component
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^[^A-Za-z]+|-$/g, "")
    .toLowerCase();

/** Returns the Region of a component, if it is known before the deployment. */
export const plainRegion = (region: pulumi.Input<string> | undefined): string | undefined =>
  typeof region === "string" ? region : undefined;

/** What the monitors of a resource depend on. */
export interface MonitorSetPlan<A extends MonitorSetArgs> {
  /** The name of the function: `monitors.sqsQueue`. */
  readonly kind: string;
  /** The arguments that the function has besides those of all sets. Each is a dimension's value, a number, or a choice. */
  readonly checks: Readonly<Record<Exclude<keyof A, keyof MonitorSetArgs>, Check<unknown>>>;
  /** The arguments without which the function does not work. */
  readonly required: readonly Exclude<keyof A, keyof MonitorSetArgs>[];
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
export function defineMonitorSet<A extends MonitorSetArgs>(plan: MonitorSetPlan<A>): (args: A) => MonitorSet {
  return (args) => {
    checkSetArgs(plan, args);
    const { name, region } = args;
    return { name, title: plan.title(args), ...(region !== undefined && { region }), monitors: plan.monitors(args) };
  };
}

function checkSetArgs<A extends MonitorSetArgs>({ kind, checks, required }: MonitorSetPlan<A>, args: A): void {
  const issues = new ArgumentIssues(kind);
  const names = Object.keys(checks) as (keyof typeof checks & string)[];
  issues.checkNames("", args, ["name", "region", ...names]);
  issues.check("name", args.name, monitorSetName);
  if (args.region !== undefined) issues.check("region", args.region, regionName);
  for (const name of names) {
    const value: unknown = args[name];
    if (value === undefined && !required.includes(name)) continue;
    // The value of an output is known only after the deployment, and comes from AWS itself.
    if (isPlainValue(value)) issues.check(name, value, checks[name]);
  }
  issues.throwIfAny();
}
