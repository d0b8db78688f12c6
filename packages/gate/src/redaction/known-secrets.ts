import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  isSecretPropertyName,
  parseUrn,
  type Plan,
  type Value,
} from "@roadbed/plan";

/** The minimum length of a secret in an environment variable. Shorter values are settings, regardless of the name. */
const MIN_CREDENTIAL_LENGTH = 8;

/** Environment variables that contain paths, although their names look like the names of secrets. */
const WORKING_DIRECTORIES: readonly string[] = ["PWD", "OLDPWD"];

/** Returns the values in the request and in the environment whose names mark them as secrets. */
export function secretsOfRequest(
  request: { readonly config: Readonly<Record<string, string>>; readonly passEnvironment: readonly string[] },
  environment: NodeJS.ProcessEnv,
): Set<string> {
  const given = Object.entries(request.config).filter(([key]) => isSecretPropertyName(key));
  const isSecretVariable = (name: string): boolean =>
    request.passEnvironment.includes(name) || (isSecretPropertyName(name) && !WORKING_DIRECTORIES.includes(name));
  const present = Object.entries(environment).filter(
    ([name, value = ""]) => value.length >= MIN_CREDENTIAL_LENGTH && isSecretVariable(name),
  );
  return new Set([...given, ...present].flatMap(([, value]) => value ?? []));
}

/**
 * Returns all secrets of a plan. Omits secrets that equal the name of the organization, the project, the stack, or a
 * resource type, because hiding these names would make URNs unreadable.
 */
export function secretsOfPlan(plan: Plan): Set<string> {
  const found = new Set<string>();
  const collect = (value: Value): void => gather(value, false, found);
  for (const resource of [...plan.resources, ...plan.steps.flatMap(({ old }) => old ?? [])]) {
    collect(resource.inputs);
    collect(resource.outputs);
    if (resource.options.replacementTrigger !== undefined) collect(resource.options.replacementTrigger);
  }
  collect(plan.outputs);
  for (const name of publicNames(plan)) found.delete(name);
  return found;
}

function publicNames(plan: Plan): readonly string[] {
  const types = plan.resources.flatMap(({ urn }) => parseUrn(urn)?.type ?? []);
  return [plan.organization, plan.project, plan.stack, ...types];
}

function gather(value: Value, secret: boolean, found: Set<string>): void {
  if (isSecret(value)) gather(value.value, true, found);
  else if (isAsset(value)) {
    if (secret && value.text !== undefined) found.add(value.text);
  } else if (isArchive(value)) for (const member of Object.values(value.assets ?? {})) gather(member, secret, found);
  else if (isList(value)) for (const element of value) gather(element, secret, found);
  else if (isProperties(value)) for (const member of Object.values(value)) gather(member, secret, found);
  else if (secret && (typeof value === "string" || typeof value === "number")) found.add(String(value));
}
