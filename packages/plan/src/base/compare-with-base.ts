import { withoutCheckedRegion, withoutCheckedTags } from "../aws";
import {
  containsPlaceholder,
  containsSecret,
  hasProgramFinished,
  makeUrn,
  outputChanges,
  parsePropertyPath,
  propertyMap,
  STACK_TYPE,
  withReplacementCauses,
  type AssumedUnchangedProperty,
  type Diagnostic,
  type OutputChange,
  type Plan,
  type Properties,
  type Resource,
  type Step,
  type Urn,
  type Value,
} from "../model";
import { knownFacts, Planner, PlanningError, PriorState, type Goal, type ReplacementFacts } from "../planner";
import { concealSecrets } from "../secrets";
import type { State, StateResource } from "../state";
import { BaseUnknowns } from "./base-unknowns";

/** Options for comparing a plan with a base plan. */
export interface BaseOptions {
  /** How the base plan conceals secrets, if it was read from a file. The head is concealed in the same way. */
  readonly concealment?: {
    /** The salt of the saved plan. */
    readonly salt: string;
    /** The secrets that were, or would be, passed to `serializePlan` for the head. */
    readonly secrets: Iterable<string>;
  };
}

/**
 * Returns the head plan with its steps computed against the base plan, which comes from an earlier version of the
 * program. The steps create, update, replace, and delete resources.
 *
 * @remarks Neither plan is based on a state, so nearly every reference is unknown in both plans. If an unknown value
 * depends on the same resources in both plans and none of these resources is replaced, the value is assumed to be
 * unchanged and listed in `gaps.assumedUnchanged`. Every other unknown value counts as changed.
 *
 * @param base - a plan with `result: "succeeded"`. With a failed plan, resources that the program did not register
 * before it failed would count as new.
 */
export function compareWithBase(head: Plan, base: Plan, options: BaseOptions = {}): Plan {
  return comparePlans(head, base, options, knownFacts);
}

/** Compares two plans like `compareWithBase`, with the given resource facts. */
export function comparePlans(head: Plan, base: Plan, options: BaseOptions, facts: ReplacementFacts): Plan {
  const { concealment } = options;
  const comparison = new BaseComparison(head, base, facts);
  const concealed = concealment === undefined ? head : concealSecrets(head, concealment.secrets, concealment.salt).plan;
  for (const resource of withoutCheckedInputs(concealed)) comparison.add(resource);
  // A program that ended early has not registered all its resources, so no resource is deleted.
  const steps = comparison.finish(hasProgramFinished(head));
  const headUrns = new Map(concealed.resources.map(({ urn }, index) => [urn, head.resources[index]?.urn ?? urn]));
  const inHead = <T extends { readonly urn?: Urn }>(item: T): T =>
    item.urn === undefined ? item : { ...item, urn: headUrns.get(item.urn) ?? item.urn };
  const diagnostics = [...head.diagnostics, ...comparison.diagnostics.map(inHead)];
  const failed = comparison.diagnostics.some(({ severity }) => severity === "error");
  const changedOutputs =
    head.result === "succeeded" ? comparison.outputChanges(base.outputs, concealed.outputs) : undefined;
  return {
    ...head,
    result: failed ? "failed" : head.result,
    steps: withReplacementCauses({ steps: steps.map(inHead), resources: head.resources }),
    ...(changedOutputs && { outputChanges: changedOutputs }),
    diagnostics,
    priorState: "base",
    gaps: {
      ...head.gaps,
      assumedUnchanged: comparison.assumed.map(inHead),
      ...(comparison.undetermined.length === 0 ? {} : { undeterminedResources: comparison.undetermined }),
    },
  };
}

