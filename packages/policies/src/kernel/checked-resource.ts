import type { Properties, Urn } from "@roadbed/plan";
import { resourceForm, type ResourceForm } from "./resource-types";
import { listOf } from "./connectives";
import { slotsOf, type Slot } from "./list";
import { InputPath } from "./input-path";
import { currentRun } from "./check-run";
import { createView } from "./view";

/** Gives the facts that a rule is on. */
export type ViewReader = (props: unknown) => readonly unknown[];

export interface ResourceInfo {
  readonly urn: Urn;
  readonly name: string;
  readonly type: string;
  readonly inputs: Properties;
  readonly protect?: boolean | undefined;
  readonly ignoreChanges?: readonly string[] | undefined;
}

/** A resource under judgement. Its view is made once and shared by all rules. */
export class CheckedResource {
  readonly info: ResourceInfo;
  readonly form: ResourceForm;
  readonly #place: InputPath;
  #view: unknown;
  readonly #facts = new Map<ViewReader, readonly Slot[]>();

  constructor(facts: ResourceInfo, place = new InputPath(), form = resourceForm(facts.type)) {
    this.info = facts;
    this.form = form;
    this.#place = place;
  }

  get view(): unknown {
    return (this.#view ??= createView(this.info.inputs, this.#place, false));
  }

  /** What a reader makes of the inputs; read once for all rules, unless it met something that each run must note. */
  itemsOf(reader: ViewReader): readonly Slot[] {
    const run = currentRun();
    const known = run.trace ? undefined : this.#facts.get(reader);
    if (known) return known;
    const facts = slotsOf(this.form.list ? this.#ofItems(reader) : reader(this.view));
    if (run.isClean) this.#facts.set(reader, facts);
    return facts;
  }

  #ofItems(reader: ViewReader): unknown {
    const { items } = this.view as { readonly items?: readonly unknown[] };
    return listOf(items).flatMap((item) => reader(item));
  }
}
