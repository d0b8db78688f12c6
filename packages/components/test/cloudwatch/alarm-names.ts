import { hasAlarm, type MonitorSet } from "../../src/aws/monitors/monitor";

/** Returns the alarms of a set as `name (severity)`. */
export const alarmsOf = ({ monitors }: MonitorSet): string[] =>
  monitors.filter(hasAlarm).map(({ name, alarm }) => `${name} (${alarm.severity})`);
