import type { ReplacementEffect } from "../facts";
import {
  hiddenPaths,
  isProperties,
  parsePropertyPath,
  propertyMap,
  resetPath,
  type AssumedUnchanged,
  type Diagnostic,
  type Operation,
  type Properties,
  type Resource,
  type Step,
  type Urn,
} from "../model";
import { restoreProviderDefaults, stripProviderMetadata, type State, type StateResource } from "../state";
import { dependentReplacements } from "./dependent-replacements";
import type { Goal, RegistrationOutcome } from "./goal";
import { createOutcome, readOutcome, updateOutcome } from "./outcomes";
import { PlanningError } from "./planning-error";
import { PriorState } from "./prior-state";
import { knownFacts, type ReplacementFacts } from "./replacement-facts";
import { inputChange, isChange, isReplacement, predictChange, type ResourceChange } from "./resource-change";

export interface PlannerOptions {
  readonly stack: string;
  readonly project: string;
  /** What the stack was; nothing by default, and everything is created. */
  readonly state?: State;
  readonly facts?: ReplacementFacts;
  readonly report: (severity: Diagnostic["severity"], message: string, urn: Urn) => void;
}

/** Decides what happens to each resource, in the order in which the engine would. */
export class Planner {
  readonly steps: Step[] = [];
  /** What the steps are computed against. */
  readonly priorState: "none" | "state";
  /** Secrets that the state does not show, and that were taken to be the same. */
  readonly assumed: AssumedUnchanged[] = [];
  readonly #past: PriorState;
  readonly #facts: ReplacementFacts;
  readonly #report: PlannerOptions["report"];
  /** Resources of this run that were there before and are still: they are not deleted at the end. */
  readonly #operated = new Set<Urn>();
  readonly #created = new Set<Urn>();
  readonly #replaced = new Set<Urn>();
  /** Resources deleted early that may yet be registered, with the properties that are to blame. */
  readonly #awaited = new Map<Urn, readonly string[]>();
  readonly #providers = new Map<Urn, Pick<Goal, "inputs" | "implicit">>();

  constructor({ stack, project, state, facts = knownFacts, report }: PlannerOptions) {
    this.priorState = state === undefined ? "none" : "state";
    this.#past = new PriorState(state ?? { resources: [] }, stack, project);
    this.#facts = facts;
    this.#report = report;
  }

  /** The steps of a registration, and what becomes of it. @throws PlanningFailure if it is impossible */
  register(goal: Goal): RegistrationOutcome {
    const aliases = this.#past.aliasesOf(goal);
    const old = this.#past.claim(goal.urn, aliases);
    const outcome = old === undefined ? this.#create(goal) : this.#continue(goal, old);
    if (goal.type.startsWith("pulumi:providers:")) this.#providers.set(goal.urn, { ...goal, inputs: outcome.inputs });
    return aliases.length === 0 ? outcome : { ...outcome, aliases };
  }

  /** The steps of a read. @param id unknown if what it reads is not there yet */
  read(goal: Goal, id: RegistrationOutcome["id"]): RegistrationOutcome {
    const old = this.#past.claim(goal.urn, []);
    if (old !== undefined && old.external !== true && old.id !== id) {
      this.#add("read-replacement", goal, old);
      this.#add("replace", goal, old);
      this.#replaced.add(goal.urn);
      this.#past.toDelete.add(old);
    } else this.#add("read", goal, old);
    this.#operated.add(goal.urn);
    return readOutcome(goal, id);
  }

  /** The deletes of what the program no longer has. Only after a run that ended well: a failed one says nothing of them. */
  finish(): void {
    const { state, toDelete, deletedEarly } = this.#past;
    // What depends on something stands after it, and has to go before it.
    for (const old of [...state.resources].reverse()) {
      if (toDelete.has(old)) this.#add("delete-replaced", old, old);
      else if (this.#operated.has(this.#past.currentUrn(old.urn))) continue;
      else if (old.pendingReplacement || deletedEarly.has(old)) this.#add("remove-pending-replace", old, old);
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
    const blamed = this.#awaited.get(goal.urn);
    if (this.#isImport(goal, old)) return this.#import(goal, old, blamed !== undefined);
    this.#operated.add(goal.urn);
    if (blamed !== undefined) {
      this.#replaced.add(goal.urn);
      this.#add("replace", goal, old);
      this.#add("create-replacement", goal, old, { replaceKeys: blamed });
      return createOutcome(goal);
    }
    if (old.external === true) return this.#takeOver(goal, old);
    const inputs = this.#resultingInputs(goal, old);
    const change = predictChange(old, goal, inputs, this.#facts, {
      isReplaced: (urn) => this.#replaced.has(urn),
      providerChange: this.#providerChange(goal, old),
    });
    const replaces = (isChange(change) && isReplacement(change)) || old.pendingReplacement;
    if (replaces) return this.#replace(goal, old, change);
    this.assumed.push(...hiddenPaths(old.inputs, inputs).map((path) => ({ urn: goal.urn, path })));
    const changed = isChange(change);
    this.#add(changed ? "update" : "same", goal, old, changed ? change : undefined);
    return updateOutcome(old, goal, inputs, changed);
  }

  #isImport(goal: Goal, old: StateResource): boolean {
    const { importId } = goal.options;
    if (!goal.custom || importId === undefined) return false;
    return old.external === true || (old.options.importId ?? old.id) !== importId;
  }

  #import(goal: Goal, old: StateResource, recreating: boolean): RegistrationOutcome {
    this.#operated.add(goal.urn);
    this.#add(recreating ? "import" : "import-replacement", goal, old);
    if (recreating) return readOutcome(goal, goal.options.importId);
    this.#add("replace", goal, old);
    this.#past.toDelete.add(old);
    return readOutcome(goal, goal.options.importId);
  }

