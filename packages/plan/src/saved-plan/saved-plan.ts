import { randomBytes } from "node:crypto";
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
  LOOKUP_SUBJECTS,
  OPERATIONS,
  UNKNOWN,
  UNKNOWN_MARKER,
  type AnsweredLookup,
  type AssumedUnchangedProperty,
  type Diagnostic,
  type EngineInfo,
  type LookupInput,
  type ExposedSecret,
  type OutputChange,
  type Plan,
  type PlanGaps,
  type Properties,
  type Resource,
  type ReplacementCause,
  type ResourceOptions,
  type SourcePosition,
  type Step,
  type UnansweredLookup,
  type Unknown,
  type Value,
} from "../model";
import { concealSecrets } from "../secrets";

const FORMAT = "roadbed-plan";

/**
 * The format version that `serializePlan` writes. A new field in the plan model requires a new version, because
 * `parseSavedPlan` rejects unknown fields.
 */
export const PLAN_FORMAT_VERSION = 1;

/** The content of a saved plan. */
export interface SavedPlan {
  /** The plan. The value of each secret is unknown, and digests replace secrets inside strings. */
  readonly plan: Plan;
  /** The salt of the digests. */
  readonly salt: string;
  /** Information that the writer added to the plan, such as the commit. */
  readonly metadata: Readonly<Record<string, string>>;
}

const urns = arrayOf(string);
const strings = arrayOf(string);
const value: JsonCodec<Value> = { read: (json) => valueFromJson(json), write: (decoded) => valueToJson(decoded) };
const properties: JsonCodec<Properties> = {
  read: (json) => {
    const found = valueFromJson(asObject(json));
    if (isProperties(found)) return found;
    throw new ShapeError("expected an object with properties, got a special value");
  },
  write: value.write,
};
const id: JsonCodec<string | Unknown> = {
  read: (json) => (typeof json === "string" && isUnknownMarker(json) ? UNKNOWN : string.read(json)),
  write: (decoded) => (isUnknown(decoded) ? UNKNOWN_MARKER : decoded),
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
  ignoreChanges: optional(strings),
  replaceOnChanges: optional(strings),
  replaceWith: optional(urns),
  replacementTrigger: optional(value),
  hideDiffs: optional(strings),
  deletedWith: optional(string),
  importId: optional(string),
  additionalSecretOutputs: optional(strings),
  customTimeouts: optional(timeouts),
  aliases: optional(urns),
  version: optional(string),
  pluginDownloadURL: optional(string),
});

const lookupInput = strictObject<LookupInput>({ path: string, token: string, subject: enumOf(...LOOKUP_SUBJECTS) });

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
  lookupInputs: optional(arrayOf(lookupInput)),
  options,
  source: optional(source),
});

const step = strictObject<Step>({
  operation: enumOf(...OPERATIONS),
  urn: string,
  type: string,
  old: optional(resource),
  diffKeys: optional(strings),
  replaceKeys: optional(strings),
  mayReplaceKeys: optional(strings),
  replacedBecause: optional(
    arrayOf(
      strictObject<ReplacementCause>({
        urn: string,
        property: optional(string),
        option: optional(enumOf("replaceWith", "deletedWith", "provider")),
      }),
    ),
  ),
  predicted: optional(boolean),
});

const gaps = strictObject<PlanGaps>({
  unansweredLookups: arrayOf(
    strictObject<UnansweredLookup>({ token: string, urn: optional(string), answer: optional(string) }),
  ),
  opaqueComponents: urns,
  withheldValues: strings,
  undecryptableConfigKeys: strings,
  notes: strings,
  answeredLookups: optional(arrayOf(strictObject<AnsweredLookup>({ token: string, asOf: string, file: string }))),
  assumedUnchanged: optional(arrayOf(strictObject<AssumedUnchangedProperty>({ urn: string, path: string }))),
  undeterminedResources: optional(urns),
});

