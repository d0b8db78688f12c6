import { isList, isProperties, isUnknown, type Plan, type Resource, type Value } from "@roadbed/plan";
import {
  unknownCheckingProxy,
  type PolicyResource,
  type ReportViolation,
  type ResourceValidationArgs,
} from "@pulumi/policy";
import { messageOf, policiesOf, readInputs } from "../crossguard/roadbed-pack";
import { toCheckedResource } from "../evaluation/checked-resources";
import type { ConfiguredRule } from "../evaluation/configured-rule";
import { findingsOf } from "../evaluation/findings";
import { ResourceGraph } from "../graph/graph";
import { isPackable, type ChangeRule, type PlanRule, type Rule } from "../authoring/rule";
import type { RuleResult } from "../model/rule-result";
import type { CandidateValues } from "./candidate-values";

/** The outcome of evaluating an example. A violation takes precedence over undecided reasons. */
export type RuleOutcome = "error" | "violation" | "undecided" | "pass";

/** Returns the resources of an example. Only examples of stack rules have several. */
export function resourcesOf(rule: TestedRule, example: TestedRule["examples"]["fail"][number]): readonly Resource[] {
  if (rule.kind === "stack") return (example as Plan).resources;
  const { type, inputs, options = {} } = example as Exclude<typeof example, Plan>;
  const urn = `urn:pulumi:dev::example::${type}::example`;
  const empty = { outputs: {}, dependencies: [], propertyDependencies: {} };
  return [{ urn, type, name: "example", custom: true, inputs, options, ...empty }];
}

/** Evaluates a rule for the resources of an example. */
export function evaluateRule(rule: TestedRule, resources: readonly Resource[], trace = false): RuleResult {
  const { options = {} } = rule.examples;
  if (rule.kind === "stack") return rule.evaluate(new ResourceGraph(resources), options, trace);
  const [resource] = resources;
  if (resource === undefined) throw new Error(`${rule.id}: expected an example with a resource, got none`);
  return rule.evaluate(toCheckedResource(resource), options, trace);
}

/** Returns the outcome of a rule result. */
export function outcomeOf({ error, violations, undecided }: RuleResult): RuleOutcome {
  if (error) return "error";
  if (violations.length > 0) return "violation";
  return undecided.length > 0 ? "undecided" : "pass";
}

/** A rule whose examples are tested in variations. */
export type TestedRule = Exclude<Rule, PlanRule | ChangeRule>;

/** The test of one example of a rule. */
export interface ExampleTest {
  readonly rule: TestedRule;
  readonly candidates: CandidateValues;
  readonly resources: readonly Resource[];
  readonly addFailure: (message: string, path?: string) => void;
}

/** Adds a failure if the rule reports different messages as a CrossGuard policy. */
export function compareWithPolicy(
  { rule, addFailure }: ExampleTest,
  resources: readonly Resource[],
  result: RuleResult,
  path?: string,
): void {
  if (!isPackable(rule)) return;
  const [expected, actual] = [reportedByRule(rule, resources, result), reportedByPolicy(rule, resources)];
  if (expected.toSorted().join("\n") !== actual.toSorted().join("\n"))
    addFailure(`expected the CrossGuard policy to report ${quoted(expected)}, got ${quoted(actual)}`, path);
}

const quoted = (messages: readonly string[]) => (messages.length === 0 ? "nothing" : JSON.stringify(messages));

/** Returns the message of a thrown value. */
export const causeMessage = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** Returns the messages of the findings that evaluating the rule produces. */
function reportedByRule(rule: TestedRule, resources: readonly Resource[], result: RuleResult): readonly string[] {
  const policy: ConfiguredRule = { rule, level: "mandatory" };
  const violatingResource = (urn?: string) => resources.find((resource) => resource.urn === urn) ?? resources[0];
  return findingsOf(policy, result, violatingResource).map(messageOf);
}

/** Returns the messages that the rule reports as a CrossGuard policy that receives inputs from the SDK. */
function reportedByPolicy(rule: TestedRule, resources: readonly Resource[]): readonly string[] {
  const messages: string[] = [];
  const report = ((violation: { readonly message: string }) =>
    messages.push(violation.message)) as unknown as ReportViolation;
  const [policy] = policiesOf([{ rule, level: "mandatory", ...withExampleOptions(rule) }]);
  const shared = { stackTags: new Map<string, string>(), getConfig, notApplicable };
  const policyResources = resources.map(policyResource);
  if (policy && "validateStack" in policy) void policy.validateStack({ ...shared, resources: policyResources }, report);
  else if (typeof policy?.validateResource === "function" && policyResources[0])
    void policy.validateResource({ ...shared, ...policyResources[0], asType: () => undefined }, report);
  return messages;
}

const withExampleOptions = ({ examples: { options } }: TestedRule) => options && { options };

/** Returns the resource after a pack has remediated it, or undefined if the pack does not change it. */
export function remediate(rule: TestedRule, resource: Resource): Resource | undefined {
  const [policy] = policiesOf([{ rule, level: "mandatory", remediate: true, ...withExampleOptions(rule) }]);
  if (policy === undefined || "validateStack" in policy || policy.remediateResource === undefined) return undefined;
  const sdkResource = policyResource(resource, 0, [resource]);
  const shared = { stackTags: new Map<string, string>(), getConfig, notApplicable };
  const result = policy.remediateResource({ ...shared, ...sdkResource, asType: () => undefined }) as object | undefined;
  return result && { ...resource, inputs: readInputs(result) };
}

/** The SDK exports this function for tests like this one, but its type is not usable. */
const asSdkInputs = unknownCheckingProxy as unknown as (inputs: object) => Record<string, unknown>;

const getConfig = (() => ({})) as ResourceValidationArgs["getConfig"];

function notApplicable(): never {
  throw new Error("rules never call notApplicable");
}

function policyResource(source: Resource, _index: number, resources: readonly Resource[]): PolicyResource {
  const { urn, type, name, inputs, outputs, options, propertyDependencies } = source;
  const findByUrn = (wantedUrn: string) =>
    resources
      .filter((resource) => resource.urn === wantedUrn)
      .map((resource) => policyResource({ ...resource, propertyDependencies: {} }, 0, resources));
  return {
    urn,
    type,
    name,
    props: asSdkInputs(encode({ ...inputs, ...outputs }) as object),
    opts: {
      protect: options.protect ?? false,
      ignoreChanges: [...(options.ignoreChanges ?? [])],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, urns]) => [property, urns.flatMap(findByUrn)]),
    ),
    isType: () => false,
    asType: () => undefined,
  };
}

/** The encoding of an unknown string in the protocol of the engine: https://github.com/pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go */
const ENCODED_UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function encode(value: Value): unknown {
  if (isUnknown(value)) return ENCODED_UNKNOWN;
  if (isList(value)) return value.map(encode);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, encode(member)]));
}
