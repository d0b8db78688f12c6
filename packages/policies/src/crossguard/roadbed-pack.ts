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
import { rules as catalog } from "../catalog";
import type { ConfiguredRule } from "../evaluation/configured-rule";
import { applyExemptions, EXPIRED_EXEMPTION_RULE, isExempt, type Exemption } from "../evaluation/exemptions";
import type { Finding } from "../model/finding";
import { findingsOf } from "../evaluation/findings";
import { ResourceGraph } from "../graph/graph";
import { describeErrorKind } from "../kernel/rule-result-builder";
import { CheckedResource } from "../kernel/checked-resource";
import { isPackable, type ResourceRule, type Rule, type StackRule } from "../authoring/rule";
import type { RuleError } from "../model/rule-result";
import { EXEMPTIONS } from "./pack-config";
import { applyChanges } from "./remediation";
import { canonicalType, hasAliases, resourceForm } from "../kernel/resource-types";
import { readSetting } from "../configuration/rule-setting";
import { configure, type RuleSettings, PolicySettingsError } from "../configuration/settings";

/** The rules of a pack and their default settings, which the pack configuration overrides. */
export interface RoadbedPackArgs extends Pick<RuleSettings, "preset" | "undecided"> {
  /**
   * The rules of the pack. Plan rules are left out, because packs do not receive the data that they evaluate.
   *
   * @default all rules of Roadbed
   */
  readonly rules?: readonly Rule[];
  /** Levels and options by rule ID. The file that is passed with `--policy-pack-config` overrides these settings. */
  readonly settings?: RuleSettings["rules"];
}

/**
 * A CrossGuard policy pack.
 *
 * @remarks
 * The constructor starts the pack's server. Create only one pack in a process, and run it in a directory whose
 * `package.json` has a version.
 *
 * @throws RunError that lists every invalid setting
 */
export class RoadbedPack extends PolicyPack {
  constructor(name: string, { rules: given = catalog, settings, ...rest }: RoadbedPackArgs = {}) {
    rejectPlanRules(given, settings);
    const rules = given.filter(isPackable);
    const enabled = configureOrThrow(rules, { ...rest, ...(settings && { rules: settings }) });
    const ids = new Set(enabled.map(({ rule }) => rule.id));
    // The pack includes disabled rules, so that `--policy-pack-config` can enable them.
    const disabled = rules
      .filter(({ id }) => !ids.has(id))
      .map((rule): ConfiguredRule => ({ rule, level: "advisory" }));
    super(name, { policies: policiesOf([...enabled, ...disabled], new Set(disabled.map(({ rule }) => rule.id))) });
  }
}

/** Throws a RunError for settings of rules that no pack contains. */
function rejectPlanRules(rules: readonly Rule[], settings: RuleSettings["rules"] = {}): void {
  const rejected = rules.filter((rule) => !isPackable(rule) && Object.hasOwn(settings, rule.id));
  if (rejected.length === 0) return;
  const sentence = ({ id }: Rule): string =>
    `settings.${id}: expected a rule that policy packs can evaluate, got a rule that only roadbed check evaluates. Remove the setting.`;
  throw new RunError(rejected.map(sentence).join("\n"));
}

/** Returns the configured rules. Throws a RunError for invalid settings, because Pulumi prints it without a stack trace. */
function configureOrThrow(rules: readonly Rule[], settings: RuleSettings): readonly ConfiguredRule[] {
  try {
    return configure(rules, settings);
  } catch (error) {
    throw error instanceof PolicySettingsError ? new RunError(error.message) : error;
  }
}

/** Converts rules to CrossGuard policies, except plan rules. The policies share the state of a stack, so they must belong to the same pack. */
export function policiesOf(
  configured: readonly ConfiguredRule[],
  disabled: ReadonlySet<string> = new Set(),
): (ResourceValidationPolicy | StackValidationPolicy)[] {
  const stack = new ObservedStack();
  const disabledLevel = ({ rule }: ConfiguredRule) =>
    disabled.has(rule.id) ? { enforcementLevel: "disabled" as const } : {};
  return configured.flatMap((policy) => {
    const { rule } = policy;
    if (!isPackable(rule)) return [];
    const converted = rule.kind === "resource" ? resourcePolicy(policy, rule, stack) : stackPolicy(policy, rule, stack);
    return [{ ...converted, ...disabledLevel(policy) }];
  });
}

