import type { Properties } from "../model";
import { AWS_LOOKUPS } from "./aws";
import { kubernetesYaml } from "./kubernetes-yaml";
import { computeStdLookup } from "./std";

/**
 * Computes the result of a provider function from its arguments and the provider's settings.
 *
 * @param provider - the inputs of the explicit or default provider that would run the function
 * @returns undefined if the result cannot be computed offline. A single field that cannot be computed is unknown.
 * @throws LookupError if the real provider would fail the call
 */
export function computeLookup(token: string, args: Properties, provider: Properties): Properties | undefined {
  const aws = AWS_LOOKUPS.get(token);
  if (aws !== undefined) return aws(args, provider);
  if (token === "kubernetes:yaml:decode") return kubernetesYaml(args);
  return computeStdLookup(token, args);
}
