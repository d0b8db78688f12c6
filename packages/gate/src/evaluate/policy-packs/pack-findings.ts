import { parseUrn, STACK_TYPE, type Plan, type Urn } from "@roadbed/plan";
import type { PackReport, PackUndecided, PackViolation } from "@roadbed/plan/pulumi";
import type { Finding } from "@roadbed/policies";

/**
 * What the policy packs said that the Pulumi CLI ran by itself, as findings. Whether a policy without an answer is
 * mandatory is not in the CLI's output, so it counts as mandatory: a gate must not pass what nobody judged.
 */
export function packFindings(plan: Plan, { violations, undecided }: PackReport): readonly Finding[] {
  return [
    ...violations.flatMap((violation) => findingOf(violation, plan)),
    ...undecided.map((found) => ({ ...bare(found, plan), level: "mandatory" as const, kind: "undecided" as const })),
  ];
}

function findingOf(violation: PackViolation, plan: Plan): readonly Finding[] {
  const { enforcement, severity } = violation;
  if (enforcement === "disabled") return [];
  // What a pack could not mend blocks, as it does under the CLI.
  const level = enforcement === "advisory" ? "advisory" : "mandatory";
  return [{ ...bare(violation, plan), level, kind: "violation", ...(severity !== undefined && { severity }) }];
}

function bare(found: PackViolation | PackUndecided, plan: Plan) {
  const { pack, policy, urn, message } = found;
  const place = urn ?? plan.resources.find(({ type }) => type === STACK_TYPE)?.urn ?? "";
  const source = plan.resources.find((resource) => resource.urn === place)?.source;
  return {
    rule: `${pack}/${policy}`,
    title: ("description" in found ? found.description : undefined) ?? policy,
    // Packs need not say how severe a violation is.
    severity: "medium" as const,
    urn: place,
    type: typeOf(place),
    message,
    assumed: [],
    remedy: ("remedy" in found ? found.remedy : undefined) ?? `See the policy ${policy} of the policy pack ${pack}.`,
    ...(source !== undefined && { source }),
  };
}

const typeOf = (urn: Urn): string => parseUrn(urn)?.type ?? STACK_TYPE;
