import type { Diagnostic, Properties, ProviderReference, Unknown, Urn } from "../model";
import type { Goal, RegistrationOutcome } from "../planner";
import type { Configuration } from "../program";
import { InvalidRequest, MonitorShutDown } from "../protocol";
import type { CallbackAddress } from "./callbacks/callbacks";
import type { PreviewEvent } from "./preview-event";

/** What a run is about; none of it changes while it lasts. */
export interface SessionContext {
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  /** The folder of Pulumi.yaml, to which source positions are relative. */
  readonly root: string;
  /** The folder the program runs in, to which asset paths are relative. */
  readonly directory: string;
  readonly configuration: Configuration;
  readonly debug: boolean;
}

/** A goal as the protocol states it. */
export interface Registration extends Goal {
  /** With the id, which a plan leaves out. */
  readonly providerReference?: ProviderReference;
  /** Names of the hooks to run, by the event they are for. */
  readonly hooks: Readonly<Record<string, readonly string[]>>;
}

/** A resource of this run, as far as it is known. */
export interface RegisteredResource extends ForChildren {
  readonly goal: Registration;
  readonly id?: string | Unknown;
  /** Of components, these come later. */
  outputs: Properties;
}

/** What a resource gives to those below it. */
interface ForChildren {
  /** By package. */
  readonly providers: ReadonlyMap<string, ProviderReference>;
  /** What changes their registrations. */
  readonly transforms: readonly CallbackAddress[];
}

type Severity = Diagnostic["severity"];

/** Everything one run has learnt: filled by the services, read when it ends. */
export class Session {
  readonly context: SessionContext;
  readonly resources = new Map<Urn, RegisteredResource>();
  readonly diagnostics: Diagnostic[] = [];
  readonly unanswered: { readonly token: string; readonly urn?: Urn }[] = [];
  readonly opaque: Urn[] = [];
  readonly notes: string[] = [];
  /** The program said that it will register nothing more. */
  finished = false;
  /** The stack said what it exports, which it does when the program's own code has come to its end. */
  exported = false;
  readonly #emit: (event: PreviewEvent) => void;
  readonly #onFailure: () => void;
  #failed = false;
  /** URNs under registration: a second one is a duplicate even before the first is answered. */
  readonly #claimed = new Set<Urn>();

  constructor(context: SessionContext, emit: (event: PreviewEvent) => void, onFailure: () => void) {
    this.context = context;
    this.#emit = emit;
    this.#onFailure = onFailure;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /** Records what the user should read. */
  report(severity: Severity, message: string, urn?: Urn): void {
    this.diagnostics.push({ severity, message, ...(urn === undefined ? {} : { urn }) });
    this.#emit({ type: "diagnostic", severity, message });
  }

  /** Records a look-up without an answer, once for each that is asked. */
  noteUnanswered(token: string, urn?: Urn): void {
    const known = this.unanswered.some((other) => other.token === token && other.urn === urn);
    if (!known) this.unanswered.push({ token, ...(urn === undefined ? {} : { urn }) });
  }

  /** Ends the run with an error: every request from now on is refused. */
  fail(message: string, urn?: Urn): MonitorShutDown {
    this.report("error", message, urn);
    this.#failed = true;
    this.#onFailure();
    return new MonitorShutDown();
  }

  /** @throws MonitorShutDown when the run has failed */
  requireRunning(): void {
    if (this.#failed) throw new MonitorShutDown();
  }

  /** Reserves a URN. @throws MonitorShutDown if it is taken, which ends the run */
  claim(urn: Urn): void {
    if (this.#claimed.has(urn)) throw this.fail(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    this.#claimed.add(urn);
  }

  /** Records a resource of which it is decided what becomes of it. */
  add(goal: Registration, outcome: RegistrationOutcome, forChildren: Partial<ForChildren> = {}): void {
    const { urn } = goal;
    const { inputs, outputs, id, aliases } = outcome;
    const options = aliases === undefined ? goal.options : { ...goal.options, aliases };
    this.resources.set(urn, {
      goal: { ...goal, inputs, options },
      outputs,
      ...(id === undefined ? {} : { id }),
      providers: new Map(),
      transforms: [],
      ...forChildren,
    });
    this.#emit({ type: "registered", urn, count: this.resources.size });
  }

  /** @throws InvalidRequest if the program has not registered it */
  require(urn: Urn, role: string): RegisteredResource {
    const found = this.resources.get(urn);
    if (found === undefined) throw new InvalidRequest(`could not find ${role} resource ${urn}`);
    return found;
  }

  /** A resource's ancestors, the nearest first, the stack last. */
  *ancestors(urn: Urn | undefined): Generator<RegisteredResource> {
    for (let current = urn; current !== undefined;) {
      const found = this.resources.get(current);
      if (found === undefined) return;
      yield found;
      current = found.goal.parent;
    }
  }
}
