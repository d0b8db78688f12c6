import type * as pulumi from "@pulumi/pulumi";
import { anomalyAlarmInputs } from "../monitors/anomaly-alarm";
import { metricAlarmInputs, type MetricAlarmInputs } from "../monitors/metric-alarm";
import {
  hasAlarm,
  hasAnomalyBand,
  type AlarmSeverity,
  type Monitor,
  type MonitorAlarm,
  type MonitorSet,
} from "../monitors/monitor";
import { physicalPrefix } from "./alarm-names";
import { divideAlarms, type CombinedAlarm } from "./composite-alarms";
import { monitorKey } from "./monitor-keys";

/** An alarm of a monitor. */
export interface PlannedAlarm extends CombinedAlarm {
  /** The names of the set and the monitor: `orders/errors`. The alarm of an anomaly band adds a word: `orders/errors/anomaly`. */
  readonly key: string;
  /** The name of the child: `orders-errors`. */
  readonly child: string;
  /** The name in AWS. */
  readonly alarmName: pulumi.Input<string>;
  /** The Region; `undefined` for that of the component. */
  readonly region: string | undefined;
  readonly monitor: Monitor;
  /** What the alarm means, and how urgent it is. */
  readonly alarm: Pick<MonitorAlarm, "existing" | "firstStep" | "meaning" | "runbook" | "severity">;
  /** The inputs of the metric alarm. */
  readonly inputs: MetricAlarmInputs;
}

/** A part of a composite alarm, which is a composite alarm itself. */
export interface CompositePart {
  readonly child: string;
  readonly alarmName: string;
  readonly alarms: readonly PlannedAlarm[];
}

/** A composite alarm that notifies for all of its alarms. */
export interface PlannedComposite {
  readonly child: string;
  readonly alarmName: string;
  readonly region: string | undefined;
  readonly severity: AlarmSeverity;
  readonly alarms: readonly PlannedAlarm[];
  /** The parts; none if the alarm combines all alarms itself. */
  readonly parts: readonly CompositePart[];
}

/** The names of the composite alarms, by severity. */
const COMPOSITES: Readonly<Record<AlarmSeverity, string>> = { page: "paging", ticket: "tickets" };

/** The last word in the names of alarms for anomaly bands. */
const ANOMALY = "anomaly";

/** Returns the name of a child in AWS. */
export const physicalName = (name: string, child: string): string => `${physicalPrefix(name)}-${child}`;

/** Returns the name of a child for a Region: `paging`, `paging-us-east-1`. */
export const regionalChild = (noun: string, region: string | undefined): string =>
  region === undefined ? noun : `${noun}-${region}`;

/** Returns the alarms of sets, in their order. */
export const planAlarms = (name: string, sets: readonly MonitorSet[]): readonly PlannedAlarm[] =>
  sets.flatMap((set) =>
    set.monitors.flatMap((monitor): readonly PlannedAlarm[] => {
      const key = monitorKey(set, monitor);
      const child = `${set.name}-${monitor.name}`;
      const common = { region: set.region, monitor };
      const planned: PlannedAlarm[] = [];
      if (hasAlarm(monitor)) {
        const { alarm } = monitor;
        const alarmName = alarm.existing?.alarmName ?? physicalName(name, child);
        planned.push({ ...common, key, child, alarmName, alarm, inputs: metricAlarmInputs(monitor) });
      }
      if (hasAnomalyBand(monitor)) {
        const names = { key: `${key}/${ANOMALY}`, child: `${child}-${ANOMALY}` };
        const alarmName = physicalName(name, names.child);
        planned.push({
          ...{ ...common, ...names, alarmName },
          alarm: monitor.anomalyBand,
          inputs: anomalyAlarmInputs(monitor),
        });
      }
      return planned;
    }),
  );

/** Whether an alarm notifies by itself, rather than through a composite alarm. Alarms that exist already cannot be changed. */
export const notifiesItself = ({ alarm }: PlannedAlarm): boolean =>
  alarm.severity === "ticket" && alarm.existing === undefined;

/** Returns the composite alarms: for each Region, one for each severity whose alarms do not notify themselves. */
export function planComposites(name: string, alarms: readonly PlannedAlarm[]): readonly PlannedComposite[] {
  const combined = alarms.filter((alarm) => !notifiesItself(alarm));
  return regionsOf(combined).flatMap((region) =>
    (["page", "ticket"] as const).flatMap((severity) => {
      const members = combined.filter((alarm) => alarm.region === region && alarm.alarm.severity === severity);
      return members.length === 0 ? [] : [planComposite(name, region, severity, members)];
    }),
  );
}

function planComposite(
  name: string,
  region: string | undefined,
  severity: AlarmSeverity,
  alarms: readonly PlannedAlarm[],
): PlannedComposite {
  const child = regionalChild(COMPOSITES[severity], region);
  const parts = divideAlarms(alarms);
  const isDivided = parts.length > 1;
  return {
    child,
    alarmName: physicalName(name, child),
    region,
    severity,
    alarms: isDivided ? alarms : (parts[0]?.items ?? []),
    parts: isDivided
      ? parts.map(({ suffix, items }) => {
          const part = `${child}-part-${suffix}`;
          return { child: part, alarmName: physicalName(name, part), alarms: items };
        })
      : [],
  };
}

/** Returns the Regions of alarms in alphabetical order, after that of the component. */
export const regionsOf = (alarms: readonly Pick<PlannedAlarm, "region">[]): readonly (string | undefined)[] =>
  [...new Set(alarms.map(({ region }) => region))].sort((a, b) => ((a ?? "") < (b ?? "") ? -1 : 1));
