import { parseUrn, STACK_TYPE, type Plan, type Urn } from "@roadbed/plan";
import type { PackReport, PackUndecided, PackViolation } from "@roadbed/plan/pulumi";
import type { Finding } from "@roadbed/policies";
import { defined } from "../../util/defined";

/**
 * Converts the report of policy packs to findings. The output of the Pulumi CLI does not contain the level of a policy
 * that could not be evaluated. Such a policy counts as mandatory, because the gate must not pass a policy that was not
 * evaluated.
 */
export function packFindings(plan: Plan, { violations, undecided }: PackReport): readonly Finding[] {
  return [
    ...violations.flatMap((violation) => findingOf(violation, plan)),
    ...undecided.map((found) => ({
      ...commonFields(found, plan),
      level: "mandatory" as const,
      kind: "undecided" as const,
    })),
  ];
}

function findingOf(violation: PackViolation, plan: Plan): readonly Finding[] {
  const { enforcement, severity } = violation;
  if (enforcement === "disabled") return [];
  // A violation that a pack could not remediate blocks, as it does with the CLI.
  const level = enforcement === "advisory" ? "advisory" : "mandatory";
  return [{ ...commonFields(violation, plan), level, kind: "violation", ...defined({ severity }) }];
}

function commonFields(result: PackViolation | PackUndecided, plan: Plan) {
  const { pack, policy, urn, message } = result;
  const resourceUrn = urn ?? plan.resources.find(({ type }) => type === STACK_TYPE)?.urn ?? "";
  const source = plan.resources.find((resource) => resource.urn === resourceUrn)?.source;
  return {
    rule: `${pack}/${policy}`,
    title: ("description" in result ? result.description : undefined) ?? policy,
    // The default, because a policy need not have a severity.
    severity: "medium" as const,
    urn: resourceUrn,
    type: typeOf(resourceUrn),
    message,
    assumed: [],
    remedy: ("remedy" in result ? result.remedy : undefined) ?? `See the policy ${policy} of the policy pack ${pack}.`,
    ...defined({ source }),
  };
}

const typeOf = (urn: Urn): string => parseUrn(urn)?.type ?? STACK_TYPE;
