import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { findTypeFacts, hasRegionInput } from ".";
import { loadFactsTable, type FactsEntry } from "./table";

/** The name of an input, and the interface to which its type refers. */
type Inputs = ReadonlyMap<string, string | undefined>;

/** The declaration files of an SDK, read as text, because loading the types takes seconds. */
interface Sdk {
  readonly version: string;
  /** Inputs of each resource class, by `folder:Class` in lower case, which can be derived from a type token. */
  readonly classes: ReadonlyMap<string, Inputs>;
  /** Resource classes with the tags of the resource and the output with the merged tags. */
  readonly tagged: ReadonlySet<string>;
  /** Resource classes with an input `region` that is not deprecated. */
  readonly regional: ReadonlySet<string>;
  /** Inputs of each nested type, by `namespace.Name`. */
  readonly nested: ReadonlyMap<string, Inputs>;
}

const read = (...path: string[]) => readFileSync(join(...path), "utf8");

/** Returns the interfaces of a declaration file by their qualified names. */
function interfacesIn(text: string): Map<string, Map<string, string | undefined>> {
  const interfaces = new Map<string, Map<string, string | undefined>>();
  const open: string[] = [];
  let [inputs, last] = [new Map<string, string | undefined>(), ""];
  for (const line of text.split("\n")) {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 4;
    const [, word, name = ""] = /^ *(?:export )?(?:declare )?(namespace|interface|class) (\w+)/.exec(line) ?? [];
    const property = depth === open.length ? /^ *["']?([\w$-]+)["']?\??: /.exec(line)?.[1] : undefined;
    if (word !== undefined) {
      open.splice(depth, Infinity, name);
      inputs = new Map();
      if (word === "interface") interfaces.set(open.join("."), inputs);
    } else if (property !== undefined) last = property;
    // A type can continue on the following lines.
    if (property !== undefined || inputs.has(last))
      inputs.set(last, inputs.get(last) ?? /inputs\.([\w.]+)/.exec(line)?.[1]);
  }
  return interfaces;
}

function readClasses(root: string): Pick<Sdk, "classes" | "tagged" | "regional"> {
  const classes = new Map<string, Inputs>();
  const tagged = new Set<string>();
  const regional = new Set<string>();
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".d.ts"));
  for (const file of files) {
    const text = read(root, file);
    const name = /^export declare class (\w+) extends pulumi\.CustomResource /m.exec(text)?.[1];
    const inputs = interfacesIn(text).get(`${name}Args`);
    if (name === undefined || inputs === undefined) continue;
    const key = `${dirname(file)}:${name}`.toLowerCase();
    classes.set(key, inputs);
    if (inputs.has("tags") && text.includes(" readonly tagsAll: ")) tagged.add(key);
    const comment = /(?:@deprecated[^\n]*\n\s*\*\/\s*)?region\??: pulumi\.Input</.exec(
      text.slice(text.indexOf(`${name}Args {`)),
    );
    if (inputs.has("region") && comment?.[0].startsWith("region") === true) regional.add(key);
  }
  return { classes, tagged, regional };
}

function readSdk(name: string): Sdk {
  const root = dirname(require.resolve(`@pulumi/${name}/package.json`));
  const { version } = JSON.parse(read(root, "package.json")) as { version: string };
  return { version, ...readClasses(root), nested: interfacesIn(read(root, "types", "input.d.ts")) };
}

/** `aws:ec2/vpc:Vpc` -> `ec2:vpc`; `kubernetes:rbac.authorization.k8s.io/v1:Role` -> `rbac/v1:role`. */
function classOf(type: string): string {
  const [, name = "", module = "", rest = "", kind = ""] = /^(\w+):([^/]+)\/([^:]+):(.+)$/.exec(type) ?? [];
  const folder = name === "kubernetes" ? `${module.split(".")[0]}/${rest}` : module;
  return `${folder}:${kind}`.toLowerCase();
}

/** Classes for objects of any kind, whose type depends on the arguments. */
const ANY_KIND = /^apiextensions:customresource(patch)?$/;

