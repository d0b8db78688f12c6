import { parseUrn, type Operation, type Resource, type Urn } from "@roadbed/plan";
import type { Rule } from "../authoring/rule";
import type { ConfiguredRule } from "./configured-rule";
import type { Finding, FindingChange } from "../model/finding";
import type { UndecidedReason, RuleResult, Violation } from "../model/rule-result";
import { spellRemedy, type SdkVersionSource } from "./remedy-spelling";

/** The resource that a finding reports. */
export type ViolatingResource = Pick<Resource, "urn" | "type" | "source"> &
  SdkVersionSource & {
    /** What the deployment does to the resource. Set for rules on changes. */
    readonly operation?: Operation;
  };

/** The maximum number of unknown values that a message names. */
const MAX_NAMED = 3;

/**
 * Converts a rule result to findings.
 *
 * @param violatingResource - returns the resource with the given URN, or the evaluated resource if there is no URN
 */
export function findingsOf(
  policy: ConfiguredRule,
  result: RuleResult,
  violatingResource: (urn?: Urn) => ViolatingResource | undefined,
): readonly Finding[] {
  if (isPlainPass(result)) return [];
  const { rule, level, undecided: whenUndecided } = policy;
  const assumed = result.assumed.map(({ path }) => path);
  const make = (kind: Finding["kind"], { message, urn, path, ...details }: Violation): readonly Finding[] => {
    const resource = violatingResource(urn) ?? violatingResource();
    if (resource === undefined) return [];
    const { id, title, severity } = rule;
    const remedy = spellRemedy(details.remedy ?? rule.remedy, resource);
    return [
      {
        ...{ rule: id, title, severity, level, kind, urn: resource.urn, type: resource.type, message, assumed, remedy },
        ...(path !== undefined && path !== "" && { path }),
        ...(resource.source && { source: resource.source }),
        ...(resource.operation && { change: changeOf(policy.rule, resource.operation, details) }),
      },
    ];
  };
  const blocksUndecided = whenUndecided === "block";
  const reasons = blocksUndecided ? [...result.undecided, ...result.assumed.map(toReason)] : result.undecided;
  return [
    ...(result.error ? make("error", result.error) : []),
    ...result.violations.flatMap((violation) => make("violation", violation)),
    ...[...byResource(reasons)].flatMap(([urn, group]) => {
      const path = pathOf(urn, group);
      const message = undecidedMessage(urn, group);
      return make("undecided", { message, ...(urn !== undefined && { urn }), ...(path !== undefined && { path }) });
    }),
  ];
}

function changeOf(
  rule: Rule,
  operation: Operation,
  { relatedResources, isStackWide, suggestion }: Pick<Violation, "relatedResources" | "isStackWide" | "suggestion">,
): FindingChange {
  return {
    operation,
    ...(relatedResources !== undefined && { relatedResources }),
    ...(isStackWide !== undefined && { isStackWide }),
    ...(rule.kind === "change" && rule.coversAllInputs && { coversAllInputs: true }),
    ...(suggestion !== undefined && { suggestion }),
  };
}

/** Whether a result contains nothing to report. This is by far the most frequent result, so it is handled first. */
const isPlainPass = ({ violations, undecided, assumed, error }: RuleResult) =>
  violations.length === 0 && undecided.length === 0 && assumed.length === 0 && error === undefined;

const toReason = (location: { readonly path: string; readonly urn?: Urn }): UndecidedReason => ({
  ...location,
  cause: "unknown",
});

const subjectOf = ({ subject, urn }: UndecidedReason) => subject ?? urn;

function byResource(reasons: readonly UndecidedReason[]): ReadonlyMap<Urn | undefined, readonly UndecidedReason[]> {
  const groups = new Map<Urn | undefined, UndecidedReason[]>();
  for (const reason of reasons) {
    const group = groups.get(subjectOf(reason));
    if (group) group.push(reason);
    else groups.set(subjectOf(reason), [reason]);
  }
  return groups;
}

/** Returns the path of the first reason that is located in the resource itself. */
const pathOf = (subject: Urn | undefined, reasons: readonly UndecidedReason[]) =>
  reasons.find(({ urn }) => urn === undefined || urn === subject)?.path;

function undecidedMessage(subject: Urn | undefined, reasons: readonly UndecidedReason[]): string {
  const unknown = reasons.filter(({ cause }) => cause !== "unreadable" && cause !== "missing");
  const unreadable = reasons.filter(({ cause }) => cause === "unreadable");
  const hints = new Set(unknown.map(({ hint }) => hint).filter((hint) => hint !== undefined));
  const parts = [
    ...(unknown.length > 0
      ? [`${describeLocations(subject, unknown)} ${unknown.length > 1 ? "are" : "is"} not known yet`]
      : []),
    ...hints,
    ...(reasons.some(({ cause }) => cause === "missing") ? [MISSING] : []),
    ...unreadable.map(
      (reason) => `${describeLocations(subject, [reason])} cannot be evaluated: ${reason.hint ?? "it cannot be read"}`,
    ),
  ];
  return parts.join("; ");
}

const MISSING = "the program ended before it had registered all its resources";

function describeLocations(subject: Urn | undefined, reasons: readonly UndecidedReason[]): string {
  const names = reasons.slice(0, MAX_NAMED).map(({ path, urn }) => {
    const location = path === "" ? "the inputs" : path;
    return urn === undefined || urn === subject ? location : `${location} of ${parseUrn(urn)?.name ?? urn}`;
  });
  if (reasons.length > MAX_NAMED) return `${names.join(", ")}, and others`;
  if (names.length <= 2) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1) ?? ""}`;
}
