import { UNKNOWN_MARKER } from "./pulumi-markers";
import type { Urn } from "./urn";

/**
 * A reference to a provider in the protocol: `<urn>::<id>`. The ID is the unknown marker if the provider does not exist
 * yet.
 */
export type ProviderReference = string;

/** Returns the reference to a provider. */
export function providerReference(urn: Urn, id: string | undefined): ProviderReference {
  return `${urn}::${id ?? UNKNOWN_MARKER}`;
}

/** Returns the URN in a reference. The URN ends at the last `::`, because names can contain `::`. */
export function providerUrn(reference: ProviderReference): Urn {
  const end = reference.lastIndexOf("::");
  return end < 0 ? reference : reference.slice(0, end);
}

const PROVIDER_TYPE = "pulumi:providers:";

/** Whether a type is a provider type. */
export const isProviderType = (type: string): boolean => type.startsWith(PROVIDER_TYPE);
/** Returns the type of a package's provider. */
export const providerType = (packageName: string): string => PROVIDER_TYPE + packageName;

/** Returns the package for a provider type. */
export const providedPackage = (type: string): string => type.slice(PROVIDER_TYPE.length);

/** Returns the package in a token `package:module:name`. For built-in types, the package is `pulumi`. */
export function packageOf(token: string): string {
  const end = token.indexOf(":");
  return end < 0 ? token : token.slice(0, end);
}
