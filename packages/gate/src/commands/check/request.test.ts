import { checkRequest } from "../../../test/requests";
import { refuseConflicts, type CheckRequest } from "./request";

const check = (flags: Partial<CheckRequest>, directories: readonly string[] = ["."]) => {
  try {
    refuseConflicts(checkRequest(flags), directories);
    return "accepted";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

const FROM = "a plan from a file is judged as it is, and no program is run.";
const PAST = "each of them says what the stack was.";
const KEPT = "the Pulumi CLI compares with the state that it keeps itself.";

describe("flags that make no sense together are refused with the reason", () => {
  it.each<[string, Partial<CheckRequest>, string]>([
    ["--from and --state", { from: "x", state: "y" }, FROM],
    ["--from and --base", { from: "x", base: "main" }, FROM],
    ["--from and --base-plan", { from: "x", basePlan: "y" }, FROM],
    ["--from and --engine", { from: "x", engine: "embedded" }, FROM],
    ["--from and --config", { from: "x", config: { a: "1" } }, FROM],
    ["--from and --pass-env", { from: "x", passEnvironment: ["A"] }, FROM],
    ["--from and --timeout", { from: "x", timeoutSeconds: 1 }, FROM],
    ["--from and --type-check", { from: "x", typeCheck: true }, FROM],
    ["--from and --context", { from: "x", context: "y" }, FROM],
    ["--from and --record-context", { from: "x", recordContext: true }, FROM],
    ["--state and --base", { state: "x", base: "main" }, PAST],
    ["--state and --base-plan", { state: "x", basePlan: "y" }, PAST],
    ["--engine pulumi and --state", { engine: "pulumi", state: "x" }, KEPT],
    ["--engine pulumi and --base", { engine: "pulumi", base: "main" }, KEPT],
    ["--engine pulumi and --base-plan", { engine: "pulumi", basePlan: "x" }, KEPT],
    [
      "--engine pulumi and --pass-env",
      { engine: "pulumi", passEnvironment: ["A"] },
      "the Pulumi CLI hands its whole environment to the program.",
    ],
  ])("%s", (pair, flags, reason) => expect(check(flags)).toBe(`${pair} exclude each other: ${reason}`));

  it.each<[string, Partial<CheckRequest>]>([
    ["--from", { from: "x" }],
    ["--state", { state: "x" }],
    ["--context", { context: "x" }],
    ["--base-plan", { basePlan: "x" }],
    ["--save-plan", { savePlan: "x" }],
  ])("%s and several folders", (flag, flags) => {
    expect(check(flags, ["a", "b"])).toBe(`${flag} is for one stack: name one folder, not 2.`);
    expect(check(flags)).toBe("accepted");
  });

  it("recording without providers", () => {
    const sentence = "--record-context needs --engine pulumi: only providers know the answers.";
    expect(check({ recordContext: true })).toBe(sentence);
    expect(check({ recordContext: true, engine: "auto" })).toBe(sentence);
    expect(check({ recordContext: true, engine: "pulumi", context: "x" })).toBe("accepted");
  });

  it("answers where providers give them", () => {
    expect(check({ context: "x", engine: "pulumi" })).toBe(
      "--engine pulumi and --context exclude each other, except to say where --record-context writes: providers answer by themselves.",
    );
  });

  it("and no others", () => {
    expect(check({ from: "x", savePlan: "y", stack: "dev", strict: true })).toBe("accepted");
    expect(check({ base: "main", basePlan: "y" })).toBe("accepted");
    expect(check({ engine: "auto", state: "y" })).toBe("accepted");
    expect(check({ base: "main" }, ["a", "b"])).toBe("accepted");
  });
});
