import {
  type PolicyConfigSchema,
  PolicyPack,
  type PolicyResource,
  type ReportViolation,
  type ResourceRemediation,
  type ResourceValidation,
  type ResourceValidationArgs,
  type ResourceValidationPolicy,
  type StackValidationPolicy,
  UnknownValueError,
} from "@pulumi/policy";
import { RunError } from "@pulumi/pulumi";
import { KIND, propertyMap, UNKNOWN, type Properties, type Resource, type Urn, type Value } from "@roadbed/plan";
import { predictReplacement } from "@roadbed/plan/facts";
import { rules as catalogue } from "../catalogue";
import type { ConfiguredRule } from "../evaluation/evaluate";
import { applyExemptions, EXPIRED_RULE, isExempt, type Exemption } from "../evaluation/exemptions";
import type { Finding } from "../model/finding";
import { findingsOf } from "../evaluation/findings";
import { ResourceGraph } from "../graph/graph";
import { describeErrorKind } from "../kernel/run-check";
import { CheckedResource } from "../kernel/checked-resource";
import type { ResourceRule, Rule, StackRule } from "../authoring/rule";
import type { RuleError } from "../model/rule-result";
import { EXEMPTIONS } from "./pack-config";
import { applyChanges } from "./remediation";
import { canonicalType, hasOtherNames, resourceForm } from "../kernel/resource-types";
import { readSetting } from "../configuration/rule-setting";
import { configure, type RuleSettings, PolicySettingsError } from "../configuration/settings";

/** What a pack holds, and how its rules apply unless the engine says otherwise. */
export interface RoadbedPackArgs extends Pick<RuleSettings, "preset" | "undecided"> {
  /** @default every rule of Roadbed */
  readonly rules?: readonly Rule[];
  /** Level and options of single rules, by id; also to be set with `--policy-pack-config`. */
  readonly settings?: RuleSettings["rules"];
}

/**
 * A CrossGuard policy pack of rules. Constructing it serves it: once a process, in a folder whose package.json has a
 * version. Throws a RunError that names every setting that cannot be applied.
 */
export class RoadbedPack extends PolicyPack {
  constructor(name: string, { rules = catalogue, settings, ...rest }: RoadbedPackArgs = {}) {
    const on = configured(rules, { ...rest, ...(settings && { rules: settings }) });
    const ids = new Set(on.map(({ rule }) => rule.id));
    // They are there, so that `--policy-pack-config` may switch them on.
    const off = rules.filter(({ id }) => !ids.has(id)).map((rule): ConfiguredRule => ({ rule, level: "advisory" }));
    super(name, { policies: policiesOf([...on, ...off], new Set(off.map(({ rule }) => rule.id))) });
  }
}

/** A RunError is what Pulumi prints without a stack trace. */
function configured(rules: readonly Rule[], settings: RuleSettings): readonly ConfiguredRule[] {
  try {
    return configure(rules, settings);
  } catch (error) {
    throw error instanceof PolicySettingsError ? new RunError(error.message) : error;
  }
}

/** The rules as CrossGuard policies. They share what they learn about a stack, so they belong into one pack. */
export function policiesOf(
  configured: readonly ConfiguredRule[],
  disabled: ReadonlySet<string> = new Set(),
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const stack = new SeenStack();
  const switched = ({ rule }: ConfiguredRule) =>
    disabled.has(rule.id) ? { enforcementLevel: "disabled" as const } : {};
  return configured.map((policy) =>
    policy.rule.kind === "resource"
      ? { ...resourcePolicy(policy, policy.rule, stack), ...switched(policy) }
      : { ...stackPolicy(policy, policy.rule, stack), ...switched(policy) },
  );
}

function resourcePolicy(policy: ConfiguredRule, rule: ResourceRule, stack: SeenStack): ResourceValidationPolicy {
  const types = new Set(rule.types.map(canonicalType));
  const [only] = rule.types.length === 1 ? rule.types.filter((type) => !hasOtherNames(type)) : [];
  const failedFixes = new Map<Urn, RuleError>();
  const validateResource: ResourceValidation = (args, report) => {
    stack.register(args, only === undefined);
    if (!types.has(resourceForm(args.type).type)) return;
    const { exemptions, options, fault } = configOf(policy, args);
    const judged = rule.evaluate(subjectOf(args), options);
    const error = fault ?? judged.error ?? failedFixes.get(args.urn);
    const judgement = { ...judged, ...(error && { error }) };
    const tell = createReporter(report, policy, exemptions);
    for (const finding of findingsOf(policy, judgement, () => args)) tell(finding);
  };
  return {
    ...describe(policy),
    validateResource: only === undefined ? validateResource : forType(only, validateResource),
    ...(rule.fix && { remediateResource: remediation(policy, rule, types, failedFixes) }),
  };
}

