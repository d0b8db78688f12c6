import type { Exemption } from "@roadbed/policies";
import type { Base, Bases } from "../preview/base/bases";
import { withoutFindingsOf } from "./existing-findings/base-findings";
import { readCodeExemptions } from "./code-exemptions/code-exemptions";
import { exemptionsSince } from "./code-exemptions/since-base";
import { withDoubts } from "./caveats";
import { failureOf } from "../failures/failure-of";
import type { LoadPolicies } from "../targets/settings/load-policies";
import { runStack, type RunOptions } from "./evaluate-stack";
import type { Target } from "../targets/target";
import type { Judgement } from "../verdict/verdict";

/**
 * Previews one stack and judges the plan, with its changes against the base if there is one. The base is previewed at the
 * same time; one that cannot be had is a failure beside what was found in the stack.
 *
 * @param newOnly whether what is found in the base too does not count
 */
export async function runWithBase(
  target: Target,
  options: RunOptions,
  load: LoadPolicies,
  bases: Bases,
  newOnly: boolean,
): Promise<Judgement> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  // Settled, so that a base that fails first is not taken for an error that nobody waits for.
  const opening = Promise.allSettled([bases.open(target, { ...options, signal })]);
  try {
    const judgement = await runStack(target, options, load);
    const [base] = await opening;
    options.signal.throwIfAborted();
    if (base.status === "rejected") return { ...judgement, failures: [failureOf(base.reason)] };
    if (base.value === undefined) return judgement;
    const inCode = await exemptionsOf(base.value, judgement);
    const compared = await compare(judgement, base.value, inCode);
    return newOnly ? await withoutFindingsOf({ plan: base.value.plan, inCode }, compared) : compared;
  } finally {
    // If there is nothing to compare, the base is ended, and waited for: no process is left behind.
    stop.abort();
    await opening;
  }
}

/** The exemptions that the program had in its code at the base. What is wrong there is the base's, and exempts nothing. */
async function exemptionsOf({ plan, root, inCode }: Base, { policies }: Judgement): Promise<readonly Exemption[]> {
  if (root === undefined || policies === undefined) return inCode ?? [];
  return (await readCodeExemptions(plan, root, policies)).exemptions;
}

async function compare(
  judgement: Judgement,
  { plan: base, about, doubt }: Base,
  inCode: readonly Exemption[],
): Promise<Judgement> {
  const { compareWithBase } = await import("@roadbed/plan/base");
  const compared = compareWithBase(judgement.plan, base, { secretsHidden: about.file !== undefined });
  const { gaps } = compared;
  const plan = doubt === undefined ? compared : { ...compared, gaps: { ...gaps, notes: [...gaps.notes, doubt] } };
  const doubts = exemptionsSince(plan, judgement.exempted ?? [], inCode);
  return { ...withDoubts(judgement, doubts), plan, base: about };
}
