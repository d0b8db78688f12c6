import { PlanFileError } from "@roadbed/plan";
import { PreviewError, type PreviewErrorCode } from "@roadbed/plan/preview";
import { exitCodeFor } from "../model/failure";
import { CommandError } from "./command-error";
import { failureOf, failuresOf } from "./failure-of";

describe("failureOf", () => {
  it("returns the code and message of a CommandError", () => {
    const error = new CommandError("stack-not-found", "There is no such stack.");
    expect(failureOf(error)).toEqual({ code: "stack-not-found", message: "There is no such stack." });
  });

  it.each<[PreviewErrorCode, string, number]>([
    ["usage", "preview-not-possible", 2],
    ["configuration", "configuration-invalid", 2],
    ["authentication", "login-required", 3],
    ["no-stack", "stack-not-found", 6],
    ["program", "program-failed", 1],
    ["timeout", "timeout", 9],
    ["canceled", "canceled", 8],
  ])("maps the preview error %s to %s with exit code %d", (previewCode, expectedCode, exitCode) => {
    const { code, message } = failureOf(new PreviewError(previewCode, "It failed."));
    expect([code, exitCodeFor(code), message]).toEqual([expectedCode, exitCode, "It failed."]);
  });

  it("reports an invalid plan file", () => {
    const error = new PlanFileError("syntax", "x.json:1:1: invalid JSON.");
    expect(failureOf(error)).toEqual({ code: "input-file-invalid", message: "x.json:1:1: invalid JSON." });
  });

  it.each([
    ["ENOSPC", "file-not-writable", "Cannot write /x: the disk is full (ENOSPC)."],
    ["ELOOP", "input-file-invalid", "Cannot read /x: its symbolic links form a loop (ELOOP)."],
  ])("reports %s as a condition of the machine", (code, expectedCode, message) => {
    const error = Object.assign(new Error(`${code}: it failed`), { code, path: "/x" });
    expect(failureOf(error)).toEqual({ code: expectedCode, message });
  });

  it.each([new TypeError("x is not a function."), "x is not a function"])(
    "reports %p as a defect of the gate",
    (error) => {
      expect(failureOf(error)).toEqual({
        code: "internal-error",
        message: "Internal error: x is not a function. Run with --debug for the stack trace.",
      });
    },
  );
});

describe("failuresOf", () => {
  it("returns a failure for each problem", () => {
    const error = new CommandError("settings-invalid", ["One.", "Two."]);
    expect(error.message).toBe("One. Two.");
    expect(failuresOf(error)).toEqual([
      { code: "settings-invalid", message: "One." },
      { code: "settings-invalid", message: "Two." },
    ]);
  });
});
