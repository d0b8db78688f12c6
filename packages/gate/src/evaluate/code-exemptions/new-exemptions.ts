import type { Plan, Urn } from "@roadbed/plan";
import type { ExemptedFinding, Exemption } from "@roadbed/policies";

/**
 * Returns a caveat for each effective exemption comment that the base does not contain with the same content for the
 * same resource. Without the caveat, a pull request could exempt itself unnoticed.
 *
 * @param plan - a plan that was compared with the base
 * @returns clauses without a period
 */
export function newExemptionCaveats(
  { steps }: Plan,
  exempted: readonly ExemptedFinding[],
  baseExemptions: readonly Exemption[],
): readonly string[] {
  const oldUrns = new Map(steps.flatMap(({ urn, old }) => (old === undefined ? [] : [[urn, old.urn] as const])));
  const isAtBase = ({ rule, owner, expires, reason }: Exemption, urn: Urn): boolean =>
    baseExemptions.some(
      (exemption) =>
        exemption.rule === rule &&
        exemption.owner === owner &&
        exemption.expires === expires &&
        exemption.reason === reason &&
        exemption.comment?.urns.has(oldUrns.get(urn) ?? urn) === true,
    );
  const clauses = exempted.flatMap(({ finding, exemption }) => {
    const { comment, rule } = exemption;
    if (comment === undefined || isAtBase(exemption, finding.urn)) return [];
    const { file, line } = comment.source;
    return [`the comment at ${file}:${line}, which the base does not contain, adds an exemption from ${rule}`];
  });
  return [...new Set(clauses)];
}
