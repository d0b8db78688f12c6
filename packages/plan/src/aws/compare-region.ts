import { hasRegionInput, type ReplacementEffect } from "../facts";
import { unwrapSecret, type Properties, type Value } from "../model";
import { setsRegions, withRegion } from "./check-region";
import type { TwoVersions } from "./compare-tags";

/** The inputs that the AWS provider compares, and the effect of a changed Region. */
export interface RegionComparison extends TwoVersions {
  readonly refineEffect?: (path: string, effect: ReplacementEffect) => ReplacementEffect;
}

interface RegionContext {
  /** The inputs of the provider. Undefined if they are not known. */
  readonly providers: TwoVersions<Properties | undefined>;
  /** The outputs in the state. */
  readonly outputs: Properties;
}

/**
 * Returns the inputs with the Regions that the AWS provider compares.
 *
 * @remarks
 * The provider compares the Region in the program with the Region in the outputs. If the provider no longer has the Region
 * that it wrote into the inputs, its Region depends on the environment, and is assumed to be the same.
 *
 * @param inputs - inputs after `checkRegion`
 */
export function compareRegion(
  type: string,
  inputs: TwoVersions,
  { providers, outputs }: RegionContext,
): RegionComparison {
  const hasRegion = hasRegionInput(type) ?? inputs.before.region !== undefined;
  if (!hasRegion || providers.now === undefined || !setsRegions(providers.now)) return inputs;
  const { before: old } = providers;
  const written = old !== undefined && setsRegions(old) ? known(old.region) : undefined;
  const before = inputs.before.region ?? written ?? known(outputs.region);
  const isInherited = inputs.before.region === undefined || (written !== undefined && known(before) === written);
  const now = inputs.now.region ?? providers.now.region ?? (isInherited ? before : undefined);
  return {
    before: before === undefined ? inputs.before : withRegion(inputs.before, before),
    now: now === undefined ? inputs.now : withRegion(inputs.now, now),
    refineEffect: (path, effect) =>
      path === "region" ? (regionEffect(known(before), known(now), known(providers.now?.region)) ?? effect) : effect,
  };
}

const AWS_PROVIDER = "pulumi:providers:aws";

/**
 * Refines the effect of a change to the provider. Since version 7, a changed Region replaces only the resources whose
 * Region changes, not the provider.
 */
export const refineProviderEffect =
  (type: string, { before, now }: TwoVersions) =>
  (path: string, effect: ReplacementEffect): ReplacementEffect =>
    type === AWS_PROVIDER && path === "region" && setsRegions(before) && setsRegions(now) ? "never" : effect;

/**
 * Returns the effect of a changed Region on a resource. A state that an older provider wrote contains no Region, which
 * represents the provider's Region.
 *
 * @returns undefined if a Region is not known
 */
function regionEffect(before?: string, now?: string, provider?: string): ReplacementEffect | undefined {
  if (now === undefined) return undefined;
  if (before !== undefined) return before === now ? "never" : "always";
  if (provider === undefined) return undefined;
  return provider === now ? "never" : "always";
}

/** Returns a Region, or undefined if it is absent or unknown. */
function known(region: Value | undefined): string | undefined {
  const content = unwrapSecret(region ?? null);
  return typeof content === "string" ? content : undefined;
}
