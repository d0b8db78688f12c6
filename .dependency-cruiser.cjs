// Which modules may import which. The table is scripts/module-layers.json:
// - `packages`: the packages that each package may import;
// - `acyclic`: the packages whose modules do not import each other in a circle;
// - `layers`: the folders and files of src, from the lowest to the highest. Each may import those before it;
// - `indexed`: the packages whose folders import each other only through index.ts;
// - `independent`: folders whose subfolders do not import each other.
// docs/architecture.md shows the same table, with the imports that exist.
const { packages, acyclic, layers, indexed, independent } = require("./scripts/module-layers.json");

const source = (name) => `^packages/${name}/src/`;
const anyOf = (names) => `(?:${names.join("|")})`;
const layer = (path) => (path.endsWith(".ts") ? `${path.replace(".", "\\.")}$` : `${path}/`);

/** The modules that the manifest of a package exports. */
function entryPoints(name) {
  const { exports } = require(`./packages/${name}/package.json`);
  const paths = Object.values(exports).flatMap((target) => target["@roadbed/source"] ?? []);
  return paths.map((path) => `${path.replace("./src/", "").replace(".", "\\.")}$`);
}

const packageRules = Object.entries(packages).map(([name, allowed]) => ({
  name: `${name}-imports`,
  comment: `${name} may import ${allowed.length === 0 ? "no other package" : allowed.join(" and ")}.`,
  severity: "error",
  from: { path: source(name) },
  to: { path: "^packages/", pathNot: `^packages/${anyOf([name, ...allowed])}/` },
}));

const layerRules = Object.entries(layers).flatMap(([name, paths]) => {
  const outside = {
    path: source(name),
    pathNot: `${source(name)}${anyOf([...paths.map(layer), ...entryPoints(name)])}`,
  };
  const rule = { name: `${name}-layers`, severity: "error" };
  const comment = `Every module of ${name} is in the table, except the entry points.`;
  return [
    ...paths.map((path, index) => ({
      ...rule,
      comment: `In ${name}, ${path} may import only ${paths.slice(0, index).join(", ") || "itself"}.`,
      from: { path: `${source(name)}${layer(path)}` },
      to: { path: source(name), pathNot: `${source(name)}${anyOf(paths.slice(0, index + 1).map(layer))}` },
    })),
    { ...rule, comment, from: outside, to: {} },
    { ...rule, comment, from: {}, to: outside },
  ];
});

const indexRules = indexed.map((name) => ({
  name: `${name}-index`,
  comment: `The folders of ${name} import each other only through index.ts.`,
  severity: "error",
  from: { path: `${source(name)}([^/]+)/` },
  to: { path: source(name), pathNot: `${source(name)}(?:$1/|[^/]+/index\\.ts$)` },
}));

const independentRules = Object.entries(independent).flatMap(([name, folders]) =>
  folders.map((folder) => ({
    name: `${name}-${folder}-independent`,
    comment: `In ${name}, the subfolders of ${folder} do not import each other.`,
    severity: "error",
    from: { path: `${source(name)}${folder}/([^/]+)/` },
    to: { path: `${source(name)}${folder}/[^/]+/`, pathNot: `${source(name)}${folder}/$1/` },
  })),
);

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Modules do not import each other in a circle, not even types.",
      severity: "error",
      from: { path: `^packages/${anyOf(acyclic)}/` },
      to: { circular: true },
    },
    ...packageRules,
    ...layerRules,
    ...indexRules,
    ...independentRules,
  ],
  options: {
    // Type imports count as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    exclude: { path: "\\.test\\.ts$|/dist/" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["@roadbed/source", "import", "require", "default"],
    },
  },
};
