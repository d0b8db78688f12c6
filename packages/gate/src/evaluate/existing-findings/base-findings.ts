import type { Plan, Urn } from "@roadbed/plan";
import type { Exemption } from "@roadbed/policies";
import type { Judgement } from "../../verdict/verdict";
import { comparable, keysOf, setAside } from "./new-only";

/** A stack as it was. */
export interface Before {
  readonly plan: Plan;
  /** The exemptions that the program had in its code. */
  readonly inCode: readonly Exemption[];
}

/**
 * Sets aside what the same rules find in the base too. What was exempt there is none of it: an exemption is leave for a
 * time, and not for good once it is taken away.
 *
 * @param judgement of a plan that was compared with the base
 */
export async function withoutFindingsOf({ plan: base, inCode }: Before, judgement: Judgement): Promise<Judgement> {
  const { policies, plan } = judgement;
  const candidates = comparable(judgement);
  if (policies === undefined || candidates.length === 0) return { ...judgement, newOnly: true };
  const { applyExemptions, evaluate } = await import("@roadbed/policies");
  const atBase = applyExemptions(evaluate(base, policies.policies), [...policies.exemptions, ...inCode], new Date());
  const before = await keysOf(base, comparable({ ...atBase, policies }), policies);
  const keys = await keysOf(plan, candidates, policies, renamedSince(plan));
  return { ...setAside(judgement, keys, before).judgement, newOnly: true };
}

/** What resources of a compared plan were called in its past, those that had another name. */
function renamedSince({ steps }: Plan): ReadonlyMap<Urn, Urn> {
  const pairs = steps.flatMap(({ urn, old }) =>
    old === undefined || old.urn === urn ? [] : [[urn, old.urn] as const],
  );
  return new Map(pairs);
}
