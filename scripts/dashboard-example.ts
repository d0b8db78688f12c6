import type { AlarmDeclarations } from "../packages/components/test/cloudwatch/alarm-declarations";
import { monitorsWithAlarms } from "../packages/components/test/cloudwatch/alarm-declarations";
import { seriesOf } from "../packages/components/test/cloudwatch/monitor-series";
import { SCENARIOS, type ScenarioName } from "../packages/components/test/cloudwatch/scenarios";
import type { TimeSeries } from "../packages/components/test/cloudwatch/time-series";
import type { Metric, MetricMath, Statistic } from "../packages/components/src/aws/monitors/metric";
import type {
  DashboardBody,
  MetricEntry,
  MetricRendering,
  MetricWidget,
} from "../packages/components/src/aws/monitoring/dashboard/dashboard-body";
import { layoutDashboard } from "../packages/components/src/aws/monitoring/dashboard/layout";
import { checkMonitoringArgs } from "../packages/components/src/aws/monitoring/monitoring-checks";

const REGION = "eu-west-1";

/** A dashboard during a scenario. */
export interface DashboardExample {
  readonly title: string;
  readonly body: DashboardBody;
  /** The titles of the monitors whose alarms are raised in the scenario, by the ARN in the body. */
  readonly alarms: ReadonlyMap<string, { readonly title: string; readonly isRaised: boolean }>;
  /** Returns the values of a chart, which are computed from the metrics in the body. */
  readonly seriesOf: (widget: MetricWidget) => TimeSeries;
}

/** Returns the dashboard of the alarms of a set. Other charts are left out, because scenarios do not contain their metrics. */
export function dashboardExample(declarations: AlarmDeclarations, scenario: ScenarioName): DashboardExample {
  const { monitors: set, source, outcomes } = declarations;
  const sets = [{ ...set, monitors: monitorsWithAlarms(set) }];
  const { dashboard, alarms } = checkMonitoringArgs("shop", { targets: sets, notify: false, region: REGION });
  const [page] = dashboard?.pages ?? [];
  if (dashboard === undefined || page === undefined) throw new Error("The set has no dashboard");
  const arnOf = (child: string) => `arn:aws:cloudwatch:${REGION}:123456789012:alarm:${child}`;
  const shown = alarms.map(({ child, alarm: { severity } }) => ({ severity, alarmArn: arnOf(child) }));
  return {
    title: `${set.title}: ${SCENARIOS[scenario].title.toLowerCase()}`,
    body: layoutDashboard({ ...dashboard, alarms: shown, regionOf: () => REGION }, page),
    alarms: new Map(
      alarms.map(({ child, monitor: { name, title } }) => [
        arnOf(child),
        { title, isRaised: outcomes[name]?.[scenario] === "alarm" },
      ]),
    ),
    seriesOf: ({ properties: { metrics, period } }) => seriesOf(valueOf(metrics), period, SCENARIOS[scenario], source),
  };
}

/** Returns what a chart shows. */
function valueOf(entries: readonly MetricEntry[]): Metric | MetricMath {
  const [first] = entries;
  if (entries.length === 1 && first !== undefined) return metricOf(first);
  const renderings = entries.map((entry) => ({ entry, ...renderingOf(entry) }));
  const result = renderings.find(({ visible }) => visible !== false);
  const hidden = renderings.filter(({ visible }) => visible === false);
  const metrics = hidden.filter(({ expression }) => expression === undefined);
  const expressions = hidden.filter(({ expression }) => expression !== undefined);
  return {
    metrics: Object.fromEntries(metrics.map(({ id = "", entry }) => [id, metricOf(entry)])),
    expressions: Object.fromEntries(expressions.map(({ id = "", expression = "" }) => [id, expression])),
    expression: result?.expression ?? "",
  };
}

function renderingOf(entry: MetricEntry): MetricRendering {
  const last = entry.at(-1);
  return typeof last === "object" && !("then" in last) ? (last as MetricRendering) : {};
}

function metricOf(entry: MetricEntry): Metric {
  const [namespace = "", name = "", ...dimensions] = entry.filter((element) => typeof element === "string");
  const pairs = dimensions.flatMap((value, index) =>
    index % 2 === 1 ? [[dimensions[index - 1], value] as const] : [],
  );
  return {
    namespace,
    name,
    statistic: renderingOf(entry).stat as Statistic,
    dimensions: Object.fromEntries(pairs.map(([dimension = "", value]) => [dimension, value])),
  };
}
