import { PlanFileError } from "@roadbed/plan";
import { PreviewError, type PreviewErrorCode } from "@roadbed/plan/preview";
import { CommandError } from "../failures/command-error";
import { EXIT_CODES } from "../model/exit-codes";
import { failureOf } from "./failure-of";
import { traceOf } from "../redaction/error-trace";

describe("what an error means to the user", () => {
  it("is what it says, if it was thrown for the user", () => {
    const error = new CommandError("noStack", "There is no such stack.");
    expect(failureOf(error)).toEqual({ reason: "noStack", message: "There is no such stack." });
  });

  it.each<[PreviewErrorCode, number]>([
    ["usage", 2],
    ["configuration", 2],
    ["authentication", 3],
    ["no-stack", 6],
    ["program", 1],
    ["timeout", 9],
    ["cancelled", 8],
  ])("is exit code %s of a preview: %d", (problem, code) => {
    const { reason, message } = failureOf(new PreviewError(problem, "It is so."));
    expect([EXIT_CODES[reason].code, message]).toEqual([code, "It is so."]);
  });

  it("is a matter of usage, if a file of theirs is wrong", () => {
    const error = new PlanFileError("syntax", "x.json:1:1: invalid JSON.");
    expect(failureOf(error)).toEqual({ reason: "usage", message: "x.json:1:1: invalid JSON." });
  });

  it.each([new TypeError("x is not a function."), "x is not a function"])(
    "is a fault of the gate otherwise",
    (error) => {
      expect(failureOf(error)).toEqual({
        reason: "error",
        message: "Internal error: x is not a function; run with --debug for the stack trace.",
      });
    },
  );
});

describe("a trace", () => {
  it("shows the causes, and nothing that is shaped like a credential or obeyed by a terminal", () => {
    const trace = traceOf(new Error("above \u001b[2J", { cause: new Error("below AKIAIOSFODNN7EXAMPLE") }));
    expect(trace).toMatch(/^Error: above \n {4}at .*\n[^]*\[cause\]: Error: below \[secret\]\n/);
    expect(trace).not.toContain("\u001b");
  });
});
