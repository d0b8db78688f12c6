import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { PlanFileError } from "../errors/plan-file-error";
import { serializePlan } from "../saved-plan/saved-plan";
import { readCliPreview, readPlanFile } from ".";

const RECORDINGS = join(__dirname, "../../testdata/cli-recordings");
const recorded = (...path: string[]) => join(RECORDINGS, ...path);
const read = (...path: string[]) => readFileSync(recorded(...path), "utf8");

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roadbed-plan-file-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileWith(content: string | Buffer): string {
  const path = join(folder, "given.json");
  writeFileSync(path, content);
  return path;
}

/** Returns the error's code and message without the file path. */
function rejection(path: string): string {
  try {
    readPlanFile(path);
  } catch (error) {
    if (error instanceof PlanFileError) return `${error.code}: ${error.message.replaceAll(path, "FILE")}`;
    throw error;
  }
  throw new Error("The file was accepted.");
}

describe("readPlanFile", () => {
  it.each([
    ["digest", recorded("replace", "stdout.json")],
    ["event-log", recorded("replace", "events.jsonl")],
  ])("recognizes a %s", (kind, path) => {
    const file = readPlanFile(path);
    expect(file.kind).toBe(kind);
    expect(file.plan.steps.filter(({ operation }) => operation === "replace")).toHaveLength(4);
  });

  it("recognizes a saved plan", () => {
    const { plan } = readCliPreview({ eventLog: read("update", "events.jsonl") });
    const file = readPlanFile(fileWith(serializePlan(plan, { metadata: { commit: "4f2a" } })));
    expect(file).toMatchObject({ kind: "saved", metadata: { commit: "4f2a" } });
    expect(file.plan).toEqual(plan);
  });

  it("accepts a single line, a byte order mark, and UTF-16 from PowerShell", () => {
    const digest = read("update", "stdout.json");
    const encodings = [
      JSON.stringify(JSON.parse(digest)),
      `\uFEFF${digest}`,
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(digest, "utf16le")]),
    ];
    for (const encoding of encodings) expect(readPlanFile(fileWith(encoding)).kind).toBe("digest");
  });

  it("uses the given organization", () => {
    expect(readPlanFile(recorded("update", "stdout.json"), { organization: "acme" }).plan.organization).toBe("acme");
  });

  it("returns a failed plan for an incomplete event log", () => {
    const log = read("replace", "events.jsonl");
    const { plan } = readPlanFile(fileWith(log.slice(0, log.length * 0.7)));
    expect(plan.result).toBe("failed");
    expect(plan.steps.length).toBeGreaterThan(4);
    expect(plan.gaps.notes[0]).toBe("The event log is incomplete, because it has no summary event.");
  });
});

