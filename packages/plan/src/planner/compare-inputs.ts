import { compareRegion, compareTags, refineProviderEffect } from "../aws";
import { withEquivalentInputs, type ReplacementEffect } from "../facts";
import { compareKubernetesInputs, providerSettings, type ProviderEnvironment } from "../kubernetes";
import { isProviderType, propertyMap, type Properties } from "../model";
import { PROVIDER_METADATA, restoreProviderDefaults, stripProviderMetadata, type StateResource } from "../state";
import type { Goal } from "./goal";

/** The inputs that decide whether a resource changes. */
export interface ComparedInputs {
  readonly before: Properties;
  readonly now: Properties;
  /**
   * Refines the effect that the facts predict for the change of a path.
   *
   * @default the effect is not refined
   */
  readonly refineEffect?: (path: string, effect: ReplacementEffect) => ReplacementEffect;
}

/** Two versions of a resource's inputs. */
export interface Comparison extends ComparedInputs {
  /** The resource's resulting inputs. */
  readonly inputs: Properties;
  /** The inputs in the program, without generated names. */
  readonly program: Properties;
}

interface ComparedResource {
  readonly goal: Goal;
  readonly old: StateResource;
  /** The goal's inputs with ignored changes reset. */
  readonly inputs: Properties;
  /** The inputs of the resource's provider. */
  readonly providers: { readonly before: Properties | undefined; readonly now: Properties | undefined };
  readonly environment: ProviderEnvironment;
}

/** Predicts the result of the provider's `Check`, and returns the inputs that the provider's `Diff` compares. */
export function compareInputs({ goal, old, inputs, providers, environment }: ComparedResource): Comparison {
  if (!goal.custom) return { inputs, before: old.inputs, now: inputs, program: goal.inputs };
  const kubernetes = compareKubernetesInputs({
    type: goal.type,
    old,
    inputs: stripProviderMetadata(inputs),
    ...(goal.options.ignoreChanges && { ignoreChanges: goal.options.ignoreChanges }),
    settings: {
      before: providerSettings(providers.before, environment),
      now: providerSettings(providers.now, environment),
    },
  });
  if (kubernetes !== undefined) return kubernetes;
  const restored = stripProviderMetadata(restoreProviderDefaults(old.inputs, inputs));
  const { [PROVIDER_METADATA]: metadata } = goal.inputs;
  const now =
    metadata === undefined || !isProviderType(goal.type)
      ? restored
      : propertyMap([...Object.entries(restored), [PROVIDER_METADATA, metadata]]);
  const stripped = { before: stripProviderMetadata(old.inputs), now };
  const compared = isProviderType(goal.type)
    ? { ...stripped, refineEffect: refineProviderEffect(goal.type, stripped) }
    : compareRegion(goal.type, stripped, { providers, outputs: old.outputs });
  const { before, now: tagged } = compareTags(goal.type, compared, providers);
  const equivalent = withEquivalentInputs(goal.type, before, tagged);
  return { inputs: now, ...compared, before, now: equivalent, program: goal.inputs };
}
