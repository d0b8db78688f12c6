import type { ArgumentIssues } from "../../shared/argument-issues";
import { suggestName } from "../../shared/wording";
import type { Monitor, MonitorSet } from "../monitors/monitor";

/** The name of a monitor in arguments: `orders/errors`. */
export const monitorKey = ({ name }: MonitorSet, monitor: Monitor): string => `${name}/${monitor.name}`;

/** Reports keys of an argument that no monitor has. */
export function reportUnknownKeys(
  issues: ArgumentIssues,
  argument: string,
  sets: readonly MonitorSet[],
  keys: readonly string[],
): void {
  const known = sets.flatMap((set) => set.monitors.map((monitor) => monitorKey(set, monitor)));
  for (const key of keys) {
    if (known.includes(key)) continue;
    issues.add(`${argument}[${JSON.stringify(key)}]`, undefined, {
      code: "unknown-argument",
      statement: "no target has this monitor",
      remedy: suggestName(key, known),
    });
  }
}
