import { posix } from "node:path";
import {
  arrayReader,
  asArray,
  atKey,
  boolean,
  dictionaryReader,
  looseObjectReader,
  number,
  optional,
  propertiesFromJson,
  string,
  valueFromJson,
  type JsonDialect,
  type JsonReader,
} from "../documents";
import {
  isUnknownMarker,
  parseUrn,
  propertyMap,
  SECRET_MASK,
  makeSecret,
  UNKNOWN,
  type Properties,
  type Resource,
  type ResourceOptions,
  type SourcePosition,
  type Urn,
  type Value,
} from "../model";

/** A resource in CLI output. States and digests contain references to other resources, but events do not. */
export interface CliState {
  readonly urn: Urn;
  readonly type: string;
  readonly custom?: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly external?: boolean;
  readonly retainOnDelete?: boolean;
  readonly inputs?: Properties;
  readonly outputs?: Properties;
  readonly hideDiffs?: readonly string[];
  readonly dependencies?: readonly Urn[];
  readonly propertyDependencies?: Readonly<Record<string, readonly Urn[]>>;
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly Urn[];
  readonly customTimeouts?: NonNullable<ResourceOptions["customTimeouts"]>;
  readonly importID?: string;
  readonly deletedWith?: string;
  readonly replaceWith?: readonly Urn[];
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly replacementTrigger?: Value;
  readonly deleteBeforeReplace?: boolean;
  readonly sourcePosition?: string;
  readonly stackTrace?: readonly { readonly sourcePosition?: string }[];
}

/**
 * The dialect of CLI output. The CLI prints `[secret]` in place of a secret, even inside a string, so the value is
 * unknown. Values of a kind that only newer CLIs support are also unknown.
 */
const printed: JsonDialect = {
  string: (text) => (text.includes(SECRET_MASK) ? makeSecret(UNKNOWN) : text),
  unknownSignature: () => UNKNOWN,
};

const properties: JsonReader<Properties> = { read: (json) => propertiesFromJson(json, printed) };
const urns = arrayReader(string);
const path: JsonReader<string> = { read: (json) => (typeof json === "string" ? json : formatPath(json)) };

const timeouts = looseObjectReader<NonNullable<ResourceOptions["customTimeouts"]>>({
  create: optional(number),
  update: optional(number),
  delete: optional(number),
});

/** A reader for a resource in CLI output. */
export const cliState = looseObjectReader<CliState>({
  urn: string,
  type: string,
  custom: optional(boolean),
  id: optional(string),
  parent: optional(string),
  provider: optional(string),
  protect: optional(boolean),
  external: optional(boolean),
  retainOnDelete: optional(boolean),
  inputs: optional(properties),
  outputs: optional(properties),
  hideDiffs: optional(arrayReader(path)),
  dependencies: optional(urns),
  propertyDependencies: optional(dictionaryReader<readonly string[]>({ read: (json) => urns.read(json ?? []) })),
  additionalSecretOutputs: optional(arrayReader(string)),
  aliases: optional(urns),
  customTimeouts: optional(timeouts),
  importID: optional(string),
  deletedWith: optional(string),
  replaceWith: optional(urns),
  ignoreChanges: optional(arrayReader(string)),
  replaceOnChanges: optional(arrayReader(string)),
  replacementTrigger: optional<JsonReader<Value>>({ read: (json) => valueFromJson(json, printed) }),
  deleteBeforeReplace: optional(boolean),
  sourcePosition: optional(string),
  stackTrace: optional(
    arrayReader(looseObjectReader<{ readonly sourcePosition?: string }>({ sourcePosition: optional(string) })),
  ),
});

