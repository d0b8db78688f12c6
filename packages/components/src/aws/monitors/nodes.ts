import type { Metric, MetricMath } from "./metric";

/** Returns the highest value among nodes, in metric math. A node without data has a value that raises no alarm. */
export const highestOf = (metrics: readonly Metric[]): MetricMath => ({
  metrics: byNode("n", metrics),
  expression: `MAX([${filledNodes("n", metrics.length).join(", ")}])`,
});

/** Returns metrics with IDs such as `n1` and `n2`. */
export const byNode = (id: string, metrics: readonly Metric[]): Readonly<Record<string, Metric>> =>
  Object.fromEntries(metrics.map((metric, index) => [`${id}${index + 1}`, metric]));

/** Returns the expressions of the metrics of nodes: `FILL(n1, 0)`. */
export const filledNodes = (id: string, count: number, filler = 0): string[] =>
  Array.from({ length: count }, (_, index) => `FILL(${id}${index + 1}, ${filler})`);
