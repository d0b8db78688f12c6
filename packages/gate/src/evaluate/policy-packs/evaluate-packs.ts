import type { PolicyPack } from "@roadbed/plan/policy-packs";
import type { PackReport } from "@roadbed/plan/pulumi";
import { withDoubts } from "../caveats";
import { failureOf } from "../../failures/failure-of";
import { packFindings, withPackNotes } from "./pack-findings";
import { fromHere } from "../../terminal/display-path";
import type { Judgement } from "../../verdict/verdict";

export interface PackRequest {
  /** Folders of policy packs. */
  readonly policyPacks: readonly string[];
  readonly passEnvironment: readonly string[];
}

export interface PackSurroundings {
  readonly signal: AbortSignal;
  /** Whether a folder is another than at the base; false where there is none. */
  readonly hasChanged: (directory: string) => Promise<boolean>;
}

/** Finds the packs. @throws PreviewError if one is none, or cannot be run */
export async function findPacks({ policyPacks }: Pick<PackRequest, "policyPacks">): Promise<readonly PolicyPack[]> {
  if (policyPacks.length === 0) return [];
  const { findPolicyPack } = await import("@roadbed/plan/policy-packs");
  return policyPacks.map((directory) => findPolicyPack(directory));
}

/**
 * Has policy packs judge the plan too, each run by its own SDK. A pack that fails is a failure of the check; what the rules
 * found is kept.
 */
export async function withPacks(
  judgement: Judgement,
  packs: readonly PolicyPack[],
  { passEnvironment, signal, hasChanged }: Pick<PackRequest, "passEnvironment"> & PackSurroundings,
): Promise<Judgement> {
  if (packs.length === 0) return judgement;
  const { runPolicyPacks } = await import("@roadbed/plan/policy-packs");
  try {
    const judged = judgedBy(judgement, await runPolicyPacks(judgement.plan, packs, { passEnvironment, signal }));
    const changed: string[] = [];
    for (const { directory } of packs) if (await hasChanged(directory)) changed.push(directory);
    // Whoever asks for a change of the program may not change what it is judged by without a word.
    const doubts = changed.map((directory) => `the policy pack ${fromHere(directory)} is another than at the base`);
    return withDoubts(judged, doubts);
  } catch (error) {
    return { ...judgement, failures: [...(judgement.failures ?? []), failureOf(error)] };
  }
}

function judgedBy(judgement: Judgement, report: PackReport): Judgement {
  const { plan, evaluation, packs = [] } = judgement;
  const isTold = toldIn(judgement);
  const others = { ...report, violations: report.violations.filter((violation) => !isTold(violation)) };
  return {
    ...judgement,
    plan: withPackNotes(plan, others),
    packs: [...packs, ...report.packs],
    evaluation: { ...evaluation, findings: [...evaluation.findings, ...packFindings(plan, others)] },
  };
}

/**
 * Tells what the rules said of the same resource already, as strictly: a pack of an organization holds the rules of Roadbed
 * too. What it finds by stricter settings of its own is not among that.
 */
function toldIn({ evaluation, exempted = [], existing = [] }: Judgement) {
  const keyOf = (rule: string, title: string, urn: string): string => JSON.stringify([rule, title, urn]);
  const setAside = [...exempted.map(({ finding }) => finding), ...existing];
  const told = [...evaluation.findings, ...setAside].map(({ rule, title, urn }) => keyOf(rule, title, urn));
  const strict = [...evaluation.findings.filter(({ level }) => level === "mandatory"), ...setAside];
  const blocking = new Set(strict.map(({ rule, title, urn }) => keyOf(rule, title, urn)));
  const all = new Set(told);
  return ({ policy, description = "", urn = "", enforcement }: PackReport["violations"][number]): boolean =>
    (enforcement === "advisory" ? all : blocking).has(keyOf(policy, description, urn));
}
