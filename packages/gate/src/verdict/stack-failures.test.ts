import type { Plan } from "@roadbed/plan";
import { evaluation, plan } from "../../test/plans";
import { filtered } from "../../test/stages";
import { stackFailures } from "./stack-failures";

describe("the failure of a program with unanswered lookups", () => {
  const message = (unansweredLookups: Plan["gaps"]["unansweredLookups"], error: string) => {
    const failed = plan([], {
      result: "failed",
      diagnostics: [{ severity: "error", message: error }],
      gaps: { ...plan([]).gaps, unansweredLookups },
    });
    return stackFailures(filtered({ plan: failed, evaluation: evaluation([]) }), [])[0]?.message;
  };

  it("contains the answers to add", () => {
    expect(message([{ token: "a:b:c", answer: '{"token":"a:b:c"}' }, { token: "a:b:d" }], "It broke.")).toBe(
      'It broke. There is no result for a:b:c, a:b:d. If the program needs it, add to "answers" in roadbed.context.json: {"token":"a:b:c"}',
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
