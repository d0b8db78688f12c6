import type { ErrorObject } from "ajv";
import type { YamlFile } from "@roadbed/plan/preview";
import type { PolicyLayer } from "@roadbed/policies";

/** What a `roadbed.yaml` holds, before its rules are known. */
export interface PolicyFileContent extends PolicyLayer {
  readonly extends?: readonly string[];
  /** What makes a base ready to run, as a command of the shell. */
  readonly baseSetup?: string;
}

/** The settings in a file, beside the sentences of all that is wrong with its form, each with line and column. */
export type ReadShape = (file: YamlFile) => {
  readonly content: PolicyFileContent;
  readonly problems: readonly string[];
};

/** Loads what reads the form of files. */
export async function shapeReader(): Promise<ReadShape> {
  const [{ Ajv }, { closest, POLICY_FILE_SHAPE }] = await Promise.all([import("ajv"), import("@roadbed/policies")]);
  const validate = new Ajv({ allErrors: true, verbose: true }).compile<PolicyFileContent>(POLICY_FILE_SHAPE);
  return (file) => {
    const content = plain(file.get() ?? {}) as PolicyFileContent;
    if (validate(content)) return { content, problems: [] };
    const sentences = (validate.errors ?? []).map((error) => {
      const path = error.instancePath.split("/").slice(1).map(unescaped);
      const at = error.keyword === "additionalProperties" ? [...path, unknownKey(error)] : path;
      return file.problem(at, sentenceOf(error, path, closest)).message;
    });
    return { content, problems: [...new Set(sentences)] };
  };
}

/** As JSON Pointers write them. */
const unescaped = (part: string): string => part.replaceAll("~1", "/").replaceAll("~0", "~");

type Closest = (name: string, known: readonly string[]) => readonly string[];

const unknownKey = ({ params }: ErrorObject): string => (params as { additionalProperty: string }).additionalProperty;

function sentenceOf(error: ErrorObject, path: readonly string[], closest: Closest): string {
  const what = path.length === 0 ? "the file" : path.join(".");
  if (error.keyword === "additionalProperties") {
    const known = Object.keys((error.parentSchema as { properties?: object } | undefined)?.properties ?? {});
    const near = closest(unknownKey(error), known).join(" or ");
    const hint = near === "" ? "" : `; did you mean ${near}?`;
    return `${what} has no ${JSON.stringify(unknownKey(error))}${hint}`;
  }
  if (error.keyword === "enum") {
    const { allowedValues } = error.params as { allowedValues: readonly unknown[] };
    return `${what} must be one of ${allowedValues.join(", ")}`;
  }
  if (error.keyword === "minLength") return `${what} must not be empty`;
  if (error.keyword === "required") {
    const { missingProperty } = error.params as { missingProperty: string };
    return `${what} needs ${missingProperty}`;
  }
  const types: Readonly<Record<string, string>> = { array: "a list", object: "a map", string: "text" };
  const { type } = error.params as { type?: string };
  return `${what} must be ${types[type ?? ""] ?? error.message ?? "different"}`;
}

/** As JSON has it: the YAML reader keeps whole numbers as bigints. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one)]));
}
