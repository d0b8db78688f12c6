import type { Plan, Urn } from "@roadbed/plan";
import type { Exempted, Exemption } from "@roadbed/policies";

/**
 * Exemptions in code that take effect and that the base does not have, word for word, for the same resource: whoever asks
 * for changes gives leave to himself.
 *
 * @param plan compared with the base
 * @returns a clause for each, without a full stop
 */
export function exemptionsSince(
  { steps }: Plan,
  exempted: readonly Exempted[],
  atBase: readonly Exemption[],
): readonly string[] {
  const oldUrns = new Map(steps.flatMap(({ urn, old }) => (old === undefined ? [] : [[urn, old.urn] as const])));
  const isKnown = ({ rule, owner, expires, reason }: Exemption, urn: Urn): boolean =>
    atBase.some(
      (one) =>
        one.rule === rule &&
        one.owner === owner &&
        one.expires === expires &&
        one.reason === reason &&
        one.inCode?.urns.has(oldUrns.get(urn) ?? urn) === true,
    );
  const clauses = exempted.flatMap(({ finding, exemption }) => {
    const { inCode, rule } = exemption;
    if (inCode === undefined || isKnown(exemption, finding.urn)) return [];
    const { file, line } = inCode.source;
    return [`the comment at ${file}:${line}, which the base does not have, exempts from ${rule}`];
  });
  return [...new Set(clauses)];
}
