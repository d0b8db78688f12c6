import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { preProcessFile } from "typescript";

/** The table that `.dependency-cruiser.cjs` enforces. */
export interface ModuleTable {
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** The folders of each package, from the lowest to the highest. */
  readonly layers: Readonly<Record<string, readonly string[]>>;
}

const root = join(__dirname, "..");

/** Reads the table of packages and layers. */
export function readModuleTable(): ModuleTable {
  return JSON.parse(readFileSync(join(__dirname, "module-layers.json"), "utf8")) as ModuleTable;
}

/** Returns the folders of a package's sources, without the files beside them. */
export function foldersOf(name: string): readonly string[] {
  const entries = readdirSync(join(root, "packages", name, "src"), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}

/** Returns Mermaid diagrams of the packages and of the layers of each package. */
export function moduleDiagrams({ packages, layers }: ModuleTable): string {
  const imports = Object.entries(layers).map(([name, folders]): [string, string] => {
    const title = `The folders of \`packages/${name}/src\`, from the highest to the lowest:`;
    return [title, flowchart([...folders].reverse(), folderImports(name, folders))];
  });
  const names = Object.keys(packages);
  const edges = names.flatMap((from) => (packages[from] ?? []).map((to) => [from, to] as const));
  return [["The packages:", flowchart(names, edges)], ...imports]
    .map(([title = "", diagram = ""]) => `${title}\n\n\`\`\`mermaid\n${diagram}\n\`\`\``)
    .join("\n\n");
}

type Edge = readonly [from: string, to: string];

function flowchart(nodes: readonly string[], edges: readonly Edge[]): string {
  const arrows = withoutImplied(edges).map(([from, to]) => `  ${from} --> ${to}`);
  return ["flowchart TD", ...nodes.map((node) => `  ${node}`), ...arrows].join("\n");
}

/** Removes the edges that follow from others. The graph must not have a circle. */
function withoutImplied(edges: readonly Edge[]): readonly Edge[] {
  const targetsOf = (node: string): readonly string[] => edges.flatMap(([from, to]) => (from === node ? to : []));
  const reaches = (from: string, to: string): boolean =>
    targetsOf(from).some((next) => next === to || reaches(next, to));
  return edges.filter(([from, to]) => !targetsOf(from).some((next) => next !== to && reaches(next, to)));
}

/** Returns which folders import which. */
function folderImports(name: string, folders: readonly string[]): readonly Edge[] {
  const source = join(root, "packages", name, "src");
  const files = readdirSync(source, { recursive: true, encoding: "utf8" });
  const edges = new Map<string, Edge>();
  for (const file of files.filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))) {
    const { importedFiles } = preProcessFile(readFileSync(join(source, file), "utf8"));
    const from = file.split(sep)[0] ?? "";
    for (const { fileName } of importedFiles.filter((imported) => imported.fileName.startsWith("."))) {
      const to = relative(source, resolve(source, file, "..", fileName)).split(sep)[0] ?? "";
      if (from !== to && folders.includes(from) && folders.includes(to)) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  const order = (folder: string): number => folders.indexOf(folder);
  return [...edges.values()].sort((a, b) => order(b[0]) - order(a[0]) || order(b[1]) - order(a[1]));
}