describe("readPlanFile, for another file", () => {
  it.each([
    [
      "the export of a stack",
      () => recorded("state.json"),
      'wrong-kind: FILE is a stack state, not a plan. To compare a preview with the state, pass the file with "--state".',
    ],
    [
      "an update plan",
      () => recorded("create", "plan.json"),
      'wrong-kind: FILE is an update plan from "pulumi preview --save-plan", which contains only differences. Pass the output of "pulumi preview --json".',
    ],
    [
      "an analysis of a state",
      () => recorded("policy-analyze", "stdout.json"),
      'wrong-kind: FILE is the output of "pulumi policy analyze", which contains findings, but no plan.',
    ],
    [
      "the log of an update",
      () =>
        fileWith(
          read("update", "events.jsonl")
            .replaceAll(',"planning":true', "")
            .replace('"isPreview":true', '"isPreview":false'),
        ),
      'wrong-kind: FILE is the event log of a deployment. Pass the event log of "pulumi preview".',
    ],
    [
      "the log of an update that was stopped",
      () => fileWith(read("update", "events.jsonl").replaceAll(',"planning":true', "").slice(0, 9000)),
      'wrong-kind: FILE is the event log of a deployment. Pass the event log of "pulumi preview".',
    ],
    [
      "a summary",
      () => fileWith('{"result":"succeeded","duration":1,"resources":[]}'),
      'wrong-kind: FILE is the summary from "pulumi preview --output json", which contains no properties. Pass the output of "pulumi preview --json".',
    ],
    [
      "a plan of Terraform",
      () => fileWith('{"format_version":"1.2","planned_values":{}}'),
      "wrong-kind: FILE is a Terraform plan, not a Pulumi plan.",
    ],
    [
      "something else",
      () => fileWith('"hunter22"'),
      'wrong-kind: FILE does not contain a plan. Pass a file from "roadbed check --save-plan", the output of "pulumi preview --json", or an event log.',
    ],
    [
      "a digest that was cut off",
      () => fileWith(read("update", "stdout.json").slice(0, 500)),
      "syntax: FILE:16:31: invalid JSON: unexpected end of string.",
    ],
    ["text", () => fileWith("error: no stack"), "syntax: FILE:1:1: invalid JSON: invalid symbol."],
    ["nothing", () => fileWith(""), "syntax: FILE:1:1: invalid JSON: the file is empty."],
    ["a folder", () => folder, "unreadable: FILE is not a file."],
    ["a device", () => "/dev/zero", "unreadable: FILE is not a file."],
  ])("names the kind of the file: %s", (_, file, message) => {
    expect(rejection(file())).toBe(message);
  });

  it("rejects a missing file", () => {
    expect(rejection(join(folder, "missing.json"))).toBe("unreadable: FILE does not exist.");
  });

  it.each([
    [
      "the steps of a digest",
      '{"duration":1,"steps":{}}',
      "invalid-content: FILE: steps: expected an array, got an object.",
    ],
    [
      "a state in a digest",
      '{"duration":1,"steps":[{"op":"same","urn":"u","newState":{"urn":"u"}}]}',
      "invalid-content: FILE: steps[0].newState.type: the required property is missing.",
    ],
    [
      "a value in a digest",
      '{"duration":1,"steps":[{"op":"same","urn":"u","newState":{"urn":"u","type":"t","inputs":{"a":{"4dabf18193072939515e22adb298388d":"5cf8f73096256a8f31e491e813e4eb8e"}}}}]}',
      "invalid-content: FILE: steps[0].newState.inputs.a.urn: expected a string, got undefined.",
    ],
    [
      "a value in an event",
      '{"sequence":0,"cancelEvent":{}}\n\n{"sequence":1,"resourcePreEvent":{"metadata":{"op":"same","urn":7}}}\n',
      "invalid-content: FILE:3: resourcePreEvent.metadata.urn: expected a string, got a number.",
    ],
    [
      "a line that is not an event",
      '{"sequence":0,"cancelEvent":{}}\n{"sequence":1}\n',
      "invalid-content: FILE:2: the line: expected an event.",
    ],
    [
      "an invalid line",
      '{"sequence":0,"cancelEvent":{}}\n{"sequence":}\n',
      "syntax: FILE:2:13: invalid JSON: value expected.",
    ],
  ])("reports the position of the problem: %s", (_, content, message) => {
    expect(rejection(fileWith(content))).toBe(message);
  });

  it("throws only documented errors", () => {
    const contents = [read("options", "stdout.json"), read("create-policy-violation", "events.jsonl")];
    fc.assert(
      fc.property(
        fc.constantFrom(...contents),
        fc.nat(100_000),
        fc.nat(500),
        fc.string(),
        (content, from, length, instead) => {
          const path = fileWith(content.slice(0, from) + instead + content.slice(from + length));
          try {
            expect(["succeeded", "failed"]).toContain(readPlanFile(path).plan.result);
          } catch (error) {
            if (!(error instanceof PlanFileError)) throw error;
          }
        },
      ),
      { numRuns: 200 },
    );
  });

  it("throws only documented errors for any replaced value", () => {
    const lines = read("create-policy-violation", "events.jsonl")
      .split("\n")
      .filter((line) => !line.includes('"severity":"debug"'));
    fc.assert(
      fc.property(fc.constantFrom(...lines.filter(Boolean)), fc.nat(40), fc.json(), (line, index, json) => {
        const values = [...line.matchAll(/:("[^"]*"|true|null|\{\}|\d+)/g)];
        const hit = values[index % values.length];
        const from = hit?.index ?? 0;
        const changed = `${line.slice(0, from)}:${json}${line.slice(from + (hit?.[0].length ?? 0))}`;
        try {
          readPlanFile(fileWith(`${changed}\n`));
        } catch (error) {
          if (!(error instanceof PlanFileError)) throw error;
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("malicious names in a digest", () => {
  it("do not affect anything else", () => {
    const inputs = '{"__proto__":{"polluted":true},"constructor":1}';
    const path = fileWith(
      `{"duration":1,"steps":[{"op":"create","urn":"__proto__","newState":{"urn":"__proto__","type":"t","inputs":${inputs},"propertyDependencies":{"__proto__":[]}}}]}`,
    );
    const [resource] = readPlanFile(path).plan.resources;
    expect(Object.keys(resource?.inputs ?? {})).toEqual(["__proto__", "constructor"]);
    expect(Object.keys(resource?.propertyDependencies ?? {})).toEqual(["__proto__"]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
