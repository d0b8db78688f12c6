import { traceOf } from "./error-trace";

describe("traceOf", () => {
  it("contains the causes of an error, without credentials and control characters", () => {
    const trace = traceOf(new Error("above \u001b[2J", { cause: new Error("below AKIAIOSFODNN7EXAMPLE") }));
    expect(trace).toMatch(/^Error: above \n {4}at .*\n[^]*\[cause\]: Error: below \[secret\]\n/);
    expect(trace).not.toContain("\u001b");
  });
});
