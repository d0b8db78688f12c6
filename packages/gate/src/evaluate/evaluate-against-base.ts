import type { Exemption } from "@roadbed/policies";
import { failureOf } from "../failures/failure-of";
import type { Base, Bases } from "../preview/base/bases";
import type { PlanningOptions } from "../preview/make-plan";
import type { LoadPolicies } from "../targets/settings/load-policies";
import type { Target } from "../targets/target";
import { readCodeExemptions } from "./code-exemptions/code-exemptions";
import { newExemptionCaveats } from "./code-exemptions/new-exemptions";
import { evaluateStack } from "./evaluate-stack";
import { setAsideBaseFindings, type BaseProgram } from "./existing-findings/base-findings";
import { asCompared, withCaveats, withFailure, type Compared, type Evaluated } from "./stages";

/** How to compare a stack with its base. */
export interface ComparisonOptions {
  /** Whether to set aside findings that are also present at the base. */
  readonly newFindingsOnly: boolean;
  /** The secrets of the program that its plan may contain without a mark. */
  readonly secrets: Iterable<string>;
}

/**
 * Previews one stack, evaluates its plan, and compares the plan with the base, if any. The base is previewed at the
 * same time. If the base cannot be previewed, the result has a failure and keeps the findings of the stack.
 */
export async function evaluateAgainstBase(
  target: Target,
  options: PlanningOptions,
  load: LoadPolicies,
  bases: Bases,
  { newFindingsOnly, secrets }: ComparisonOptions,
): Promise<Compared> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  // allSettled prevents an unhandled rejection if the base fails first.
  const opening = Promise.allSettled([bases.open(target, { ...options, signal })]);
  try {
    const evaluated = await evaluateStack(target, options, load);
    const [base] = await opening;
    if (options.signal.aborted) return asCompared(withFailure(evaluated, failureOf(options.signal.reason)));
    if (base.status === "rejected") return withFailure(asCompared(evaluated), failureOf(base.reason));
    if (base.value === undefined) return asCompared(evaluated);
    const exemptions = await exemptionsAt(base.value, evaluated);
    const { plan, salt } = base.value;
    const concealment = salt === undefined ? {} : { concealment: { salt, secrets } };
    const compared = await compare(evaluated, base.value, exemptions, concealment);
    return newFindingsOnly ? await setAsideBaseFindings(compared, { plan, exemptions, ...concealment }) : compared;
  } finally {
    // If there is no plan to compare, stop the preview of the base and wait for its end, so that no process is left
    // behind.
    stop.abort();
    await opening;
  }
}

/** Returns the exemption comments at the base. Invalid comments exempt no finding and are not reported. */
async function exemptionsAt(
  { plan, root, codeExemptions }: Base,
  { policies }: Evaluated,
): Promise<readonly Exemption[]> {
  if (root === undefined) return codeExemptions ?? [];
  return (await readCodeExemptions(plan, root, policies)).exemptions;
}

async function compare(
  evaluated: Evaluated,
  { plan: basePlan, info, caveat }: Base,
  exemptions: readonly Exemption[],
  concealment: Pick<BaseProgram, "concealment">,
): Promise<Compared> {
  const { compareWithBase } = await import("@roadbed/plan/base");
  const compared = compareWithBase(evaluated.plan, basePlan, concealment);
  const { gaps } = compared;
  const plan = caveat === undefined ? compared : { ...compared, gaps: { ...gaps, notes: [...gaps.notes, caveat] } };
  const caveats = newExemptionCaveats(plan, evaluated.exempted, exemptions);
  return { ...withCaveats(asCompared(evaluated), caveats), plan, base: info };
}
