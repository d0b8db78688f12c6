import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";

const SOURCES = join(__dirname, "..", "src");

/** The folders of `src`, lowest layer first. A folder imports only folders that come before it. */
const LAYERS = [
  "model",
  "errors",
  "documents",
  "secrets",
  "facts",
  "state",
  "planner",
  "base",
  "saved-plan",
  "lookups",
  "context",
  "process",
  "program",
  "protocol",
  "engine",
  "preview",
  "policy-packs",
  "pulumi-cli",
];

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
  .map((path) => path.split(sep).join("/"));

const imports: readonly Import[] = files.flatMap((from) => {
  const source = readFileSync(join(SOURCES, from), "utf8");
  return [...source.matchAll(/from "(\.[^"]*)"/g)].map(([, specifier = ""]) => {
    const target = relative(SOURCES, join(SOURCES, dirname(from), specifier))
      .split(sep)
      .join("/");
    return { from, to: files.includes(`${target}.ts`) ? `${target}.ts` : `${target}/index.ts` };
  });
});

const folderOf = (path: string): string | undefined => (path.includes("/") ? path.split("/")[0] : undefined);

const crossing = imports.filter(({ from, to }) => folderOf(from) !== undefined && folderOf(from) !== folderOf(to));

describe("the sources of @roadbed/plan", () => {
  it("are in known folders", () => {
    expect(new Set(files.flatMap((path) => folderOf(path) ?? []))).toEqual(new Set(LAYERS));
  });

  it("import other folders only through their index.ts", () => {
    expect(crossing.filter(({ to }) => to !== `${folderOf(to) ?? ""}/index.ts`)).toEqual([]);
  });

  it("import only lower layers", () => {
    const level = (path: string) => LAYERS.indexOf(folderOf(path) ?? "");
    expect(crossing.filter(({ from, to }) => level(to) >= level(from))).toEqual([]);
  });

  it("have no import cycles, type imports included", () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) cycles.push([...trail.slice(trail.indexOf(path)), path].join(" -> "));
      else if (!done.has(path)) for (const { from, to } of imports) if (from === path) visit(to, [...trail, path]);
      done.add(path);
    };
    for (const path of files) visit(path, []);
    expect(cycles).toEqual([]);
  });
});
