import { hasRegionInput } from "../facts";
import { isUnknown, propertyMap, unwrapSecret, type Properties, type Resource, type Value } from "../model";
import { majorVersion } from "./provider-version";

/** Whether the provider is new enough to write its Region into the inputs of resources. */
export const setsRegions = (provider: Properties): boolean => majorVersion(provider) >= FIRST_VERSION;

/** The first major version in which resources have an input `region`. */
const FIRST_VERSION = 7;

/**
 * Returns the inputs with the Region that the provider's `Check` adds to a resource without a Region of its own.
 *
 * @remarks
 * `Check` reads only the inputs of the provider. If the provider takes its Region from the environment or from a profile,
 * the inputs of its resources contain no Region.
 */
export function checkRegion(type: string, inputs: Properties, provider: Properties): Properties {
  const { region = null } = provider;
  if (region === null || (inputs.region ?? null) !== null) return inputs;
  if (!setsRegions(provider) || hasRegionInput(type) !== true) return inputs;
  return withRegion(inputs, region);
}

/** Returns the inputs of a resource without the Region that the provider's `Check` adds again. */
export function withoutCheckedRegion(resource: Resource, provider: Properties | undefined): Properties {
  const { inputs, propertyDependencies, type } = resource;
  const isOwn = Object.hasOwn(propertyDependencies, "region") || !isSameRegion(inputs.region, provider?.region);
  if (isOwn || provider === undefined || !setsRegions(provider) || hasRegionInput(type) !== true) return inputs;
  return propertyMap(Object.entries(inputs).filter(([name]) => name !== "region"));
}

/** Replaces the Region of a resource. */
export const withRegion = (inputs: Properties, region: Value): Properties =>
  propertyMap([...Object.entries(inputs).filter(([name]) => name !== "region"), ["region", region]]);

/** Whether two Regions are present and equal, or both unknown. */
function isSameRegion(left: Value | undefined, right: Value | undefined): boolean {
  const [one, other] = [unwrapSecret(left ?? null), unwrapSecret(right ?? null)];
  return one !== null && (one === other || (isUnknown(one) && isUnknown(other)));
}
