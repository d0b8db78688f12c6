import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import {
  blockedRun,
  comparedRun,
  failedRun,
  fileRun,
  outputsRun,
  passedRun,
  stateRun,
  verdictOf,
  changedRun,
} from "../../../test/verdicts";
import { EXIT_CODES } from "../../model/exit-codes";
import { FAILURE_CODES } from "../../model/failure-codes";
import type { StackRun } from "../../verdict/stack-run";
import { buildVerdict } from "../../verdict/build-verdict";
import { JSON_FORMAT_VERSION, jsonReport } from "./json-report";

const schema = JSON.parse(readFileSync(join(__dirname, "../../../verdict.schema.json"), "utf8")) as {
  properties: { version: { const: number } };
  $defs: Record<"failureCode", { enum: string[] }> & { exitCode: { enum: number[] } };
};
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

function problemsOf(json: string): unknown {
  validate(JSON.parse(json));
  return validate.errors ?? [];
}

describe("the JSON report", () => {
  it.each<[string, StackRun[]]>([
    ["for a stack with all kinds of findings", [blockedRun]],
    ["for several stacks", [blockedRun, passedRun, failedRun]],
    ["for a stack compared with its base", [comparedRun]],
    ["for a stack whose outputs change", [outputsRun]],
    ["for a stack compared with a state and one from a file", [stateRun, fileRun]],
    ["for a stack with findings about changes", [changedRun]],
    ["without stacks", []],
  ])("%s matches its published schema", (_, runs) => {
    expect(problemsOf(jsonReport(verdictOf(...runs)))).toEqual([]);
    expect(
      problemsOf(jsonReport(buildVerdict(runs, [{ code: "program-failed", message: "x" }], { strict: true }))),
    ).toEqual([]);
  });

  it("has a schema with every exit code and failure code", () => {
    const codes = Object.values(EXIT_CODES).map(({ code }) => code);
    expect([...schema.$defs.exitCode.enum].sort()).toEqual([...codes].sort());
    expect([...schema.$defs.failureCode.enum].sort()).toEqual(Object.keys(FAILURE_CODES).sort());
    expect(schema.properties.version.const).toBe(JSON_FORMAT_VERSION);
  });

  it("has a schema that rejects unknown fields", () => {
    const verdict = { ...verdictOf(passedRun), surprise: true };
    expect(problemsOf(jsonReport(verdict))).not.toEqual([]);
  });

  it("keeps identifiers exact and escapes control characters", () => {
    const name = "a\u001b[2J\u202e\u009b1m\u{e0001}";
    const json = jsonReport(verdictOf({ ...passedRun, stack: name }));
    expect(json).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
    expect((JSON.parse(json) as { stacks: { stack: string }[] }).stacks[0]?.stack).toBe(name);
  });
});
