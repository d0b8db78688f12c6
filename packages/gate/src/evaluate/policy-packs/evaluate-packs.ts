import type { LocalPolicyPack } from "@roadbed/plan/policy-packs";
import type { PackReport } from "@roadbed/plan/pulumi";
import { failureOf } from "../../failures/failure-of";
import { withPackNotes } from "../../preview/policy-pack-notes";
import { displayPath } from "../../terminal/display-path";
import { withCaveats, withFailure, type Compared } from "../stages";
import { packFindings } from "./pack-findings";

/** Options for running policy packs. */
export interface PackOptions {
  readonly passEnvironment: readonly string[];
  readonly signal: AbortSignal;
  /** Returns whether a directory differs from the base. Returns false without a base. */
  readonly hasChanged: (directory: string) => Promise<boolean>;
}

/**
 * Also evaluates the plan with policy packs, each of which runs with its own SDK. A pack that fails is a failure of the
 * check; the findings of the rules are kept.
 */
export async function evaluatePacks(
  compared: Compared,
  packs: readonly LocalPolicyPack[],
  { passEnvironment, signal, hasChanged }: PackOptions,
): Promise<Compared> {
  if (packs.length === 0) return compared;
  const { runPolicyPacks } = await import("@roadbed/plan/policy-packs");
  try {
    const evaluated = addReport(compared, await runPolicyPacks(compared.plan, packs, { passEnvironment, signal }));
    const changed: string[] = [];
    for (const { directory } of packs) if (await hasChanged(directory)) changed.push(directory);
    // Report changed packs, because a pull request must not silently change the policies that evaluate it.
    const caveats = changed.map((directory) => `the policy pack ${displayPath(directory)} differs from the base`);
    return withCaveats(evaluated, caveats);
  } catch (error) {
    return withFailure(compared, failureOf(error));
  }
}

function addReport(compared: Compared, report: PackReport): Compared {
  const { plan, evaluation, packs } = compared;
  const isDuplicate = duplicatesIn(compared);
  const distinct = { ...report, violations: report.violations.filter((violation) => !isDuplicate(violation)) };
  return {
    ...compared,
    plan: withPackNotes(plan, distinct),
    packs: [...packs, ...report.packs],
    evaluation: { ...evaluation, findings: [...evaluation.findings, ...packFindings(plan, distinct)] },
  };
}

/**
 * Returns a predicate for violations that repeat a finding of the rules for the same resource at the same level or a
 * stricter one. Such violations occur because a pack may contain Roadbed's own rules. A violation at a stricter level
 * than the finding is not a duplicate.
 */
function duplicatesIn({ evaluation, exempted, existing }: Compared) {
  const keyOf = (rule: string, title: string, urn: string): string => JSON.stringify([rule, title, urn]);
  const setAside = [...exempted.map(({ finding }) => finding), ...existing];
  const reported = [...evaluation.findings, ...setAside].map(({ rule, title, urn }) => keyOf(rule, title, urn));
  const strict = [...evaluation.findings.filter(({ level }) => level === "mandatory"), ...setAside];
  const blockingKeys = new Set(strict.map(({ rule, title, urn }) => keyOf(rule, title, urn)));
  const allKeys = new Set(reported);
  return ({ policy, description = "", urn = "", enforcement }: PackReport["violations"][number]): boolean =>
    (enforcement === "advisory" ? allKeys : blockingKeys).has(keyOf(policy, description, urn));
}