/**
 * Sets right what the rule finds, unless that might replace the resource. The SDK asks for it only where the level is
 * `remediate`. What it leaves as it is, the rule then reports.
 */
function remediation(
  policy: ConfiguredRule,
  rule: ResourceRule,
  types: ReadonlySet<string>,
  failed: Map<Urn, RuleError>,
): ResourceRemediation {
  return (args) => {
    if (!types.has(resourceForm(args.type).type)) return undefined;
    const { exemptions, options } = configOf(policy, args);
    if (isExempt(args.urn, exemptions, new Date())) return undefined;
    try {
      const changes = rule.fix?.(subjectOf(args), options) ?? [];
      const isHarmless = changes.every(({ path }) => predictReplacement(args.type, [path]) === "no");
      return isHarmless && applyChanges(args.props, changes) ? args.props : undefined;
    } catch (cause) {
      // Thrown on, it would end the whole update; the rule reports it with what it finds.
      failed.set(args.urn, { message: `its fix failed with ${describeErrorKind(cause)}`, cause });
      return undefined;
    }
  };
}

const subjectOf = ({
  urn,
  name,
  type,
  props,
  opts: { protect, ignoreChanges },
}: ResourceValidationArgs): CheckedResource =>
  new CheckedResource({ urn, name, type, inputs: readInputs(props), protect, ignoreChanges });

/**
 * Has the SDK ask only about resources of a type. Otherwise it builds the inputs of every resource anew for every policy,
 * which took three quarters of the time of a pack.
 */
const forType = (type: string, validate: ResourceValidation): ResourceValidation =>
  // What `validateResourceOfType` leaves on its functions; that wants the class, which is in a cloud's SDK.
  Object.assign(validate, { __pulumiType: type });

function stackPolicy(policy: ConfiguredRule, rule: StackRule, stack: SeenStack): StackValidationPolicy {
  return {
    ...describe(policy),
    validateStack(args, report) {
      const graph = stack.graph(rule.id, args.resources);
      const judged = graph.managed(rule.types);
      if (judged.length === 0) return;
      const { exemptions, options, fault } = configOf(policy, args);
      const judgement = { ...rule.evaluate(graph, options), ...(fault && { error: fault }) };
      const culprit = (urn?: Urn) => (urn === undefined ? judged[0] : graph.resource(urn));
      const tell = createReporter(report, policy, exemptions);
      for (const finding of findingsOf(policy, judgement, culprit)) tell(finding, finding.urn);
    },
  };
}

function describe({ rule, level, remediate, options }: ConfiguredRule) {
  const controls = Object.entries(rule.controls ?? {}).flatMap(([framework, ids]) =>
    ids.map((id) => `${framework}:${id}`),
  );
  const schema = Object.entries(rule.options).map(([name, option]) => {
    const value = options && Object.hasOwn(options, name) ? options[name] : option.default;
    // The SDK's schema type has mutable arrays; it does not change them.
    const json = structuredClone({ ...option.schema, default: value, description: option.describe });
    return [name, json as PolicyConfigSchema["properties"][string]] as const;
  });
  return {
    name: rule.id,
    description: rule.title,
    enforcementLevel: remediate === true ? ("remediate" as const) : level,
    severity: rule.severity,
    remediationSteps: rule.remedy,
    tags: [rule.topic, ...controls],
    configSchema: { properties: { ...Object.fromEntries(schema), [EXEMPTIONS]: EXEMPTIONS_SCHEMA } },
  };
}

/** What the configuration of a pack says of a policy. The CLI lets options pass that the rule has not. */
function configOf({ rule, options: own }: ConfiguredRule, { getConfig }: Pick<ResourceValidationArgs, "getConfig">) {
  const { [EXEMPTIONS]: exemptions = [], ...given } = getConfig<PackConfig>();
  const { issues } = readSetting(rule, given);
  const message = issues.map((fault) => fault.message).join(" ");
  const fault: RuleError | undefined = message === "" ? undefined : { message, cause: issues };
  return { exemptions, options: { ...own, ...given }, fault };
}

interface PackConfig {
  readonly [EXEMPTIONS]?: readonly Omit<Exemption, "rule">[];
}

const EXEMPTIONS_SCHEMA: PolicyConfigSchema["properties"][string] = {
  type: "array",
  description: "Resources that may break the rule for a time, as `roadbed policy-config` writes them.",
  items: {
    type: "object",
    required: ["resource", "reason", "owner", "expires"],
    properties: Object.fromEntries(
      ["resource", "reason", "owner", "expires"].map((name) => [name, { type: "string" as const }]),
    ),
  },
};

