import type { RuleResult } from "../model/rule-result";

/**
 * Adds a path to violations that have none if the check read a single location, that is, if every path that was read leads
 * to the deepest path. Reads are recorded only with tracing, so without tracing, such a check runs a second time.
 */
export function inferPaths(trace: boolean, evaluate: (trace: boolean) => RuleResult): RuleResult {
  const result = evaluate(trace);
  if (result.violations.every(({ path }) => path !== undefined)) return result;
  const reads = trace ? result.reads : evaluate(true).reads;
  const deepest = reads.at(-1)?.path ?? "";
  const leadsToDeepest = (path: string) =>
    deepest.startsWith(path) && ["", ".", "["].includes(deepest.slice(path.length, path.length + 1));
  if (reads.length === 0 || !reads.every(({ path }) => leadsToDeepest(path))) return result;
  return { ...result, violations: result.violations.map((violation) => ({ path: deepest, ...violation })) };
}
