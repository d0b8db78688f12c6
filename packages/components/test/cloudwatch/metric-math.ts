import type { MetricMath } from "../../src/aws/monitors/metric";
import { RESULT_ID } from "../../src/aws/monitors/metric-math/analysis";
import { parseMetricMath } from "../../src/aws/monitors/metric-math/parser";
import type { Expression } from "../../src/aws/monitors/metric-math/syntax";
import { callFunction } from "./math-functions";
import { combine, negate } from "./math-operators";
import type { MathContext, MathValue } from "./math-value";
import type { TimeSeries } from "./time-series";

/**
 * Returns a function that evaluates metric math for the metrics of a context. The expressions are parsed once.
 */
export function prepareMath(math: MetricMath): (context: MathContext) => TimeSeries {
  const sources = Object.entries({ ...math.expressions, [RESULT_ID]: math.expression });
  const trees = new Map(sources.map(([id, text]) => [id, parseMetricMath(text)]));
  return (context) => {
    const results = new Map<string, MathValue>(Object.entries(context.metrics));
    const resolve = (id: string): MathValue => {
      const known = results.get(id);
      if (known !== undefined) return known;
      const tree = trees.get(id);
      if (tree === undefined) throw new Error(`There is no metric and no expression ${id}`);
      const value = evaluate(tree, resolve, context);
      results.set(id, value);
      return value;
    };
    const result = resolve(RESULT_ID);
    if (typeof result === "number" || "arrays" in result) throw new Error("The result is not one time series");
    return result;
  };
}

function evaluate(expression: Expression, resolve: (id: string) => MathValue, context: MathContext): MathValue {
  const evaluateOperand = (operand: Expression) => evaluate(operand, resolve, context);
  switch (expression.kind) {
    case "number":
      return expression.value;
    case "id":
      return resolve(expression.id);
    case "array":
      return {
        arrays: expression.items.flatMap((item) => {
          const value = evaluateOperand(item);
          if (typeof value === "number") throw new Error("An array contains time series, not numbers");
          return "arrays" in value ? value.arrays : [value];
        }),
      };
    case "negation":
      return negate(evaluateOperand(expression.operand));
    case "binary":
      return combine(expression.operator, evaluateOperand(expression.left), evaluateOperand(expression.right));
    case "call": {
      if (expression.name === "SERVICE_QUOTA") return serviceQuota(expression.args[0], context);
      const values = expression.args.map((argument) =>
        argument.kind === "word"
          ? argument.word
          : argument.kind === "string"
            ? argument.value
            : evaluateOperand(argument),
      );
      return callFunction(expression.name, values, context);
    }
    case "string":
    case "word":
      throw new Error(`Unexpected ${expression.kind} in the expression`);
  }
}

function serviceQuota(argument: Expression | undefined, { quotaOf }: MathContext): TimeSeries {
  if (argument?.kind !== "id") throw new Error("SERVICE_QUOTA accepts the ID of a metric");
  if (quotaOf === undefined) throw new Error("No quotas are known");
  return quotaOf(argument.id);
}
