import type { Plan, Urn } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import type { Compared } from "../stages";
import { comparableFindings, keysOf, setAside } from "./set-aside";

/** The program at the base. */
export interface BaseProgram {
  readonly plan: Plan;
  /** The exemption comments in the program. */
  readonly exemptions: readonly Exemption[];
}

/**
 * Sets aside the findings that the same rules also report for the base. A finding that was exempt at the base is not
 * set aside: an exemption is temporary, and removing the exemption must not hide the finding permanently.
 */
export async function setAsideBaseFindings(compared: Compared, base: BaseProgram): Promise<Compared> {
  const { policies, plan } = compared;
  const candidates = comparableFindings(compared);
  if (candidates.length === 0) return { ...compared, newFindingsOnly: true };
  const { applyExemptions, evaluate } = await import("@roadbed/policies");
  const exemptions = [...policies.exemptions, ...base.exemptions];
  const atBase = applyExemptions(evaluate(base.plan, policies.policies), exemptions, new Date());
  const baseKeys = await keysOf(base.plan, comparableFindings({ ...atBase, policies }), policies);
  const keys = await keysOf(plan, candidates, policies, renamedSince(plan));
  const { compared: rest } = await setAside(compared, keys, baseKeys);
  return { ...rest, newFindingsOnly: true };
}

/** Returns the URN at the base of each renamed resource. */
function renamedSince({ steps }: Plan): ReadonlyMap<Urn, Urn> {
  const pairs = steps.flatMap(({ urn, old }) =>
    old === undefined || old.urn === urn ? [] : [[urn, old.urn] as const],
  );
  return new Map(pairs);
}
