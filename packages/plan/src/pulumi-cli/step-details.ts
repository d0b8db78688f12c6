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

/**
 * Adds details from a digest and an update plan to events, because events do not contain references to other resources.
 */
export class StepDetails {
  readonly #next = new Map<Urn, Partial<CliState>>();
  readonly #old = new Map<Urn, CliState>();
  readonly #assets = new Map<string, Asset>();
  /** Whether there is an event log. The states in a log are complete except for references to other resources. */
  readonly #events: boolean;

  constructor({ log, digest, updatePlan }: CliOutput) {
    this.#events = log !== undefined;
    for (const [urn, goal] of Object.entries(updatePlan?.goals ?? {})) this.#next.set(urn, goal);
    for (const step of [...(digest?.refreshed ?? []), ...(digest?.steps ?? [])]) {
      if (step.new !== undefined) this.#next.set(step.urn, { ...this.#next.get(step.urn), ...step.new });
      if (step.old !== undefined) this.#old.set(step.urn, step.old);
      for (const state of [step.new, step.old]) {
        this.#collectAssets(state?.inputs ?? {});
        this.#collectAssets(state?.outputs ?? {});
      }
    }
  }

  /** Returns the resource after the change. */
  next(state: CliState): Resource {
    return shown(this.#events ? this.#merged(state, this.#next.get(state.urn)) : state);
  }

  /** Returns the resource in the prior state. */
  old(state: CliState): Resource {
    return shown(this.#events ? this.#merged(state, this.#old.get(state.urn)) : state);
  }

  #merged(state: CliState, details: Partial<CliState> | undefined): CliState {
    const { inputs, outputs } = state;
    return {
      ...details,
      ...state,
      ...(inputs === undefined ? {} : { inputs: this.#withAssets(inputs) }),
      ...(outputs === undefined ? {} : { outputs: this.#withAssets(outputs) }),
    };
  }

  #collectAssets(value: Value): void {
    if (isAsset(value)) {
      if (value.hash !== undefined && value.text !== undefined) this.#assets.set(value.hash, value);
    } else if (isArchive(value)) this.#collectAssets(value.assets ?? {});
    else if (isList(value)) for (const element of value) this.#collectAssets(element);
    else if (isProperties(value)) for (const member of Object.values(value)) this.#collectAssets(member);
  }

  #withAssets(value: Properties): Properties;
  #withAssets(value: Value): Value;
  #withAssets(value: Value): Value {
    if (this.#assets.size === 0) return value;
    if (isAsset(value)) return value.text === ELIDED ? (this.#assets.get(value.hash ?? "") ?? value) : value;
    if (isArchive(value) && value.assets !== undefined) return { ...value, assets: this.#withAssets(value.assets) };
    if (isList(value)) return value.map((element) => this.#withAssets(element));
    if (!isProperties(value)) return value;
    return propertyMap(Object.entries(value).map(([name, member]) => [name, this.#withAssets(member)]));
  }
}

/** Returns a plan resource without the metadata that providers and the engine add. */
function shown(state: CliState): Resource {
  return toResource({ ...state, inputs: stripProviderMetadata(state.inputs ?? propertyMap()) });
}

/** The placeholder that events contain in place of an asset's content. Digests contain the content. */
const ELIDED = "<contents elided>";
