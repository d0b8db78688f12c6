import type { Finding } from "@roadbed/policies";
import type { Complete } from "./stages";

/** The maximum number of paths for one finding. A rule that reads more inspects the whole value. */
const MAX_PATHS = 6;

/**
 * Returns the evidence of the findings that block: the paths below a finding's path that its rule read. Reports show the
 * values there, such as `privileged = true`, in place of a whole pod. Rules on stacks, plans, and changes have no
 * evidence, because tracing them evaluates all resources again.
 */
export async function findEvidence({
  plan,
  policies: { policies },
  evaluation,
}: Pick<Complete, "plan" | "policies" | "evaluation">): Promise<ReadonlyMap<Finding, readonly string[]>> {
  const traceable = new Set(policies.flatMap(({ rule }) => (rule.kind === "resource" ? [rule.id] : [])));
  const blocking = evaluation.findings.filter(
    ({ rule, kind, level, path }) =>
      kind === "violation" && level === "mandatory" && path !== undefined && traceable.has(rule),
  );
  const evidence = new Map<Finding, readonly string[]>();
  if (blocking.length === 0) return evidence;
  const { findingReads } = await import("@roadbed/policies/internal");
  const readsOf = findingReads(plan, policies);
  for (const finding of blocking) {
    const paths = leavesBelow(
      finding.path ?? "",
      readsOf(finding).map(({ path }) => path),
    );
    if (paths.length > 0 && paths.length <= MAX_PATHS) evidence.set(finding, paths);
  }
  return evidence;
}

/** Returns the paths below a path that contain no other path of the list. */
function leavesBelow(start: string, paths: readonly string[]): readonly string[] {
  const below = [...new Set(paths)].filter((path) => isBelow(start, path));
  return below.filter((path) => !below.some((other) => isBelow(path, other)));
}

const isBelow = (container: string, path: string): boolean =>
  path.startsWith(container) && (path[container.length] === "." || path[container.length] === "[");