/** Formats a property path that the CLI prints as an array, such as `["tags", "a.b", 0]`. */
function formatPath(json: unknown): string {
  return asArray(json)
    .map((key, index) => {
      if (typeof key === "number") return `[${key}]`;
      const name = atKey(index, () => string.read(key));
      if (!/^[^.[\]"]+$/.test(name)) return `[${JSON.stringify(name)}]`;
      return index === 0 ? name : `.${name}`;
    })
    .join("");
}

/** Converts a resource in CLI output to a plan resource. */
export function toResource(state: CliState): Resource {
  const { urn, type, id, parent, provider, external, inputs, outputs, dependencies, propertyDependencies } = state;
  const name = parseUrn(urn)?.name ?? urn;
  const source = sourceOf(state);
  return {
    urn,
    type,
    name,
    custom: state.custom === true,
    ...(external === true ? { external } : {}),
    ...(isDefaultProvider(type, name, parent) ? { implicit: true } : {}),
    ...(isSet(parent) ? { parent } : {}),
    ...(isSet(provider) ? { provider: provider.slice(0, provider.lastIndexOf("::")) } : {}),
    ...(isSet(id) ? { id: isUnknownMarker(id) ? UNKNOWN : id } : {}),
    inputs: inputs ?? propertyMap(),
    outputs: outputs ?? propertyMap(),
    dependencies: dependencies ?? [],
    propertyDependencies: propertyDependencies ?? {},
    options: optionsOf(state),
    ...(source === undefined ? {} : { source }),
  };
}

const isSet = (found: string | undefined): found is string => found !== undefined && found !== "";

/**
 * Whether a resource is a default provider, which has no parent. The parent of an explicit provider is the stack or a
 * resource.
 */
function isDefaultProvider(type: string, name: string, parent: string | undefined): boolean {
  return type.startsWith("pulumi:providers:") && !isSet(parent) && /^default(_|$)/.test(name);
}

function optionsOf(state: CliState): ResourceOptions {
  const { importID, deletedWith, customTimeouts, replacementTrigger } = state;
  const flags = { protect: state.protect, retainOnDelete: state.retainOnDelete };
  const lists = {
    ignoreChanges: state.ignoreChanges,
    replaceOnChanges: state.replaceOnChanges,
    replaceWith: state.replaceWith,
    hideDiffs: state.hideDiffs,
    additionalSecretOutputs: state.additionalSecretOutputs,
    aliases: state.aliases,
  };
  return {
    ...Object.fromEntries(Object.entries(flags).filter(([, value]) => value === true)),
    ...(state.deleteBeforeReplace === undefined ? {} : { deleteBeforeReplace: state.deleteBeforeReplace }),
    ...Object.fromEntries(Object.entries(lists).filter(([, value]) => (value?.length ?? 0) > 0)),
    ...(isSet(importID) ? { importId: importID } : {}),
    ...(isSet(deletedWith) ? { deletedWith } : {}),
    ...(customTimeouts === undefined || Object.keys(customTimeouts).length === 0 ? {} : { customTimeouts }),
    ...(replacementTrigger === undefined ? {} : { replacementTrigger }),
  };
}

/**
 * Returns where the resource was registered, or the nearest caller in the program if a library registered the resource.
 */
function sourceOf({ sourcePosition, stackTrace = [] }: CliState): SourcePosition | undefined {
  for (const position of [sourcePosition, ...stackTrace.map((frame) => frame.sourcePosition)]) {
    const found = position === undefined ? undefined : parsePosition(position);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Parses a position such as `project:///src/index.ts#21,17`. The path is relative to the directory of Pulumi.yaml. */
function parsePosition(position: string): SourcePosition | undefined {
  const [, encoded, line, column] = /^project:\/\/\/(.+)#(\d+)(?:,(\d+))?$/.exec(position) ?? [];
  if (encoded === undefined) return undefined;
  const file = posix.normalize(decodePath(encoded));
  if (file.startsWith("..") || file.startsWith("/") || /(^|\/)node_modules\//.test(file)) return undefined;
  return { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}

function decodePath(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    // The name is not URI-encoded: it contains a literal %.
    return encoded;
  }
}
