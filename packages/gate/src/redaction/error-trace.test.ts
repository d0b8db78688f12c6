import { traceOf } from "./error-trace";

describe("traceOf", () => {
  it("contains the causes of an error, without credentials and control characters", () => {
    const trace = traceOf(new Error("above \u001b[2J", { cause: new Error("below AKIAIOSFODNN7EXAMPLE") }), []);
    expect(trace).toMatch(/^Error: above \n {4}at .*\n[^]*\[cause\]: Error: below \[secret\]\n/);
    expect(trace).not.toContain("\u001b");
  });

  it("hides known secrets in the messages of all causes", () => {
    const error = new Error("cannot connect", { cause: new Error("no user correct-horse-77") });
    const trace = traceOf(error, ["correct-horse-77"]);
    expect(trace).toContain("no user [secret]");
    expect(trace).not.toContain("correct-horse");
  });
});
