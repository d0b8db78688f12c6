import type { Properties, Resource } from "../model";
import type { ProviderIdentity } from "./entry";

/**
 * Settings that determine a provider's account, Region, or cluster. Other settings, such as retries, do not affect
 * results.
 */
const IDENTIFYING_SETTINGS = [
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

/** Returns a provider's identity without unknown and secret settings. */
export function providerIdentity({
  name,
  implicit,
  inputs,
}: Pick<Resource, "name" | "implicit" | "inputs">): ProviderIdentity {
  return { name: implicit === true ? "default" : name, settings: settingsOf(inputs) };
}

function settingsOf(inputs: Properties): Readonly<Record<string, string>> {
  return Object.fromEntries(
    IDENTIFYING_SETTINGS.flatMap((setting) => {
      const value = Object.hasOwn(inputs, setting) ? inputs[setting] : undefined;
      return typeof value === "string" ? [[setting, value] as const] : [];
    }),
  );
}

/**
 * Whether a recorded answer applies to a provider. It applies if the names are equal and every setting that is known
 * now has the recorded value. Settings from the environment, such as the AWS Region, are known only where the program
 * is deployed.
 */
export function matchesProvider(recorded: ProviderIdentity, now: ProviderIdentity): boolean {
  return (
    recorded.name === now.name &&
    Object.entries(now.settings).every(
      ([setting, value]) => Object.hasOwn(recorded.settings, setting) && recorded.settings[setting] === value,
    )
  );
}
