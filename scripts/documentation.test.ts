import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../packages/gate/src/cli/cli";
import { policyFileReader } from "../packages/gate/src/targets/settings/policy-file-schema";
import { commandIO } from "../packages/gate/test/command-io";
import { readContextFile } from "../packages/plan/src/context/context-file";
import { YamlFile } from "../packages/plan/src/program/yaml-file";
import { headingAnchor } from "./rules-page";
import { TypeScriptBlocks } from "./typescript-blocks";

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const guides = ["docs", "docs/api"].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".md") && !name.endsWith(".api.md"))
    .map((name) => `${folder}/${name}`),
);
const examples = readdirSync(join(root, "examples"));
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  "bench/README.md",
  ...guides,
  ...examples.map((name) => `examples/${name}/README.md`),
  ...["packages", "policy-packs"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`),
  ),
];

/** Returns the code blocks of a language, titled with page and line. */
const blocksOf = (language: string) =>
  pages.flatMap((page) =>
    [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((match) => {
      const line = match.input.slice(0, match.index).split("\n").length;
      return { title: `${page}:${line}`, path: join(root, `${page}.${line}.ts`), code: match[1] ?? "" };
    }),
  );

/** Declarations of names that the text or an earlier block of a page introduces, and that later blocks use. */
const AMBIENT_DECLARATIONS = `
  declare const aws: typeof import("@pulumi/aws");
  declare const Vpc: typeof import("@roadbed/components/aws").Vpc;
  declare const defineRule: typeof import("@roadbed/policies").defineRule;
  declare const inputs: import("@roadbed/plan").Properties;
  declare const preview: typeof import("@roadbed/testing").preview;
  declare const program: () => void;
  declare const propertyMap: typeof import("@roadbed/plan").propertyMap;
  declare const pulumi: typeof import("@pulumi/pulumi");
`;

const typescriptBlocks = blocksOf("ts");
interface Manifest {
  readonly exports?: Readonly<Record<string, string | { readonly "@roadbed/source"?: string }>>;
}
/** The modules that packages export, as paths without extension. */
const entryPoints = readdirSync(join(root, "packages")).flatMap((name) => {
  const { exports = {} } = JSON.parse(read(`packages/${name}/package.json`)) as Manifest;
  return Object.values(exports).flatMap((target) => {
    const source = typeof target === "string" ? undefined : target["@roadbed/source"];
    return source === undefined ? [] : [join("packages", name, source.replace(/\.ts$/, ""))];
  });
});
let compiled: TypeScriptBlocks;
beforeAll(() => {
  compiled = new TypeScriptBlocks(root, [
    ...typescriptBlocks,
    { path: join(root, "ambient.d.ts"), code: AMBIENT_DECLARATIONS },
    {
      path: join(root, "docs", "rules.ts"),
      code: 'export declare const ourRules: import("@roadbed/policies").Rule[];',
    },
    { path: join(root, "entries.ts"), code: entryPoints.map((entryPoint) => `import "./${entryPoint}";`).join("\n") },
  ]);
}, 120_000);

describe("the TypeScript in the documentation", () => {
  it.each(typescriptBlocks)("$title compiles", ({ path }) => {
    expect(compiled.errorsIn(path)).toEqual([]);
  });
});

describe("the entry points", () => {
  it.each(entryPoints)("%s has a doc comment on every export", (entryPoint) => {
    expect(compiled.undocumentedIn(join(root, `${entryPoint}.ts`))).toEqual([]);
  });
});

describe("the configuration files in the documentation", () => {
  const folder = mkdtempSync(join(tmpdir(), "roadbed-docs-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const writeFile = (name: string, code: string) => {
    const path = join(folder, name);
    writeFileSync(path, code);
    return path;
  };

  const settings = blocksOf("yaml").filter(({ code }) => /^preset:/m.test(code));

  it("are shown in the README and in the policies guide", () => {
    expect(settings.map(({ title }) => title.split(":")[0])).toEqual(
      expect.arrayContaining(["README.md", "docs/policies.md"]),
    );
  });

  it.each(settings)("$title is a valid roadbed.yaml", async ({ code }) => {
    const readPolicyFile = await policyFileReader();
    const { problems } = readPolicyFile(new YamlFile(writeFile("roadbed.yaml", code)));
    expect(problems).toEqual([]);
  });

  it("include a valid roadbed.context.json in the gate guide", () => {
    const [block] = blocksOf("json").filter(({ code }) => code.includes("asOf"));
    expect(readContextFile(writeFile("roadbed.context.json", block?.code ?? ""))).toHaveLength(1);
  });
});

describe("the commands in the documentation", () => {
  const commands = blocksOf("").flatMap(({ title, code }) =>
    code.split("\n").map((line) => ({ title, line: line.replace(/\s#\s.*/, "") })),
  );

  it("use only commands and flags that roadbed supports", async () => {
    const unsupported: string[] = [];
    for (const { title, line } of commands) {
      const [, command = "", rest = ""] = /\broadbed (?:-- )?([a-z-]+)(.*)/.exec(line) ?? [];
      if (command === "") continue;
      const io = commandIO();
      await run([command, "--help"], io);
      const known: readonly string[] = io.out().match(/(?<=^ {2}.*)--?[a-z][a-z-]*/gm) ?? [];
      const used: readonly string[] = rest.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? [];
      if (known.length === 0 || used.some((flag) => !known.includes(flag))) unsupported.push(`${title}: ${line}`);
    }
    expect(unsupported).toEqual([]);
  });

  it("use only scripts that package.json defines", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = commands.flatMap(({ title, line }) => {
      // Scripts of the root package only. Commands for the scripts of a package contain "-w".
      const [, name] = /\bnpm (?:run )?(test|(?<=run )[a-z]+)(?!.* -w )/.exec(line) ?? [];
      return name === undefined ? [] : [{ title, name }];
    });
    expect(named.map(({ name }) => name)).toContain("check");
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });
});

describe("the links in the documentation", () => {
  const anchorsOf = (page: string) =>
    [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => headingAnchor(text));

  it("include every guide in the index", () => {
    const index = read("docs/README.md");
    const names = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md") && name !== "README.md");
    expect(names.filter((name) => !index.includes(`](${name})`))).toEqual([]);
  });

  it.each(pages)("%s links to existing files and headings", (page) => {
    const broken = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
      if (/^https?:/.test(link)) return [];
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return [link];
      return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [link];
    });
    expect(broken).toEqual([]);
  });
});
