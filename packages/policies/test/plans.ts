import { propertyMap, type Plan, type Resource } from "@roadbed/plan";
import { toProperties } from "../src/kernel/plain-values";

/** Creates a resource of a plan. */
export function resource(type: string, name: string, inputs: object, more: Partial<Resource> = {}): Resource {
  return {
    urn: `urn:pulumi:dev::shop::${type}::${name}`,
    type,
    name,
    custom: true,
    inputs: toProperties(inputs),
    outputs: propertyMap(),
    dependencies: [],
    propertyDependencies: {},
    options: {},
    ...more,
  };
}

export function planOf(...resources: readonly Resource[]): Plan {
  return {
    engine: { name: "embedded" },
    organization: "organization",
    project: "shop",
    stack: "dev",
    result: "succeeded",
    resources,
    steps: [],
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}
