import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  propertyMap,
  type Asset,
  type Properties,
  type Resource,
  type Urn,
  type Value,
} from "../model";
import { stripProviderMetadata, toResource, type CliState } from "../state";
import type { CliOutput } from "./cli-output";

/** What a digest and an update plan add to the events, which say nothing that refers to other resources. */
export class StepDetails {
  readonly #next = new Map<Urn, Partial<CliState>>();
  readonly #old = new Map<Urn, CliState>();
  readonly #texts = new Map<string, Asset>();
  /** Whether the states of events, which are complete but for their references, are what there is. */
  readonly #events: boolean;

  constructor({ log, digest, updatePlan }: CliOutput) {
    this.#events = log !== undefined;
    for (const [urn, goal] of Object.entries(updatePlan?.goals ?? {})) this.#next.set(urn, goal);
    for (const step of [...(digest?.refreshed ?? []), ...(digest?.steps ?? [])]) {
      if (step.new !== undefined) this.#next.set(step.urn, { ...this.#next.get(step.urn), ...step.new });
      if (step.old !== undefined) this.#old.set(step.urn, step.old);
      for (const state of [step.new, step.old]) {
        this.#collectTexts(state?.inputs ?? {});
        this.#collectTexts(state?.outputs ?? {});
      }
    }
  }

  next(state: CliState): Resource {
    return shown(this.#events ? this.#merged(state, this.#next.get(state.urn)) : state);
  }

  old(state: CliState): Resource {
    return shown(this.#events ? this.#merged(state, this.#old.get(state.urn)) : state);
  }

  #merged(state: CliState, details: Partial<CliState> | undefined): CliState {
    const { inputs, outputs } = state;
    return {
      ...details,
      ...state,
      ...(inputs === undefined ? {} : { inputs: this.#withTexts(inputs) }),
      ...(outputs === undefined ? {} : { outputs: this.#withTexts(outputs) }),
    };
  }

  #collectTexts(value: Value): void {
    if (isAsset(value)) {
      if (value.hash !== undefined && value.text !== undefined) this.#texts.set(value.hash, value);
    } else if (isArchive(value)) this.#collectTexts(value.assets ?? {});
    else if (isList(value)) for (const element of value) this.#collectTexts(element);
    else if (isProperties(value)) for (const member of Object.values(value)) this.#collectTexts(member);
  }

  #withTexts(value: Properties): Properties;
  #withTexts(value: Value): Value;
  #withTexts(value: Value): Value {
    if (this.#texts.size === 0) return value;
    if (isAsset(value)) return value.text === ELIDED ? (this.#texts.get(value.hash ?? "") ?? value) : value;
    if (isArchive(value) && value.assets !== undefined) return { ...value, assets: this.#withTexts(value.assets) };
    if (isList(value)) return value.map((element) => this.#withTexts(element));
    if (!isProperties(value)) return value;
    return propertyMap(Object.entries(value).map(([name, member]) => [name, this.#withTexts(member)]));
  }
}

/** Without what providers and the engine keep in the inputs for themselves. */
function shown(state: CliState): Resource {
  return toResource({ ...state, inputs: stripProviderMetadata(state.inputs ?? propertyMap()) });
}

/** What events have in the place of the text of an asset; a digest has the text. */
const ELIDED = "<contents elided>";