/**
 * Reports by an object, which the SDK (1.21) takes though its types say text: only so can what is undecided be advice
 * in a mandatory policy.
 */
function createReporter(
  report: ReportViolation,
  { undecided }: ConfiguredRule,
  exemptions: PackConfig["exemptions"] = [],
) {
  const tell = report as unknown as (violation: object) => void;
  const today = new Date();
  return (finding: Finding, urn?: Urn): void => {
    const mine = exemptions.map((exemption) => ({ ...exemption, rule: finding.rule }));
    const { evaluation, exempted } = applyExemptions({ ...NOTHING, findings: [finding] }, mine, today);
    for (const found of evaluation.findings) {
      const advice = found.kind === "undecided" && undecided !== "block";
      // Of an exemption that has expired as much as of what it was for: both block.
      const level = found.rule === EXPIRED_RULE ? found.level : advice ? "advisory" : undefined;
      tell({ message: messageOf(found), urn, ...(level && { enforcementLevel: level }) });
    }
    for (const { exemption } of exempted) {
      const until = `exempt until ${exemption.expires} (${exemption.owner}: ${exemption.reason})`;
      tell({ message: `${until}: ${messageOf(finding)}`, urn, enforcementLevel: "advisory" });
    }
  };
}

const NOTHING = { rules: 1, pairs: 1, undecidedPairs: 0 };

/** A finding as one line for the CLI. */
export function messageOf({ kind: what, message, path, remedy, assumed }: Finding): string {
  if (what === "undecided") return `undecided: ${message}`;
  if (what === "error") return `rule error: ${message}`;
  const place = path === undefined ? "" : ` (${path})`;
  const assumption = assumed.length > 0 ? ` Assumed to be set: ${assumed.join(", ")}.` : "";
  return `${message}${place}. ${remedy}${assumption}`;
}

/**
 * What one preview or update has shown so far. The engine sends stack policies the outputs of resources, in which a
 * provider also lists what others added (rules of a security group), so the inputs sent before are kept for them.
 */
class SeenStack {
  readonly #inputs = new Map<Urn, ResourceValidationArgs["props"]>();
  readonly #askedBy = new Set<string>();
  #graph: ResourceGraph | undefined;
  #seesAll = false;

  /** @param seesAll whether whoever registers is asked about every resource, so that one that is not there is only read */
  register({ urn, props }: ResourceValidationArgs, seesAll: boolean): void {
    this.#seesAll ||= seesAll;
    if (this.#graph) this.#inputs.clear();
    this.#graph = undefined;
    this.#inputs.set(urn, props);
  }

  /** Built for the first rule that asks after resources were registered, and again when a rule asks a second time. */
  graph(rule: string, resources: readonly PolicyResource[]): ResourceGraph {
    if (this.#graph === undefined || this.#askedBy.has(rule)) {
      this.#askedBy.clear();
      const hasProviders = resources.some(({ provider }) => provider !== undefined);
      this.#graph = new ResourceGraph(resources.map((one) => this.#resource(one, hasProviders)));
    }
    this.#askedBy.add(rule);
    return this.#graph;
  }

  #resource(from: PolicyResource, hasProviders: boolean): Resource {
    const { urn, type, name, provider, dependencies, propertyDependencies, opts } = from;
    const inputs = this.#inputs.get(urn);
    const outputs = readInputs(from.props);
    return {
      urn,
      type,
      name,
      // Components have no provider; providers have none either.
      custom: !hasProviders || provider !== undefined || type.startsWith("pulumi:providers:"),
      // What the stack manages was sent before; what it only reads was not.
      external:
        hasProviders && provider !== undefined && this.#seesAll && this.#inputs.size > 0 && inputs === undefined,
      inputs: inputs === undefined ? outputs : readInputs(inputs),
      outputs,
      dependencies: dependencies.map((one) => one.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([property, on]) => [property, on.map((one) => one.urn)]),
      ),
      options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
    };
  }
}

/** Inputs as the SDK shows them: an object that throws when an unknown is read. */
export function readInputs(props: object): Properties {
  return propertyMap(Object.keys(props).map((name) => [name, readValue(props as Record<string, unknown>, name)]));
}

function readValue(holder: Record<string, unknown>, name: string): Value {
  let value: unknown;
  try {
    value = holder[name];
  } catch (error) {
    if (error instanceof UnknownValueError) return UNKNOWN;
    throw error;
  }
  if (typeof value !== "object" || value === null) return value as Value;
  if (Array.isArray(value)) return Object.keys(value).map((index) => readValue(value as never, index));
  if ("__pulumiAsset" in value) return { [KIND]: "asset" };
  if ("__pulumiArchive" in value) return { [KIND]: "archive" };
  return readInputs(value);
}
