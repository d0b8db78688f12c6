import { parseUrn, type Resource, type Urn } from "@roadbed/plan";
import type { ConfiguredRule } from "./evaluate";
import type { Finding } from "../model/finding";
import type { UndecidedReason, RuleResult } from "../model/rule-result";

/** The resource a finding is about. */
export type ViolatingResource = Pick<Resource, "urn" | "type" | "source">;

/** More unknown values than this are not named one by one. */
const MAX_NAMED = 3;

/** What a judgement means under the settings of the rule. `culprit` finds the resource; without a URN, the one judged. */
export function findingsOf(
  policy: ConfiguredRule,
  judgement: RuleResult,
  culprit: (urn?: Urn) => ViolatingResource | undefined,
): readonly Finding[] {
  if (isPlainPass(judgement)) return [];
  const { rule, level, undecided: whenUndecided } = policy;
  const assumed = judgement.assumed.map(({ path }) => path);
  const make = (kind: Finding["kind"], message: string, urn?: Urn, path?: string): readonly Finding[] => {
    const found = culprit(urn) ?? culprit();
    if (found === undefined) return [];
    const { id, title, severity, remedy } = rule;
    return [
      {
        ...{ rule: id, title, severity, level, kind, urn: found.urn, type: found.type, message, assumed, remedy },
        ...(path !== undefined && path !== "" && { path }),
        ...(found.source && { source: found.source }),
      },
    ];
  };
  const strict = whenUndecided === "block";
  const reasons = strict ? [...judgement.undecided, ...judgement.assumed.map(asDoubt)] : judgement.undecided;
  return [
    ...(judgement.error ? make("error", judgement.error.message) : []),
    ...judgement.violations.flatMap(({ message, urn, path }) => make("violation", message, urn, path)),
    ...[...byResource(reasons)].flatMap(([urn, some]) =>
      make("undecided", sentence(urn, some), urn, pathOf(urn, some)),
    ),
  ];
}

/** By far the most frequent judgement. */
const isPlainPass = ({ violations, undecided, assumed, error }: RuleResult) =>
  violations.length === 0 && undecided.length === 0 && assumed.length === 0 && error === undefined;

const asDoubt = (location: { readonly path: string; readonly urn?: Urn }): UndecidedReason => ({
  ...location,
  cause: "unknown",
});

const aboutOf = ({ subject, urn }: UndecidedReason) => subject ?? urn;

function byResource(reasons: readonly UndecidedReason[]): ReadonlyMap<Urn | undefined, readonly UndecidedReason[]> {
  const groups = new Map<Urn | undefined, UndecidedReason[]>();
  for (const reason of reasons) {
    const group = groups.get(aboutOf(reason));
    if (group) group.push(reason);
    else groups.set(aboutOf(reason), [reason]);
  }
  return groups;
}

/** The path of the first reason, if it is in the resource itself. */
const pathOf = (about: Urn | undefined, reasons: readonly UndecidedReason[]) =>
  reasons.find(({ urn }) => urn === undefined || urn === about)?.path;

function sentence(about: Urn | undefined, reasons: readonly UndecidedReason[]): string {
  const unknown = reasons.filter(({ cause }) => cause !== "unreadable");
  const unreadable = reasons.filter(({ cause }) => cause === "unreadable");
  const hints = new Set(unknown.map(({ hint }) => hint).filter((hint) => hint !== undefined));
  const parts = [
    ...(unknown.length > 0 ? [`${named(about, unknown)} ${unknown.length > 1 ? "are" : "is"} not known yet`] : []),
    ...hints,
    ...unreadable.map((reason) => `${named(about, [reason])} cannot be judged: ${reason.hint ?? "it cannot be read"}`),
  ];
  return parts.join("; ");
}

function named(about: Urn | undefined, reasons: readonly UndecidedReason[]): string {
  const names = reasons.slice(0, MAX_NAMED).map(({ path, urn }) => {
    const what = path === "" ? "the inputs" : path;
    return urn === undefined || urn === about ? what : `${what} of ${parseUrn(urn)?.name ?? urn}`;
  });
  if (reasons.length > MAX_NAMED) return `${names.join(", ")} and others`;
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
