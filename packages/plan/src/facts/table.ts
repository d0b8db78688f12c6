import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EquivalenceKind } from "./equivalence/comparators";
import type { ReplacementCondition } from "./replacement-conditions";
import { lossForType } from "./stateful";

/**
 * Where version 7 of the AWS provider puts the tags of a resource together with the provider's default tags: in the input
 * `tagsAll`, which policies see, or only in the output of the same name.
 */
export type MergedTagsPlace = "input" | "output";

/**
 * The facts about one type in a data file. A list is a string of words separated by spaces, so that each type fits on
 * one line and the file loads fast.
 */
export interface FactsEntry {
  /** The service and symbol in the provider's source code. */
  readonly from?: string;
  readonly replaces?: string;
  readonly mayReplace?: string;
  readonly updates?: string;
  /** When the properties in `mayReplace` force replacement, as far as the inputs decide it. */
  readonly conditions?: Readonly<Record<string, ReplacementCondition>>;
  /** The properties that the provider does not compare as they are, by the kind of the comparison. */
  readonly equal?: Readonly<Partial<Record<EquivalenceKind, string>>>;
  /** The SDK inputs without facts, because the source of the facts does not contain them. */
  readonly unknown?: string;
  readonly secrets?: string;
  readonly deleteBeforeReplace?: boolean;
  readonly named?: string;
  /** Where the AWS provider puts the merged tags. Absent for types to which default tags do not apply. */
  readonly tagsAll?: MergedTagsPlace;
}

/** The content of a data file. */
export interface FactsTable {
  /** A description of the content for people who read the file. */
  readonly description: string;
  /** The SDK that defines the property names in the facts. */
  readonly sdk: { readonly package: string; readonly version: string };
  readonly sources: readonly Readonly<Record<string, string>>[];
  /** The SDK types without facts. */
  readonly typesWithoutFacts: readonly string[];
  /** The SDK types without facts to which the provider's default tags apply. */
  readonly taggedTypesWithoutFacts?: readonly string[];
  /** The types whose input `region` is deprecated, because it does not select the Region of the resource. */
  readonly deprecatedRegionInputs?: readonly string[];
  /** The current type tokens by former token. A state can contain former tokens. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, FactsEntry>>;
}

/** The packages that have a data file. */
export const PACKAGES = ["aws", "azure", "azure-native", "gcp", "kubernetes"] as const;
type Package = (typeof PACKAGES)[number];

// The folder is next to src and dist, so that the relative path is the same for both.
const FOLDER = join(__dirname, "..", "..", "facts");
const loaded = new Map<Package, FactsTable>();

/**
 * Returns the facts about a package's types. The data file is read on the first call.
 *
 * @throws Error if the data file, which is part of this package, is missing or damaged
 */
export function loadFactsTable(name: Package): FactsTable {
  const known = loaded.get(name);
  if (known !== undefined) return known;
  const file = join(FOLDER, `${name}.json`);
  try {
    const table = JSON.parse(readFileSync(file, "utf8")) as FactsTable;
    loaded.set(name, table);
    return table;
  } catch (cause) {
    throw new Error(`The resource facts in ${file} cannot be read. Install @roadbed/plan again.`, {
      cause,
    });
  }
}

/** The facts about a type, with its current token. */
export interface FactsMatch {
  readonly type: string;
  readonly entry: FactsEntry;
}

/** The facts about a stateful type that no data file describes. Every change may force replacement. */
export const NO_FACTS: FactsEntry = {};

/** Finds the facts of a type by its current or a former token. */
export function findFacts(type: string): FactsMatch | undefined {
  const special = SPECIAL.find(({ pattern }) => pattern.test(type));
  if (special !== undefined) return { type, entry: special.entry };
  const name = PACKAGES.find((prefix) => type.startsWith(`${prefix}:`));
  if (name === undefined) return lossForType(type) === undefined ? undefined : { type, entry: NO_FACTS };
  const { types, aliases } = loadFactsTable(name);
  // A plain lookup is safe, because no member of Object.prototype starts with a package name.
  const unversioned = withoutApiVersion(type);
  const current = aliases[unversioned] ?? withCoreGroup(unversioned);
  const entry = types[current];
  if (entry !== undefined) return { type: current, entry };
  if (name !== "kubernetes" || !KUBERNETES_OBJECT.test(current)) return undefined;
  return { type: current, entry: CUSTOM_RESOURCE };
}

/**
 * The facts about types that no data file contains.
 *
 * @remarks
 * The SDK updates a dynamic resource if only its code changed. For other inputs, the resource's `diff` method decides. The
 * provider of dynamic resources does not implement `DiffConfig`, so its configuration never forces a replacement. The
 * Kubernetes provider is replaced if it connects to another cluster, or writes the objects to another directory.
 */
const SPECIAL: readonly { readonly pattern: RegExp; readonly entry: FactsEntry }[] = [
  { pattern: /^pulumi-nodejs:dynamic[/:]/, entry: { updates: "__provider" } },
  { pattern: /^pulumi:providers:pulumi-nodejs$/, entry: { updates: "*" } },
  { pattern: /^pulumi:providers:aws$/, entry: { updates: "defaultTags ignoreTags" } },
  {
    pattern: /^pulumi:providers:kubernetes$/,
    entry: {
      replaces: "renderYamlToDirectory",
      mayReplace: "cluster clusterIdentifier context kubeconfig",
      updates: "*",
    },
  },
];

/** Returns an Azure type without the version of the API, as in `azure-native:storage/v20230101:StorageAccount`. */
const withoutApiVersion = (type: string): string => type.replace(/^(azure-native:\w+)\/v\d{8}\w*:/, "$1:");

/** Returns the type with the name of the core group, which is missing from the types of custom resources. */
const withCoreGroup = (type: string): string => type.replace(/^kubernetes:(?=v\d\w*:)/, "kubernetes:core/");

/** Matches Kubernetes types such as `kubernetes:GROUP/VERSION:Kind`, including custom resources. */
const KUBERNETES_OBJECT = /^kubernetes:[^/:]+\/v\d\w*:[A-Z]\w*$/;

/** The Kubernetes provider replaces a custom resource only if its name or namespace changes. */
const CUSTOM_RESOURCE: FactsEntry = {
  replaces: "metadata.name metadata.namespace",
  updates: "*",
  named: "metadata.name",
};
