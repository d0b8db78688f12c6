import { parseUrn, type PlanGaps } from "@roadbed/plan";

/** Returns the function of a lookup, or the type and name of the resource that the program reads. */
export function lookupName({ token, urn }: PlanGaps["unansweredLookups"][number]): string {
  return urn === undefined ? token : `${token} ${parseUrn(urn)?.name ?? urn}`;
}
