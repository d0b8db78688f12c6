import { quote } from "../../../shared/wording";
import { MetricMathError } from "./errors";
import type { MathType } from "./functions";
import { parseMetricMath } from "./parser";
import type { Expression } from "./syntax";
import { idsIn, nameOfType, typeOfExpression, type MathScope } from "./type-checker";

/** The ID of the expression whose result is the value of a monitor. */
export const RESULT_ID = "result";

/** Metric math with the metrics as they are passed to CloudWatch. */
interface MathSource {
  readonly metrics: Readonly<Record<string, unknown>>;
  readonly expressions?: Readonly<Record<string, string>>;
  readonly expression: string;
}

/** Something wrong with one expression. */
export interface ExpressionIssue {
  /** The ID of the expression. */
  readonly id: string;
  readonly error: MetricMathError;
}

/** What is known about the expressions of metric math. */
export interface MathAnalysis {
  readonly issues: readonly ExpressionIssue[];
  /** The IDs of the metrics that no expression refers to. Empty if there are issues. */
  readonly unusedMetrics: readonly string[];
}

/** Parses all expressions and checks their types. */
export function analyzeMetricMath(math: MathSource, forAlarm: boolean): MathAnalysis {
  const analyzer = new Analyzer(math, forAlarm);
  return analyzer.analyze();
}

class Analyzer {
  private readonly trees = new Map<string, Expression>();
  private readonly types = new Map<string, MathType>();
  private readonly issues: ExpressionIssue[] = [];
  /** Expressions whose type cannot be determined, because they or what they refer to are invalid. */
  private readonly invalid = new Set<string>();
  /** The expressions whose types are being determined, from the outermost to the innermost. */
  private readonly pending: string[] = [];
  private readonly metricIds: readonly string[];
  private readonly scope: MathScope;
  private readonly sources: readonly (readonly [id: string, text: string])[];

  constructor({ metrics, expressions = {}, expression }: MathSource, forAlarm: boolean) {
    this.metricIds = Object.keys(metrics);
    this.sources = [...Object.entries(expressions), [RESULT_ID, expression]];
    const ids = [...this.metricIds, ...Object.keys(expressions)];
    this.scope = { typeOf: (id) => this.typeOfId(id), metricIds: this.metricIds, ids, forAlarm };
  }

  analyze(): MathAnalysis {
    for (const [id, text] of this.sources) this.attempt(id, () => this.trees.set(id, parseMetricMath(text)));
    for (const [id] of this.sources) this.determineType(id);
    this.attempt(RESULT_ID, () => this.checkResult());
    return { issues: this.issues, unusedMetrics: this.issues.length > 0 ? [] : this.unusedMetrics() };
  }

  /** Runs an action and records a MetricMathError as an issue with the expression. */
  private attempt(id: string, action: () => unknown): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof MetricMathError)) throw error;
      this.issues.push({ id, error });
      this.invalid.add(id);
    }
  }

  private determineType(id: string): void {
    const tree = this.trees.get(id);
    if (tree === undefined || this.types.has(id) || this.invalid.has(id)) return;
    this.pending.push(id);
    this.attempt(id, () => {
      const type = typeOfExpression(tree, this.scope);
      const refersToInvalid = idsIn(tree, this.metricIds).some((each) => this.invalid.has(each));
      if (refersToInvalid) this.invalid.add(id);
      else this.types.set(id, type);
    });
    this.pending.pop();
  }

  private typeOfId(id: string): MathType | undefined {
    if (this.metricIds.includes(id)) return "TS";
    if (this.pending.includes(id)) throw this.circular(id);
    if (id === RESULT_ID || !this.sources.some(([each]) => each === id)) return undefined;
    this.determineType(id);
    // An invalid expression has its own issue. Assuming the usual type avoids further issues that follow from it.
    return this.types.get(id) ?? "TS";
  }

  private circular(id: string): MetricMathError {
    const path = [...this.pending.slice(this.pending.indexOf(id)), id];
    const statement = path.length === 2 ? `${quote(id)} refers to itself` : `circular references: ${path.join(" → ")}`;
    return new MetricMathError("circular", statement, "Refer to metrics and other expressions only.");
  }

  private checkResult(): void {
    const type = this.types.get(RESULT_ID);
    if (type === undefined || type === "TS" || (type === "TS[]" && !this.scope.forAlarm)) return;
    throw new MetricMathError(
      "result",
      `expected ${nameOfType("TS")}, got ${nameOfType(type)}`,
      type === "S" ? "Use TIME_SERIES." : "An alarm watches one time series. Use a function such as MAX.",
    );
  }

  private unusedMetrics(): string[] {
    const used = new Set([...this.trees.values()].flatMap((tree) => idsIn(tree, this.metricIds)));
    return this.metricIds.filter((id) => !used.has(id));
  }
}