const plan = strictObject<Plan>({
  engine: strictObject<EngineInfo>({ name: enumOf("embedded", "pulumi"), version: optional(string) }),
  organization: string,
  project: string,
  stack: string,
  result: enumOf("succeeded", "failed"),
  endedEarly: optional(boolean),
  resources: arrayOf(resource),
  steps: arrayOf(step),
  outputs: properties,
  outputChanges: optional(
    arrayOf(strictObject<OutputChange>({ name: string, operation: enumOf("create", "update", "delete") })),
  ),
  exposedSecrets: optional(
    arrayOf(
      strictObject<ExposedSecret>({
        origin: enumOf("configuration", "environment"),
        name: string,
        urn: string,
        place: enumOf("inputs", "outputs", "name"),
        path: optional(string),
      }),
    ),
  ),
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

const SALT_BYTES = 16;

const metadataCodec = dictionaryOf(string);

/** What to write in addition to the plan. */
export interface SerializeOptions {
  /**
   * Information about the plan, such as the commit.
   *
   * @default {}
   */
  readonly metadata?: SavedPlan["metadata"];
  /**
   * Secrets that the plan does not mark, such as those of the configuration and of environment variables.
   *
   * @default []
   */
  readonly secrets?: Iterable<string>;
  /**
   * The salt of the digests. Pass that of the file if the plan was read from a saved plan.
   *
   * @default a random string
   */
  readonly salt?: string;
}

/**
 * Returns the plan as JSON, with digests instead of secrets.
 *
 * @remarks
 * Replaces secrets in values, strings, and messages: marked secrets, the given ones in all common encodings, properties
 * that hold secrets, and everything that looks like a credential. When the plan is read, marked secrets contain an unknown
 * value. A digest shows only whether two secrets are equal.
 *
 * @throws PlanFileError `invalid-content` if a value is nested too deeply
 */
export function serializePlan(planToSave: Plan, options: SerializeOptions = {}): string {
  const { metadata = {}, secrets = [], salt = randomBytes(SALT_BYTES).toString("hex") } = options;
  try {
    const concealed = concealSecrets(planToSave, secrets, salt);
    const named = Object.entries(metadata).map(([key, text]) => [key, concealed.concealName(text)]);
    const document = {
      format: FORMAT,
      formatVersion: PLAN_FORMAT_VERSION,
      salt,
      metadata: metadataCodec.write(Object.fromEntries(named) as SavedPlan["metadata"]),
      plan: plan.write(concealed.plan),
    };
    return `${JSON.stringify(document, undefined, 2)}\n`;
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("invalid-content", `The plan cannot be saved: ${error.detail}.`, { cause: error });
  }
}

/** Whether parsed JSON has the `format` of a saved plan. */
export function isSavedPlan(json: unknown): boolean {
  return typeof json === "object" && json !== null && Object.hasOwn(json, "format") && asObject(json).format === FORMAT;
}

/**
 * Parses a saved plan.
 *
 * @remarks
 * Unknown fields are rejected, because ignoring them could hide data that affects the verdict.
 *
 * @param file - the file name for messages
 * @throws PlanFileError
 */
export function parseSavedPlan(content: string, file: string): SavedPlan {
  return readSavedDocument(parseJson(content, file), file);
}

/**
 * Reads a saved plan from parsed JSON, like `parseSavedPlan`.
 *
 * @throws PlanFileError
 */
export function readSavedDocument(json: unknown, file: string): SavedPlan {
  if (!isSavedPlan(json))
    throw new PlanFileError("wrong-kind", `${file} is not a saved plan. Expected the "format" "${FORMAT}".`);
  const document = asObject(json);
  const version = document.formatVersion;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    throw new PlanFileError(
      "invalid-content",
      `${file}: formatVersion: expected a positive integer, got ${describeType(version)}.`,
    );
  if (version > PLAN_FORMAT_VERSION)
    throw new PlanFileError(
      "unsupported-version",
      `${file} has format version ${version}. This version of Roadbed supports ${PLAN_FORMAT_VERSION}. Update Roadbed, or save the plan again.`,
    );
  try {
    return {
      plan: atKey("plan", () => plan.read(document.plan)),
      salt: atKey("salt", () => string.read(document.salt)),
      metadata: atKey("metadata", () => metadataCodec.read(document.metadata)),
    };
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new PlanFileError("invalid-content", `${file}: ${error.describe("the document")}.`, { cause: error });
  }
}