function resourcePolicy(policy: ConfiguredRule, rule: ResourceRule, stack: ObservedStack): ResourceValidationPolicy {
  const types = new Set(rule.types.map(canonicalType));
  const [onlyType] = rule.types.length === 1 ? rule.types.filter((type) => !hasAliases(type)) : [];
  const failedFixes = new Map<Urn, RuleError>();
  const validateResource: ResourceValidation = (args, report) => {
    stack.register(args, onlyType === undefined);
    if (!types.has(resourceForm(args.type).type)) return;
    const { exemptions, options, configError } = configOf(policy, args);
    const evaluated = rule.evaluate(toCheckedResource(args), options);
    const error = configError ?? evaluated.error ?? failedFixes.get(args.urn);
    const result = { ...evaluated, ...(error && { error }) };
    const reportFinding = createReporter(report, policy, exemptions);
    const { urn, type } = args;
    for (const finding of findingsOf(policy, result, () => ({ urn, type }))) reportFinding(finding);
  };
  return {
    ...describe(policy),
    validateResource: onlyType === undefined ? validateResource : forType(onlyType, validateResource),
    ...(rule.fix && { remediateResource: remediation(policy, rule, types, failedFixes) }),
  };
}

/**
 * Returns a function that applies a rule's fix unless the fix could replace the resource. The SDK calls the function only at
 * the level `remediate`. The rule then reports the remaining violations.
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
      const changes = rule.fix?.(toCheckedResource(args), options) ?? [];
      const keepsResource = changes.every(({ path }) => predictReplacement(args.type, [path]) === "never");
      return keepsResource && applyChanges(args.props, changes) ? args.props : undefined;
    } catch (cause) {
      // The rule reports the error, because rethrowing it would abort the update.
      failed.set(args.urn, { message: `the fix threw ${describeErrorKind(cause)}`, cause });
      return undefined;
    }
  };
}

const toCheckedResource = ({
  urn,
  name,
  type,
  props,
  opts: { protect, ignoreChanges },
}: ResourceValidationArgs): CheckedResource =>
  new CheckedResource({ urn, name, type, inputs: readInputs(props), protect, ignoreChanges });

/**
 * Makes the SDK call a policy only for resources of one type. Otherwise the SDK rebuilds the inputs of every resource for
 * every policy, which accounted for three quarters of a pack's run time.
 */
const forType = (type: string, validate: ResourceValidation): ResourceValidation =>
  // `validateResourceOfType` also sets this property, but requires the resource class and thus the cloud SDK.
  Object.assign(validate, { __pulumiType: type });

function stackPolicy(policy: ConfiguredRule, rule: StackRule, stack: ObservedStack): StackValidationPolicy {
  return {
    ...describe(policy),
    validateStack(args, report) {
      const graph = stack.graph(rule.id, args.resources);
      const resources = graph.managed(rule.types);
      if (resources.length === 0) return;
      const { exemptions, options, configError } = configOf(policy, args);
      const result = { ...rule.evaluate(graph, options), ...(configError && { error: configError }) };
      const violatingResource = (urn?: Urn) => (urn === undefined ? resources[0] : graph.resource(urn));
      const reportFinding = createReporter(report, policy, exemptions);
      for (const finding of findingsOf(policy, result, violatingResource)) reportFinding(finding, finding.urn);
    },
  };
}

