import { inARow } from "./alarm-periods";
import type { MetricMath } from "./metric";
import type { AlarmMonitor, MonitorAlarm } from "./monitor";

/** The percentage of missing instances that pages: services are planned for the loss of one of two or three zones. */
const MOST_PERCENT = 50;

type AlarmDescription = Pick<MonitorAlarm, "firstStep" | "meaning" | "reason" | "source">;

/** The alarms on instances of a service that do not run. */
interface MissingInstances {
  /** What runs, in names and titles: `tasks`. */
  readonly instances: string;
  /** The beginning of the names of the runbooks: `ecs-service`. */
  readonly runbooks: string;
  /** The alarm that pages when half of the instances are missing for five minutes. */
  readonly most: AlarmDescription;
  /** The alarm that opens a ticket when any instance is missing for fifteen minutes. */
  readonly any: AlarmDescription;
}

/** Returns the two monitors of the percentage of instances that are missing. */
export function missingInstances(
  value: MetricMath,
  { instances, runbooks, most, any }: MissingInstances,
): readonly AlarmMonitor[] {
  const monitor = (name: string, title: string, alarm: Omit<MonitorAlarm, "runbook">): AlarmMonitor => ({
    ...{ name, title, value, unit: "Percent", periodSeconds: 60 },
    alarm: { ...alarm, runbook: `${runbooks}-${name}` },
  });
  return [
    monitor(`most-${instances}-missing`, `Missing ${instances}, half of all`, {
      ...inARow(5),
      ...{ operator: ">=", threshold: MOST_PERCENT, severity: "page", ...most },
    }),
    monitor(`missing-${instances}`, `Missing ${instances}`, {
      ...inARow(15),
      ...{ operator: ">", threshold: 0, severity: "ticket", ...any },
    }),
  ];
}
