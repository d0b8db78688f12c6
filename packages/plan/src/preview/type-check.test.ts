import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeFiles, writeFiles } from "../../test/program";
import { inTurn } from "../../test/turns";
import { findProgram } from "../program/project";
import { checkTypes, type TypeCheckOptions } from "./type-check";

afterAll(removeFiles);

const YAML = "name: sample\nruntime: nodejs\n";
const STRICT = JSON.stringify({ compilerOptions: { strict: true, types: [], composite: true, skipLibCheck: true } });

async function check(files: Readonly<Record<string, string>>, options: TypeCheckOptions = {}) {
  const program = await findProgram(writeFiles({ "Pulumi.yaml": YAML, ...files }));
  return inTurn(() => checkTypes(program, options));
}

/** The content of a file that is not written. */
const NONE = "none";

/** A compiler with the given code. */
const compiler = (body: string) => ({ "node_modules/typescript/bin/tsc": body, "index.ts": "", "tsconfig.json": "{}" });

describe("checkTypes", () => {
  it.concurrent("returns the file, line, and column of each problem, relative to the directory of Pulumi.yaml", async () => {
    const files = { "Pulumi.yaml": `${YAML}main: infra\n`, "infra/tsconfig.json": STRICT };
    const index = 'export const a: number = 1;\nexport const b: { c: number } = { c: "x" };\n';
    const found = await check({
      ...files,
      "infra/index.ts": index,
      "infra/lib/other.ts": "export const d: string = 1;\n",
    });
    expect(found.map(({ message, ...place }) => ({ ...place, message: message.split("\n")[0] }))).toEqual([
      {
        file: "infra/index.ts",
        line: 2,
        column: 35,
        code: "TS2322",
        message: "Type 'string' is not assignable to type 'number'.",
      },
      {
        file: "infra/lib/other.ts",
        line: 1,
        column: 14,
        code: "TS2322",
        message: "Type 'number' is not assignable to type 'string'.",
      },
    ]);
  });

  it.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ["everything in tsconfig.json", {}, /^--project \S+\/tsconfig\.json --noEmit/],
    [
      "everything in the tsconfig that Pulumi.yaml names",
      { "Pulumi.yaml": "name: sample\nruntime: { name: nodejs, options: { tsconfig: infra.json } }\n" },
      /^--project \S+\/infra\.json --noEmit/,
    ],
    ["the index with what it imports", { "tsconfig.json": NONE }, /^\S+\/index\.ts --target es2020 .*--noEmit/],
    [
      "the file that package.json names",
      { "tsconfig.json": NONE, "package.json": '{ "main": "src/app.ts" }', "src/app.ts": "" },
      /^\S+\/src\/app\.ts --target/,
    ],
    [
      "the file that Pulumi.yaml names",
      { "tsconfig.json": NONE, "Pulumi.yaml": `${YAML}main: src/app.ts\n`, "src/app.ts": "" },
      /^\S+\/src\/app\.ts --target/,
    ],
  ])("checks %s", async (_, files, expected) => {
    const printsArguments = compiler('console.log("error TS1: " + process.argv.slice(2).join(" "));');
    const written = Object.entries({ ...printsArguments, ...files }).filter(([, content]) => content !== NONE);
    const [found] = await check(Object.fromEntries(written));
    expect(found?.message).toMatch(expected);
  });

  it("returns no problems for JavaScript", async () => {
    expect(await check({ "index.js": "let x = ;" })).toEqual([]);
    const off = "name: sample\nruntime: { name: nodejs, options: { typescript: false } }\n";
    expect(await check({ "Pulumi.yaml": off, "index.ts": "let x = ;", "tsconfig.json": "{}" })).toEqual([]);
  });

  it("returns problems without a position and multi-line messages", async () => {
    const output =
      'console.log("error TS5023: Unknown option.\\nindex.ts(1,2): error TS1: No.\\n  Since so.\\n\\nBye"); process.exit(2);';
    expect(await check(compiler(output))).toEqual([
      { code: "TS5023", message: "Unknown option." },
      { code: "TS1", file: "index.ts", line: 1, column: 2, message: "No.\n  Since so." },
    ]);
  });
});

describe("checkTypes, if it cannot run the compiler", () => {
  it("names the command that installs a compiler", async () => {
    const root = realpathSync(mkdtempSync(join(tmpdir(), "roadbed-types-")));
    writeFileSync(join(root, "Pulumi.yaml"), YAML);
    writeFileSync(join(root, "index.ts"), "");
    await expect(checkTypes(await findProgram(root))).rejects.toMatchObject({
      code: "usage",
      message: `The types of the program in ${root} cannot be checked, because no compiler is installed. Run "npm install --save-dev typescript" in that directory.`,
    });
    rmSync(root, { recursive: true });
  });

  it.each<[string, string, TypeCheckOptions, string, RegExp]>([
    [
      "crashes",
      "throw new Error('broken');",
      {},
      "program",
      /^The types cannot be checked: \S+tsc failed: \S+tsc:1\.$/,
    ],
    ["prints nothing", "process.exit(3);", {}, "program", /tsc failed: it printed nothing\.$/],
    [
      "does not finish",
      "setInterval(() => {}, 1000);",
      { timeoutSeconds: 0.3 },
      "timeout",
      /^The type check did not finish within 0\.3 s\.$/,
    ],
    [
      "is canceled",
      "setInterval(() => {}, 1000);",
      { signal: AbortSignal.timeout(300) },
      "canceled",
      /^The type check was canceled\.$/,
    ],
  ])("reports that the compiler %s", async (_, body, options, code, message) => {
    await expect(check(compiler(body), options)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    });
  });
});