  /** What was only read is managed from now on, so that it has to be made. */
  #takeOver(goal: Goal, old: StateResource): RegistrationOutcome {
    this.#created.add(goal.urn);
    this.#add("create-replacement", goal, old);
    this.#add("replace", goal, old);
    this.#past.toDelete.add(old);
    return createOutcome(goal);
  }

  /** The inputs with what is ignored as it was, and what the provider fills in again. */
  #resultingInputs(goal: Goal, old: StateResource): Properties {
    let inputs = goal.inputs;
    const skipped: string[] = [];
    for (const text of goal.options.ignoreChanges ?? []) {
      const path = parsePropertyPath(text);
      const reset = path === undefined ? inputs : resetPath(path, old.inputs, inputs);
      if (isProperties(reset)) inputs = reset;
      else skipped.push(text);
    }
    if (skipped.length > 0)
      this.#report(
        "info",
        `cannot ignore changes in added or removed elements of the path: ${JSON.stringify(skipped.join(", "))}`,
        goal.urn,
      );
    return goal.custom ? stripProviderMetadata(restoreProviderDefaults(goal.type, old.inputs, inputs)) : inputs;
  }

  /** What it does to a resource that its provider is another one, or configured otherwise. */
  #providerChange(goal: Goal, old: StateResource): ReplacementEffect {
    if (goal.provider === undefined || old.provider === undefined)
      return goal.provider === old.provider ? "no" : "replaces";
    const isRenamed = goal.provider !== old.provider && this.#past.currentUrn(old.provider) === goal.provider;
    const before = this.#past.find(old.provider);
    const now = this.#providers.get(goal.provider);
    if (isRenamed || before === undefined || now === undefined) return "no";
    const change = inputChange(before, withoutPlugin(before.inputs), withoutPlugin(now.inputs), this.#facts);
    const isSame = goal.provider === old.provider;
    if (isReplacement(change)) return !isSame || this.#replaced.has(goal.provider) ? "replaces" : "no";
    // A provider that the program states says so in a step of its own.
    return change.mayReplace.length > 0 && (!isSame || now.implicit === true) ? "may replace" : "no";
  }

  #replace(goal: Goal, old: StateResource, change: ResourceChange): RegistrationOutcome {
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
    if (deleteBeforeReplace ?? this.#facts.deletesBeforeReplace(goal.type, goal.inputs, old.inputs)) {
      this.#deleteFirst(goal, old);
      this.#add("replace", goal, old, change);
      this.#add("create-replacement", goal, old, change);
    } else {
      this.#add("create-replacement", goal, old, change);
      this.#add("replace", goal, old, change);
      this.#past.toDelete.add(old);
    }
    return createOutcome(goal);
  }

  #deleteFirst(goal: Goal, old: StateResource): void {
    const { state, deletedEarly, toDelete } = this.#past;
    const settled = new Set([...this.#operated, ...this.#created].filter((urn) => urn !== goal.urn));
    for (const { resource, keys } of [...dependentReplacements(state, old, this.#facts, settled)].reverse()) {
      if (deletedEarly.has(resource) || toDelete.has(resource)) continue;
      if (resource.options.protect === true)
        throw new PlanningError(
          `unable to replace resource ${resource.urn} as part of replacing ${goal.urn}: it is protected. ${UNPROTECT}`,
          goal.urn,
        );
      this.#add("delete-replaced", resource, resource);
      deletedEarly.add(resource);
      this.#awaited.set(resource.urn, keys);
    }
    if (!old.pendingReplacement) this.#add("delete-replaced", old, old);
    deletedEarly.add(old);
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
    const { diffKeys = [], replaceKeys = [], mayReplace = [] } = change ?? {};
    this.steps.push({
      operation,
      urn,
      type,
      ...(old === undefined ? {} : { old: old.shown }),
      ...(diffKeys.length === 0 ? {} : { diffKeys }),
      ...(replaceKeys.length === 0 ? {} : { replaceKeys }),
      ...(mayReplace.length === 0 ? {} : { mayReplace }),
      // Only a provider could say it for certain.
      ...(custom && old !== undefined && PREDICTED.has(operation) ? { predicted: true } : {}),
    });
  }
}

/** A provider's inputs without what only says where it is found. */
function withoutPlugin(inputs: Properties): Properties {
  return propertyMap(Object.entries(inputs).filter(([name]) => name !== "version" && name !== "pluginDownloadURL"));
}

const UNPROTECT = "To allow it, remove the `protect` option and deploy that first.";

const PREDICTED: ReadonlySet<Operation> = new Set(["same", "update", "replace", "create-replacement"]);
