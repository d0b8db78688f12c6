import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { javaScript, removeFiles, writeFiles } from "../../test/program";
import { inTurn } from "../../test/turns";
import { findProgram, previewProgram } from ".";
import { modulesToLoadEarly, packagesFingerprint } from "./package-modules";
import { ProgramStandby } from "./standby";

// A separate directory, to check what the processes leave behind.
const temporary = mkdtempSync(join(tmpdir(), "standby-"));
process.env.TMPDIR = temporary;

afterAll(() => {
  removeFiles();
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  expect(left).toEqual([]);
});

const PROGRAM = `
const { value } = require("./value.js");
console.log("printed");
new Thing("thing", { value });
exports.seen = {
  argv: process.argv.slice(2), cwd: process.cwd(), main: require.main.filename,
  environment: Object.keys(process.env).filter((name) => name !== "ROADBED_RUN").sort().join(),
};`;

describe("a process in standby", () => {
  it("runs the saved program like a new process", async () => {
    const folder = writeFiles(javaScript(PROGRAM, { "value.js": "exports.value = 1;" }));
    const program = await findProgram(folder);
    const standby = new ProgramStandby();
    const take = jest.spyOn(standby, "take");
    let printed = "";
    const preview = async (config: Readonly<Record<string, string>> = {}) => {
      printed = "";
      const onEvent = (event: { readonly type: string; readonly text?: string }) => (printed += event.text ?? "");
      const plan = await inTurn(() => previewProgram(program, { stack: "dev", standby, config, onEvent }));
      standby.prepare();
      return { plan, printed, isFromStandby: take.mock.results.at(-1)?.value !== undefined };
    };
    const first = await preview();
    expect(standby.programFiles.map((file) => file.slice(folder.length + 1))).toContain("value.js");
    expect(first.isFromStandby).toBe(false);

    writeFileSync(join(folder, "value.js"), "exports.value = 2;");
    const second = await preview();
    expect(second.isFromStandby).toBe(true);
    expect([second.printed, second.plan.outputs]).toEqual([first.printed, first.plan.outputs]);
    expect(second.plan.resources.find(({ name }) => name === "thing")?.inputs).toEqual({ value: 2 });

    // The configuration is part of the environment.
    expect((await preview({ size: "3" })).isFromStandby).toBe(false);
    await standby.close();
  });
});

/** Writes an installed package, and returns its module. */
function install(root: string, name: string, manifest: object = {}): string {
  const folder = join(root, "node_modules", name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name, ...manifest }));
  writeFileSync(join(folder, "index.js"), "");
  return join(folder, "index.js");
}

describe("the installed packages", () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(temporary, "packages-"))));
  afterEach(() => rmSync(root, { recursive: true }));

  it("are loaded early only if they are SDKs or compile TypeScript", () => {
    const provider = install(root, "@acme/provider", { pulumi: { resource: true } });
    const typescript = install(root, "typescript");
    const runner = join(root, "node_modules/@pulumi/pulumi/cmd/run/index.js");
    const rest = [install(root, "dotenv"), join(root, "index.js"), runner];
    expect(modulesToLoadEarly([...rest, provider, typescript])).toEqual([provider, typescript]);
  });

  it.each<[change: string, change: (root: string) => void]>([
    ["a loaded file", () => writeFileSync(join(root, "node_modules/sdk/index.js"), "1;")],
    ["a manifest", () => install(root, "sdk", { main: "other.js" })],
    ["the lockfile", () => writeFileSync(join(root, "package-lock.json"), "{}")],
    ["the packages of a scope", () => install(root, "@acme/other")],
    ["the nested packages", () => install(join(root, "node_modules/sdk"), "@pulumi/pulumi")],
  ])("have a different fingerprint after a change of %s", (_, change) => {
    mkdirSync(join(root, "node_modules/@acme"), { recursive: true });
    const files = [install(root, "sdk")];
    const before = packagesFingerprint(root, files);
    expect(packagesFingerprint(root, files)).toBe(before);
    change(root);
    expect(packagesFingerprint(root, files)).not.toBe(before);
  });
});
