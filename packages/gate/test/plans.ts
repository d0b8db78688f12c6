import { makeUrn, propertyMap, STACK_TYPE, type Plan, type Resource, type Value } from "@roadbed/plan";
import type { Evaluation, Finding } from "@roadbed/policies";
import { defined } from "../src/util/defined";

const STACK = "dev";
const PROJECT = "shop";
const STACK_URN = makeUrn(STACK, PROJECT, undefined, STACK_TYPE, `${PROJECT}-${STACK}`);

/** Returns a resource of the stack shop/dev. By default, its parent is the stack. */
export function resource(
  type: string,
  name: string,
  inputs: Readonly<Record<string, Value>> = {},
  extra: Partial<Resource> = {},
): Resource {
  const { parent = STACK_URN } = extra;
  return {
    ...orphan(makeUrn(STACK, PROJECT, parent, type, name), type, name),
    inputs: propertyMap(Object.entries(inputs)),
    parent,
    ...extra,
  };
}

function orphan(urn: string, type: string, name: string): Resource {
  return {
    urn,
    type,
    name,
    custom: true,
    inputs: propertyMap(),
    outputs: propertyMap(),
    dependencies: [],
    propertyDependencies: {},
    options: {},
  };
}

/** Returns a plan that creates these resources and their stack, without coverage gaps. */
export function plan(resources: readonly Resource[], extra: Partial<Plan> = {}): Plan {
  const stack = { ...orphan(STACK_URN, STACK_TYPE, `${PROJECT}-${STACK}`), custom: false };
  const stackResources = [stack, ...resources];
  return {
    engine: { name: "embedded", version: "3.248.0" },
    organization: "organization",
    project: PROJECT,
    stack: STACK,
    result: "succeeded",
    resources: stackResources,
    steps: stackResources.map(({ urn, type }) => ({ operation: "create", urn, type })),
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
    ...extra,
  };
}

/** Returns a finding. By default, it is a mandatory violation. */
export function finding({ urn, type, source }: Resource, extra: Partial<Finding> = {}): Finding {
  return {
    rule: "some-rule",
    title: "Something is so",
    severity: "high",
    level: "mandatory",
    kind: "violation",
    urn,
    type,
    message: "something is not so",
    assumed: [],
    remedy: "Make it so.",
    ...defined({ source }),
    ...extra,
  };
}

/** Returns an evaluation with these findings. */
export function evaluation(findings: readonly Finding[] = []): Evaluation {
  return {
    findings,
    ruleCount: 3,
    checkCount: 5,
    undecidedCheckCount: findings.filter(({ kind }) => kind === "undecided").length,
    uncheckedTypes: [],
  };
}
