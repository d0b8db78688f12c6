import type * as pulumi from "@pulumi/pulumi";

// The structure and the limits of dashboards:
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html

/** The number of columns of a dashboard. */
export const COLUMNS = 24;
/** The number of widgets on a dashboard. */
export const MAX_WIDGETS = 500;
/** The number of metrics on a dashboard, including those of math expressions. */
export const MAX_METRICS = 2500;
/** The number of alarms in an alarm status widget. */
export const MAX_ALARMS_IN_WIDGET = 100;

/** Where a widget is on the grid of a dashboard. */
export interface WidgetPosition {
  /** The first column, from 0. */
  readonly x: number;
  /** The first row, from 0. */
  readonly y: number;
  /** The number of columns. */
  readonly width: number;
  /** The number of rows. */
  readonly height: number;
}

/** A text in Markdown. */
export interface TextWidget {
  readonly type: "text";
  readonly properties: { readonly markdown: string };
}

/** The states of alarms. */
export interface AlarmWidget {
  readonly type: "alarm";
  readonly properties: {
    readonly title: string;
    readonly alarms: readonly pulumi.Input<string>[];
    readonly sortBy: "stateUpdatedTimestamp";
  };
}

/** How a metric or an expression is shown. */
export interface MetricRendering {
  readonly color?: string;
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly visible?: boolean;
}

/** A metric as `[namespace, name, …dimensions, rendering]`, or an expression as `[rendering]`. */
export type MetricEntry = readonly (MetricRendering | pulumi.Input<string>)[];

/** A line at a threshold. */
export interface ThresholdAnnotation {
  readonly label: string;
  readonly value: number;
  readonly color: string;
  readonly fill: "above" | "below";
}

/** A chart. */
export interface MetricWidget {
  readonly type: "metric";
  readonly properties: {
    readonly title: string;
    readonly region: pulumi.Input<string>;
    readonly view: "singleValue" | "timeSeries";
    /** Whether lines are stacked. Only for time series. */
    readonly stacked?: false;
    /** The beginning of the time range. Without it, the chart has the time range of the dashboard. */
    readonly start?: string;
    readonly period: number;
    /** Whether the whole time range is the period. Only for single values. */
    readonly setPeriodToTimeRange?: true;
    readonly metrics: readonly MetricEntry[];
    /** The axis. Only for time series. */
    readonly yAxis?: { readonly left: { readonly label: string; readonly showUnits: false; readonly min?: number } };
    readonly annotations?: { readonly horizontal: readonly ThresholdAnnotation[] };
  };
}

/**
 * The top contributors of a Contributor Insights rule.
 *
 * @remarks
 * The documentation of dashboards does not describe `insightRule`. The console writes it when a report is added to a dashboard.
 */
export interface ContributorWidget {
  readonly type: "metric";
  readonly properties: {
    readonly title: string;
    readonly region: pulumi.Input<string>;
    readonly view: "timeSeries";
    readonly stacked: false;
    readonly period: number;
    readonly legend: { readonly position: "bottom" };
    readonly insightRule: {
      readonly ruleName: string;
      readonly maxContributorCount: number;
      readonly orderBy: "Sum";
    };
  };
}

/** What a widget shows. */
export type WidgetContent = AlarmWidget | ContributorWidget | MetricWidget | TextWidget;

/** A widget at its position. */
export type DashboardWidget = WidgetContent & WidgetPosition;

/** Whether a widget shows metrics rather than text, alarms, or contributors. */
export const isMetricWidget = (widget: DashboardWidget): widget is MetricWidget & WidgetPosition =>
  widget.type === "metric" && "metrics" in widget.properties;

/** The body of a dashboard, with inputs for what is known only after the deployment. */
export interface DashboardBody {
  readonly start: string;
  /** Charts always have the periods of the monitors, because thresholds apply to these. */
  readonly periodOverride: "inherit";
  readonly widgets: readonly DashboardWidget[];
}
