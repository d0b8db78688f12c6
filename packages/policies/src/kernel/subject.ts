import type { Properties, Urn } from "@roadbed/plan";
import { resourceForm, type ResourceForm } from "../resource-types";
import { Place } from "./place";
import { within, type Run } from "./run";
import { present } from "./view";

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

  constructor(facts: SubjectFacts, place = new Place(), form = resourceForm(facts.type)) {
    this.facts = facts;
    this.form = form;
    this.#place = place;
  }

  view(run: Run): unknown {
    return (this.#view ??= within(run, () => present(this.facts.inputs, this.#place, false)));
  }
}