const words = (list: string | undefined) => list?.split(" ") ?? [];
const tops = (paths: readonly string[]) => new Set(paths.map((path) => path.split(".")[0] ?? path));
const forcing = ({ replaces, mayReplace }: FactsEntry) => [replaces, mayReplace].flatMap(words);

describe.each(["aws", "kubernetes"] as const)("the facts about %s", (name) => {
  const table = loadFactsTable(name);
  const sdk = readSdk(name);
  const entries = Object.entries(table.types);
  const inputsOf = (type: string) => sdk.classes.get(classOf(type)) ?? new Map<string, string | undefined>();

  function isMissing(type: string, path: string): boolean {
    let inputs: Inputs | undefined = inputsOf(type);
    for (const step of path.split(".")) {
      if (inputs?.has(step) !== true) return true;
      const reference: string | undefined = inputs.get(step);
      inputs = reference === undefined ? undefined : sdk.nested.get(reference);
    }
    return false;
  }

  it("match the installed SDK version", () => {
    expect(table.sdk).toEqual({ package: `@pulumi/${name}`, version: sdk.version });
    expect(sdk.classes.size).toBeGreaterThan(100);
    expect(sdk.nested.size).toBeGreaterThan(100);
  });

  it("cover every type or list it as not covered", () => {
    const covered = [...Object.keys(table.types), ...table.typesWithoutFacts].map(classOf);
    const classes = [...sdk.classes.keys()].filter((key) => !ANY_KIND.test(key));
    expect(covered.sort()).toEqual(classes.sort());
  });

  it("contain every input of a type exactly once", () => {
    const inputsByType = entries.map(([type, entry]) => {
      const parts = [tops(forcing(entry)), new Set(words(entry.updates)), new Set(words(entry.unknown))];
      return [type, parts.flatMap((part) => [...part]).sort()];
    });
    expect(Object.fromEntries(inputsByType)).toEqual(
      Object.fromEntries(entries.map(([type]) => [type, [...inputsOf(type).keys()].sort()])),
    );
  });

  it("list every type to which default tags apply", () => {
    const types = entries.filter(([, { tagsAll }]) => tagsAll !== undefined).map(([type]) => type);
    const tagged = [...types, ...(table.taggedTypesWithoutFacts ?? [])];
    expect(tagged.map(classOf).sort()).toEqual([...sdk.tagged].sort());
    expect(table.typesWithoutFacts).toEqual(expect.arrayContaining([...(table.taggedTypesWithoutFacts ?? [])]));
    expect(sdk.tagged.size).toBeGreaterThan(name === "aws" ? 800 : -1);
  });

  it("list every type whose Region the provider sets", () => {
    const types = [...Object.keys(table.types), ...table.typesWithoutFacts].filter(
      (type) => hasRegionInput(type) === true,
    );
    expect(types.map(classOf).sort()).toEqual([...sdk.regional].sort());
    expect(sdk.regional.size).toBeGreaterThan(name === "aws" ? 1500 : -1);
  });

  it("contain only existing properties at every depth", () => {
    const wrong = entries.flatMap(([type, entry]) =>
      [...forcing(entry), ...words(entry.secrets), ...words(entry.named)]
        .concat(findTypeFacts(type)?.protectedBy.map(({ property }) => property) ?? [])
        .filter((path) => isMissing(type, path))
        .map((path) => `${type} ${path}`),
    );
    expect(wrong).toEqual([]);
  });

  it("state conditions only for properties that may force replacement, and test existing inputs", () => {
    const wrong = entries.flatMap(([type, { conditions = {}, mayReplace }]) =>
      Object.entries(conditions).flatMap(([property, { replaces = [], updates = [] }]) => {
        const tested = [...replaces, ...updates].flatMap(({ tests = [] }) => tests.map(({ path }) => path));
        const missing = tested.filter((path) => isMissing(type, path));
        return [...missing, ...(words(mayReplace).includes(property) ? [] : [property])].map(
          (path) => `${type} ${path}`,
        );
      }),
    );
    expect(wrong).toEqual([]);
  });
});
