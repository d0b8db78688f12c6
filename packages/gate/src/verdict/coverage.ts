import type { Gaps, Plan, Urn } from "@roadbed/plan";
import type { Pack } from "@roadbed/plan/pulumi";
import type { BaseAbout } from "../preview/base/bases";
import type { BaselineAbout } from "../evaluate/existing-findings/baseline";
import { endedEarly } from "../preview/program-ended-early";
import type { Judgement } from "./verdict";

/** What a verdict rests on. */
export interface Judged extends PlanGaps {
  /** `some`: a mandatory rule is undecided or failed, resources are invisible, or the program ended early. */
  readonly policies: "all" | "some" | "none";
  /** Files that say which rules hold, the most general first; absent if there is none. */
  readonly settings?: readonly string[];
  /** The policy packs that judged too; absent if there is none. */
  readonly packs?: readonly PackInfo[];
  /** What the changes were computed against; with `none` they were not judged. */
  readonly changes: Plan["priorState"];
  /** With `base`, which one. */
  readonly base?: BaseAbout;
  /** Whether findings that the base has too were set aside. */
  readonly newOnly?: boolean;
  /** The file of existing findings, which were set aside. */
  readonly baseline?: BaselineAbout;
  /** With `state`, which one. */
  readonly state?: StateAbout;
  /** Where the plan is from, if no program was run. */
  readonly planFile?: PlanFileAbout;
  /** Unknown values that a rule took to be set. */
  readonly assumed: readonly { readonly rule: string; readonly urn: Urn; readonly path: string }[];
}

/** The file of a stack's export. */
export interface StateAbout {
  readonly file: string;
}

/** A file that holds a plan. */
export interface PlanFileAbout {
  readonly file: string;
  /** Saved by `--save-plan`, or written by the Pulumi CLI. */
  readonly kind: "saved" | "digest" | "event-log";
}

/** Something that could not be judged. */
export interface Gap {
  readonly about:
    "program" | "changes" | "undecided" | "opaque" | "withheld" | "unanswered" | "undecryptable" | "settings" | "note";
  /** One sentence: what is missing, and what would mend it. */
  readonly message: string;
}

/** How many names a sentence lists before it only counts. */
const NAMED = 5;

/** What of a plan could not be judged, most serious first. */
export function gapsOf({ plan, policies }: Pick<Judgement, "plan" | "policies">, undecidedMandatory: number): Gap[] {
  const { opaque, withheld, unanswered, undecryptable, notes } = plan.gaps;
  const tokens = unanswered.map(({ token }) => token);
  const candidates: readonly (Gap | false)[] = [
    endedEarly(plan) && gap("program", "the program ended early: what it would have registered later is missing"),
    opaque.length > 0 && gap("opaque", `what these remote components create cannot be seen: ${listed(opaque)}`),
    withheld.length > 0 &&
      gap(
        "withheld",
        `the program reads variables that were withheld from it: ${listed(withheld)}; --pass-env hands them over`,
      ),
    tokens.length > 0 && gap("unanswered", `these look-ups have no answer offline: ${listed(tokens)}`),
    undecryptable.length > 0 &&
      gap(
        "undecryptable",
        `the program got placeholders for secrets that cannot be decrypted: ${listed(undecryptable)}; --config key=value gives them`,
      ),
    ...notes.map((note) => gap("note", note.replace(/\.$/, ""))),
    ...(policies?.doubts ?? []).map((doubt) => gap("settings", doubt)),
    undecidedMandatory > 0 &&
      gap("undecided", `mandatory policies rest on values that are not known yet, in ${times(undecidedMandatory)}`),
    plan.priorState === "none" &&
      gap("changes", "there is no prior state to compare with, so every resource counts as new"),
  ];
  return candidates.filter((candidate) => candidate !== false);
}

function gap(about: Gap["about"], message: string): Gap {
  return { about, message };
}

function times(count: number): string {
  return count === 1 ? "1 case" : `${count} cases`;
}

/** What a verdict rests on; without a plan, on nothing. */
export function judgedIn(judgement: Judgement | undefined, gaps: readonly Gap[]): Judged {
  if (judgement === undefined) return NOTHING_JUDGED;
  const { plan, evaluation, existing = [], policies, packs = [], base, newOnly, baseline, state, planFile } = judgement;
  const partly =
    evaluation.findings.some(({ kind }) => kind === "error") ||
    existing.some(({ kind, level }) => kind === "undecided" && level === "mandatory") ||
    gaps.some(({ about }) => HIDES_POLICIES.includes(about));
  return {
    ...plan.gaps,
    policies: partly ? "some" : "all",
    ...(policies !== undefined && policies.files.length > 0 && { settings: policies.files }),
    ...(packs.length > 0 && { packs: packs.map(({ name, version }) => ({ name, version })) }),
    changes: plan.priorState,
    ...(base !== undefined && { base }),
    ...(newOnly !== undefined && { newOnly }),
    ...(baseline !== undefined && { baseline }),
    ...(state !== undefined && { state }),
    ...(planFile !== undefined && { planFile }),
    assumed: evaluation.findings.flatMap(({ rule, urn, assumed }) => assumed.map((path) => ({ rule, urn, path }))),
  };
}

const NOTHING_JUDGED: Judged = {
  policies: "none",
  changes: "none",
  assumed: [],
  unanswered: [],
  opaque: [],
  withheld: [],
  undecryptable: [],
  notes: [],
};

const HIDES_POLICIES: readonly Gap["about"][] = ["program", "undecided", "opaque"];

function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, NAMED).join(", ");
  return distinct.length > NAMED ? `${shown} and ${distinct.length - NAMED} more` : shown;
}
