import { UNKNOWN_MARKER } from "./pulumi-markers";
import type { Urn } from "./urn";

/** `<urn>::<id>`, which is how the protocol names a provider. The id of one not created yet is the unknown marker. */
export type ProviderReference = string;

export function providerReference(urn: Urn, id: string | undefined): ProviderReference {
  return `${urn}::${id ?? UNKNOWN_MARKER}`;
}

/** The URN in a reference. Names may hold `::`, so the last one ends it. */
export function providerUrn(reference: ProviderReference): Urn {
  const end = reference.lastIndexOf("::");
  return end < 0 ? reference : reference.slice(0, end);
}

const PROVIDER_TYPE = "pulumi:providers:";

export const isProviderType = (type: string): boolean => type.startsWith(PROVIDER_TYPE);
export const providerType = (packageName: string): string => PROVIDER_TYPE + packageName;

/** The package whose resources a provider type manages. */
export const providedPackage = (type: string): string => type.slice(PROVIDER_TYPE.length);

/** The package of a token `package:module:name`; of the builtin `pulumi:` types too. */
export function packageOf(token: string): string {
  const end = token.indexOf(":");
  return end < 0 ? token : token.slice(0, end);
}
