import { checkRequest } from "../../../test/requests";
import { CommandError } from "../../failures/command-error";
import { rejectConflicts } from "../../flags/conflicts";
import { longName } from "../../flags/flag";
import { CHECK_FLAGS, type CheckRequest } from "./flags";

/** Returns the error message for a request, or undefined if its flags can be combined. */
function conflictIn(request: Partial<CheckRequest>, directories: readonly string[] = ["."]): string | undefined {
  try {
    rejectConflicts(CHECK_FLAGS, checkRequest(request), directories);
    return undefined;
  } catch (error) {
    if (error instanceof CommandError && error.code === "conflicting-flags") return error.message;
    throw error;
  }
}

describe("the flags of roadbed check", () => {
  it.each<[string, Partial<CheckRequest>]>([
    ["--from and --state", { from: "x", state: "y" }],
    ["--from and --base", { from: "x", base: "main" }],
    ["--from and --base-plan", { from: "x", basePlan: "y" }],
    ["--from and --engine", { from: "x", engine: "embedded" }],
    ["--from and --config", { from: "x", config: { a: "1" } }],
    ["--from and --pass-env", { from: "x", passEnvironment: ["A"] }],
    ["--from and --timeout", { from: "x", timeoutSeconds: 1 }],
    ["--from and --type-check", { from: "x", typeCheck: true }],
    ["--from and --no-sdk-patches", { from: "x", sdkPatches: false }],
    ["--from and --context", { from: "x", context: "y" }],
    ["--from and --record-context", { from: "x", recordContext: true }],
    ["--from and --new-only", { from: "x", newOnly: true }],
    ["--state and --base", { state: "x", base: "main" }],
    ["--state and --base-plan", { state: "x", basePlan: "y" }],
    ["--state and --new-only", { state: "x", newOnly: true }],
    ["--write-baseline and --base", { writeBaseline: true, base: "main" }],
    ["--write-baseline and --new-only", { writeBaseline: true, newOnly: true }],
    ["--write-baseline and --no-baseline", { writeBaseline: true, baseline: false }],
    ["--engine pulumi and --state", { engine: "pulumi", state: "x" }],
    ["--engine pulumi and --base", { engine: "pulumi", base: "main" }],
    ["--engine pulumi and --base-plan", { engine: "pulumi", basePlan: "x" }],
    ["--engine pulumi and --pass-env", { engine: "pulumi", passEnvironment: ["A"] }],
    ["--engine pulumi and --no-sdk-patches", { engine: "pulumi", sdkPatches: false }],
    ["--engine pulumi and --context", { engine: "pulumi", context: "x" }],
  ])("cannot be combined: %s", (pair, request) => {
    expect(conflictIn(request)).toMatch(new RegExp(`^${pair} cannot be combined: .+\\.$`));
  });

  it.each<[string, Partial<CheckRequest>]>([
    ["--from", { from: "x" }],
    ["--state", { state: "x" }],
    ["--context", { context: "x" }],
    ["--base-plan", { basePlan: "x" }],
    ["--save-plan", { savePlan: "x" }],
  ])("restrict %s to one directory", (flag, request) => {
    expect(conflictIn(request, ["a", "b"])).toBe(
      `${flag} applies to one stack, but 2 directories are given. Pass one directory.`,
    );
    expect(conflictIn(request)).toBeUndefined();
  });

  it("require --engine pulumi for --record-context", () => {
    const message = "--record-context requires --engine pulumi: only providers can return the results of lookups.";
    expect(conflictIn({ recordContext: true })).toBe(message);
    expect(conflictIn({ recordContext: true, engine: "auto" })).toBe(message);
    expect(conflictIn({ recordContext: true, engine: "pulumi", context: "x" })).toBeUndefined();
  });

  it("require as many --policy-pack-config flags as --policy-pack flags", () => {
    const files = { policyPackConfigs: ["a.json"] };
    expect(conflictIn({ ...files, policyPacks: ["a"] })).toBeUndefined();
    expect(conflictIn({ ...files, policyPacks: ["a", "b"] })).toBe(
      "--policy-pack-config must be given as often as --policy-pack: expected 2, got 1.",
    );
    expect(conflictIn(files)).toBe("--policy-pack-config requires --policy-pack: the file configures a policy pack.");
  });

  it.each<[Partial<CheckRequest>, readonly string[]]>([
    [{ from: "x", savePlan: "y", stack: "dev", strict: true }, ["."]],
    [{ base: "main", basePlan: "y" }, ["."]],
    [{ engine: "auto", state: "y" }, ["."]],
    [{ from: "x", newOnly: false }, ["."]],
    [{ base: "main" }, ["a", "b"]],
  ])("can be combined in %j", (request, directories) => expect(conflictIn(request, directories)).toBeUndefined());

  it("refer only to existing flags in their conflicts", () => {
    const flags = Object.values(CHECK_FLAGS).map((flag) => longName(flag.flags));
    const known = [...flags, "--no-baseline", "--engine pulumi"];
    const named = Object.values(CHECK_FLAGS).flatMap(({ conflicts = [], requires }) => [
      ...conflicts.flatMap((conflict) => [
        ...conflict.flags,
        ...(conflict.unless === undefined ? [] : [conflict.unless]),
      ]),
      ...(requires === undefined ? [] : [requires.flag]),
    ]);
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });
});
