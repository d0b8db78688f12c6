import { PreviewError } from "../errors";
import { goJson } from "../documents";
import { fullKey, type ConfigurationValue } from "./configuration-value";
import type { Project } from "./project";

/** A type that is declared in `config:` in Pulumi.yaml. */
interface Declared {
  readonly type: "string" | "integer" | "boolean" | "object" | "array";
  readonly items?: Declared;
}

const TYPES: readonly string[] = ["string", "integer", "boolean", "object", "array"];

/**
 * Adds the declared defaults for values that the stack does not set, and checks the types of the values that it sets.
 *
 * @param undecryptable - the keys whose value is a placeholder and therefore has no type
 * @throws PreviewError `configuration` if a value is missing or has the wrong type
 */
export function applyProjectDefaults(
  project: Project,
  stack: string,
  settings: Map<string, ConfigurationValue>,
  undecryptable: ReadonlySet<string>,
): void {
  const { file } = project;
  // If `config` is a string, it is the legacy form of `stackConfigDir` and declares nothing.
  if (typeof file.get("config") === "string") return;
  const missing: string[] = [];
  for (const name of file.keys("config")) {
    const key = fullKey(project.project, name);
    if (key === undefined)
      throw file.problem(
        ["config", name],
        `invalid key: expected <name> or <namespace>:<name>, got ${JSON.stringify(name)}`,
      );
    const declaration = readDeclaration(project, name);
    const setting = settings.get(key);
    if (setting === undefined) {
      const fallback = declaration.fallback;
      if (fallback !== undefined) settings.set(key, toSetting(fallback));
      else if (key.startsWith(`${project.project}:`)) missing.push(name);
    } else if (!undecryptable.has(key)) checkSetting(stack, name, setting, declaration);
  }
  if (missing.length > 0)
    throw new PreviewError(
      "configuration",
      `Stack ${stack} does not set configuration that ${file.path} requires: ${missing.join(", ")}. Set these values in Pulumi.${stack}.yaml or override them.`,
    );
}

interface Declaration {
  readonly declared?: Declared;
  readonly secret: boolean;
  readonly fallback?: unknown;
}

function readDeclaration({ file }: Project, name: string): Declaration {
  const path = ["config", name];
  const value = file.get(...path);
  // The short form `key: value` is a default of any type.
  if (typeof value !== "object" || value === null || Array.isArray(value)) return { secret: false, fallback: value };
  const fallback = file.get(...path, "default") ?? undefined;
  const fixed = file.get(...path, "value") ?? undefined;
  if (fallback !== undefined && fixed !== undefined)
    throw file.problem(path, `"${path.join(".")}" has both a "default" and a "value". Remove one of these properties`);
  const declared =
    (file.get(...path, "type") ?? undefined) === undefined
      ? undefined
      : readType(file.get(...path), (message) => file.problem(path, message));
  const declaration = {
    ...(declared === undefined ? {} : { declared }),
    secret: file.get(...path, "secret") === true,
    fallback: fallback ?? fixed,
  };
  if (declared !== undefined && fallback !== undefined && !fits(declared, fallback))
    throw file.problem(
      [...path, "default"],
      `the default of "${name}" has the wrong type: expected ${nameOf(declared)}`,
    );
  return declaration;
}

function readType(value: unknown, problem: (message: string) => PreviewError): Declared {
  const { type, items } = (value ?? {}) as { type?: unknown; items?: unknown };
  if (typeof type !== "string" || !TYPES.includes(type))
    throw problem(`"type": expected one of ${TYPES.join(", ")}, got ${JSON.stringify(type ?? null)}`);
  if (type !== "array") return { type: type as Declared["type"] };
  if (items === undefined || items === null)
    throw problem('an array type requires the property "items", which declares the type of the elements');
  return { type, items: readType(items, problem) };
}

function toSetting(value: unknown): ConfigurationValue {
  return {
    value: typeof value === "string" ? value : goJson(value),
    secret: false,
    secrets: [],
    structured: typeof value === "object",
  };
}

function checkSetting(
  stack: string,
  name: string,
  setting: ConfigurationValue,
  { declared, secret }: Declaration,
): void {
  if (declared === undefined) return;
  const where = `Configuration "${name}" of stack ${stack}`;
  if (secret && !setting.secret)
    throw new PreviewError(
      "configuration",
      `${where} is a secret, but its value is not encrypted. Set it with \`pulumi config set --secret\`.`,
    );
  const value: unknown = setting.structured ? JSON.parse(setting.value) : setting.value;
  if (!fits(declared, value))
    throw new PreviewError("configuration", `${where} has the wrong type: expected ${nameOf(declared)}.`);
}

function fits({ type, items }: Declared, value: unknown): boolean {
  switch (type) {
    case "string":
      return typeof value === "string";
    case "integer":
      return typeof value === "string"
        ? /^[+-]?\d+$/.test(value)
        : typeof value === "bigint" || Number.isInteger(value);
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "array":
      return Array.isArray(value) && items !== undefined && value.every((element) => fits(items, element));
  }
}

function nameOf({ type, items }: Declared): string {
  return items === undefined ? type : `array<${nameOf(items)}>`;
}
