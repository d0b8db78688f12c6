import {
  isArithmetic,
  isComparison,
  type ArithmeticOperator,
  type BinaryOperator,
  type ComparisonOperator,
} from "../../src/aws/monitors/metric-math/syntax";
import { mapSeries, type MathValue } from "./math-value";
import { createSeries, type TimeSeries } from "./time-series";

/**
 * Returns the result of an operator.
 *
 * @remarks
 * Documented in https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html:
 *
 * - "Basic arithmetic functions": missing values are treated as 0, and a division by zero drops the data point.
 * - "Comparison and logical operators": the result is 0 or 1. If only one of two time series has a value for a timestamp, the
 *   missing value of the other is 0.
 *
 * Not documented, and assumed: a timestamp without a value in any operand has no value in the result; a number is combined only
 * with the existing values of a time series; a result that is not a finite number is dropped like a division by zero.
 */
export function combine(operator: BinaryOperator, left: MathValue, right: MathValue): MathValue {
  if (typeof left === "object" && "arrays" in left) {
    if (typeof right === "object" && "arrays" in right)
      return { arrays: pairwise(operator, left.arrays, right.arrays) };
    return mapSeries(left, (series) => combineSeries(operator, series, right));
  }
  if (typeof right === "object" && "arrays" in right) {
    return mapSeries(right, (series) => combineSeries(operator, left, series));
  }
  if (typeof left === "number" && typeof right === "number") {
    const value = apply(operator, left, right);
    if (value === undefined) throw new Error(`The result of ${left} ${operator} ${right} is not a number`);
    return value;
  }
  return combineSeries(operator, left, right);
}

/** Returns the negated value. */
export const negate = (value: MathValue): MathValue => (typeof value === "number" ? -value : combine("*", -1, value));

function pairwise(operator: BinaryOperator, left: readonly TimeSeries[], right: readonly TimeSeries[]): TimeSeries[] {
  if (left.length !== right.length) throw new Error("The arrays of time series have different lengths");
  return left.map((series, index) => combineSeries(operator, series, right[index] ?? []));
}

type SeriesOrNumber = TimeSeries | number;

function combineSeries(operator: BinaryOperator, left: SeriesOrNumber, right: SeriesOrNumber): TimeSeries {
  const length = typeof left === "number" ? (typeof right === "number" ? 0 : right.length) : left.length;
  return createSeries(length, (index) => {
    const first = typeof left === "number" ? left : left[index];
    const second = typeof right === "number" ? right : right[index];
    const isMissing =
      (typeof left === "number" || first === undefined) && (typeof right === "number" || second === undefined);
    return isMissing ? undefined : apply(operator, first ?? 0, second ?? 0);
  });
}

function apply(operator: BinaryOperator, left: number, right: number): number | undefined {
  if (isArithmetic(operator)) {
    const value = calculate(operator, left, right);
    return Number.isFinite(value) ? value : undefined;
  }
  if (isComparison(operator)) return compares(operator, left, right) ? 1 : 0;
  const isTrue = operator === "AND" ? left !== 0 && right !== 0 : left !== 0 || right !== 0;
  return isTrue ? 1 : 0;
}

function calculate(operator: ArithmeticOperator, left: number, right: number): number {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "/":
      return left / right;
    case "^":
      return left ** right;
  }
}

/** Whether a comparison is true. */
export function compares(operator: ComparisonOperator, left: number, right: number): boolean {
  switch (operator) {
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case "==":
      return left === right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}
