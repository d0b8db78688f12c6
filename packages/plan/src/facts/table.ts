import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the data files say of one type. Lists are words with a space between: a file is one line a type, and loads fast. */
export interface FactsEntry {
  /** Service and symbol in the provider's source. */
  readonly from?: string;
  readonly replaces?: string;
  readonly mayReplace?: string;
  readonly updates?: string;
  /** Inputs the SDK has and the source the facts come from has not: nothing is known of them. */
  readonly unknown?: string;
  readonly secrets?: string;
  readonly deleteBeforeReplace?: boolean;
  readonly named?: string;
}

/** One data file. */
export interface FactsTable {
  readonly about: string;
  /** The SDK whose names the facts are given in. */
  readonly sdk: { readonly package: string; readonly version: string };
  readonly sources: readonly Readonly<Record<string, string>>[];
  /** Types of the SDK that nothing is known of. */
  readonly without: readonly string[];
  /** Earlier tokens of a type, as a state may hold them. */
  readonly aliases: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, FactsEntry>>;
}

/** The packages with a data file. */
export const PACKAGES = ["aws", "kubernetes"] as const;
type Package = (typeof PACKAGES)[number];

// Beside src and dist, so that the same path leads there from both.
const FOLDER = join(__dirname, "..", "..", "facts");
const loaded = new Map<Package, FactsTable>();

/**
 * The facts about the types of a package, read at first use.
 * @throws Error when the file, which is part of this package, is missing or damaged.
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
    throw new Error(`The facts about ${name} types cannot be read from ${file}: install @roadbed/plan again.`, {
      cause,
    });
  }
}

/** A type under its current token, with its entry. */
export interface FactsMatch {
  readonly type: string;
  readonly entry: FactsEntry;
}

/** What the data says of a type, looked up by a current or an earlier token. */
export function findFacts(type: string): FactsMatch | undefined {
  const name = PACKAGES.find((prefix) => type.startsWith(`${prefix}:`));
  if (name === undefined) return undefined;
  const { types, aliases } = loadFactsTable(name);
  // No member of an object's prototype begins with a package's name.
  const current = aliases[type] ?? type;
  const entry = types[current];
  if (entry !== undefined) return { type: current, entry };
  return name === "kubernetes" && OBJECT.test(type) ? { type, entry: CUSTOM } : undefined;
}

/** `kubernetes:GROUP/VERSION:Kind`: an object of any kind, custom ones too. */
const OBJECT = /^kubernetes:[^/:]+\/v\d\w*:[A-Z]\w*$/;

/** The Kubernetes provider replaces an object of a kind it does not know when its name or namespace changes, and only then. */
const CUSTOM: FactsEntry = { replaces: "metadata.name metadata.namespace", updates: "*", named: "metadata.name" };