class BaseComparison {
  readonly assumed: AssumedUnchangedProperty[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly #unknowns = new BaseUnknowns();
  /** The base resources as a prior state, which maps each head resource to its base resource. */
  readonly #prior: PriorState;
  readonly #planner: Planner;
  readonly #steps: Step[] = [];
  readonly #stack: Urn;
  /** The resources whose outputs will change. */
  readonly #changed = new Set<Urn>();

  constructor({ stack, project }: Plan, base: Plan, facts: ReplacementFacts) {
    this.#stack = makeUrn(stack, project, undefined, STACK_TYPE, `${project}-${stack}`);
    const comparable = withoutCheckedInputs(base);
    const state: State = {
      resources: base.resources.map((resource, index) => this.#asState(comparable[index] ?? resource, resource)),
    };
    this.#prior = new PriorState(state, stack, project);
    const report = (severity: Diagnostic["severity"], message: string, urn: Urn): void => {
      this.diagnostics.push({ severity, message, urn });
    };
    this.#planner = new Planner({ stack, project, state, facts, report });
  }

  /** The base resources that a remote component of the head may keep, change, or delete. */
  get undetermined(): readonly Urn[] {
    return this.#planner.undeterminedResources;
  }

  add(resource: Resource): void {
    const before = this.#planner.steps.length;
    try {
      const { goal, old } = this.#comparable(resource);
      if (resource.external === true) this.#planner.read(goal, resource.id);
      else this.#planner.register(goal);
      const added = this.#planner.steps.slice(before);
      this.#steps.push(...added);
      if (added.some(({ operation }) => operation === "replace") || readsAnotherResource(resource, old))
        this.#changed.add(resource.urn);
    } catch (error) {
      if (!(error instanceof PlanningError)) throw error;
      this.#steps.push(...this.#planner.steps.slice(before));
      this.diagnostics.push({ severity: "error", message: error.message, urn: error.urn });
    }
  }

  /** @param deletes - whether to delete resources that the head plan does not contain */
  finish(deletes: boolean): readonly Step[] {
    const before = this.#planner.steps.length;
    if (deletes) this.#planner.finish();
    // The deletion of a default provider is not a change to the program. A resource that is named after a placeholder does
    // not exist under this name.
    const deletions = this.#planner.steps
      .slice(before)
      .filter(({ urn, old }) => old?.implicit !== true && !containsPlaceholder(urn));
    return [...this.#steps, ...deletions];
  }

  /**
   * Returns the changes to the stack outputs. An output that is unknown in both plans is assumed to be unchanged. Secret
   * outputs that are assumed to be unchanged are listed.
   */
  outputChanges(base: Properties, head: Properties): readonly OutputChange[] {
    const before = this.#unknowns.markAll(base);
    const currentUrn = (urn: Urn): Urn => this.#prior.currentUrn(urn);
    const { inputs, assumed } = this.#unknowns.makeComparable(before, head, () => true, currentUrn);
    const isSecretPath = (path: string) => containsSecret(head[String(parsePropertyPath(path)?.[0] ?? path)] ?? null);
    this.assumed.push(...assumed.filter(isSecretPath).map((path) => ({ urn: this.#stack, path })));
    return outputChanges(before, inputs);
  }

  /** @param shown - the resource as steps show it */
  #asState(resource: Resource, shown: Resource): StateResource {
    const { options, inputs } = resource;
    const { replacementTrigger } = options;
    return {
      ...resource,
      inputs: this.#unknowns.markAll(inputs),
      options: {
        ...options,
        ...(replacementTrigger !== undefined && { replacementTrigger: this.#unknowns.mark(replacementTrigger) }),
      },
      shown,
      pendingDeletion: false,
      pendingReplacement: false,
      hasInitErrors: false,
    };
  }

  #comparable(resource: Resource): { goal: Goal & Resource; old: StateResource | undefined } {
    const { options } = resource;
    const goal = { ...resource, aliases: (options.aliases ?? []).map((urn) => ({ urn })) };
    const aliases = resource.external === true ? [] : this.#prior.expandAliases(goal);
    const old = this.#prior.claim(resource.urn, aliases);
    if (old === undefined) return { goal, old };
    const current = (urn: Urn): Urn => this.#prior.currentUrn(urn);
    const { inputs, assumed } = this.#unknowns.makeComparable(
      old.inputs,
      resource.inputs,
      (name) => this.#sameSources(sourcesOf(old, name), sourcesOf(resource, name)),
      current,
    );
    this.assumed.push(...assumed.map((path) => ({ urn: resource.urn, path })));
    const trigger = this.#comparableTrigger(old, resource);
    return {
      goal: { ...goal, inputs, options: { ...options, ...(trigger && { replacementTrigger: trigger }) } },
      old,
    };
  }

  #comparableTrigger(old: StateResource, { urn, options, dependencies }: Resource): Value | undefined {
    const before = trigger(old.options.replacementTrigger);
    const now = trigger(options.replacementTrigger);
    const mayAssume = () => this.#sameSources(old.dependencies, dependencies);
    const compared = this.#unknowns.makeComparable(before, now, mayAssume, (known) => this.#prior.currentUrn(known));
    this.assumed.push(...compared.assumed.map((path) => ({ urn, path })));
    return compared.inputs.replacementTrigger;
  }

  /** Whether a value depends on the same resources in both plans and the outputs of these resources do not change. */
  #sameSources(base: readonly Urn[], head: readonly Urn[]): boolean {
    const before = new Set(base.map((urn) => this.#prior.currentUrn(urn)));
    const now = new Set(head);
    return before.size === now.size && [...now].every((urn) => before.has(urn) && !this.#changed.has(urn));
  }
}

/**
 * Returns the resources of a plan without merged tags and without the Region of the provider. The planner adds them again,
 * because only the tags and the provider show whether an unknown value is the same in both plans.
 */
function withoutCheckedInputs({ resources }: Plan): readonly Resource[] {
  const providers = new Map(resources.map(({ urn, inputs }) => [urn, inputs]));
  return resources.map((resource) => {
    const provider = providers.get(resource.provider ?? "");
    return {
      ...resource,
      inputs: withoutCheckedTags(resource.type, withoutCheckedRegion(resource, provider), provider),
    };
  });
}

/** Returns the resources on which an input depends. */
function sourcesOf({ propertyDependencies }: Resource, name: string): readonly Urn[] {
  return Object.hasOwn(propertyDependencies, name) ? (propertyDependencies[name] ?? []) : [];
}

/** Whether the program reads a different resource under the same name. */
function readsAnotherResource({ external, id }: Resource, old: StateResource | undefined): boolean {
  return external === true && old !== undefined && typeof id === "string" && id !== old.id;
}

function trigger(value: Value | undefined): Properties {
  return propertyMap(value === undefined ? [] : [["replacementTrigger", value]]);
}
