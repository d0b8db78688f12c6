import { schemaIssues } from "../../targets/settings/schema-issues";
import { CommandError } from "../../failures/command-error";
import { isPresent } from "../../util/is-present";
import { writeWhole } from "../../util/write-whole";
import { BASELINE_SCHEMA } from "./baseline-schema";
import type { FindingKey } from "./finding-keys";

/** The keys of the findings in a baseline file, by `project/stack`. */
export type Baseline = ReadonlyMap<string, readonly FindingKey[]>;

/** The version of the file format. */
export const BASELINE_VERSION = 1;

interface Content {
  readonly version: number;
  readonly stacks: Readonly<Record<string, readonly FindingKey[]>>;
}

/**
 * Reads a baseline file.
 *
 * @throws CommandError with the line and column of the first error
 * @throws PlanFileError if the file cannot be read or is not JSON
 */
export async function readBaseline(file: string): Promise<Baseline> {
  const { parseJson, jsonLocation, readTextFile } = await import("@roadbed/plan/internal");
  const text = readTextFile(file);
  const json = parseJson(text, file);
  const problemAt = (path: readonly string[], message: string): string => {
    const { line, column } = jsonLocation(text, path.map(asStep));
    return `${file}:${line}:${column}: ${message}${message.endsWith("?") ? "" : "."}`;
  };
  const version = versionOf(json);
  if (version !== undefined && version > BASELINE_VERSION) {
    const sentence = `the file was written by a newer version of Roadbed: expected format ${BASELINE_VERSION}, got format ${version}. Update Roadbed`;
    throw new CommandError("baseline-invalid", problemAt(["version"], sentence));
  }
  const { Ajv } = await import("ajv");
  const { closestNames } = await import("@roadbed/policies/internal");
  // Report only the first error, because users rarely edit this file.
  const validate = new Ajv({ verbose: true }).compile<Content>(BASELINE_SCHEMA);
  if (validate(json)) return new Map(Object.entries(json.stacks));
  const [first] = schemaIssues(validate.errors ?? [], closestNames);
  throw new CommandError(
    "baseline-invalid",
    problemAt(first?.path ?? [], first?.message ?? "expected a baseline file"),
  );
}

/** Converts an array position to a number. A JSON Pointer contains it as a string. */
const asStep = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

function versionOf(json: unknown): number | undefined {
  const version =
    typeof json === "object" && json !== null && Object.hasOwn(json, "version")
      ? (json as { version: unknown }).version
      : undefined;
  return typeof version === "number" ? version : undefined;
}

/** Reads a baseline file. Returns an empty map if it does not exist. */
export async function readBaselineIfPresent(file: string): Promise<Baseline> {
  return isPresent(file) ? readBaseline(file) : new Map();
}

/**
 * Writes a baseline file with one finding per line. The same findings always produce the same file.
 *
 * @throws CommandError if the file cannot be written
 */
export function writeBaseline(file: string, baseline: Baseline): void {
  const stacks = [...baseline]
    .filter(([, keys]) => keys.length > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([stack, keys]) => `    ${JSON.stringify(stack)}: [\n${linesOf(keys)}\n    ]`);
  const body = stacks.length === 0 ? "{}" : `{\n${stacks.join(",\n")}\n  }`;
  try {
    writeWhole(file, `{\n  "version": ${BASELINE_VERSION},\n  "stacks": ${body}\n}\n`);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError("file-not-writable", `Cannot write the baseline file ${file} (${code}).`, { cause: error });
  }
}

function linesOf(keys: readonly FindingKey[]): string {
  return keys
    .map(({ rule, urn, path, digest }) => `      ${JSON.stringify({ rule, urn, path, digest })}`)
    .sort()
    .join(",\n");
}
