import { quote } from "../../../shared/wording";
import { MetricMathError } from "./errors";
import { isComparison, type BinaryOperator, type Expression } from "./syntax";
import { tokenize, type Token } from "./tokens";

/**
 * The binding power of the operators. A higher number binds more tightly.
 *
 * @remarks
 * CloudWatch documents the operators but not their precedence. Its examples show that logical operators bind less tightly than
 * comparison operators, and those less tightly than arithmetic operators. Where conventions differ, the parser requires parentheses.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
const BINDING_POWER: Readonly<Record<BinaryOperator, number>> = {
  OR: 1,
  AND: 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "^": 7,
};
const NEGATION_POWER = 6;

/** Nested parentheses, brackets, and minus signs beyond this depth are an error rather than a stack overflow. */
const MAX_DEPTH = 100;

const END: Token = { kind: "end", text: "", position: 0 };
const SYNONYMS: Readonly<Record<string, BinaryOperator>> = { "&&": "AND", "||": "OR" };

/**
 * Parses a metric math expression.
 *
 * @throws MetricMathError if the expression does not have the grammar of metric math
 */
export function parseMetricMath(text: string): Expression {
  const parser = new Parser(tokenize(text));
  return parser.parse();
}

class Parser {
  private next = 0;
  private depth = 0;
  /** Expressions in parentheses, whose order of evaluation is explicit. */
  private readonly grouped = new Set<Expression>();
  private readonly tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  parse(): Expression {
    const expression = this.parseOperand(0);
    if (this.peek().kind !== "end") throw unexpected(this.peek(), "an operator");
    return expression;
  }

  /** Parses an expression up to the first operator that does not bind more tightly than `minimumPower`. */
  private parseOperand(minimumPower: number): Expression {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw new MetricMathError("syntax", "the expression is nested too deeply");
    let left = this.parsePrefix();
    for (;;) {
      const operator = binaryOperator(this.peek());
      if (operator === undefined || BINDING_POWER[operator] <= minimumPower) break;
      this.advance();
      this.rejectAmbiguous(operator, left);
      left = { kind: "binary", operator, left, right: this.parseOperand(BINDING_POWER[operator]) };
    }
    this.depth -= 1;
    return left;
  }

  private rejectAmbiguous(operator: BinaryOperator, left: Expression): void {
    if (this.grouped.has(left) || left.kind !== "binary") return;
    const isChain = isComparison(operator) && isComparison(left.operator);
    const isPower = operator === "^" && left.operator === "^";
    if (isChain || isPower) throw ambiguous(left.operator, operator);
  }

  private parsePrefix(): Expression {
    const token = this.advance();
    switch (token.kind) {
      case "number":
        return { kind: "number", value: Number(token.text) };
      case "string":
        return { kind: "string", value: token.text };
      case "name":
        return this.parseName(token);
      case "symbol":
        return this.parseSymbol(token);
      case "end":
        throw unexpected(token, "an operand");
    }
  }

  private parseSymbol(token: Token): Expression {
    if (token.text === "(") {
      const expression = this.parseOperand(0);
      this.expect(")");
      this.grouped.add(expression);
      return expression;
    }
    if (token.text === "[") return { kind: "array", items: this.parseList("]") };
    if (token.text !== "-") throw unexpected(token, "an operand");
    const operand = this.parseOperand(NEGATION_POWER);
    if (operand.kind === "binary" && operand.operator === "^" && !this.grouped.has(operand)) throw ambiguous("-", "^");
    return { kind: "negation", operand };
  }

  private parseName(token: Token): Expression {
    if (this.peek().text === "(" && this.peek().kind === "symbol") {
      this.advance();
      return { kind: "call", name: token.text, args: this.parseList(")") };
    }
    return /^[a-z]/.test(token.text) ? { kind: "id", id: token.text } : { kind: "word", word: token.text };
  }

  private parseList(end: ")" | "]"): Expression[] {
    const items: Expression[] = [];
    if (this.isSymbol(end)) {
      this.advance();
      return items;
    }
    for (;;) {
      items.push(this.parseOperand(0));
      if (!this.isSymbol(",")) break;
      this.advance();
    }
    this.expect(end);
    return items;
  }

  private isSymbol(text: string): boolean {
    return this.peek().kind === "symbol" && this.peek().text === text;
  }

  private expect(text: string): void {
    if (!this.isSymbol(text)) throw unexpected(this.peek(), quote(text));
    this.advance();
  }

  private peek(): Token {
    return this.tokens[this.next] ?? END;
  }

  private advance(): Token {
    const token = this.peek();
    if (token.kind !== "end") this.next += 1;
    return token;
  }
}

function binaryOperator({ kind, text }: Token): BinaryOperator | undefined {
  if (kind !== "symbol") return undefined;
  const operator = SYNONYMS[text] ?? text;
  return operator in BINDING_POWER ? (operator as BinaryOperator) : undefined;
}

const unexpected = ({ kind, text, position }: Token, wanted: string) =>
  new MetricMathError(
    "syntax",
    kind === "end"
      ? `expected ${wanted} at the end`
      : `expected ${wanted}, got ${quote(text)} at character ${position + 1}`,
  );

const ambiguous = (first: string, second: string) =>
  new MetricMathError(
    "ambiguous",
    `CloudWatch does not document how ${quote(first)} and ${quote(second)} combine`,
    "Add parentheses.",
  );
