import type { Diagnostic, Properties, ProviderReference, UnansweredLookup, Unknown, Urn } from "../model";
import type { Goal, RegistrationOutcome } from "../planner";
import type { Configuration } from "../program";
import { InvalidRequestError, MonitorShutdownError } from "../protocol";
import type { CallbackAddress } from "./callbacks/callbacks";
import { MovingResults } from "./invokes/moving-results";
import type { PreviewEvent } from "./preview-event";

/** The inputs of a run that do not change. */
export interface SessionContext {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** The directory of Pulumi.yaml, which source positions are relative to. */
  readonly root: string;
  /** The program's working directory, which asset paths are relative to. */
  readonly directory: string;
  readonly configuration: Configuration;
  readonly debug: boolean;
  /** Whether the preload scripts run in the program. They read the lookups that answers name. */
  readonly preloaded: boolean;
}

/** A goal with additional data from the protocol. */
export interface Registration extends Goal {
  /** The reference to the provider. Unlike `provider`, it includes the ID. */
  readonly providerReference?: ProviderReference;
  /** The names of the resource's hooks by event. */
  readonly hooks: Readonly<Record<string, readonly string[]>>;
}

/** A registered resource. */
export interface RegisteredResource extends Inherited {
  readonly goal: Registration;
  readonly id?: string | Unknown;
  /** The outputs, which components register later. */
  outputs: Properties;
}

/** The data that a resource's children inherit. */
interface Inherited {
  /** The providers by package. */
  readonly providers: ReadonlyMap<string, ProviderReference>;
  /** The transforms of the children's registrations. */
  readonly transforms: readonly CallbackAddress[];
}

type Severity = Diagnostic["severity"];

/** The data of one run. The services write the data, and the plan is created from it. */
export class Session {
  readonly context: SessionContext;
  readonly resources = new Map<Urn, RegisteredResource>();
  readonly diagnostics: Diagnostic[] = [];
  /** The lookups without an answer or with an incomplete answer. */
  readonly unanswered: UnansweredLookup[] = [];
  /** The lookups whose computed results contain unknown values. The plan lists them only if the program fails. */
  readonly partlyComputed: UnansweredLookup[] = [];
  /** The results of the lookups whose results change over time. */
  readonly movingResults = new MovingResults();
  readonly opaque: Urn[] = [];
  readonly notes: string[] = [];
  /** Whether the program has notified the monitor that it has finished. */
  finished = false;
  /** Whether the stack has registered its outputs, which happens after the program's code has finished. */
  exported = false;
  readonly #emit: (event: PreviewEvent) => void;
  readonly #onFailure: () => void;
  #failed = false;
  /**
   * The URNs of registrations that have started. A second registration is a duplicate even if the first is unfinished.
   */
  readonly #claimed = new Set<Urn>();

  constructor(context: SessionContext, emit: (event: PreviewEvent) => void, onFailure: () => void) {
    this.context = context;
    this.#emit = emit;
    this.#onFailure = onFailure;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Records a message for the user. */
  report(severity: Severity, message: string, urn?: Urn): void {
    this.diagnostics.push({ severity, message, ...(urn === undefined ? {} : { urn }) });
    this.#emit({ type: "diagnostic", severity, message });
  }

  /** Records a secret that the plan may not contain, so that no output shows it. */
  addSecret(secret: string): void {
    this.#emit({ type: "strings", secrets: [secret], plain: [] });
  }

  /** Records an unanswered lookup, once for each function, resource, and answer. */
  noteUnanswered(lookup: UnansweredLookup): void {
    addOnce(this.unanswered, lookup);
  }

  /** Records a lookup whose computed result contains unknown values. */
  notePartlyComputed(lookup: UnansweredLookup): void {
    addOnce(this.partlyComputed, lookup);
  }

  /** Fails the run, so that all further requests are rejected. */
  fail(message: string, urn?: Urn): MonitorShutdownError {
    this.report("error", message, urn);
    this.#failed = true;
    this.#onFailure();
    return new MonitorShutdownError();
  }

  /** @throws MonitorShutdownError if the run has failed */
  requireRunning(): void {
    if (this.#failed) throw new MonitorShutdownError();
  }

  /**
   * Reserves a URN. If the URN is already reserved, the run fails.
   *
   * @throws MonitorShutdownError if the URN is already reserved
   */
  claim(urn: Urn): void {
    if (this.#claimed.has(urn)) throw this.fail(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    this.#claimed.add(urn);
  }

  /** Records a resource with its outcome. */
  add(goal: Registration, outcome: RegistrationOutcome, inherited: Partial<Inherited> = {}): void {
    const { urn } = goal;
    const { inputs, outputs, id, aliases } = outcome;
    const options = aliases === undefined ? goal.options : { ...goal.options, aliases };
    this.resources.set(urn, {
      goal: { ...goal, inputs, options },
      outputs,
      ...(id === undefined ? {} : { id }),
      providers: new Map(),
      transforms: [],
      ...inherited,
    });
    this.#emit({ type: "registered", urn, count: this.resources.size });
  }

  /**
   * Returns a registered resource.
   *
   * @throws InvalidRequestError if the program has not registered it
   */
  require(urn: Urn, role: string): RegisteredResource {
    const found = this.resources.get(urn);
    if (found === undefined) throw new InvalidRequestError(`could not find ${role} resource ${urn}`);
    return found;
  }

  /** Iterates over the ancestors of a resource, from its parent to the stack. */
  *ancestors(urn: Urn | undefined): Generator<RegisteredResource> {
    for (let current = urn; current !== undefined;) {
      const found = this.resources.get(current);
      if (found === undefined) return;
      yield found;
      current = found.goal.parent;
    }
  }
}

function addOnce(lookups: UnansweredLookup[], lookup: UnansweredLookup): void {
  const isKnown = lookups.some(
    ({ token, urn, answer }) => token === lookup.token && urn === lookup.urn && answer === lookup.answer,
  );
  if (!isKnown) lookups.push(lookup);
}
