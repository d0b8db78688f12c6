import type { Compared, Complete } from "../src/evaluate/stages";
import type { StackPolicies } from "../src/targets/settings/stack-policies";
import { evaluation, plan } from "./plans";

/** The policies of a stack without rules. */
export const NO_POLICIES: StackPolicies = {
  policies: [],
  exemptions: [],
  locked: new Set(),
  exemptionsInCode: "allow",
  packSettings: [],
  files: [],
  caveats: [],
};

/** Returns a compared stage with an empty plan, except for the given parts. */
export function compared(parts: Partial<Compared> = {}): Compared {
  return {
    stage: "compared",
    plan: plan([]),
    evaluation: evaluation(),
    policies: NO_POLICIES,
    exempted: [],
    expiredFindings: [],
    unusedExemptions: [],
    codeExemptions: [],
    packs: [],
    caveats: [],
    failures: [],
    existing: [],
    ...parts,
  };
}

/** Returns a complete stage with an empty plan, except for the given parts. */
export function complete(parts: Partial<Complete> = {}): Complete {
  return {
    ...compared(),
    approvals: { ids: new Map(), approved: [], expired: new Map(), unused: [] },
    ...parts,
    stage: "complete",
  };
}
