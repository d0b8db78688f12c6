import {
  propertyMap,
  UNKNOWN,
  unknownFrom,
  type LookupInput,
  type LookupSubject,
  type Plan,
  type Properties,
  type Resource,
} from "@roadbed/plan";
import type { InputsOf, TypeToken } from "./resource-type-tokens";
import { toProperties } from "../kernel/plain-values";

/** A resource in an example of a stack rule: its type, its inputs, and optionally other properties of the plan resource. */
export type ExampleResource<T extends string = string> = readonly [
  type: T,
  props: [InputsOf<T>] extends [never] ? object : InputsOf<T>,
  state?: Pick<Partial<Resource>, "id" | "outputs" | "options" | "external">,
];

/** A placeholder for the ID of another resource. */
class Ref {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/**
 * Returns a placeholder for the ID of another resource in the same `examplePlan`. In the plan, the ID is unknown and
 * recorded as a dependency, like the ID of a resource that does not exist yet.
 *
 * @param name - the name of the other resource in the example
 */
export const exampleId = (name: string): string => new Ref(name) as unknown as string;

/** A placeholder for a value from the result of a lookup. */
class LookupResult {
  readonly subject: LookupSubject;

  constructor(subject: LookupSubject) {
    this.subject = subject;
  }

  /** Returns the origin of the value in the plan. */
  get origin() {
    return { kind: "lookup", token: TOKENS[this.subject], subject: this.subject } as const;
  }
}

const TOKENS: Readonly<Record<LookupSubject, string>> = {
  image: "aws:ec2/getAmi:getAmi",
  snapshot: "aws:rds/getSnapshot:getSnapshot",
  "availability-zone": "aws:index/getAvailabilityZones:getAvailabilityZones",
};

/**
 * Returns a placeholder for a value from the result of a lookup whose result changes over time. In the plan, the value is
 * unknown, and the plan contains the lookup of the input.
 */
export const exampleLookup = (subject: LookupSubject): string => new LookupResult(subject) as unknown as string;

/**
 * Returns a plan with the given resources, for an example of a stack rule.
 *
 * @param resources - the resources by name, each as `[type, inputs]`; use `exampleId` to refer to another resource
 *
 * @example
 * examplePlan({
 *   queue: ["aws:sqs/queue:Queue", {}],
 *   policy: ["aws:sqs/queuePolicy:QueuePolicy", { queueUrl: exampleId("queue") }],
 * });
 */
export function examplePlan<const T extends Readonly<Record<string, string>>>(resources: {
  readonly [K in keyof T]: ExampleResource<T[K] & TypeToken<T[K]>>;
}): Plan {
  return untypedPlan(resources);
}

/** Returns a plan as `examplePlan` does, for resource types that are known only at run time. */
export function untypedPlan(resources: Readonly<Record<string, readonly [string, object, ExampleResource[2]?]>>): Plan {
  let built: readonly Resource[] | undefined;
  return {
    engine: { name: "embedded" },
    organization: "organization",
    project: "example",
    stack: "dev",
    result: "succeeded",
    // Rules are loaded on every check, but their examples are only used in tests and in documentation.
    get resources() {
      return (built ??= exampleResources(resources));
    },
    steps: [],
    outputs: propertyMap(),
    diagnostics: [],
    priorState: "none",
    gaps: { unansweredLookups: [], opaqueComponents: [], withheldValues: [], undecryptableConfigKeys: [], notes: [] },
  };
}

function exampleResources(
  resources: Readonly<Record<string, readonly [string, object, ExampleResource[2]?]>>,
): readonly Resource[] {
  const urnOf = (name: string) => `urn:pulumi:dev::example::${resources[name]?.[0] ?? ""}::${name}`;
  return Object.entries(resources).map(([name, [type, props, state]]): Resource => {
    const sources = Object.entries(props).map(([property, value]) => [property, refsIn(value).map(urnOf)] as const);
    const lookupInputs = lookupInputsIn(props);
    return {
      urn: urnOf(name),
      type,
      name,
      custom: true,
      inputs: withoutRefs(props),
      outputs: propertyMap(),
      dependencies: [...new Set(sources.flatMap(([, urns]) => urns))],
      propertyDependencies: Object.fromEntries(sources.filter(([, urns]) => urns.length > 0)),
      options: {},
      ...(lookupInputs.length > 0 && { lookupInputs }),
      ...state,
    };
  });
}

function refsIn(value: unknown): readonly string[] {
  if (value instanceof Ref) return [value.name];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(refsIn) : [];
}

function lookupInputsIn(value: unknown, path = ""): readonly LookupInput[] {
  if (value instanceof LookupResult) return [{ path, token: value.origin.token, subject: value.subject }];
  if (typeof value !== "object" || value === null) return [];
  const prefix = path === "" ? "" : `${path}.`;
  return Object.entries(value).flatMap(([name, member]) =>
    lookupInputsIn(member, Array.isArray(value) ? `${path}[${name}]` : prefix + name),
  );
}

function withoutRefs(value: object): Properties {
  const known = (inner: unknown): unknown => {
    if (inner instanceof Ref) return UNKNOWN;
    if (inner instanceof LookupResult) return unknownFrom(inner.origin);
    if (Array.isArray(inner)) return inner.map(known);
    if (typeof inner !== "object" || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, member]) => [name, known(member)]));
  };
  return toProperties(known(value));
}