function describe({ rule, level, remediate, options }: ConfiguredRule) {
  const controls = Object.entries(rule.controls ?? {}).flatMap(([framework, ids]) =>
    ids.map((id) => `${framework}:${id}`),
  );
  const schema = Object.entries(rule.options).map(([name, option]) => {
    const value = options && Object.hasOwn(options, name) ? options[name] : option.default;
    // The type in the SDK has mutable arrays, although the SDK does not change them.
    const json = structuredClone({ ...option.schema, default: value, description: option.description });
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

/** Returns a policy's configuration, and an error for invalid options, because the CLI does not reject unknown options. */
function configOf(
  { rule, options: defaults }: ConfiguredRule,
  { getConfig }: Pick<ResourceValidationArgs, "getConfig">,
) {
  const { [EXEMPTIONS]: exemptions = [], ...ruleSettings } = getConfig<PackConfig>();
  const { issues } = readSetting(rule, ruleSettings);
  const message = issues.map((issue) => issue.message).join(" ");
  const configError: RuleError | undefined = message === "" ? undefined : { message, cause: issues };
  return { exemptions, options: { ...defaults, ...ruleSettings }, configError };
}

interface PackConfig {
  readonly [EXEMPTIONS]?: readonly Omit<Exemption, "rule">[];
}

const EXEMPTIONS_SCHEMA: PolicyConfigSchema["properties"][string] = {
  type: "array",
  description: "Temporary exemptions from the rule, in the format that `roadbed policy-config` writes.",
  items: {
    type: "object",
    required: ["resource", "reason", "owner", "expires"],
    properties: Object.fromEntries(
      ["resource", "reason", "owner", "expires"].map((name) => [name, { type: "string" as const }]),
    ),
  },
};

/**
 * Returns a function that reports findings as objects, which SDK 1.21 accepts although its types require strings. Only an
 * object can set an advisory level for an undecided result of a mandatory policy.
 */
function createReporter(
  report: ReportViolation,
  { undecided }: ConfiguredRule,
  exemptions: PackConfig["exemptions"] = [],
) {
  const reportViolation = report as unknown as (violation: object) => void;
  const today = new Date();
  return (finding: Finding, urn?: Urn): void => {
    const ruleExemptions = exemptions.map((exemption) => ({ ...exemption, rule: finding.rule }));
    const { evaluation, exempted } = applyExemptions({ ...NO_COUNTS, findings: [finding] }, ruleExemptions, today);
    for (const remaining of evaluation.findings) {
      const isAdvisory = remaining.kind === "undecided" && undecided !== "block";
      // An expired exemption blocks, like the violation that it covered.
      const level = remaining.rule === EXPIRED_EXEMPTION_RULE ? remaining.level : isAdvisory ? "advisory" : undefined;
      reportViolation({ message: messageOf(remaining), urn, ...(level && { enforcementLevel: level }) });
    }
    for (const { exemption } of exempted) {
      const until = `exempt until ${exemption.expires} (${exemption.owner}: ${exemption.reason})`;
      reportViolation({ message: `${until}: ${messageOf(finding)}`, urn, enforcementLevel: "advisory" });
    }
  };
}

const NO_COUNTS = { ruleCount: 1, checkCount: 1, undecidedCheckCount: 0, uncheckedTypes: [] };

/** Returns the message of a finding for the Pulumi CLI. */
export function messageOf({ kind, message, path, remedy, assumed }: Finding): string {
  if (kind === "undecided") return `undecided: ${message}`;
  if (kind === "error") return `rule error: ${message}`;
  const location = path === undefined ? "" : ` (${path})`;
  const assumption = assumed.length > 0 ? ` Assumed to be set: ${assumed.join(", ")}.` : "";
  return `${message}${location}. ${remedy}${assumption}`;
}

/**
 * The resources that a preview or update has registered so far. The engine sends stack policies the outputs of resources,
 * which can include state from outside the program, such as security group rules. Stack rules therefore use the inputs that
 * resource policies received.
 */
class ObservedStack {
  readonly #inputs = new Map<Urn, ResourceValidationArgs["props"]>();
  readonly #usedBy = new Set<string>();
  #graph: ResourceGraph | undefined;
  #receivesAll = false;

  /**
   * Records the inputs of a resource.
   *
   * @param receivesAll - whether the caller receives every resource, so that the stack does not manage a missing one
   */
  register({ urn, props }: ResourceValidationArgs, receivesAll: boolean): void {
    this.#receivesAll ||= receivesAll;
    if (this.#graph) this.#inputs.clear();
    this.#graph = undefined;
    this.#inputs.set(urn, props);
  }

  /** Returns the graph. Rebuilds it after resources have been registered, and when the same rule requests it again. */
  graph(rule: string, resources: readonly PolicyResource[]): ResourceGraph {
    if (this.#graph === undefined || this.#usedBy.has(rule)) {
      this.#usedBy.clear();
      const hasProviders = resources.some(({ provider }) => provider !== undefined);
      this.#graph = new ResourceGraph(resources.map((resource) => this.#resource(resource, hasProviders)));
    }
    this.#usedBy.add(rule);
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
      // A resource without a provider is a component, unless the resource is itself a provider.
      custom: !hasProviders || provider !== undefined || type.startsWith("pulumi:providers:"),
      // A resource without inputs is external, because the engine does not send the inputs of resources that are only read.
      external:
        hasProviders && provider !== undefined && this.#receivesAll && this.#inputs.size > 0 && inputs === undefined,
      ...(provider && { provider: provider.urn }),
      inputs: inputs === undefined ? outputs : readInputs(inputs),
      outputs,
      dependencies: dependencies.map((dependency) => dependency.urn),
      propertyDependencies: Object.fromEntries(
        Object.entries(propertyDependencies).map(([property, sources]) => [
          property,
          sources.map((source) => source.urn),
        ]),
      ),
      options: { protect: opts.protect, ignoreChanges: opts.ignoreChanges },
    };
  }
}

/** Converts inputs from the SDK, whose objects throw when an unknown value is read, to property values. */
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
