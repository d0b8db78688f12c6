import {
  arrayReader,
  boolean,
  dictionaryReader,
  looseObjectReader,
  number,
  optional,
  parseJson,
  ShapeError,
  string,
  type JsonReader,
} from "../documents";
import { PlanFileError } from "../errors";
import type { Urn } from "../model";
import type { CliState } from "../state";

/**
 * The content of the file that `pulumi preview --save-plan` writes.
 *
 * @remarks The file contains properties only as differences from a state, so it is not sufficient to create a plan.
 * However, it is the only file that contains some of the resource options.
 */
export interface UpdatePlan {
  readonly version?: string;
  readonly goals: Readonly<Record<Urn, Partial<CliState>>>;
}

type Goal = Pick<
  CliState,
  | "dependencies"
  | "propertyDependencies"
  | "deleteBeforeReplace"
  | "ignoreChanges"
  | "additionalSecretOutputs"
  | "aliases"
  | "customTimeouts"
>;
const urns = arrayReader(string);
const goal: JsonReader<Goal> = looseObjectReader<Goal>({
  dependencies: optional(urns),
  propertyDependencies: optional(dictionaryReader<readonly string[]>({ read: (json) => urns.read(json ?? []) })),
  deleteBeforeReplace: optional(boolean),
  ignoreChanges: optional(arrayReader(string)),
  additionalSecretOutputs: optional(arrayReader(string)),
  aliases: optional(urns),
  customTimeouts: optional(
    looseObjectReader<NonNullable<Goal["customTimeouts"]>>({
      create: optional(number),
      update: optional(number),
      delete: optional(number),
    }),
  ),
});

interface Document {
  readonly manifest?: { readonly version?: string };
  readonly resourcePlans?: Readonly<Record<string, { readonly goal?: Goal }>>;
}
const document = looseObjectReader<Document>({
  manifest: optional(looseObjectReader<{ readonly version?: string }>({ version: optional(string) })),
  resourcePlans: optional(dictionaryReader(looseObjectReader<{ readonly goal?: Goal }>({ goal: optional(goal) }))),
});

/**
 * Parses an update plan.
 *
 * @throws PlanFileError
 */
export function readUpdatePlan(content: string, file: string): UpdatePlan {
  const json = parseJson(content, file);
  try {
    const { manifest, resourcePlans = {} } = document.read(json);
    const goals = Object.entries(resourcePlans).flatMap(([urn, { goal }]) => (goal === undefined ? [] : [[urn, goal]]));
    const version = manifest?.version?.replace(/^v/, "");
    return {
      ...(version === undefined ? {} : { version }),
      goals: Object.fromEntries(goals) as Record<Urn, Goal>,
    };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("invalid-content", `${file}: ${error.describe("the update plan")}.`, { cause: error });
  }
}

/** Whether parsed JSON looks like an update plan. */
export function isUpdatePlan(json: unknown): boolean {
  return typeof json === "object" && json !== null && Object.hasOwn(json, "resourcePlans");
}
