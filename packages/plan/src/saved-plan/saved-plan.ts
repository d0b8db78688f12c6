import {
  arrayOf,
  asObject,
  atKey,
  boolean,
  describeType,
  dictionaryOf,
  enumOf,
  number,
  optional,
  parseJson,
  ShapeError,
  strictObject,
  string,
  valueFromJson,
  valueToJson,
  type JsonCodec,
} from "../documents";
import { PlanFileError } from "../errors";
import {
  isProperties,
  isUnknown,
  isUnknownMarker,
  OPERATIONS,
  UNKNOWN,
  UNKNOWN_MARKER,
  type AnsweredLookup,
  type AssumedUnchanged,
  type Diagnostic,
  type EngineInfo,
  type Plan,
  type PlanGaps,
  type Properties,
  type Resource,
  type ResourceOptions,
  type SourcePosition,
  type Step,
  type Unknown,
  type Value,
} from "../model";
import { maskSecrets } from "../secrets";

const FORMAT = "roadbed-plan";

/** The version of the format that `savePlan` writes. A field added to the model makes a new one: see `readSavedPlan`. */
export const PLAN_FORMAT_VERSION = 1;

/** A plan as it was saved. */
export interface SavedPlan {
  readonly plan: Plan;
  /** What else was known when it was saved, for example the commit, or a digest of the state it was computed against. */
  readonly about: Readonly<Record<string, string>>;
}

const urns = arrayOf(string);
const texts = arrayOf(string);
const value: JsonCodec<Value> = { read: (json) => valueFromJson(json), write: (held) => valueToJson(held) };
const properties: JsonCodec<Properties> = {
  read: (json) => {
    const found = valueFromJson(asObject(json));
    if (isProperties(found)) return found;
    throw new ShapeError("must be properties by name, not a value of a special kind");
  },
  write: value.write,
};
const id: JsonCodec<string | Unknown> = {
  read: (json) => (typeof json === "string" && isUnknownMarker(json) ? UNKNOWN : string.read(json)),
  write: (held) => (isUnknown(held) ? UNKNOWN_MARKER : held),
};

const source = strictObject<SourcePosition>({ file: string, line: number, column: optional(number) });

const timeouts = strictObject<NonNullable<ResourceOptions["customTimeouts"]>>({
  create: optional(number),
  update: optional(number),
  delete: optional(number),
});

const options = strictObject<ResourceOptions>({
  protect: optional(boolean),
  retainOnDelete: optional(boolean),
  deleteBeforeReplace: optional(boolean),
  ignoreChanges: optional(texts),
  replaceOnChanges: optional(texts),
  replaceWith: optional(urns),
  replacementTrigger: optional(value),
  hideDiffs: optional(texts),
  deletedWith: optional(string),
  importId: optional(string),
  additionalSecretOutputs: optional(texts),
  customTimeouts: optional(timeouts),
  aliases: optional(urns),
  version: optional(string),
  pluginDownloadURL: optional(string),
});

const resource = strictObject<Resource>({
  urn: string,
  type: string,
  name: string,
  custom: boolean,
  remote: optional(boolean),
  external: optional(boolean),
  implicit: optional(boolean),
  parent: optional(string),
  provider: optional(string),
  id: optional(id),
  inputs: properties,
  outputs: properties,
  dependencies: urns,
  propertyDependencies: dictionaryOf(urns),
  options,
  source: optional(source),
});

const step = strictObject<Step>({
  operation: enumOf(...OPERATIONS),
  urn: string,
  type: string,
  old: optional(resource),
  diffKeys: optional(texts),
  replaceKeys: optional(texts),
  mayReplace: optional(texts),
  predicted: optional(boolean),
});

const gaps = strictObject<PlanGaps>({
  unanswered: arrayOf(strictObject<PlanGaps["unanswered"][number]>({ token: string, urn: optional(string) })),
  opaque: urns,
  withheld: texts,
  undecryptable: texts,
  notes: texts,
  answered: optional(arrayOf(strictObject<AnsweredLookup>({ token: string, asOf: string, file: string }))),
  assumedUnchanged: optional(arrayOf(strictObject<AssumedUnchanged>({ urn: string, path: string }))),
});

const plan = strictObject<Plan>({
  engine: strictObject<EngineInfo>({ name: enumOf("embedded", "pulumi"), version: optional(string) }),
  organization: string,
  project: string,
  stack: string,
  result: enumOf("succeeded", "failed"),
  resources: arrayOf(resource),
  steps: arrayOf(step),
  outputs: properties,
  diagnostics: arrayOf(
    strictObject<Diagnostic>({
      severity: enumOf("debug", "info", "warning", "error"),
      message: string,
      urn: optional(string),
    }),
  ),
  priorState: enumOf("none", "state", "base", "engine"),
  gaps,
});

const about = dictionaryOf(string);

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
    throw new PlanFileError("content", `The plan cannot be saved: a value ${error.detail}.`, { cause: error });
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
    throw new PlanFileError("content", `${file}: formatVersion must be a whole number, not ${describeType(version)}.`);
  if (version > PLAN_FORMAT_VERSION)
    throw new PlanFileError(
      "newer",
      `${file} was saved by a newer version of Roadbed (format ${version}; this version reads ${PLAN_FORMAT_VERSION}): update Roadbed, or save the plan again.`,
    );
  try {
    return {
      plan: atKey("plan", () => plan.read(document.plan)),
      about: atKey("about", () => about.read(document.about)),
    };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("content", `${file}: ${error.sentence("the document")}.`, { cause: error });
  }
}
