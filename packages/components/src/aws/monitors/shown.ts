import type { Metric, MetricMath } from "./metric";
import type { Monitor } from "./monitor";

/** How a value without an alarm is shown. */
type ShownOptions = Partial<Pick<Monitor, "periodSeconds" | "unit">>;

/** Returns a monitor that only shows a value: by default a count per minute. */
export const shown = (
  name: string,
  title: string,
  value: Metric | MetricMath,
  { unit = "Count", periodSeconds = 60 }: ShownOptions = {},
): Monitor => ({ name, title, value, unit, periodSeconds });
