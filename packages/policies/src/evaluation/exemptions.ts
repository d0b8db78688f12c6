import type { SourcePosition, Urn } from "@roadbed/plan";
import type { Evaluation, Finding } from "../model/finding";
import { matchesWildcard } from "./wildcard";

/** A temporary suppression of a rule for some resources. */
export interface Exemption {
  /** The ID of the rule. */
  readonly rule: string;
  /** The URN of the resource. `*` matches any number of characters. */
  readonly resource: string;
  /** Why the exemption is needed. */
  readonly reason: string;
  /** The person or team that is responsible for the exemption. */
  readonly owner: string;
  /** The last day on which the exemption applies, in UTC, such as `2027-01-31`. */
  readonly expires: string;
  /** Set if the exemption is a comment in the program. The exemption then applies to `urns` rather than to `resource`. */
  readonly comment?: { readonly source: SourcePosition; readonly urns: ReadonlySet<Urn> };
}

/** A finding that an exemption suppresses. */
export interface ExemptedFinding {
  /** The suppressed finding. */
  readonly finding: Finding;
  /** The exemption that suppresses the finding. */
  readonly exemption: Exemption;
}

/** An evaluation to which exemptions have been applied. */
export interface ExemptedEvaluation {
  /** The remaining findings, and one additional finding for each finding whose exemption has expired. */
  readonly evaluation: Evaluation;
  /** The suppressed findings. */
  readonly exempted: readonly ExemptedFinding[];
  /** The findings that only an expired exemption covers. */
  readonly expiredFindings: readonly Finding[];
  /** Exemptions that match no finding. */
  readonly unusedExemptions: readonly Exemption[];
}

/** The rule ID of the finding that is added for each finding whose exemption has expired. */
export const EXPIRED_EXEMPTION_RULE = "exemption-expired";

/**
 * Applies exemptions to an evaluation. Rule errors are never exempt, because it is unknown what the rule would have reported.
 *
 * @param now - the time that determines which exemptions have expired
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
    return [finding, expiryFinding(finding, expired)];
  });
  const unused = exemptions.filter((exemption) => !used.has(exemption));
  return { evaluation: { ...evaluation, findings }, exempted, expiredFindings: uncovered, unusedExemptions: unused };
}

const covers = (exemption: Exemption, { kind, rule, urn }: Finding): boolean =>
  kind !== "error" && exemption.rule === rule && appliesTo(exemption, urn);

const appliesTo = ({ resource, comment }: Exemption, urn: Urn): boolean =>
  comment === undefined ? matchesWildcard(resource, urn) : comment.urns.has(urn);

/** Whether any of the exemptions from one rule covers a resource at the given time. */
export const isExempt = (urn: string, exemptions: readonly Omit<Exemption, "rule">[], now: Date): boolean =>
  exemptions.some((exemption) => matchesWildcard(exemption.resource, urn) && !hasExpired(exemption, now));

/** Whether the last day of an exemption has passed. */
export const hasExpired = ({ expires }: Pick<Exemption, "expires">, now: Date): boolean =>
  now.toISOString().slice(0, 10) > expires;

function expiryFinding({ urn, type, source, rule }: Finding, { owner, expires, comment }: Exemption): Finding {
  const location = comment === undefined ? "in roadbed.yaml" : `at ${comment.source.file}:${comment.source.line}`;
  return {
    rule: EXPIRED_EXEMPTION_RULE,
    title: "Exemptions are renewed or removed before they expire",
    severity: "high",
    level: "mandatory",
    kind: "violation",
    urn,
    type,
    message: `the exemption from ${rule} expired on ${expires} (owner: ${owner})`,
    assumed: [],
    remedy: `Fix the violation of ${rule}, or renew the exemption ${location}.`,
    ...(source && { source }),
  };
}
