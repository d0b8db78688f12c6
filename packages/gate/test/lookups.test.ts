import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../src/cli/cli";
import { commandIO } from "./command-io";

jest.setTimeout(60_000);

// Outside the repository, so that only its packages can be reached.
const scratch = mkdtempSync(join(tmpdir(), "roadbed-lookups-"));
symlinkSync(join(__dirname, "../../../node_modules"), join(scratch, "node_modules"));
afterAll(() => rmSync(scratch, { recursive: true }));

const PROGRAM = `import * as pulumi from "@pulumi/pulumi";
const parse = (block: string): string => /^[\\d.]+/.exec(block)![0];
const vpc = pulumi.runtime.invoke("aws:ec2/getVpc:getVpc", { default: true });
export = async () => ({ range: parse((await vpc).cidrBlock), wrong: ((n: number) => n)("x") });
`;

function program(name: string, files: Readonly<Record<string, string>> = {}): string {
  const folder = join(scratch, name);
  cpSync(join(__dirname, "../testdata/passes"), folder, { recursive: true });
  rmSync(join(folder, "index.js"));
  writeFileSync(join(folder, "Pulumi.yaml"), "name: asks\nruntime: nodejs\n");
  writeFileSync(join(folder, "index.ts"), PROGRAM);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  return folder;
}

async function check(...parameters: readonly string[]): Promise<[code: number, text: string]> {
  const io = commandIO();
  const code = await run(["check", ...parameters], io);
  return [code, (io.out() + io.err()).replaceAll(scratch, "SCRATCH")];
}

const answer = {
  stack: "dev",
  token: "aws:ec2/getVpc:getVpc",
  arguments: { default: true },
  provider: { name: "default", settings: { region: "eu-west-1" } },
  asOf: "2026-05-01",
  expires: "2999-01-01",
  result: { cidrBlock: "172.31.0.0/16" },
};
const context = (more: object = {}) => JSON.stringify({ version: 1, answers: [{ ...answer, ...more }] }, undefined, 1);

describe("a data source lookup whose result the program uses at once", () => {
  it("ends a program that cannot use a placeholder, and the report contains the answer to add", async () => {
    const folder = program("bare");
    const [code, text] = await check(folder);
    expect(code).toBe(1);
    expect(text).toContain("incomplete  no result is available for these data source lookups: aws:ec2/getVpc:getVpc;");
    const [, entry = ""] = /^ +(\{"stack".*\})$/m.exec(text) ?? [];
    const filled = entry.replace('"cidrBlock":"FILL IN"', '"cidrBlock":"172.31.0.0/16"');
    writeFileSync(join(folder, "roadbed.context.json"), `{ "version": 1, "answers": [${filled}] }`);
    const [second, report] = await check(folder);
    expect(second).toBe(0);
    // The program does not use the values that were not filled in, but they remain unknown.
    expect(report).toContain(
      "incomplete  no result is available for these data source lookups: aws:ec2/getVpc:getVpc;",
    );
  });

  it("is answered from the file next to Pulumi.yaml while types are checked", async () => {
    const config = JSON.stringify({ compilerOptions: { strict: true, types: [], skipLibCheck: true } });
    const folder = program("known", { "roadbed.context.json": context(), "tsconfig.json": config });
    const [code, text] = await check(folder, "--type-check", "--config", "aws:region=eu-west-1");
    expect(text).toMatch(/^lookups {5}1 lookup answered from \S*roadbed\.context\.json, recorded on 2026-05-01$/m);
    expect(text).toContain(
      "FAILED asks/dev (exit code 1): 1 type error: index.ts:4:88: Argument of type 'string' is not assignable to parameter of type 'number'.",
    );
    expect([code, text.includes("incomplete")]).toEqual([1, false]);
  });

  it.each<[string, string, string]>([
    [
      "an invalid context file",
      context({ asOf: "yesterday" }),
      'SCRATCH/x.json:16:12: answers[0].asOf: expected a date such as 2026-01-31, got "yesterday".',
    ],
    [
      "a context file that contains a secret",
      context({ result: { password: "x" } }),
      'SCRATCH/x.json:19:17: answers[0].result.password: the value looks like a secret. Remove the property and add its name to "withheld".',
    ],
  ])("is not answered by %s", async (_, content, sentence) => {
    writeFileSync(join(scratch, "x.json"), content);
    const folder = join(__dirname, "../testdata/passes");
    expect(await check(folder, "--context", join(scratch, "x.json"))).toEqual([2, `error: ${sentence}\n`]);
  });

  it("is rejected with a missing context file", async () => {
    const [code, text] = await check(join(__dirname, "../testdata/passes"), "--context", join(scratch, "none.json"));
    expect([code, text]).toEqual([2, "error: SCRATCH/none.json does not exist.\n"]);
  });
});
