import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { run } from "../packages/gate/src/cli/cli";
import { shapeReader } from "../packages/gate/src/targets/settings/policy-file-schema";
import { surroundings } from "../packages/gate/test/surroundings";
import { readContextFile } from "../packages/plan/src/context/context-file";
import { YamlFile } from "../packages/plan/src/program/yaml-file";
import { headingAnchor } from "./rules-page";
import { TypeScriptBlocks } from "./typescript-blocks";

const root = join(__dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const guides = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
const examples = readdirSync(join(root, "examples"));
const pages = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "SECURITY.md",
  ...guides.map((name) => `docs/${name}`),
  ...examples.map((name) => `examples/${name}/README.md`),
  ...["packages", "packs"].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}/README.md`),
  ),
];

/** The blocks of a language, with the line where each begins. */
const blocksOf = (language: string) =>
  pages.flatMap((page) =>
    [...read(page).matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "gm"))].map((found) => {
      const line = found.input.slice(0, found.index).split("\n").length;
      return { title: `${page}:${line}`, path: join(root, `${page}.${line}.ts`), code: found[1] ?? "" };
    }),
  );

/** What pages say in words, or in an earlier block, of the names in their code. */
const GIVEN = `
  declare const aws: typeof import("@pulumi/aws");
  declare const Vpc: typeof import("@roadbed/components/aws").Vpc;
  declare const defineRule: typeof import("@roadbed/policies/define").defineRule;
  declare const inputs: import("@roadbed/plan").Properties;
  declare const preview: typeof import("@roadbed/testing").preview;
  declare const program: () => void;
  declare const propertyMap: typeof import("@roadbed/plan").propertyMap;
  declare const pulumi: typeof import("@pulumi/pulumi");
`;

const typescript = blocksOf("ts");
/** What others import, as sources. */
const entries = [
  ...["index", "internal", "base/index", "facts/index", "policy-packs/index", "preview/index", "pulumi-cli/index"].map(
    (entry) => `packages/plan/src/${entry}`,
  ),
  ...["index", "define", "pack", "testing"].map((entry) => `packages/policies/src/${entry}`),
  "packages/gate/src/index",
  ...["index", "aws/index"].map((entry) => `packages/components/src/${entry}`),
  "packages/testing/src/index",
];
let compiled: TypeScriptBlocks;
beforeAll(() => {
  compiled = new TypeScriptBlocks(root, [
    ...typescript,
    { path: join(root, "given.d.ts"), code: GIVEN },
    {
      path: join(root, "docs", "rules.ts"),
      code: 'export declare const ourRules: import("@roadbed/policies").Rule[];',
    },
    { path: join(root, "entries.ts"), code: entries.map((entry) => `import "./${entry}";`).join("\n") },
  ]);
}, 120_000);

describe("the TypeScript of the documentation", () => {
  it.each(typescript)("$title compiles", ({ path }) => {
    expect(compiled.faultsOf(path)).toEqual([]);
  });
});

describe("the doc comments", () => {
  it.each(entries)("%s exports nothing without one", (entry) => {
    expect(compiled.undocumentedIn(join(root, `${entry}.ts`))).toEqual([]);
  });
});

describe("the files of the documentation", () => {
  const folder = mkdtempSync(join(tmpdir(), "roadbed-docs-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, code: string) => {
    const path = join(folder, name);
    writeFileSync(path, code);
    return path;
  };

  it("docs/policies.md shows a roadbed.yaml", async () => {
    const [block] = blocksOf("yaml").filter(({ title }) => title.startsWith("docs/policies.md"));
    const readShape = await shapeReader();
    const { content, problems } = readShape(new YamlFile(written("roadbed.yaml", block?.code ?? "")));
    expect(problems).toEqual([]);
    expect(content).toHaveProperty("preset");
  });

  it("docs/gate.md shows a roadbed.context.json", () => {
    const [block] = blocksOf("json").filter(({ title }) => title.startsWith("docs/gate.md"));
    expect(readContextFile(written("roadbed.context.json", block?.code ?? ""))).toHaveLength(1);
  });
});

describe("the commands of the documentation", () => {
  const commands = blocksOf("").flatMap(({ title, code }) =>
    code.split("\n").map((line) => ({ title, line: line.replace(/\s#\s.*/, "") })),
  );

  it("roadbed knows every command and flag", async () => {
    const unknown: string[] = [];
    for (const { title, line } of commands) {
      const [, command = "", rest = ""] = /\broadbed (?:-- )?([a-z-]+)(.*)/.exec(line) ?? [];
      if (command === "") continue;
      const around = surroundings();
      await run([command, "--help"], around);
      const known: readonly string[] = around.out().match(/(?<=^ {2}.*)--?[a-z][a-z-]*/gm) ?? [];
      const used: readonly string[] = rest.match(/(?<=\s)--?[a-z][a-z-]*/g) ?? [];
      if (known.length === 0 || used.some((flag) => !known.includes(flag))) unknown.push(`${title}: ${line}`);
    }
    expect(unknown).toEqual([]);
  });

  it("package.json has every script", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const named = commands.flatMap(({ title, line }) => {
      // Of the workspace itself; a member's have "-w".
      const [, name] = /\bnpm (?:run )?(test|(?<=run )[a-z]+)(?!.* -w )/.exec(line) ?? [];
      return name === undefined ? [] : [{ title, name }];
    });
    expect(named.map(({ name }) => name)).toContain("check");
    expect(named.filter(({ name }) => !(name in scripts))).toEqual([]);
  });
});

describe("the links of the documentation", () => {
  const anchorsOf = (page: string) =>
    [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, text = ""]) => headingAnchor(text));

  it.each(pages)("%s leads to what is there", (page) => {
    const lost = [...read(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = ""]) => {
      if (/^https?:/.test(link)) return [];
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      if (!existsSync(join(root, target))) return [link];
      return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [link];
    });
    expect(lost).toEqual([]);
  });
});
