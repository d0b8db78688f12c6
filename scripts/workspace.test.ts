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
  readonly engines?: Readonly<Record<string, string>>;
  readonly files?: readonly string[];
  readonly publishConfig?: { readonly access?: string };
  readonly exports?: Record<string, Record<string, string> | string>;
  readonly typesVersions?: Record<"*", Record<string, string[]>>;
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly peerDependencies?: Record<string, string>;
}

const root = join(__dirname, "..");
const read = (...path: string[]) => JSON.parse(readFileSync(join(root, ...path), "utf8")) as Manifest;
const members = ["packages", "examples", "packs"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .map((name) => `${folder}/${name}`)
    .filter((path) => existsSync(join(root, path, "package.json"))),
);
const published = members.filter((path) => read(path, "package.json").private !== true);
const isOurs = (name: string) => name === "roadbed" || name.startsWith("@roadbed/");

describe("the workspace", () => {
  /** The arrows of docs/architecture.md; lint holds them for imports, this for what an installation brings along. */
  const arrows: Record<string, string[]> = {
    "@roadbed/plan": [],
    "@roadbed/policies": ["@roadbed/plan"],
    "@roadbed/components": [],
    "@roadbed/testing": ["@roadbed/plan", "@roadbed/policies"],
    roadbed: ["@roadbed/plan", "@roadbed/policies"],
  };

  it.each(Object.keys(arrows))("%s depends only along the arrows", (name) => {
    const manifest = members.map((path) => read(path, "package.json")).find((member) => member.name === name);
    const ours = Object.keys({ ...manifest?.dependencies, ...manifest?.peerDependencies }).filter(isOurs);
    expect(ours.sort()).toEqual(arrows[name]);
  });

  it("has one version, by which its packages name one another", () => {
    const { version } = read("packages/plan", "package.json");
    const named = published.flatMap((path) => {
      const manifest = read(path, "package.json");
      const ours = Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies }).filter(([name]) =>
        isOurs(name),
      );
      return [manifest.version, ...ours.map(([, range]) => range)];
    });
    expect([...new Set(named)]).toEqual([version]);
  });

  it("pins what it develops with", () => {
    const ranges = Object.values(read("package.json").devDependencies ?? {});
    expect(ranges.filter((range) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });

  it("names no registry in the lockfile", () => {
    expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/https?:\/\/[^"]*\.tgz/);
  });

  it.each(published)("%s carries its licence", (path) => {
    expect(readFileSync(join(root, path, "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
  });

  it.each(published)("%s says what it is to whoever finds it in a registry", (path) => {
    const { name, description, keywords = [], license, engines, files, publishConfig } = read(path, "package.json");
    const { engines: wanted } = read("package.json") as { engines?: object };
    expect({ license, engines, described: description !== undefined && keywords.length > 0 }).toEqual({
      license: "Apache-2.0",
      engines: wanted,
      described: true,
    });
    expect(files).toContain("dist");
    expect(readFileSync(join(root, path, "README.md"), "utf8")).toMatch(new RegExp(`^# ${name}\n`));
    // npm takes a name with a scope for a private one unless it is told otherwise.
    expect(publishConfig?.access).toBe(name.startsWith("@") ? "public" : undefined);
  });

  // What git ignores, npm leaves out where a manifest does not say otherwise: `pulumi policy publish` would take no code.
  it.each(members.filter((path) => existsSync(join(root, path, "PulumiPolicy.yaml"))))(
    "%s publishes what the Pulumi CLI runs",
    (path) => {
      expect(read(path, "package.json").files).toEqual(expect.arrayContaining(["dist", "PulumiPolicy.yaml"]));
    },
  );

  // Tests run the sources, so that only this sees a constant named as what Node hands to a module.
  it.each(published)("%s was built into what Node can load as CommonJS", (path) => {
    const built = join(root, path, "dist");
    const files = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".js"));
    expect(files).not.toEqual([]);
    for (const file of files) {
      const filename = join(built, file);
      expect(() => new Script(Module.wrap(readFileSync(filename, "utf8")), { filename })).not.toThrow();
    }
  });

  it.each(published)("%s repeats its subpaths for resolvers that know no exports", (path) => {
    const { exports = {}, typesVersions } = read(path, "package.json");
    const subpaths = Object.entries(exports).flatMap(([key, value]) =>
      typeof value === "object" && key !== "." ? [[key.slice(2), [value.types]]] : [],
    );
    expect(typesVersions?.["*"] ?? {}).toEqual(Object.fromEntries(subpaths));
  });
});
