import type { Plan } from "../model";
import { isCredentialVariable } from "../process";
import { configurationSecrets, plainStrings, type Configuration } from "../program";
import { findExposedSecrets, type NamedSecret, type ReceivedStrings } from "../secrets";

/**
 * Returns the strings that a program receives from its configuration and its environment.
 *
 * @param passEnvironment - the names of variables that the program receives although they look like credentials
 */
export function receivedStrings(
  configuration: Configuration,
  passEnvironment: readonly string[],
  environment: NodeJS.ProcessEnv,
): ReceivedStrings {
  const variables = passEnvironment.filter(isCredentialVariable).map((name): NamedSecret => {
    return { origin: "environment", name, value: environment[name] ?? "" };
  });
  return { secrets: [...configurationSecrets(configuration), ...variables], plain: plainStrings(configuration) };
}

/** Adds the secrets that the state would store in plain text to a plan. */
export function withExposedSecrets(plan: Plan, received: ReceivedStrings): Plan {
  return { ...plan, exposedSecrets: findExposedSecrets(plan, received) };
}
