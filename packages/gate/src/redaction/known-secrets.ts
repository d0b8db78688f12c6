import { isSecretPropertyName, publicNamesOf, secretAndParts, secretValuesOf, type Plan } from "@roadbed/plan";

/** Shorter values of environment variables are settings rather than secrets, regardless of the name. */
const MIN_CREDENTIAL_LENGTH = 8;

/** Variables with a secret name that contain paths. */
const WORKING_DIRECTORIES: readonly string[] = ["PWD", "OLDPWD"];

/** What a command knows about secrets before it runs a program. */
export interface SecretSources {
  /** Overrides of the configuration, by key. */
  readonly config: Readonly<Record<string, string>>;
  /** Names of the environment variables that the program gets although they look like credentials. */
  readonly passEnvironment: readonly string[];
}

/**
 * The values that no output may show: those of the command line and the environment, of the configuration, and of the
 * plans of all stacks, because programs of one repository share secrets. Names that are public stay readable.
 */
export class KnownSecrets implements Iterable<string> {
  readonly #secrets = new Set<string>();
  readonly #public = new Set<string>();

  constructor({ config, passEnvironment }: SecretSources, environment: NodeJS.ProcessEnv) {
    const add = (secret: string): void => {
      for (const part of secretAndParts(secret)) this.#secrets.add(part);
    };
    for (const [key, value] of Object.entries(config)) if (isSecretPropertyName(key)) add(value);
    const isSecretVariable = (name: string): boolean =>
      passEnvironment.includes(name) || (isSecretPropertyName(name) && !WORKING_DIRECTORIES.includes(name));
    for (const [name, value = ""] of Object.entries(environment))
      if (value.length >= MIN_CREDENTIAL_LENGTH && isSecretVariable(name)) add(value);
  }

  /** Adds strings of the configuration or of a call. */
  addStrings({ secrets, plain }: { readonly secrets: readonly string[]; readonly plain: readonly string[] }): void {
    for (const secret of secrets) this.#secrets.add(secret);
    for (const value of plain) this.#public.add(value);
  }

  /** Adds the secrets and the public names of a plan. */
  addPlan(plan: Plan): void {
    for (const secret of secretValuesOf(plan)) this.#secrets.add(secret);
    for (const name of publicNamesOf(plan)) this.#public.add(name);
  }

  *[Symbol.iterator](): Iterator<string> {
    for (const secret of this.#secrets) if (!this.#public.has(secret)) yield secret;
  }
}

/** Returns the secrets in the environment, which are known even if a command failed before it read any others. */
export function environmentSecrets(): KnownSecrets {
  return new KnownSecrets({ config: {}, passEnvironment: [] }, process.env);
}
