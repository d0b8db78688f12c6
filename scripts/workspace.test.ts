import { existsSync, readdirSync, readFileSync } from "node:fs";
import { Module } from "node:module";
import { join } from "node:path";
import { Script } from "node:vm";

interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly private?: boolean;
  readonly description?: string;
  readonly keywords?: readonly string[];
  readonly license?: string;
  readonly homepage?: string;
  readonly bugs?: { readonly url: string };
  readonly repository?: { readonly type: string; readonly url: string; readonly directory: string };
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly publishConfig?: { readonly access?: string };
  readonly exports?: Record<string, Record<string, string> | string>;
  readonly typesVersions?: Record<"*", Record<string, string[]>>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

const REPOSITORY = "https://github.com/roadbed-dev/roadbed";

const root = join(__dirname, "..");
const readManifest = (folder: string) =>
  JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8")) as Manifest;
const folders = ["packages", "examples", "policy-packs"].flatMap((parent) =>
  readdirSync(join(root, parent))
    .map((name) => `${parent}/${name}`)
    .filter((folder) => existsSync(join(root, folder, "package.json"))),
);
const publicFolders = folders.filter((folder) => readManifest(folder).private !== true);
const isRoadbedPackage = (name: string) => name === "roadbed" || name.startsWith("@roadbed/");
const roadbedDependencies = ({ dependencies, peerDependencies }: Manifest) =>
  Object.entries({ ...dependencies, ...peerDependencies }).filter(([name]) => isRoadbedPackage(name));

describe("the workspace", () => {
  /** The dependency directions of docs/architecture.md. ESLint enforces them for imports, this test for installations. */
  const allowedDependencies: Record<string, string[]> = {
    "@roadbed/plan": [],
    "@roadbed/policies": ["@roadbed/plan"],
    "@roadbed/components": [],
    "@roadbed/testing": ["@roadbed/plan", "@roadbed/policies"],
    roadbed: ["@roadbed/plan", "@roadbed/policies"],
  };

  it.each(Object.entries(allowedDependencies))("%s depends only on the packages below it", (name, allowed) => {
    const manifest = folders.map(readManifest).find((candidate) => candidate.name === name);
    expect(roadbedDependencies(manifest ?? { name }).map(([dependency]) => dependency)).toEqual(allowed);
  });

  it("uses one version for all packages and for the dependencies between them", () => {
    const versions = publicFolders.map(readManifest).map(({ version }) => version);
    const ranges = folders
      .map(readManifest)
      .flatMap((manifest) => roadbedDependencies(manifest).map(([, range]) => range));
    expect([...new Set([...versions, ...ranges])]).toEqual([readManifest("packages/plan").version]);
  });

  it("pins its development dependencies", () => {
    const ranges = Object.values(readManifest(".").devDependencies ?? {});
    expect(ranges.filter((range) => !/^(?:npm:[@\w/-]+@)?\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it("keeps registry URLs out of the lockfile", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });
});

describe("every public package", () => {
  it.each(publicFolders)("%s contains the license", (folder) => {
    expect(readFileSync(join(root, folder, "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
  });

  it.each(publicFolders)("%s has complete metadata", (folder) => {
    const { name, description, keywords = [], files, publishConfig, ...manifest } = readManifest(folder);
    expect(manifest).toMatchObject({
      license: "Apache-2.0",
      engines: readManifest(".").engines,
      homepage: `${REPOSITORY}/tree/main/${folder}#readme`,
      bugs: { url: `${REPOSITORY}/issues` },
      repository: { type: "git", url: `git+${REPOSITORY}.git`, directory: folder },
    });
    expect(description).toBeDefined();
    expect(keywords).not.toEqual([]);
    expect(files).toContain("dist");
    expect(readFileSync(join(root, folder, "README.md"), "utf8")).toMatch(new RegExp(`^# ${name}\n`));
    // npm treats scoped packages as private by default.
    expect(publishConfig?.access).toBe(name.startsWith("@") ? "public" : undefined);
  });

  // npm leaves out files that git ignores, such as dist, unless the manifest lists them. `pulumi policy publish` uses npm.
  it.each(folders.filter((folder) => existsSync(join(root, folder, "PulumiPolicy.yaml"))))(
    "%s publishes the files that the Pulumi CLI needs",
    (folder) => {
      expect(readManifest(folder).files).toEqual(expect.arrayContaining(["dist", "PulumiPolicy.yaml"]));
    },
  );

  // The other tests run the sources, so they cannot detect a constant that shadows a variable of the module wrapper.
  it.each(publicFolders)("%s compiles to valid CommonJS", (folder) => {
    const dist = join(root, folder, "dist");
    const files = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
    expect(files).not.toEqual([]);
    for (const file of files) {
      const filename = join(dist, file);
      expect(() => new Script(Module.wrap(readFileSync(filename, "utf8")), { filename })).not.toThrow();
    }
  });

  it.each(publicFolders)("%s repeats its exports for resolvers that ignore the exports field", (folder) => {
    const { exports = {}, typesVersions } = readManifest(folder);
    const subpaths = Object.entries(exports).flatMap(([key, value]) =>
      typeof value === "object" && key !== "." ? [[key.slice(2), [value.types]]] : [],
    );
    expect(typesVersions?.["*"] ?? {}).toEqual(Object.fromEntries(subpaths));
  });
});
