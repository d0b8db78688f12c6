import type { SourcePosition, Urn } from "@roadbed/plan";
import type { Evaluation, Finding } from "../model/finding";
import { matchesWildcard } from "./wildcard";

/** Leave for a resource to break a rule for a time. */
export interface Exemption {
  readonly rule: string;
  /** URN, in which `*` stands for any characters. */
  readonly resource: string;
  readonly reason: string;
  /** Who answers for it. */
  readonly owner: string;
  /** The last day, in UTC, as `2027-01-31`. */
  readonly expires: string;
  /** Set if it is a comment in the program: then it is for the resources made there, whatever `resource` says. */
  readonly inCode?: { readonly source: SourcePosition; readonly urns: ReadonlySet<Urn> };
}

/** A finding that an exemption allows. */
export interface ExemptedFinding {
  readonly finding: Finding;
  readonly exemption: Exemption;
}

/** An evaluation after its exemptions. */
export interface ExemptedEvaluation {
  /** What is left, and one finding for each finding that an expired exemption no longer covers. */
  readonly evaluation: Evaluation;
  readonly exempted: readonly ExemptedFinding[];
  /** The findings that only an expired exemption covers. */
  readonly expired: readonly Finding[];
  /** Those that no finding needs. */
  readonly unused: readonly Exemption[];
}

/** The id of the finding that stands beside one whose exemption has expired. */
export const EXPIRED_RULE = "exemption-expired";

/**
 * Sets aside what is exempt. A rule that failed is never exempt, since nobody knows what it would have found.
 *
 * @param now decides which exemptions have expired
 */
export function applyExemptions(
  evaluation: Evaluation,
  exemptions: readonly Exemption[],
  now: Date,
): ExemptedEvaluation {
  const used = new Set<Exemption>();
  const exempted: ExemptedFinding[] = [];
  const uncovered: Finding[] = [];
  const findings = evaluation.findings.flatMap((finding) => {
    const covering = exemptions.filter((exemption) => covers(exemption, finding));
    for (const exemption of covering) used.add(exemption);
    const active = covering.find((exemption) => !hasExpired(exemption, now));
    if (active !== undefined) {
      exempted.push({ finding, exemption: active });
      return [];
    }
    const [expired] = covering;
    if (expired === undefined) return [finding];
    uncovered.push(finding);
    return [finding, expiryOf(finding, expired)];
  });
  const unused = exemptions.filter((one) => !used.has(one));
  return { evaluation: { ...evaluation, findings }, exempted, expired: uncovered, unused };
}

const covers = (exemption: Exemption, { kind, rule, urn }: Finding): boolean =>
  kind !== "error" && exemption.rule === rule && isFor(exemption, urn);

const isFor = ({ resource, inCode }: Exemption, urn: Urn): boolean =>
  inCode === undefined ? matchesWildcard(resource, urn) : inCode.urns.has(urn);

/** Whether a resource is exempt today from the rule that the exemptions are from. */
export const isExempt = (urn: string, exemptions: readonly Omit<Exemption, "rule">[], now: Date): boolean =>
  exemptions.some((exemption) => matchesWildcard(exemption.resource, urn) && !hasExpired(exemption, now));

/** Whether its last day is over. */
export const hasExpired = ({ expires }: Pick<Exemption, "expires">, now: Date): boolean =>
  now.toISOString().slice(0, 10) > expires;

function expiryOf({ urn, type, source, rule }: Finding, { owner, expires, inCode }: Exemption): Finding {
  const place = inCode === undefined ? "in roadbed.yaml" : `at ${inCode.source.file}:${inCode.source.line}`;
  return {
    rule: EXPIRED_RULE,
    title: "Exemptions are renewed or given up before they expire",
    severity: "high",
    level: "mandatory",
    kind: "violation",
    urn,
    type,
    message: `the exemption from ${rule} expired on ${expires}; ${owner} answers for it`,
    assumed: [],
    remedy: `Mend what ${rule} found, or give the exemption another reason and day ${place}.`,
    ...(source && { source }),
  };
}
