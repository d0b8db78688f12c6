import type { Plan } from "@roadbed/plan";
import { evaluation, plan } from "../../test/plans";
import { complete } from "../../test/stages";
import { stackFailures } from "./stack-failures";

describe("the failure of a program with unanswered lookups", () => {
  const message = (unansweredLookups: Plan["gaps"]["unansweredLookups"], error: string) => {
    const failed = plan([], {
      result: "failed",
      diagnostics: [{ severity: "error", message: error }],
      gaps: { ...plan([]).gaps, unansweredLookups },
    });
    return stackFailures(complete({ plan: failed, evaluation: evaluation([]) }), [])[0]?.message;
  };

  it("refers to the answers to add", () => {
    expect(message([{ token: "a:b:c", answer: '{"token":"a:b:c"}' }, { token: "a:b:d" }], "It broke.")).toBe(
      "It broke. There is no result for a:b:c, a:b:d. If the program needs it, add the entry that the report contains to roadbed.context.json, or record it with --engine pulumi --record-context.",
    );
  });

  it("names the lookups if no answer can be written by hand", () => {
    expect(message([{ token: "a:b:c", urn: "urn:pulumi:dev::shop::a:b:c::x" }], "It broke.")).toBe(
      "It broke. There is no result for a:b:c x. If the program needs it, record it with --engine pulumi --record-context.",
    );
  });

  it("does not contain them if a configuration value is missing", () => {
    const error = "Missing required configuration variable 'shop:size'";
    expect(message([{ token: "a:b:c" }], error)).toBe(error);
  });
});

/** Returns the message of the failure of a program with an error. */
function messageOf(error: string): string | undefined {
  const failing = plan([], { result: "failed", diagnostics: [{ severity: "error", message: error }] });
  return stackFailures(complete({ plan: failing, evaluation: evaluation([]) }), [])[0]?.message;
}

it("is only the reason why a program was stopped", () => {
  const stopped = plan([], { result: "failed", diagnostics: [{ severity: "error", message: "It is slow." }] });
  const failures = [{ code: "timeout", message: "It is slow." } as const];
  expect(stackFailures(complete({ plan: stopped, failures }), [])).toEqual(failures);
});

const UNHANDLED = "Running program '/app/index.ts' failed with an unhandled exception:\n";

describe("the failure of a program", () => {
  it.each([
    ["the error and its position", `${UNHANDLED}Error: boom (a.ts:3:9)\nwith details\n`, "Error: boom (a.ts:3:9)"],
    ["the thrown value", `${UNHANDLED}'a string'`, "'a string'"],
    [
      "the first error of the compiler",
      `${UNHANDLED}TSError: ⨯ Unable to compile TypeScript:\na.ts(3,9): error TS1005: ')' expected.\nb.ts(1,1): error`,
      "TSError: ⨯ Unable to compile TypeScript: a.ts(3,9): error TS1005: ')' expected.",
    ],
    [
      "a syntax error and its file",
      `${UNHANDLED}file:///app/a.mjs:1\nimport { q } from "./b.mjs";\n         ^\nSyntaxError: There is no q`,
      "SyntaxError: There is no q (file:///app/a.mjs:1)",
    ],
    [
      "the exit code without the output",
      "Program exited with non-zero exit code: 3\nbye",
      "Program exited with non-zero exit code: 3",
    ],
    [
      "a missing configuration value and the remedy",
      "Missing required configuration variable 'app:name'\n\tplease set a value",
      "Missing required configuration variable 'app:name' please set a value",
    ],
    [
      "the protected resource and the remedy",
      'unable to replace resource "urn"\nas it is currently marked for protection. To unprotect it, remove `protect`\n',
      'unable to replace resource "urn" as it is currently marked for protection. To unprotect it, remove `protect`',
    ],
    ["that there is no message", " \n", "The program failed without a message."],
  ])("is %s", (_, error, expected) => expect(messageOf(error)).toBe(expected));
});
