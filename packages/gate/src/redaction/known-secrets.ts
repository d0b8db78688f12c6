import {
  isArchive,
  isAsset,
  isList,
  isProperties,
  isSecret,
  isSecretName,
  parseUrn,
  type Plan,
  type Value,
} from "@roadbed/plan";

/** Values of the environment shorter than this are settings rather than secrets, whatever the name. */
const SHORTEST_CREDENTIAL_LENGTH = 8;

/** Not passwords. */
const WORKING_DIRECTORIES: readonly string[] = ["PWD", "OLDPWD"];

/** What the caller handed over, or keeps in the environment, under a name that looks secret. */
export function secretsOfRequest(
  request: { readonly config: Readonly<Record<string, string>>; readonly passEnvironment: readonly string[] },
  environment: NodeJS.ProcessEnv,
): Set<string> {
  const given = Object.entries(request.config).filter(([key]) => isSecretName(key));
  const named = (name: string): boolean =>
    request.passEnvironment.includes(name) || (isSecretName(name) && !WORKING_DIRECTORIES.includes(name));
  const present = Object.entries(environment).filter(
    ([name, value = ""]) => value.length >= SHORTEST_CREDENTIAL_LENGTH && named(name),
  );
  return new Set([...given, ...present].flatMap(([, value]) => value ?? []));
}

/**
 * The text of every secret that a plan holds, for hiding it in whatever else is printed. A secret that equals the
 * organization, project or stack name is left out: it is on show already, and hiding it would garble every URN.
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
