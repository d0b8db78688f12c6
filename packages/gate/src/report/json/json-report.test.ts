import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { blockedRun, comparedRun, failedRun, fileRun, passedRun, stateRun, verdictOf } from "../../../test/verdicts";
import { EXIT_CODES } from "../../model/exit-codes";
import type { StackRun } from "../../verdict/stack-run";
import { buildVerdict } from "../../verdict/verdict";
import { JSON_FORMAT_VERSION, jsonReport } from "./json-report";

const schema = JSON.parse(readFileSync(join(__dirname, "../../../verdict.schema.json"), "utf8")) as {
  properties: { version: { const: number } };
  $defs: { exitCode: { enum: number[] }; failure: { properties: { reason: { enum: string[] } } } };
};
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

function problemsOf(json: string): unknown {
  validate(JSON.parse(json));
  return validate.errors ?? [];
}

describe("the JSON report", () => {
  it.each<[string, StackRun[]]>([
    ["of a stack with everything", [blockedRun]],
    ["of several stacks", [blockedRun, passedRun, failedRun]],
    ["of one compared with its base", [comparedRun]],
    ["of one compared with a state, and one from a file", [stateRun, fileRun]],
    ["of none", []],
  ])("%s fits its published schema", (_, runs) => {
    expect(problemsOf(jsonReport(verdictOf(...runs)))).toEqual([]);
    expect(problemsOf(jsonReport(buildVerdict(runs, [{ reason: "error", message: "x" }], { strict: true })))).toEqual(
      [],
    );
  });

  it("has a schema that knows every exit code and reason", () => {
    const { passed, ...failures } = EXIT_CODES;
    const codes = [passed, ...Object.values(failures)].map(({ code }) => code);
    expect([...schema.$defs.exitCode.enum].sort()).toEqual([...codes].sort());
    expect([...schema.$defs.failure.properties.reason.enum].sort()).toEqual(Object.keys(failures).sort());
    expect(schema.properties.version.const).toBe(JSON_FORMAT_VERSION);
  });

  it("has a schema that refuses what it does not know", () => {
    const verdict = { ...verdictOf(passedRun), surprise: true };
    expect(problemsOf(jsonReport(verdict))).not.toEqual([]);
  });

  it("keeps identifiers exact, with everything that a terminal obeys escaped", () => {
    const name = "a\u001b[2J\u202e\u009b1m\u{e0001}";
    const json = jsonReport(verdictOf({ ...passedRun, stack: name }));
    expect(json).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect((JSON.parse(json) as { stacks: { stack: string }[] }).stacks[0]?.stack).toBe(name);
  });
});
