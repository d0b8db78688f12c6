import { parseUrn, type Resource, type Urn } from "@roadbed/plan";

/** Whether two resources have the same provider. A default provider has the package's version in its name. */
export function isSameProvider({ provider: from }: Resource, { provider: to }: Resource): boolean {
  return from === to || (isDefault(from) && isDefault(to));
}

const isDefault = (provider: Urn | undefined): boolean =>
  provider === undefined || (parseUrn(provider)?.name.startsWith("default") ?? false);
