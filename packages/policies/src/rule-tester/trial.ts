import { isList, isProperties, isUnknown, type Plan, type Resource, type Value } from "@roadbed/plan";
import {
  unknownCheckingProxy,
  type PolicyResource,
  type ReportViolation,
  type ResourceValidationArgs,
} from "@pulumi/policy";
import { messageOf, policiesOf, readInputs } from "../crossguard/roadbed-pack";
import { toCheckedResource, type ConfiguredRule } from "../evaluation/evaluate";
import { findingsOf } from "../evaluation/findings";
import { ResourceGraph } from "../graph/graph";
import type { Rule } from "../authoring/rule";
import type { RuleResult } from "../model/rule-result";
import type { CandidateValues } from "./candidate-values";

/** What the judgement of an example comes to. Open questions beside a violation do not matter to a verdict. */
export type RuleOutcome = "error" | "violation" | "undecided" | "pass";

/** The resources of an example: one, unless the rule is on a stack. */
export function resourcesOf(rule: Rule, example: Rule["examples"]["fail"][number]): readonly Resource[] {
  if (rule.kind === "stack") return (example as Plan).resources;
  const { type, inputs } = example as Exclude<typeof example, Plan>;
  const urn = `urn:pulumi:dev::example::${type}::example`;
  const empty = { outputs: {}, dependencies: [], propertyDependencies: {}, options: {} };
  return [{ urn, type, name: "example", custom: true, inputs, ...empty }];
}

export function evaluateRule(rule: Rule, resources: readonly Resource[], trace = false): RuleResult {
  if (rule.kind === "stack") return rule.evaluate(new ResourceGraph(resources), {}, trace);
  const [resource] = resources;
  if (resource === undefined) throw new Error(`${rule.id} has an example without a resource`);
  return rule.evaluate(toCheckedResource(resource), {}, trace);
}

export function outcomeOf({ error, violations, undecided }: RuleResult): RuleOutcome {
  if (error) return "error";
  if (violations.length > 0) return "violation";
  return undecided.length > 0 ? "undecided" : "pass";
}

/** One example of a rule, being tried. */
export interface Trial {
  readonly rule: Rule;
  readonly domain: CandidateValues;
  readonly resources: readonly Resource[];
  readonly fault: (message: string, path?: string) => void;
}

/** Finds fault if the rule as a CrossGuard policy reports other things than evaluation does. */
export function compareWithPolicy(
  { rule, fault }: Trial,
  resources: readonly Resource[],
  judgement: RuleResult,
  path?: string,
): void {
  const [ours, theirs] = [reported(rule, resources, judgement), reportedByPolicy(rule, resources)];
  if (ours.toSorted().join("\n") !== theirs.toSorted().join("\n"))
    fault(`under CrossGuard it reports ${quoted(theirs)} instead of ${quoted(ours)}`, path);
}

const quoted = (messages: readonly string[]) => (messages.length === 0 ? "nothing" : JSON.stringify(messages));

export const textOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

/** What evaluation reports, one line each. */
function reported(rule: Rule, resources: readonly Resource[], judgement: RuleResult): readonly string[] {
  const policy: ConfiguredRule = { rule, level: "mandatory" };
  const culprit = (urn?: string) => resources.find((one) => one.urn === urn) ?? resources[0];
  return findingsOf(policy, judgement, culprit).map(messageOf);
}

/** What the same rule reports as a CrossGuard policy, handed inputs as the SDK hands them. */
function reportedByPolicy(rule: Rule, resources: readonly Resource[]): readonly string[] {
  const messages: string[] = [];
  const report = ((violation: { readonly message: string }) =>
    messages.push(violation.message)) as unknown as ReportViolation;
  const [policy] = policiesOf([{ rule, level: "mandatory" }]);
  const shared = { stackTags: new Map<string, string>(), getConfig, notApplicable };
  const all = resources.map(policyResource);
  if (policy && "validateStack" in policy) void policy.validateStack({ ...shared, resources: all }, report);
  else if (typeof policy?.validateResource === "function" && all[0])
    void policy.validateResource({ ...shared, ...all[0], asType: () => undefined }, report);
  return messages;
}

/** What a pack at the level `remediate` makes of the inputs, or undefined if it leaves them alone. */
export function remediate(rule: Rule, resource: Resource): Resource | undefined {
  const [policy] = policiesOf([{ rule, level: "mandatory", remediate: true }]);
  if (policy === undefined || "validateStack" in policy || policy.remediateResource === undefined) return undefined;
  const shown = policyResource(resource, 0, [resource]);
  const shared = { stackTags: new Map<string, string>(), getConfig, notApplicable };
  const result = policy.remediateResource({ ...shared, ...shown, asType: () => undefined }) as object | undefined;
  return result && { ...resource, inputs: readInputs(result) };
}

/** The SDK exports it for tests like this one, but its declarations leave out what it is. */
const shownAs = unknownCheckingProxy as unknown as (inputs: object) => Record<string, unknown>;

const getConfig = (() => ({})) as ResourceValidationArgs["getConfig"];

function notApplicable(): never {
  throw new Error("a rule does not call notApplicable");
}

function policyResource(from: Resource, _index: number, all: readonly Resource[]): PolicyResource {
  const { urn, type, name, inputs, outputs, options, propertyDependencies } = from;
  const find = (wanted: string) =>
    all.filter((one) => one.urn === wanted).map((one) => policyResource({ ...one, propertyDependencies: {} }, 0, all));
  return {
    urn,
    type,
    name,
    props: shownAs(wire({ ...inputs, ...outputs }) as object),
    opts: {
      protect: options.protect ?? false,
      ignoreChanges: [...(options.ignoreChanges ?? [])],
      aliases: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
      additionalSecretOutputs: [],
    },
    dependencies: [],
    propertyDependencies: Object.fromEntries(
      Object.entries(propertyDependencies).map(([property, urns]) => [property, urns.flatMap(find)]),
    ),
    isType: () => false,
    asType: () => undefined,
  };
}

/** How the engine writes an unknown value on the wire: https://github.com/pulumi/pulumi, sdk/go/common/resource/plugin/rpc.go */
const UNKNOWN_ON_THE_WIRE = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

function wire(value: Value): unknown {
  if (isUnknown(value)) return UNKNOWN_ON_THE_WIRE;
  if (isList(value)) return value.map(wire);
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, wire(one)]));
}
