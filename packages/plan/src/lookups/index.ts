import { AWS_LOOKUPS } from "./aws";
import { kubernetesYaml } from "./kubernetes-yaml";
import { computeStdLookup } from "./std";
import type { Properties } from "../value";

export { LookupError } from "./lookup-error";

/**
 * The answer to a function call of a program, where it follows from the arguments and the settings of the provider
 * asked. A field that is not known is an unknown in the answer; undefined means that nothing can be said offline.
 *
 * @param provider the inputs of the provider that is asked, explicit or default
 * @throws LookupError where the real provider would fail the call
 */
export function computeLookup(token: string, args: Properties, provider: Properties): Properties | undefined {
  const aws = AWS_LOOKUPS.get(token);
  if (aws !== undefined) return aws(args, provider);
  if (token === "kubernetes:yaml:decode") return kubernetesYaml(args);
  return computeStdLookup(token, args);
}
