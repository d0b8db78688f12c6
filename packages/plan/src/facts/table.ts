import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The facts of one type in a data file. Lists are words separated by spaces, so that each type is one line and the file loads fast. */
export interface FactsEntry {
  /** The service and symbol in the source of the provider. */
  readonly from?: string;
  readonly replaces?: string;
  readonly mayReplace?: string;
  readonly updates?: string;
  /** Inputs of the SDK without facts, because the source of the facts does not have them. */
  readonly unknown?: string;
  readonly secrets?: string;
  readonly deleteBeforeReplace?: boolean;
  readonly named?: string;
}

/** A data file. */
export interface FactsTable {
  /** What the file contains, for readers of the file. */
  readonly description: string;
  /** The SDK whose property names the facts use. */
  readonly sdk: { readonly package: string; readonly version: string };
  readonly sources: readonly Readonly<Record<string, string>>[];
  /** Types of the SDK without facts. */
  readonly typesWithoutFacts: readonly string[];
  /** Current type tokens by former token, which a state can contain. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, FactsEntry>>;
}

/** The packages that have a data file. */
export const PACKAGES = ["aws", "kubernetes"] as const;
type Package = (typeof PACKAGES)[number];

// Next to src and dist, so that the relative path is the same for both.
const FOLDER = join(__dirname, "..", "..", "facts");
const loaded = new Map<Package, FactsTable>();

/**
 * Returns the facts about the types of a package. Reads the file when it is first used.
 *
 * @throws Error if the file, which is part of this package, is missing or damaged
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

/** A type with its current token and its facts. */
export interface FactsMatch {
  readonly type: string;
  readonly entry: FactsEntry;
}

/** Finds the facts of a type by its current or a former token. */
export function findFacts(type: string): FactsMatch | undefined {
  const name = PACKAGES.find((prefix) => type.startsWith(`${prefix}:`));
  if (name === undefined) return undefined;
  const { types, aliases } = loadFactsTable(name);
  // No member of Object.prototype starts with the name of a package.
  const current = aliases[type] ?? type;
  const entry = types[current];
  if (entry !== undefined) return { type: current, entry };
  return name === "kubernetes" && KUBERNETES_OBJECT.test(type) ? { type, entry: CUSTOM_RESOURCE } : undefined;
}

/** `kubernetes:GROUP/VERSION:Kind`, including custom resources. */
const KUBERNETES_OBJECT = /^kubernetes:[^/:]+\/v\d\w*:[A-Z]\w*$/;

/** The Kubernetes provider replaces a custom resource only if its name or namespace changes. */
const CUSTOM_RESOURCE: FactsEntry = {
  replaces: "metadata.name metadata.namespace",
  updates: "*",
  named: "metadata.name",
};
