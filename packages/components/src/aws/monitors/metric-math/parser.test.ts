import { parseMetricMath } from "./parser";
import type { Expression } from "./syntax";

/** Returns an expression with parentheses around every operation. */
function explicit(expression: Expression): string {
  switch (expression.kind) {
    case "number":
      return String(expression.value);
    case "string":
      return JSON.stringify(expression.value);
    case "id":
      return expression.id;
    case "word":
      return expression.word;
    case "array":
      return `[${expression.items.map(explicit).join(", ")}]`;
    case "negation":
      return `(-${explicit(expression.operand)})`;
    case "binary":
      return `(${explicit(expression.left)} ${expression.operator} ${explicit(expression.right)})`;
    case "call":
      return `${expression.name}(${expression.args.map(explicit).join(", ")})`;
  }
}

describe("parseMetricMath", () => {
  it.each([
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["10 - 4 - 3", "((10 - 4) - 3)"],
    ["100 / 5 / 2", "((100 / 5) / 2)"],
    ["100 * a / b", "((100 * a) / b)"],
    ["2 * a ^ 2", "(2 * (a ^ 2))"],
    ["-5 * a", "((-5) * a)"],
    ["a - -b", "(a - (-b))"],
    ["(-a) ^ 2", "((-a) ^ 2)"],
    ["a ^ (b ^ c)", "(a ^ (b ^ c))"],
    ["a + 1 > b * 2", "((a + 1) > (b * 2))"],
    ["a > 15 AND b > 15 OR c > 15", "(((a > 15) AND (b > 15)) OR (c > 15))"],
    ["a > 1 && b > 1 || c > 1", "(((a > 1) AND (b > 1)) OR (c > 1))"],
    ["(a > 1) > b", "((a > 1) > b)"],
    ["IF(r >= 20, 100 * e / r, 0)", "IF((r >= 20), ((100 * e) / r), 0)"],
    ["MAX([FILL(u1, 0), FILL(u2, REPEAT)])", "MAX([FILL(u1, 0), FILL(u2, REPEAT)])"],
    ["SUM(METRICS('errors'))", 'SUM(METRICS("errors"))'],
    ["METRICS()", "METRICS()"],
    ["50.25 + .5", "(50.25 + 0.5)"],
    ["a==b", "(a == b)"],
    ["ORDERS", "ORDERS"],
  ])("parses %s", (text, expected) => {
    expect(explicit(parseMetricMath(text))).toBe(expected);
  });

  it("reports the depth of an expression instead of overflowing the stack", () => {
    const nested = (depth: number) => "(".repeat(depth) + "a" + ")".repeat(depth);
    expect(explicit(parseMetricMath(nested(50)))).toBe("a");
    expect(() => parseMetricMath(nested(50_000))).toThrow("the expression is nested too deeply");
    expect(() => parseMetricMath("-".repeat(50_000))).toThrow("the expression is nested too deeply");
  });
});
