import { parseSavedPlan, serializePlan, type Plan } from "@roadbed/plan";
import { CommandError } from "../../failures/command-error";
import { PRIOR_STATE_HASH, priorStateHash } from "../../preview/base/prior-state-hash";
import { withFailure, type Complete } from "../stages";
import { planDifferences, type ComparablePlan } from "./plan-differences";
import { ruleResults, type RuleResultKey } from "./rule-results";

/** The key of the summary of the verdict in a saved plan's metadata. */
export const VERDICT_SUMMARY = "verdict";

/** The parts of a verdict that a saved plan contains. */
export interface VerdictSummary {
  readonly outcome: string;
  readonly results: readonly RuleResultKey[];
}

/** A saved plan to compare with. */
export interface PlanToVerify extends ComparablePlan {
  readonly file: string;
  /** The salt of the digests that replace secrets. */
  readonly salt: string;
}

/**
 * Reads a plan that `--save-plan` wrote.
 *
 * @throws CommandError `input-file-invalid` if a run cannot be compared with the plan
 * @throws PlanFileError if the file does not exist or is invalid
 */
export async function readPlanToVerify(file: string): Promise<PlanToVerify> {
  const { readTextFile } = await import("@roadbed/plan/internal");
  const content = readTextFile(file);
  const { plan, salt, metadata } = parseSavedPlan(content, file);
  const invalid = (reason: string): CommandError => new CommandError("input-file-invalid", `${file}: ${reason}`);
  const summary = summaryIn(metadata[VERDICT_SUMMARY]);
  const priorState = metadata[PRIOR_STATE_HASH];
  if (summary === undefined || priorState === undefined)
    throw invalid("expected a plan with its verdict. Save the plan again with `roadbed check --save-plan`.");
  if (priorState !== priorStateHash(content))
    throw invalid(`the hash in metadata.${PRIOR_STATE_HASH} does not match the steps. The file was changed.`);
  if (plan.result === "failed") throw invalid("the program failed. Save the plan of a successful run.");
  if (plan.priorState === "none")
    throw invalid(
      "the plan was not compared with a prior state. Save it with --state, --base, --base-plan, or --engine pulumi.",
    );
  return { file, plan, salt, priorState, results: summary.results };
}

function summaryIn(text: string | undefined): VerdictSummary | undefined {
  if (text === undefined) return undefined;
  try {
    const summary = JSON.parse(text) as Partial<VerdictSummary> | null;
    const isResult = (key: unknown): boolean => Array.isArray(key) && key.every((part) => typeof part === "string");
    return typeof summary?.outcome === "string" && Array.isArray(summary.results) && summary.results.every(isResult)
      ? (summary as VerdictSummary)
      : undefined;
  } catch {
    return undefined; // the caller reports the invalid summary
  }
}

/** Returns the summary of a verdict as JSON. */
export function verdictSummary(complete: Complete, outcome: string): string {
  return JSON.stringify({ outcome, results: ruleResults(complete) } satisfies VerdictSummary);
}

/**
 * Compares a plan with a saved plan. The result has a failure for each part that differs. A run that already failed is not
 * compared, because its plan is incomplete.
 *
 * @param secrets - the secrets of the program that its plan may contain without a mark
 */
export function verifyPlan(saved: PlanToVerify, complete: Complete, secrets: Iterable<string>): Complete {
  const { plan, failures } = complete;
  const { file, salt } = saved;
  if (plan.result === "failed" || failures.length > 0) return complete;
  const conflict = conflictOf(saved.plan, plan);
  if (conflict !== undefined)
    return withFailure(complete, { code: "conflicting-flags", message: `${file}: ${conflict}` });
  // Serialize the plan as well, so that secrets are digests with the same salt.
  const metadata = { [VERDICT_SUMMARY]: verdictSummary(complete, "") };
  const content = serializePlan(plan, { metadata, secrets, salt });
  const now = parseSavedPlan(content, file);
  const differences = planDifferences(saved, {
    plan: now.plan,
    priorState: priorStateHash(content),
    results: summaryIn(now.metadata[VERDICT_SUMMARY])?.results ?? [],
  });
  return differences.length === 0
    ? { ...complete, verifiedPlan: { file } }
    : differences.reduce<Complete>(
        (stage, text) => withFailure(stage, { code: "plan-stale", message: `${file} is stale: ${text}.` }),
        complete,
      );
}

/** Returns the reason why two plans cannot be compared. */
function conflictOf(saved: Plan, now: Plan): string | undefined {
  if (saved.project !== now.project || saved.stack !== now.stack)
    return `expected a plan for ${now.project}/${now.stack}, got a plan for ${saved.project}/${saved.stack}.`;
  if (saved.priorState === now.priorState) return undefined;
  return `the plan was compared with the prior state "${saved.priorState}", and this run with "${now.priorState}". Pass the flags with which the plan was saved.`;
}
