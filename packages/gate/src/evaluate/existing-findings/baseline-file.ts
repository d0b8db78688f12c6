import { existsSync, renameSync, writeFileSync } from "node:fs";
import { shapeFaults } from "../../targets/settings/schema-issues";
import { CommandError } from "../../failures/command-error";
import { BASELINE_SCHEMA } from "./baseline-schema";
import type { FindingKey } from "./finding-keys";

/** What a file holds: findings by `project/stack`. */
export type Baseline = ReadonlyMap<string, readonly FindingKey[]>;

/** The version of the format that is written and read. */
export const BASELINE_VERSION = 1;

interface Content {
  readonly version: number;
  readonly stacks: Readonly<Record<string, readonly FindingKey[]>>;
}

/**
 * Reads a file.
 *
 * @throws CommandError with line and column of the first that is wrong
 * @throws PlanFileError if it cannot be read, or is no JSON
 */
export async function readBaseline(file: string): Promise<Baseline> {
  const { parseJson, jsonLocation, readTextFile } = await import("@roadbed/plan/internal");
  const text = readTextFile(file);
  const json = parseJson(text, file);
  const fault = (path: readonly string[], message: string): string => {
    const { line, column } = jsonLocation(text, path.map(asStep));
    return `${file}:${line}:${column}: ${message}${message.endsWith("?") ? "" : "."}`;
  };
  const version = versionOf(json);
  if (version !== undefined && version > BASELINE_VERSION) {
    const sentence = `it was written by a newer version of Roadbed (version ${version}; this one reads ${BASELINE_VERSION})`;
    throw new CommandError("usage", fault(["version"], sentence));
  }
  const { Ajv } = await import("ajv");
  const { closestNames } = await import("@roadbed/policies/internal");
  // Of a file that is quite another one, the first fault says so.
  const validate = new Ajv({ verbose: true }).compile<Content>(BASELINE_SCHEMA);
  if (validate(json)) return new Map(Object.entries(json.stacks));
  const [first] = shapeFaults(validate.errors ?? [], closestNames);
  throw new CommandError("usage", fault(first?.path ?? [], first?.message ?? "it is not such a file"));
}

/** As JSON Pointers have them, positions in lists are text. */
const asStep = (part: string): string | number => (/^\d+$/.test(part) ? Number(part) : part);

function versionOf(json: unknown): number | undefined {
  const version =
    typeof json === "object" && json !== null && Object.hasOwn(json, "version")
      ? (json as { version: unknown }).version
      : undefined;
  return typeof version === "number" ? version : undefined;
}

/** As `readBaseline`; empty if there is no such file. */
export async function readBaselineIfPresent(file: string): Promise<Baseline> {
  return existsSync(file) ? readBaseline(file) : new Map();
}

/** Writes a file anew. The same findings make the same file, one a line. @throws CommandError if it cannot be written */
export function writeBaseline(file: string, baseline: Baseline): void {
  const stacks = [...baseline]
    .filter(([, keys]) => keys.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([stack, keys]) => `    ${JSON.stringify(stack)}: [\n${linesOf(keys)}\n    ]`);
  const body = stacks.length === 0 ? "{}" : `{\n${stacks.join(",\n")}\n  }`;
  try {
    // So that whoever reads it meanwhile, or an end of this process, leaves a whole file.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `{\n  "version": ${BASELINE_VERSION},\n  "stacks": ${body}\n}\n`);
    renameSync(draft, file);
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw new CommandError("error", `The baseline ${file} cannot be written (${code}).`, { cause: error });
  }
}

function linesOf(keys: readonly FindingKey[]): string {
  return keys
    .map(({ rule, urn, path, digest }) => `      ${JSON.stringify({ rule, urn, path, digest })}`)
    .sort()
    .join(",\n");
}
