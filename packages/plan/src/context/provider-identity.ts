import type { Properties, Resource } from "../model";
import type { ProviderIdentity } from "./entry";

/** Settings that say where a provider looks. Others, such as tags or retries, do not change what it finds. */
const PLACES = [
  "region",
  "allowedAccountIds",
  "project",
  "zone",
  "location",
  "subscriptionId",
  "tenantId",
  "environment",
  "cluster",
  "context",
  "host",
  "endpoint",
  "organization",
  "owner",
];

/** A provider as answers are kept by. @param name and inputs of the provider; unknown and secret settings are left out */
export function providerIdentity({
  name,
  implicit,
  inputs,
}: Pick<Resource, "name" | "implicit" | "inputs">): ProviderIdentity {
  return { name: implicit === true ? "default" : name, settings: settingsOf(inputs) };
}

function settingsOf(inputs: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(
    PLACES.flatMap((setting) => {
      const value = Object.hasOwn(inputs, setting) ? inputs[setting] : undefined;
      return typeof value === "string" ? [[setting, value] as const] : [];
    }),
  );
}

/**
 * Whether the answer of one provider is one of another: it has the same name, and whatever is known now of where it looks
 * is what it was. What it takes from the machine, as AWS's does the region, is known only where it runs.
 */
export function matchesProvider(recorded: ProviderIdentity, now: ProviderIdentity): boolean {
  return (
    recorded.name === now.name &&
    Object.entries(now.settings).every(
      ([setting, value]) => Object.hasOwn(recorded.settings, setting) && recorded.settings[setting] === value,
    )
  );
}
