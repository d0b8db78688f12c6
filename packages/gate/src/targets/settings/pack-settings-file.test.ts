import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { failuresIn } from "../../../test/failures-in";
import { readPackSettings } from "./pack-settings-file";

const folder = mkdtempSync(join(tmpdir(), "roadbed-pack-settings-"));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;

function fileWith(content: string): string {
  const file = join(folder, `${(count += 1)}.json`);
  writeFileSync(file, content);
  return file;
}

/** Returns the code, and the message without the path of the file, of each failure. */
async function failures(content: string): Promise<readonly string[]> {
  const file = fileWith(content);
  return (await failuresIn(() => readPackSettings(file))).map(
    ({ code, message }) => `${code} ${message.replace(file, "")}`,
  );
}

describe("readPackSettings", () => {
  it("reads levels and configuration properties by policy", async () => {
    const settings = { all: "advisory", tagged: { enforcementLevel: "mandatory", tags: ["Owner"] } };
    expect(await readPackSettings(fileWith(JSON.stringify(settings)))).toEqual(settings);
  });

  it("accepts an empty file, as the Pulumi CLI does", async () => {
    expect(await readPackSettings(fileWith(" \n"))).toEqual({});
  });

  it.each<[string, string, readonly string[]]>([
    ["a syntax error", "{", ["input-file-invalid :1:2: invalid JSON: close brace expected."]],
    ["an array", "[]", ["input-file-invalid :1:1: expected an object, got an array."]],
    [
      "every invalid setting",
      '{ "a": "off",\n  "b": 1,\n  "c": { "enforcementLevel": true } }',
      [
        'input-file-invalid :1:8: a: expected one of "mandatory", "remediate", "advisory", "disabled", got "off".',
        "input-file-invalid :2:8: b: expected an object, got 1.",
        'input-file-invalid :3:30: c.enforcementLevel: expected one of "mandatory", "remediate", "advisory", "disabled", got true.',
      ],
    ],
    [
      "Pulumi ESC environments",
      '{ "environments": ["shop/prod"] }',
      ["input-file-invalid :1:19: environments of Pulumi ESC cannot be opened without Pulumi Cloud."],
    ],
  ])("rejects %s with the position", async (_, content, expected) => {
    expect(await failures(content)).toEqual(expected);
  });
});
