import type { Plan, Urn } from "@roadbed/plan";
import type { Exemption, Finding } from "@roadbed/policies";
import type { StackPolicies } from "../../targets/settings/stack-policies";
import type { Compared } from "../stages";
import type { FindingKey } from "./finding-keys";
import { comparableFindings, keysOf, setAside } from "./set-aside";

/** The program at the base. */
export interface BaseProgram {
  readonly plan: Plan;
  /** The exemption comments in the program. */
  readonly exemptions: readonly Exemption[];
  /** How the plan conceals secrets, if it was read from a file. */
  readonly concealment?: Concealment;
}

/** How a saved plan conceals secrets. */
export interface Concealment {
  readonly salt: string;
  /** The secrets of the program that its plan may contain without a mark. */
  readonly secrets: Iterable<string>;
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
  const { concealment } = base;
  const keys = await (concealment === undefined
    ? keysOf(plan, candidates, policies, renamedSince(plan))
    : concealedKeysOf(plan, candidates, policies, concealment));
  const { compared: rest } = await setAside(compared, keys, baseKeys);
  return { ...rest, newFindingsOnly: true };
}

/** Returns the keys that the findings would have in a saved plan, whose keys are computed from digests of secrets. */
async function concealedKeysOf(
  plan: Plan,
  findings: readonly Finding[],
  policies: StackPolicies,
  { secrets, salt }: Concealment,
): Promise<readonly FindingKey[]> {
  const { concealSecrets } = await import("@roadbed/plan/internal");
  const concealed = concealSecrets(plan, secrets, salt);
  const renamed = findings.map((finding) => ({ ...finding, urn: concealed.concealName(finding.urn) }));
  return keysOf(concealed.plan, renamed, policies, renamedSince(concealed.plan));
}

/** Returns the URN at the base of each renamed resource. */
function renamedSince({ steps }: Plan): ReadonlyMap<Urn, Urn> {
  const pairs = steps.flatMap(({ urn, old }) =>
    old === undefined || old.urn === urn ? [] : [[urn, old.urn] as const],
  );
  return new Map(pairs);
}
