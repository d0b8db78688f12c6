import type { Urn } from "@roadbed/plan";
import type { Complete } from "../evaluate/stages";
import type { Coverage, CoverageGap } from "../model/verdict";
import { lookupName } from "./lookup-name";
import { endedEarly } from "../preview/program-failure";
import { counted } from "../util/counted";
import { defined } from "../util/defined";

/** The maximum number of names in a message. Further names are only counted. */
const MAX_NAMES = 5;

/** Returns the coverage gaps, the most serious first. */
export function coverageGaps(complete: Complete, undecidedMandatory: number): CoverageGap[] {
  const { plan, caveats, evaluation } = complete;
  const { opaqueComponents, withheldValues, unansweredLookups, undecryptableConfigKeys, notes } = plan.gaps;
  const lookups = unansweredLookups.map(lookupName);
  const candidates: readonly (CoverageGap | false)[] = [
    endedEarly(plan) && gap("program", "the program ended early, so resources may be missing"),
    hasOnlyUncheckedTypes(complete) &&
      gap("types", `no policy applies to any resource; the types are ${joinNames(evaluation.uncheckedTypes)}`),
    opaqueComponents.length > 0 &&
      gap("opaque", `the children of these remote components are invisible: ${joinNames(opaqueComponents)}`),
    withheldValues.length > 0 &&
      gap(
        "withheld",
        `the program reads environment variables that are withheld: ${joinNames(withheldValues)}; pass the variables with --pass-env`,
      ),
    lookups.length > 0 &&
      gap(
        "unanswered",
        `no result is available for these data source lookups: ${joinNames(lookups)}; add the results to roadbed.context.json, or record them with --engine pulumi --record-context`,
      ),
    undecryptableConfigKeys.length > 0 &&
      gap(
        "undecryptable",
        `the program got placeholders for secrets that cannot be decrypted: ${joinNames(undecryptableConfigKeys)}; set the secrets with --config key=value`,
      ),
    ...notes.map((note) => gap("note", note.replace(/\.$/, ""))),
    ...caveats.map((caveat) => gap("settings", caveat)),
    undecidedMandatory > 0 &&
      gap("undecided", `mandatory policies depend on unknown values in ${caseCount(undecidedMandatory)}`),
    plan.priorState !== "none" &&
      opaqueComponents.length > 0 &&
      gap("changes", changesBelow(opaqueComponents, plan.gaps.undeterminedResources)),
    plan.priorState === "none" &&
      gap("changes", "there is no prior state to compare with, so every resource counts as new"),
  ];
  return candidates.filter((candidate) => candidate !== false);
}

/** Describes the changes that are not known because a plugin creates the children of remote components. */
function changesBelow(components: readonly Urn[], undetermined: readonly Urn[] = []): string {
  const prior = undetermined.length === 0 ? "" : `, including ${counted(undetermined.length, "existing resource")}`;
  return `changes below these remote components are unknown${prior}: ${joinNames(components)}`;
}

/**
 * Whether no rule applies to any resource of the stack, although it contains some. Policy packs do not report which types
 * they apply to.
 */
function hasOnlyUncheckedTypes({ plan, evaluation, packs }: Complete): boolean {
  const unchecked = new Set(evaluation.uncheckedTypes);
  const managed = plan.resources.filter(
    ({ custom, external, type }) => custom && !external && !type.startsWith("pulumi:"),
  );
  return packs.length === 0 && managed.length > 0 && managed.every(({ type }) => unchecked.has(type));
}

function gap(kind: CoverageGap["kind"], message: string): CoverageGap {
  return { kind, message };
}

function caseCount(count: number): string {
  return count === 1 ? "1 case" : `${count} cases`;
}

/** Returns the extent of the evaluation. */
export function coverageOf(complete: Complete, gaps: readonly CoverageGap[]): Coverage {
  const {
    plan,
    evaluation,
    policies,
    packs,
    base,
    newFindingsOnly,
    baseline,
    state,
    planFile,
    approvals,
    verifiedPlan,
  } = complete;
  return {
    ...plan.gaps,
    policies: policyCoverage(complete, gaps),
    ...(policies.files.length > 0 && { settings: policies.files }),
    ...(packs.length > 0 && { packs: packs.map(({ name, version }) => ({ name, version })) }),
    priorState: plan.priorState,
    ...defined({ base, newFindingsOnly, baseline, approvals: approvals.info, verifiedPlan, state, planFile }),
    assumedValues: evaluation.findings.flatMap(({ rule, urn, assumed }) =>
      assumed.map((path) => ({ rule, urn, path })),
    ),
  };
}

function policyCoverage({ evaluation, existing }: Complete, gaps: readonly CoverageGap[]): Coverage["policies"] {
  if (gaps.some(({ kind }) => kind === "types")) return "none";
  const isPartial =
    evaluation.findings.some(({ kind }) => kind === "error") ||
    existing.some(({ kind, level }) => kind === "undecided" && level === "mandatory") ||
    gaps.some((missing) => HIDES_POLICIES.includes(missing.kind));
  return isPartial ? "some" : "all";
}

/** The coverage of a stack without a plan. */
export const NO_COVERAGE: Coverage = {
  policies: "none",
  priorState: "none",
  assumedValues: [],
  unansweredLookups: [],
  opaqueComponents: [],
  withheldValues: [],
  undecryptableConfigKeys: [],
  notes: [],
};

const HIDES_POLICIES: readonly CoverageGap["kind"][] = ["program", "undecided", "opaque"];

function joinNames(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, MAX_NAMES).join(", ");
  return distinct.length > MAX_NAMES ? `${shown}, and ${distinct.length - MAX_NAMES} more` : shown;
}
