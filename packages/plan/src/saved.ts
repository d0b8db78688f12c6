import { decodeValue, encodeValue, isUnknownMarker, UNKNOWN_MARKER } from "./encoding";
import { maskSecrets } from "./mask-secrets";
import { parseJson } from "./json-text";
import {
  OPERATIONS,
  type AnsweredLookup,
  type AssumedUnchanged,
  type Diagnostic,
  type Engine,
  type Gaps,
  type Plan,
  type Resource,
  type ResourceOptions,
  type SourcePosition,
  type Step,
} from "./model";
import { PlanFileError } from "./plan-file-error";
import {
  asObject,
  describe,
  dictionaryOf,
  flag,
  listOf,
  number,
  oneOf,
  optional,
  ShapeError,
  strict,
  text,
  within,
  type Codec,
} from "./shape";
import { isProperties, isUnknown, unknown, type Properties, type Unknown, type Value } from "./value";

const FORMAT = "roadbed-plan";

/** The version of the format that `savePlan` writes. A field added to the model makes a new one: see `readSavedPlan`. */
export const PLAN_FORMAT_VERSION = 1;

/** A plan as it was saved. */
export interface SavedPlan {
  readonly plan: Plan;
  /** What else was known when it was saved, for example the commit, or a digest of the state it was computed against. */
  readonly about: Readonly<Record<string, string>>;
}

const urns = listOf(text);
const texts = listOf(text);
const value: Codec<Value> = { read: (json) => decodeValue(json), write: (held) => encodeValue(held) };
const properties: Codec<Properties> = {
  read: (json) => {
    const found = decodeValue(asObject(json));
    if (isProperties(found)) return found;
    throw new ShapeError("must be properties by name, not a value of a special kind");
  },
  write: value.write,
};
const id: Codec<string | Unknown> = {
  read: (json) => (typeof json === "string" && isUnknownMarker(json) ? unknown : text.read(json)),
  write: (held) => (isUnknown(held) ? UNKNOWN_MARKER : held),
};

const source = strict<SourcePosition>({ file: text, line: number, column: optional(number) });

const timeouts = strict<NonNullable<ResourceOptions["customTimeouts"]>>({
  create: optional(number),
  update: optional(number),
  delete: optional(number),
});

const options = strict<ResourceOptions>({
  protect: optional(flag),
  retainOnDelete: optional(flag),
  deleteBeforeReplace: optional(flag),
  ignoreChanges: optional(texts),
  replaceOnChanges: optional(texts),
  replaceWith: optional(urns),
  replacementTrigger: optional(value),
  hideDiffs: optional(texts),
  deletedWith: optional(text),
  importId: optional(text),
  additionalSecretOutputs: optional(texts),
  customTimeouts: optional(timeouts),
  aliases: optional(urns),
  version: optional(text),
  pluginDownloadURL: optional(text),
});

const resource = strict<Resource>({
  urn: text,
  type: text,
  name: text,
  custom: flag,
  remote: optional(flag),
  external: optional(flag),
  implicit: optional(flag),
  parent: optional(text),
  provider: optional(text),
  id: optional(id),
  inputs: properties,
  outputs: properties,
  dependencies: urns,
  propertyDependencies: dictionaryOf(urns),
  options,
  source: optional(source),
});

const step = strict<Step>({
  operation: oneOf(...OPERATIONS),
  urn: text,
  type: text,
  old: optional(resource),
  diffKeys: optional(texts),
  replaceKeys: optional(texts),
  mayReplace: optional(texts),
  predicted: optional(flag),
});

const gaps = strict<Gaps>({
  unanswered: listOf(strict<Gaps["unanswered"][number]>({ token: text, urn: optional(text) })),
  opaque: urns,
  withheld: texts,
  undecryptable: texts,
  notes: texts,
  answered: optional(listOf(strict<AnsweredLookup>({ token: text, asOf: text, file: text }))),
  assumedUnchanged: optional(listOf(strict<AssumedUnchanged>({ urn: text, path: text }))),
});

const plan = strict<Plan>({
  engine: strict<Engine>({ name: oneOf("embedded", "pulumi"), version: optional(text) }),
  organization: text,
  project: text,
  stack: text,
  result: oneOf("succeeded", "failed"),
  resources: listOf(resource),
  steps: listOf(step),
  outputs: properties,
  diagnostics: listOf(
    strict<Diagnostic>({ severity: oneOf("debug", "info", "warning", "error"), message: text, urn: optional(text) }),
  ),
  past: oneOf("none", "state", "base", "engine"),
  gaps,
});

const about = dictionaryOf(text);

/**
 * The plan as JSON text, to be judged or compared later.
 *
 * What secrets hold is not written, neither as values nor where messages repeat it: read again, every secret holds an
 * unknown.
 *
 * @throws PlanFileError `content` if a value is nested too deeply to be read again
 */
export function savePlan(toSave: Plan, aboutIt: SavedPlan["about"] = {}): string {
  try {
    const document = {
      format: FORMAT,
      formatVersion: PLAN_FORMAT_VERSION,
      about: about.write(aboutIt),
      plan: plan.write(maskSecrets(toSave)),
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("content", `The plan cannot be saved: a value ${error.complaint}.`, { cause: error });
  }
}

/** Whether parsed JSON is, or claims to be, a saved plan. */
export function isSavedPlan(json: unknown): boolean {
  return typeof json === "object" && json !== null && Object.hasOwn(json, "format") && asObject(json).format === FORMAT;
}

/**
 * The plan in the text of a saved one. `file` is only for messages.
 *
 * A field that this version does not know is refused: skipping what a newer version found worth saying about a plan
 * could let it pass.
 *
 * @throws PlanFileError
 */
export function readSavedPlan(content: string, file: string): SavedPlan {
  return readSavedDocument(parseJson(content, file), file);
}

/** As `readSavedPlan`, from parsed JSON. @throws PlanFileError */
export function readSavedDocument(json: unknown, file: string): SavedPlan {
  if (!isSavedPlan(json))
    throw new PlanFileError("foreign", `${file} is not a saved plan: it holds no "format": "${FORMAT}".`);
  const document = asObject(json);
  const version = document.formatVersion;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    throw new PlanFileError("content", `${file}: formatVersion must be a whole number, not ${describe(version)}.`);
  if (version > PLAN_FORMAT_VERSION)
    throw new PlanFileError(
      "newer",
      `${file} was saved by a newer version of Roadbed (format ${version}; this version reads ${PLAN_FORMAT_VERSION}): update Roadbed, or save the plan again.`,
    );
  try {
    return {
      plan: within("plan", () => plan.read(document.plan)),
      about: within("about", () => about.read(document.about)),
    };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("content", `${file}: ${error.sentence("the document")}.`, { cause: error });
  }
}
