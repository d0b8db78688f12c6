import { arrayReader, boolean, dictionaryReader, looseObjectReader, optional, string } from "../documents";
import { parsePropertyPath } from "../model";
import { cliState, type CliState } from "../state";

/** A step in an event or in a digest. */
export interface CliStep {
  readonly operation: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: CliState;
  readonly new?: CliState;
  readonly diffKeys: readonly string[];
  readonly replaceKeys: readonly string[];
}

interface PropertyDiff {
  /** The kind of difference in a digest. */
  readonly kind?: string;
  /** The kind of difference in an event. */
  readonly diffKind?: string;
  readonly inputDiff?: boolean;
}
const detailedDiff = dictionaryReader(
  looseObjectReader<PropertyDiff>({ kind: optional(string), diffKind: optional(string), inputDiff: optional(boolean) }),
);
type DetailedDiff = Readonly<Record<string, PropertyDiff>>;

interface EventStep {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old?: CliState;
  readonly new?: CliState;
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailedDiff?: DetailedDiff;
}
/** A reader for a step in an event. */
export const eventStep = looseObjectReader<EventStep>({
  op: string,
  urn: string,
  type: string,
  old: optional(cliState),
  new: optional(cliState),
  keys: optional(arrayReader(string)),
  diffs: optional(arrayReader(string)),
  detailedDiff: optional(detailedDiff),
});

/** Converts a step in an event to the common form. */
export function fromEvent({ op, urn, type, old, new: next, keys, diffs, detailedDiff: detailed }: EventStep): CliStep {
  return {
    operation: op,
    urn,
    type,
    ...(old === undefined ? {} : { old }),
    ...(next === undefined ? {} : { new: next }),
    ...changedKeys(diffs, keys, detailed),
  };
}

interface DigestStep {
  readonly op: string;
  readonly urn: string;
  readonly oldState?: CliState;
  readonly newState?: CliState;
  readonly diffReasons?: readonly string[];
  readonly replaceReasons?: readonly string[];
  readonly detailedDiff?: DetailedDiff;
}
/** A reader for a step in a digest. */
export const digestStep = looseObjectReader<DigestStep>({
  op: string,
  urn: string,
  oldState: optional(cliState),
  newState: optional(cliState),
  diffReasons: optional(arrayReader(string)),
  replaceReasons: optional(arrayReader(string)),
  detailedDiff: optional(detailedDiff),
});

/** Converts a step in a digest to the common form. */
export function fromDigest(step: DigestStep): CliStep {
  const { op, urn, oldState, newState, diffReasons, replaceReasons } = step;
  return {
    operation: op,
    urn,
    type: (newState ?? oldState)?.type ?? "",
    ...(oldState === undefined ? {} : { old: oldState }),
    ...(newState === undefined
      ? {}
      : { new: { ...(newState.custom === true ? keptState(op, oldState) : {}), ...newState } }),
    ...changedKeys(diffReasons, replaceReasons, step.detailedDiff),
  };
}

/** Returns the ID and outputs that do not change, because the new states in a digest do not contain them. */
function keptState(operation: string, old: CliState | undefined): Pick<CliState, "id" | "outputs"> {
  if (old === undefined || (operation !== "same" && operation !== "update")) return {};
  return { id: old.id, ...(operation === "same" ? { outputs: old.outputs } : {}) };
}

/**
 * Returns the top-level properties that differ. Some providers report these properties, and others only a diff by path.
 */
function changedKeys(
  diffs: readonly string[] = [],
  replaces: readonly string[] = [],
  detailed: DetailedDiff = {},
): Pick<CliStep, "diffKeys" | "replaceKeys"> {
  const paths = Object.entries(detailed);
  const replacing = paths.filter(([, { kind, diffKind }]) => (kind ?? diffKind ?? "").endsWith("-replace"));
  return {
    diffKeys: diffs.length > 0 ? diffs : topLevel(paths.map(([path]) => path)),
    replaceKeys: replaces.length > 0 ? replaces : topLevel(replacing.map(([path]) => path)),
  };
}

/** Returns the first names in paths such as `tags.team`, `ingress[0]`, or `["a.b"].c`. */
function topLevel(paths: readonly string[]): readonly string[] {
  return [...new Set(paths.map((path) => String(parsePropertyPath(path)?.[0] ?? path)))];
}
