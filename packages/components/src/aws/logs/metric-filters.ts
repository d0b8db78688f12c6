import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { childName } from "../../shared/naming";
import type { Children } from "../shared/children";
import type { LogGroupMetricFilterArgs } from "./log-group-args";
import type { LogGroupMetricUnit } from "./metric-units";

/** A metric filter with all defaults. */
export interface MetricFilterSettings {
  readonly pattern: string;
  readonly metricName: string;
  readonly namespace: string;
  readonly value: number | string;
  readonly unit: LogGroupMetricUnit;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `undefined` for no value. */
  readonly defaultValue: number | undefined;
}

/**
 * Returns a metric filter with its defaults.
 *
 * @param component - the name of the component
 * @param key - the name of the filter; omitted for the only filter of a component
 */
export function metricFilterSettings(
  component: string,
  key: string | undefined,
  args: LogGroupMetricFilterArgs,
): MetricFilterSettings {
  const { pattern, value = 1, dimensions = {} } = args;
  const isCount = typeof value === "number";
  const { defaultValue = isCount && Object.keys(dimensions).length === 0 ? 0 : false } = args;
  return {
    pattern,
    value,
    dimensions,
    metricName: args.metricName ?? (key === undefined ? component : childName(component, key)),
    namespace: args.namespace ?? `${pulumi.getProject()}/${pulumi.getStack()}`,
    unit: args.unit ?? (isCount ? "Count" : "None"),
    defaultValue: defaultValue === false ? undefined : defaultValue,
  };
}

/** Creates a metric filter. */
export function createMetricFilter(
  children: Children,
  child: string,
  { logGroupName, name }: { readonly logGroupName: pulumi.Input<string>; readonly name?: string },
  settings: MetricFilterSettings,
): aws.cloudwatch.LogMetricFilter {
  const { pattern, metricName, namespace, value, unit, dimensions, defaultValue } = settings;
  return new aws.cloudwatch.LogMetricFilter(
    children.name(child),
    {
      region: children.region,
      name,
      logGroupName,
      pattern,
      metricTransformation: {
        name: metricName,
        namespace,
        value: String(value),
        unit,
        ...(Object.keys(dimensions).length > 0 && { dimensions: { ...dimensions } }),
        ...(defaultValue !== undefined && { defaultValue: String(defaultValue) }),
      },
    },
    children.options(child),
  );
}
