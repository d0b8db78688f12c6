import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { preProcessFile } from "typescript";

/** The table that `.dependency-cruiser.cjs` enforces. */
export interface ModuleTable {
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** The folders and files of each package's sources, from the lowest to the highest. */
  readonly layers: Readonly<Record<string, readonly string[]>>;
}

const root = join(__dirname, "..");

/** Reads the table of packages and layers. */
export function readModuleTable(): ModuleTable {
  return JSON.parse(readFileSync(join(__dirname, "module-layers.json"), "utf8")) as ModuleTable;
}

/** Whether a folder or file of the table exists. */
export function layerExists(name: string, layer: string): boolean {
  return existsSync(join(root, "packages", name, "src", layer));
}

/** Returns Mermaid diagrams of the packages and of the layers of each package. */
export function moduleDiagrams({ packages, layers }: ModuleTable): string {
  const imports = Object.entries(layers).map(([name, folders]): [string, string] => {
    const title = `The modules of \`packages/${name}/src\`, from the highest to the lowest:`;
    return [title, flowchart([...folders].reverse(), layerImports(name, folders))];
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

/** Removes the edges that follow from others. The graph must not contain a cycle. */
function withoutImplied(edges: readonly Edge[]): readonly Edge[] {
  const targetsOf = (node: string): readonly string[] => edges.flatMap(([from, to]) => (from === node ? to : []));
  const reaches = (from: string, to: string): boolean =>
    targetsOf(from).some((next) => next === to || reaches(next, to));
  return edges.filter(([from, to]) => !targetsOf(from).some((next) => next !== to && reaches(next, to)));
}

/** Returns the imports between layers. */
function layerImports(name: string, layers: readonly string[]): readonly Edge[] {
  const layerOf = (path: string): string | undefined =>
    layers.find((layer) => path === layer || `${path}.ts` === layer || path.startsWith(`${layer}/`));
  const edges = new Map<string, Edge>();
  for (const file of sourcesOf(name)) {
    const { importedFiles } = preProcessFile(readFileSync(join(root, "packages", name, "src", file), "utf8"));
    const from = layerOf(file);
    for (const { fileName } of importedFiles.filter((imported) => imported.fileName.startsWith("."))) {
      const to = layerOf(posix.join(posix.dirname(file), fileName));
      if (from !== undefined && to !== undefined && from !== to) edges.set(`${from} ${to}`, [from, to]);
    }
  }
  const order = (layer: string): number => layers.indexOf(layer);
  return [...edges.values()].sort((a, b) => order(b[0]) - order(a[0]) || order(b[1]) - order(a[1]));
}

/** Returns the paths of a package's modules except tests, relative to `src` and with `/`. */
function sourcesOf(name: string): readonly string[] {
  return readdirSync(join(root, "packages", name, "src"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
    .map((path) => path.split(sep).join("/"));
}
