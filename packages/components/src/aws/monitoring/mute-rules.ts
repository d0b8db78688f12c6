import type { MonitoringMaintenanceWindow } from "./monitoring-args";
import {
  notifiesItself,
  physicalName,
  regionalChild,
  regionsOf,
  type PlannedAlarm,
  type PlannedComposite,
} from "./monitoring-plan";
import { divide } from "./parts";

/** A rule that mutes alarms of a Region during a maintenance window. */
export interface PlannedMuteRule {
  readonly child: string;
  readonly ruleName: string;
  readonly region: string | undefined;
  readonly window: MonitoringMaintenanceWindow;
  /** The alarms that notify, without which the rule would mute all alarms of the account. */
  readonly alarms: readonly (PlannedAlarm | PlannedComposite)[];
}

/** The number of alarms that a rule can mute. */
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MuteTargets.html
const MAX_MUTED_ALARMS = 100;

/** Returns the rules of the maintenance windows. */
export function planMuteRules(
  name: string,
  windows: readonly (readonly [string, MonitoringMaintenanceWindow])[],
  alarms: readonly PlannedAlarm[],
  composites: readonly PlannedComposite[],
): readonly PlannedMuteRule[] {
  const notifying = [...composites, ...alarms.filter(notifiesItself)].sort((a, b) => (a.child < b.child ? -1 : 1));
  return windows.flatMap(([windowName, window]) =>
    regionsOf(notifying).flatMap((region) =>
      divide(
        notifying.filter((alarm) => alarm.region === region),
        ({ child }) => child,
        ({ length }) => length <= MAX_MUTED_ALARMS,
      ).map(({ suffix, items }) => {
        const whole = regionalChild(`mute-${windowName}`, region);
        const child = suffix === "" ? whole : `${whole}-part-${suffix}`;
        return { child, ruleName: physicalName(name, child), region, window, alarms: items };
      }),
    ),
  );
}
