import { checkRegion, checkTags, planTags, refineProviderEffect } from "../aws";
import type { ReplacementEffect } from "../facts";
import type { ProviderEnvironment } from "../kubernetes";
import {
  hiddenPaths,
  isProviderType,
  propertyMap,
  type AssumedUnchangedProperty,
  type Diagnostic,
  type Operation,
  type Properties,
  type Resource,
  type Step,
  type Urn,
} from "../model";
import type { State, StateResource } from "../state";
import { assumeUnchanged } from "./assume-unchanged";
import { compareInputs, type Comparison } from "./compare-inputs";
import { dependentReplacements } from "./dependent-replacements";
import type { Goal, RegistrationOutcome } from "./goal";
import { createOutcome, readOutcome, updateOutcome } from "./outcomes";
import { PlanningError } from "./planning-error";
import { PriorState } from "./prior-state";
import { knownFacts, type ReplacementFacts } from "./replacement-facts";
import { resetIgnored } from "./reset-ignored";
import { inputChange, isChange, isReplacement, predictChange, type ResourceChange } from "./resource-change";

/** Options for a planner. */
export interface PlannerOptions {
  readonly stack: string;
  readonly project: string;
  /** The prior state. Without a prior state, every resource is created. */
  readonly state?: State;
  /**
   * The facts that predict replacements.
   *
   * @default knownFacts
   */
  readonly facts?: ReplacementFacts;
  /**
   * The environment variables of the deployment, which replace settings of default providers.
   *
   * @default no variables
   */
  readonly environment?: ProviderEnvironment;
  /** Called for each message about a resource. */
  readonly report: (severity: Diagnostic["severity"], message: string, urn: Urn) => void;
}

/** Computes the steps for each resource in the same order as Pulumi's engine. */
export class Planner {
  /** What the steps are computed against. */
  readonly priorState: "none" | "state";
  readonly #steps: Step[] = [];
  readonly #assumedUnchanged: AssumedUnchangedProperty[] = [];
  readonly #undetermined: Urn[] = [];
  readonly #prior: PriorState;
  readonly #facts: ReplacementFacts;
  readonly #environment: ProviderEnvironment;
  readonly #report: PlannerOptions["report"];
  /** Resources in the prior state that the program still registers, so they are not deleted at the end. */
  readonly #continued = new Set<Urn>();
  readonly #created = new Set<Urn>();
  readonly #replaced = new Set<Urn>();
  /**
   * For resources that were deleted early, the properties that force replacement. The program may still register them.
   */
  readonly #deletedEarlyKeys = new Map<Urn, readonly string[]>();
  /** The components whose children a plugin registers, so that this run does not contain the children. */
  readonly #remoteComponents = new Set<Urn>();
  readonly #unchanged = new Set<Urn>();
  readonly #providers = new Map<Urn, Pick<Goal, "inputs" | "implicit">>();

  constructor({ stack, project, state, facts = knownFacts, environment = {}, report }: PlannerOptions) {
    this.priorState = state === undefined ? "none" : "state";
    this.#prior = new PriorState(state ?? { resources: [] }, stack, project);
    this.#facts = facts;
    this.#environment = environment;
    this.#report = report;
  }

  get steps(): readonly Step[] {
    return this.#steps;
  }

  /** Values that cannot be compared with the state and are therefore assumed to be unchanged. */
  get assumedUnchanged(): readonly AssumedUnchangedProperty[] {
    return this.#assumedUnchanged;
  }

  /** The resources in the prior state that a remote component may keep, change, or delete. Complete after `finish`. */
  get undeterminedResources(): readonly Urn[] {
    return this.#undetermined;
  }

