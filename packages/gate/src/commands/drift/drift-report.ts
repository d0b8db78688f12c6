import type { Plan } from "@roadbed/plan";
import type { classifyDrift, DriftKind, ResourceDrift } from "./classify-drift";
import { actionsFor, type DriftActions } from "./drift-actions";
import type { IgnoreEntry } from "./ignore-file";

/** The drift of one stack. */
export interface DriftReport {
  /** `drifted` if a resource was deleted or changed by hand. Other differences do not count. */
  readonly outcome: "drifted" | "passed";
  readonly project: string;
  readonly stack: string;
  /** The number of resources of the stack. */
  readonly resourceCount: number;
  /** The number of resources with drift, by kind. */
  readonly counts: Readonly<Record<DriftKind, number>>;
  /** The resources with drift, the most serious kind first. */
  readonly resources: readonly (ResourceDrift & { readonly actions: DriftActions })[];
  /** The entries of the ignore file that cover no drift. */
  readonly unusedEntries: readonly IgnoreEntry[];
}

/** The kinds of drift that fail the command. */
export const FAILING_KINDS: readonly DriftKind[] = ["deleted", "changed"];

/** Returns the report on the drift of a stack. */
export function driftReport(
  { project, stack, resources: planned, steps }: Plan,
  { resources, unusedEntries }: ReturnType<typeof classifyDrift>,
): DriftReport {
  const count = (kind: DriftKind): number => resources.filter((resource) => resource.kind === kind).length;
  return {
    outcome: resources.some(({ kind }) => FAILING_KINDS.includes(kind)) ? "drifted" : "passed",
    ...{ project, stack },
    resourceCount: new Set([...planned.map(({ urn }) => urn), ...steps.map(({ urn }) => urn)]).size,
    counts: {
      deleted: count("deleted"),
      changed: count("changed"),
      controller: count("controller"),
      outputs: count("outputs"),
      ignored: count("ignored"),
    },
    resources: resources.map((resource) => ({ ...resource, actions: actionsFor(resource) })),
    unusedEntries,
  };
}
