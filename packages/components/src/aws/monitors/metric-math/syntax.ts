/** An arithmetic operator. */
export type ArithmeticOperator = "-" | "*" | "/" | "^" | "+";
/** A comparison operator. */
export type ComparisonOperator = "!=" | "<" | "<=" | "==" | ">" | ">=";
/** A logical operator. CloudWatch also accepts `&&` for `AND` and `||` for `OR`. */
export type LogicalOperator = "AND" | "OR";
/** An operator with two operands. */
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | LogicalOperator;

/** The syntax tree of a metric math expression. */
export type Expression =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "string"; readonly value: string }
  /** A reference to a metric or to another expression. */
  | { readonly kind: "id"; readonly id: string }
  /** A word in uppercase without arguments, such as `REPEAT` or `DESC`. */
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "array"; readonly items: readonly Expression[] }
  | { readonly kind: "negation"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] };

const ARITHMETIC: readonly string[] = ["+", "-", "*", "/", "^"] satisfies ArithmeticOperator[];
const COMPARISON: readonly string[] = ["!=", "<", "<=", "==", ">", ">="] satisfies ComparisonOperator[];

/** Whether an operator is an arithmetic operator. */
export const isArithmetic = (operator: BinaryOperator): operator is ArithmeticOperator => ARITHMETIC.includes(operator);

/** Whether an operator is a comparison operator. */
export const isComparison = (operator: BinaryOperator): operator is ComparisonOperator => COMPARISON.includes(operator);

/** Returns the direct operands of an expression. */
export function operandsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case "array":
      return expression.items;
    case "negation":
      return [expression.operand];
    case "binary":
      return [expression.left, expression.right];
    case "call":
      return expression.args;
    case "id":
    case "number":
    case "string":
    case "word":
      return [];
  }
}

/** Returns an expression and all expressions inside it. */
export function expressionsIn(expression: Expression): Expression[] {
  return [expression, ...operandsOf(expression).flatMap(expressionsIn)];
}