  /**
   * Adds the steps for a registered resource and returns its outcome.
   *
   * @throws PlanningError if the registration cannot be carried out
   */
  register(registered: Goal): RegistrationOutcome {
    const goal = { ...registered, inputs: this.#check(registered, registered.inputs) };
    const aliases = this.#prior.expandAliases(goal);
    const old = this.#prior.claim(goal.urn, aliases);
    const outcome = this.#withPlannedTags(goal, old === undefined ? this.#create(goal) : this.#continue(goal, old));
    if (isProviderType(goal.type)) this.#providers.set(goal.urn, { ...goal, inputs: outcome.inputs });
    if (goal.remote === true) this.#remoteComponents.add(goal.urn);
    return aliases.length === 0 ? outcome : { ...outcome, aliases };
  }

  /** Removes the steps of a resource whose registration failed after it was planned. The run cannot continue. */
  withdraw(urn: Urn): void {
    const remaining = this.#steps.filter((step) => step.urn !== urn);
    this.#steps.splice(0, this.#steps.length, ...remaining);
  }

  /**
   * Adds the steps for a resource that is only read.
   *
   * @param id - the resource's ID, which is unknown if the resource does not exist yet
   */
  read(goal: Goal, id: RegistrationOutcome["id"]): RegistrationOutcome {
    const old = this.#prior.claim(goal.urn, []);
    if (old !== undefined && old.external !== true && old.id !== id) {
      this.#add("read-replacement", goal, old);
      this.#add("replace", goal, old);
      this.#replaced.add(goal.urn);
      this.#prior.deleteLater(old);
    } else this.#add("read", goal, old);
    this.#continued.add(goal.urn);
    return readOutcome(goal, id);
  }

  /**
   * Adds the steps that delete resources that the program no longer registers.
   *
   * @remarks
   * Call this method only if the program did not end early, because it otherwise may not have registered all its
   * resources. What a remote component does with the resources below it is not known, so they have no steps.
   */
  finish(): void {
    const belowRemoteComponents = this.#prior.descendantsOf(this.#remoteComponents);
    // The order is reversed because the state contains dependents last, but dependents are deleted first.
    for (const old of [...this.#prior.state.resources].reverse()) {
      if (this.#prior.isDeletedLater(old)) this.#add("delete-replaced", old, old);
      else if (this.#continued.has(this.#prior.currentUrn(old.urn))) continue;
      else if (belowRemoteComponents.has(old.urn)) this.#undetermined.unshift(old.urn);
      else if (old.pendingReplacement || this.#prior.isDeletedEarly(old)) this.#add("remove-pending-replace", old, old);
      else this.#delete(old);
    }
  }

  #create(goal: Goal): RegistrationOutcome {
    this.#created.add(goal.urn);
    const { importId } = goal.options;
    const imported = goal.custom && importId !== undefined;
    this.#add(imported ? "import" : "create", goal);
    return imported ? readOutcome(goal, importId) : createOutcome(goal);
  }

  #continue(goal: Goal, old: StateResource): RegistrationOutcome {
    const replaceKeys = this.#deletedEarlyKeys.get(goal.urn);
    if (this.#isImport(goal, old)) return this.#import(goal, old, replaceKeys !== undefined);
    this.#continued.add(goal.urn);
    if (replaceKeys !== undefined) {
      this.#replaced.add(goal.urn);
      this.#add("replace", goal, old);
      this.#add("create-replacement", goal, old, { replaceKeys });
      return createOutcome(goal);
    }
    if (old.external === true) return this.#takeOver(goal, old);
    const { inputs, paths } = assumeUnchanged(old.inputs, this.#withoutIgnoredChanges(goal, old), (name) =>
      this.#hasUnchangedRemoteSource(goal, name),
    );
    // An ignored or assumed tag changes the merged tags, unless these are ignored themselves.
    const checked = resetIgnored(goal, old, this.#check(goal, inputs)).inputs;
    const comparison = this.#compare(goal, old, checked);
    const change = predictChange(old, goal, comparison, this.#facts, {
      isReplaced: (urn) => this.#replaced.has(urn),
      providerChange: this.#providerChange(goal, old),
    });
    const replaces = (isChange(change) && isReplacement(change)) || old.pendingReplacement;
    if (replaces) return this.#replace(goal, old, change, comparison);
    const assumedPaths = new Set([...paths, ...hiddenPaths(comparison.before, comparison.now)]);
    this.#assumedUnchanged.push(...[...assumedPaths].map((path) => ({ urn: goal.urn, path })));
    const changed = isChange(change);
    if (!changed) this.#unchanged.add(goal.urn);
    this.#add(changed ? "update" : "same", goal, old, changed ? change : undefined);
    return updateOutcome(old, goal, comparison.inputs, changed);
  }

  /**
   * Whether an input's unknown values come from remote components that do not change. Pulumi's engine would know their
   * outputs, because it runs the plugin that creates the components.
   */
  #hasUnchangedRemoteSource({ propertyDependencies }: Goal, name: string): boolean {
    const sources = Object.hasOwn(propertyDependencies, name) ? (propertyDependencies[name] ?? []) : [];
    return sources.some((urn) => this.#remoteComponents.has(urn)) && sources.every((urn) => this.#unchanged.has(urn));
  }

  #isImport(goal: Goal, old: StateResource): boolean {
    const { importId } = goal.options;
    if (!goal.custom || importId === undefined) return false;
    return old.external === true || (old.options.importId ?? old.id) !== importId;
  }

  #import(goal: Goal, old: StateResource, recreating: boolean): RegistrationOutcome {
    this.#continued.add(goal.urn);
    this.#add(recreating ? "import" : "import-replacement", goal, old);
    if (recreating) return readOutcome(goal, goal.options.importId);
    this.#add("replace", goal, old);
    this.#prior.deleteLater(old);
    return readOutcome(goal, goal.options.importId);
  }

  /** Creates a resource that was only read before and is now managed. */
  #takeOver(goal: Goal, old: StateResource): RegistrationOutcome {
    this.#created.add(goal.urn);
    this.#add("create-replacement", goal, old);
    this.#add("replace", goal, old);
    this.#prior.deleteLater(old);
    return createOutcome(goal);
  }

  #compare(goal: Goal, old: StateResource, inputs: Properties): Comparison {
    const before = old.provider === undefined ? undefined : this.#prior.find(old.provider);
    const now = goal.provider === undefined ? undefined : this.#providers.get(goal.provider);
    return compareInputs({
      goal,
      old,
      inputs,
      providers: { before: before?.inputs, now: now?.inputs },
      environment: this.#environment,
    });
  }

