import type { Properties, Urn } from "@roadbed/plan";
import { resourceForm, type ResourceForm } from "../resource-types";
import { listed } from "./connectives";
import { slotsOf, type Slot } from "./list";
import { Place } from "./place";
import { currentRun } from "./run";
import { present } from "./view";

/** Gives the facts that a rule is on. */
export type Reader = (props: unknown) => readonly unknown[];

export interface SubjectFacts {
  readonly urn: Urn;
  readonly name: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly protect?: boolean | undefined;
  readonly ignoreChanges?: readonly string[] | undefined;
}

/** A resource under judgement. Its view is made once and shared by all rules. */
export class Subject {
  readonly facts: SubjectFacts;
  readonly form: ResourceForm;
  readonly #place: Place;
  #view: unknown;
  readonly #facts = new Map<Reader, readonly Slot[]>();

  constructor(facts: SubjectFacts, place = new Place(), form = resourceForm(facts.type)) {
    this.facts = facts;
    this.form = form;
    this.#place = place;
  }

  get view(): unknown {
    return (this.#view ??= present(this.facts.inputs, this.#place, false));
  }

  /** What a reader makes of the inputs; read once for all rules, unless it met something that each run must note. */
  factsBy(reader: Reader): readonly Slot[] {
    const run = currentRun();
    const known = run.trace ? undefined : this.#facts.get(reader);
    if (known) return known;
    const facts = slotsOf(this.form.list ? this.#ofItems(reader) : reader(this.view));
    if (run.isClean) this.#facts.set(reader, facts);
    return facts;
  }

  #ofItems(reader: Reader): unknown {
    const { items } = this.view as { readonly items?: readonly unknown[] };
    return listed(items).flatMap((item) => reader(item));
  }
}
