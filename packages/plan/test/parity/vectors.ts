import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { valueFromData } from "../../src/documents/plain-data";
import type { Plan } from "../../src/model/plan";
import { isProperties, propertyMap, type Properties } from "../../src/model/value";
import type { ReplacementFacts } from "../../src/planner/replacement-facts";
import { findProgram, LookupError, type Lookups, type PreviewOptions } from "../../src/preview";
import { runPreview } from "../../src/preview/run-preview";
import { parseState, stackOutputs } from "../../src/state/state";
import type { NormalPlan } from "./normal-form";

/** The directory of the vectors. */
export const VECTORS = join(__dirname, "..", "..", "testdata", "engine-parity");

/** A program with the plan that Pulumi's engine created. */
export interface Vector {
  readonly name: string;
  readonly title: string;
  readonly folder: string;
  readonly expected: NormalPlan;
  readonly needs: readonly string[];
}

interface Answers {
  readonly answers: Readonly<Record<string, unknown>>;
  readonly reads: Readonly<Record<string, unknown>>;
}

/**
 * Reads all vectors.
 *
 * @param folder - a copy of the vectors, from which programs resolve another SDK
 */
export function readVectors(folder = VECTORS): readonly Vector[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => readVector(join(folder, name), name));
}

function readVector(folder: string, name: string): Vector {
  const vector = readJson(join(folder, "vector.json")) as {
    title: string;
    needs?: string[];
    errorIncludes?: string[];
  };
  const expected = readJson(expectedFile(folder)) as NormalPlan;
  return {
    name,
    folder,
    title: vector.title,
    needs: vector.needs ?? [],
    expected: { ...expected, errorIncludes: vector.errorIncludes ?? [] },
  };
}

/** The minor version of the SDK with which the files `expected.json` were recorded. */
const PINNED_MINOR = 248;

/**
 * Returns the file with the plan for the installed SDK: the one recorded with the newest version that is not newer than
 * the installed version. `expected.3.270.json` was recorded with 3.270, and `expected.json` with 3.248.
 */
function expectedFile(folder: string): string {
  const manifest = createRequire(join(folder, "program", "index.js")).resolve("@pulumi/pulumi/package.json");
  const installed = Number((readJson(manifest) as { version: string }).version.split(".")[1]);
  const recorded = readdirSync(folder)
    .flatMap((name) => /^expected\.3\.(\d+)\.json$/.exec(name)?.[1] ?? [])
    .map(Number)
    .concat(PINNED_MINOR)
    .filter((minor) => minor <= installed);
  const newest = Math.max(...recorded);
  return join(folder, newest === PINNED_MINOR || recorded.length === 0 ? "expected.json" : `expected.3.${newest}.json`);
}

/** Previews a vector's program with the resource facts of the stub providers. */
export async function previewVector(vector: Vector, options: Partial<PreviewOptions> = {}): Promise<Plan> {
  const program = await findProgram(join(vector.folder, "program"));
  const past = join(vector.folder, "state.json");
  const state = existsSync(past) ? parseState(readFileSync(past, "utf8"), past) : undefined;
  const known = { lookups: lookups(vector), state };
  return runPreview(program, { stack: "dev", ...known, timeoutSeconds: 60, ...options }, readFacts());
}

function lookups({ folder }: Vector): Lookups {
  const { answers, reads } = readJson(join(VECTORS, "invoke-answers.json")) as Answers;
  return {
    invoke: ({ token }) => {
      const answer = answers[token] as { $error?: string } | undefined;
      if (answer === undefined) return undefined;
      if (answer.$error !== undefined) throw new LookupError("service", answer.$error);
      return asProperties(answer);
    },
    read: ({ id, inputs }) =>
      Object.hasOwn(reads, id)
        ? asProperties(reads[id])
        : propertyMap([...Object.entries(inputs), ["arn", `arn:stub:read:${id}`]]),
    stackOutputs: (stack) => {
      const path = join(folder, "stacks", stack.split("/")[1] ?? stack, "export.json");
      return existsSync(path) ? stackOutputs(parseState(readFileSync(path, "utf8"), path)) : undefined;
    },
    check: async ({ inputs: { stubCheckFailure: reason } }) => {
      if (typeof reason !== "string") return [];
      // Provider calls take time. The engine continues with other resources in the meantime.
      await setTimeout(200);
      return [{ property: "stubCheckFailure", reason }];
    },
  };
}

interface TypeFacts {
  readonly replace?: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

function readFacts(): ReplacementFacts {
  const { types } = readJson(join(VECTORS, "replace-keys.json")) as { types: Readonly<Record<string, TypeFacts>> };
  return {
    predictReplacement: (type, changed) => {
      const inputs = [...changed].map((path) => /^[^.[]*/.exec(path)?.[0] ?? path);
      return inputs.some((input) => types[type]?.replace?.includes(input) ?? false) ? "always" : "never";
    },
    deletesBeforeReplace: (type) => types[type]?.deleteBeforeReplace ?? false,
  };
}

function asProperties(data: unknown): Properties {
  const value = valueFromData(data);
  return isProperties(value) ? value : propertyMap();
}

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