  /** Returns the goal's inputs with ignored changes reset. */
  #withoutIgnoredChanges(goal: Goal, old: StateResource): Properties {
    const { inputs, skipped } = resetIgnored(goal, old, goal.inputs);
    if (skipped.length > 0)
      this.#report(
        "info",
        `cannot ignore changes in added or removed elements of the path: ${JSON.stringify(skipped.join(", "))}`,
        goal.urn,
      );
    return inputs;
  }

  /** Returns the inputs with the Region and the default tags that the resource's provider adds. */
  #check({ type, custom, provider = "" }: Goal, inputs: Properties): Properties {
    const settings = custom ? this.#providers.get(provider)?.inputs : undefined;
    return settings === undefined ? inputs : checkTags(type, checkRegion(type, inputs, settings), settings);
  }

  /** Returns the outcome with the default tags that the resource's provider plans, if the resource changes. */
  #withPlannedTags({ type, custom, provider = "" }: Goal, outcome: RegistrationOutcome): RegistrationOutcome {
    const settings = custom ? this.#providers.get(provider)?.inputs : undefined;
    if (settings === undefined || outcome.effect === "none") return outcome;
    return { ...outcome, outputs: planTags(type, outcome.inputs, outcome.outputs, settings) };
  }

  /** Returns the effect that a different provider or provider configuration has on the resource. */
  #providerChange(goal: Goal, old: StateResource): ReplacementEffect {
    if (goal.provider === undefined || old.provider === undefined)
      return goal.provider === old.provider ? "never" : "always";
    const isRenamed = goal.provider !== old.provider && this.#prior.currentUrn(old.provider) === goal.provider;
    const before = this.#prior.find(old.provider);
    const now = this.#providers.get(goal.provider);
    if (isRenamed || before === undefined || now === undefined) return "never";
    const compared = { before: withoutPlugin(before.inputs), now: withoutPlugin(now.inputs) };
    const refineEffect = refineProviderEffect(before.type, { before: before.inputs, now: now.inputs });
    const change = inputChange(before, { ...compared, refineEffect }, this.#facts);
    const isSame = goal.provider === old.provider;
    if (isReplacement(change)) return !isSame || this.#replaced.has(goal.provider) ? "always" : "never";
    // An explicit provider has its own step, which shows the change.
    return change.mayReplaceKeys.length > 0 && (!isSame || now.implicit === true) ? "possible" : "never";
  }

  #replace(goal: Goal, old: StateResource, change: ResourceChange, comparison: Comparison): RegistrationOutcome {
    const { protect, importId, deleteBeforeReplace } = goal.options;
    if (protect === true && old.options.protect === true)
      this.#report("error", `unable to replace resource ${goal.urn}: it is protected. ${UNPROTECT}`, goal.urn);
    if (importId !== undefined)
      this.#report(
        "warning",
        "previously-imported resources that still specify an ID may not be replaced; remove the `import` option",
        goal.urn,
      );
    this.#replaced.add(goal.urn);
    if (deleteBeforeReplace ?? this.#facts.deletesBeforeReplace(goal.type, comparison.program, comparison.before)) {
      this.#deleteFirst(goal, old);
      this.#add("replace", goal, old, change);
      this.#add("create-replacement", goal, old, change);
    } else {
      this.#add("create-replacement", goal, old, change);
      this.#add("replace", goal, old, change);
      this.#prior.deleteLater(old);
    }
    return createOutcome(goal);
  }

  #deleteFirst(goal: Goal, old: StateResource): void {
    // A remote component has registered its children before its own registration ends.
    const registered = [...this.#continued, ...this.#created, ...this.#prior.descendantsOf(this.#remoteComponents)];
    const processed = new Set(registered.filter((urn) => urn !== goal.urn));
    const comparison = {
      facts: this.#facts,
      compare: (resource: StateResource, inputs: Properties) =>
        this.#compare({ ...resource, inputs, aliases: [] }, resource, inputs),
    };
    const dependents = dependentReplacements(this.#prior.state, old, comparison, processed);
    for (const { resource, keys } of [...dependents].reverse()) {
      if (this.#prior.isDeletedEarly(resource) || this.#prior.isDeletedLater(resource)) continue;
      if (resource.options.protect === true)
        throw new PlanningError(
          "protected",
          `unable to replace resource ${resource.urn} as part of replacing ${goal.urn}: it is protected. ${UNPROTECT}`,
          goal.urn,
        );
      this.#add("delete-replaced", resource, resource);
      this.#prior.deleteEarly(resource);
      this.#deletedEarlyKeys.set(resource.urn, keys);
    }
    if (!old.pendingReplacement) this.#add("delete-replaced", old, old);
    this.#prior.deleteEarly(old);
  }

  #delete(old: StateResource): void {
    if (old.options.protect === true)
      this.#report("error", `resource ${old.urn} cannot be deleted because it is protected. ${UNPROTECT}`, old.urn);
    this.#add("delete", old, old);
  }

  #add(
    operation: Operation,
    { urn, type, custom }: Pick<Resource, "urn" | "type" | "custom">,
    old?: StateResource,
    change?: Partial<ResourceChange>,
  ): void {
    const { diffKeys = [], replaceKeys = [], mayReplaceKeys = [] } = change ?? {};
    this.#steps.push({
      operation,
      urn,
      type,
      ...(old === undefined ? {} : { old: old.shown }),
      ...(diffKeys.length === 0 ? {} : { diffKeys }),
      ...(replaceKeys.length === 0 ? {} : { replaceKeys }),
      ...(mayReplaceKeys.length === 0 ? {} : { mayReplaceKeys: mayReplaceKeys }),
      // Only the provider can determine these operations with certainty.
      ...(custom && old !== undefined && PREDICTED.has(operation) ? { predicted: true } : {}),
    });
  }
}

/** Returns a provider's inputs without its plugin's version and location. */
function withoutPlugin(inputs: Properties): Properties {
  return propertyMap(Object.entries(inputs).filter(([name]) => name !== "version" && name !== "pluginDownloadURL"));
}

const UNPROTECT = "To allow this change, remove the `protect` option and deploy the removal first.";

const PREDICTED: ReadonlySet<Operation> = new Set(["same", "update", "replace", "create-replacement"]);
