import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue } from "../../shared/argument-issues";
import { definedProperties } from "../../shared/component-args";
import { regionName } from "../shared/aws-component-args";
import { monitorSetName, type MonitorSetArgs } from "./monitor-set";

/** The arguments that the method `monitors` of all components has. */
export interface ComponentMonitorsArgs {
  /**
   * The name of the set: lowercase words separated by hyphens, unique among the targets of a `Monitoring`: `orders`.
   *
   * @default the name of the component in lowercase words: `OrdersQueue` becomes `orders-queue`
   */
  readonly name?: string;
  /**
   * The Region that publishes the metrics. Alarms are created in it.
   *
   * @default the argument `region` of the component, or the Region of the `Monitoring`
   */
  readonly region?: string;
}

/** A component that returns its monitors. */
interface MonitoredComponent {
  /** The class of the component: `LoadBalancer`. */
  readonly component: string;
  /** The name of the component in the program. */
  readonly name: string;
  /** The argument `region` of the component. */
  readonly region: pulumi.Input<string> | undefined;
}

/**
 * Returns the arguments that the set of a component has in common with all sets.
 *
 * @param own - the names of the arguments of this component only, which the function for its set checks
 * @throws ArgumentsError if an argument is invalid, if the name of the component has no words of letters and digits, or if the Region is an output: alarms have names, and are
 * created for each Region
 */
export function componentSetArgs<A extends ComponentMonitorsArgs>(
  { component, name, region }: MonitoredComponent,
  args: A,
  own: readonly Exclude<keyof A & string, keyof ComponentMonitorsArgs>[] = [],
): A & MonitorSetArgs {
  const issues = new ArgumentIssues(`${component}.monitors`, name);
  issues.checkNames("", args, ["name", "region", ...own]);
  const set = { name: setNameOf(name), ...(region !== undefined && { region }), ...definedProperties(args) };
  if (set.name === undefined) {
    issues.add("name", name, {
      code: "invalid-format",
      statement: (got) => `expected a name that begins with a letter of the English alphabet, got ${got}`,
      remedy: 'Pass the name of the set: monitors({ name: "orders" }).',
    });
  } else {
    issues.check("name", set.name, monitorSetName);
  }
  if (isPlainValue(set.region)) {
    if (set.region !== undefined) issues.check("region", set.region, regionName);
  } else {
    issues.add("region", undefined, {
      code: "wrong-type",
      statement: "expected the name of the Region, got an output",
      remedy: 'Pass the Region of the alarms: monitors({ region: "eu-west-1" }).',
    });
  }
  issues.throwIfAny();
  return set as A & MonitorSetArgs;
}

/** Returns a name in lowercase words separated by hyphens; `undefined` if it does not begin with a letter. */
export function setNameOf(name: string): string | undefined {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  return /^[a-z]/.test(words[0] ?? "") ? words.join("-") : undefined;
}
