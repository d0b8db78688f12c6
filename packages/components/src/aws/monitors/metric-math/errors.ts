/**
 * Why a metric math expression is invalid.
 *
 * - `syntax`: the expression does not have the grammar of metric math.
 * - `ambiguous`: the order of evaluation is not documented, so parentheses are required.
 * - `unknown-function`: no function has this name.
 * - `argument-count`: the function takes another number of arguments.
 * - `argument-type`: a function or an operator does not accept an operand of this type.
 * - `undefined-id`: no metric and no expression has this ID.
 * - `circular`: expressions refer to each other in a circle.
 * - `alarm`: CloudWatch does not support the function in alarms, or its result depends on how much data CloudWatch reads.
 * - `result`: the result is not a time series.
 */
export type MetricMathErrorCode =
  | "syntax"
  | "ambiguous"
  | "unknown-function"
  | "argument-count"
  | "argument-type"
  | "undefined-id"
  | "circular"
  | "alarm"
  | "result";

/** Thrown when a metric math expression is invalid. */
export class MetricMathError extends Error {
  /** Why the expression is invalid. */
  readonly code: MetricMathErrorCode;
  /** How to correct the expression, as a sentence. */
  readonly remedy: string | undefined;

  constructor(code: MetricMathErrorCode, message: string, remedy?: string) {
    super(message);
    this.name = "MetricMathError";
    this.code = code;
    this.remedy = remedy;
  }
}
