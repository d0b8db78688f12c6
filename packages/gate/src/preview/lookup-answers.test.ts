import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { propertyMap } from "@roadbed/plan";
import type { RecordedLookup } from "@roadbed/plan/pulumi";
import { plan } from "../../test/plans";
import { openAnswers, recordAnswers } from "./lookup-answers";

const scratch = mkdtempSync(join(tmpdir(), "roadbed-answers-"));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Writes a context file with one answer and returns its path. */
function writeContext(folder: string, range: string): string {
  const root = join(scratch, folder);
  mkdirSync(root, { recursive: true });
  const file = join(root, "roadbed.context.json");
  const answer = { stack: "dev", token: "a:b:c", arguments: {}, provider: { name: "default", settings: {} } };
  const days = { asOf: "2026-05-01", expires: "2999-01-01" };
  writeFileSync(file, JSON.stringify({ version: 1, answers: [{ ...answer, ...days, result: { range } }] }));
  return file;
}

async function rangeOf(root: string, named?: string): Promise<unknown> {
  const answers = await openAnswers({ root: join(scratch, root) }, "dev", named);
  const call = { token: "a:b:c", arguments: propertyMap(), provider: propertyMap(), providerName: "default" };
  const found = answers?.lookups.invoke?.(call);
  return answers === undefined ? "no file" : found !== undefined && "range" in found ? found.range : "no answer";
}

describe("openAnswers", () => {
  it("opens the file next to Pulumi.yaml, separately for head and base", async () => {
    writeContext("head", "10.1.0.0/16");
    writeContext("base", "10.0.0.0/16");
    expect([await rangeOf("head"), await rangeOf("base"), await rangeOf("elsewhere")]).toEqual([
      "10.1.0.0/16",
      "10.0.0.0/16",
      "no file",
    ]);
  });

  it("opens the named file, which must exist", async () => {
    expect(await rangeOf("head", writeContext("named", "10.2.0.0/16"))).toBe("10.2.0.0/16");
    await expect(rangeOf("head", join(scratch, "none.json"))).rejects.toThrow(/none\.json does not exist\.$/);
  });
});

describe("recordAnswers", () => {
  const lookup = (token: string): RecordedLookup => ({
    token,
    provider: "",
    arguments: propertyMap(),
    result: propertyMap(),
  });

  it("returns the number of recorded answers and the lookups that it left out", async () => {
    const file = join(scratch, "recorded.json");
    expect(await recordAnswers(file, plan([]), [lookup("a:b:c")])).toBe(`1 result was recorded in ${file}.`);
    const secret = lookup("aws:ecr/getAuthorizationToken:getAuthorizationToken");
    expect(await recordAnswers(file, plan([]), [lookup("a:b:c"), lookup("a:b:d"), secret])).toBe(
      `2 results were recorded in ${file}; these lookups were left out, because they contain secrets: ${secret.token}.`,
    );
    expect(readFileSync(file, "utf8")).not.toContain("getAuthorizationToken");
  });

  it("writes no file without lookups", async () => {
    const file = join(scratch, "nothing.json");
    expect(await recordAnswers(file, plan([]), [])).toBe(`No result was recorded in ${file}.`);
    expect(() => readFileSync(file)).toThrow(/ENOENT/);
  });

  it("rejects a file that cannot be written", async () => {
    const file = join(scratch, "nowhere", "x.json");
    await expect(recordAnswers(file, plan([]), [lookup("a:b:c")])).rejects.toThrow(
      `${file} cannot be written (ENOENT).`,
    );
  });
});
