import { alternatives, quote, suggestName } from "../../../shared/wording";
import { MetricMathError } from "./errors";
import { FUNCTIONS, type ArgumentType, type MathType, type Signature } from "./functions";
import { expressionsIn, isArithmetic, type Expression } from "./syntax";

/** What expressions can refer to. */
export interface MathScope {
  /** Returns the type of a metric or an expression; `undefined` if there is none with this ID. */
  readonly typeOf: (id: string) => MathType | undefined;
  /** The IDs of the metrics. */
  readonly metricIds: readonly string[];
  /** The IDs of the metrics and the expressions. */
  readonly ids: readonly string[];
  /** Whether an alarm evaluates the expression. */
  readonly forAlarm: boolean;
}

const NAMES: Readonly<Record<MathType, string>> = {
  S: "a number",
  TS: "a time series",
  "TS[]": "an array of time series",
};

/** Returns the type of a metric math type for messages: "a time series". */
export const nameOfType = (type: MathType): string => NAMES[type];

/**
 * Returns the type of an expression.
 *
 * @throws MetricMathError if a function, an operand, or an ID is invalid
 */
export function typeOfExpression(expression: Expression, scope: MathScope): MathType {
  switch (expression.kind) {
    case "number":
      return "S";
    case "id":
      return typeOfId(expression.id, scope);
    case "string":
      throw mismatch(`${quote(expression.value)} is a string, which only some functions accept`);
    case "word":
      throw misplacedWord(expression.word);
    case "array":
      return typeOfArray(expression.items, scope);
    case "negation":
      return typeOfExpression(expression.operand, scope);
    case "binary":
      return typeOfBinary(expression, scope);
    case "call":
      return typeOfCall(expression, scope);
  }
}

function typeOfId(id: string, scope: MathScope): MathType {
  const type = scope.typeOf(id);
  if (type !== undefined) return type;
  if (FUNCTIONS.has(id.toUpperCase())) {
    throw new MetricMathError(
      "undefined-id",
      `${quote(id)} is neither a metric nor an expression`,
      "Write functions in uppercase, with parentheses.",
    );
  }
  throw new MetricMathError(
    "undefined-id",
    `${quote(id)} is neither a metric nor an expression`,
    suggestName(id, scope.ids),
  );
}

function typeOfArray(items: readonly Expression[], scope: MathScope): MathType {
  if (items.length === 0) throw mismatch("an array needs at least one time series");
  for (const item of items) {
    if (typeOfExpression(item, scope) === "S") throw mismatch("an array contains time series, not numbers");
  }
  return "TS[]";
}

function typeOfBinary({ operator, left, right }: Extract<Expression, { kind: "binary" }>, scope: MathScope): MathType {
  const types = [typeOfExpression(left, scope), typeOfExpression(right, scope)];
  if (types.includes("TS[]")) {
    if (isArithmetic(operator)) return "TS[]";
    throw mismatch(
      `${quote(operator)} compares numbers and time series, not arrays of time series`,
      "Reduce the array with a function such as MAX.",
    );
  }
  return types.includes("TS") ? "TS" : "S";
}

function typeOfCall({ name, args }: Extract<Expression, { kind: "call" }>, scope: MathScope): MathType {
  const signatures = FUNCTIONS.get(name);
  if (signatures === undefined) {
    const remedy = FUNCTIONS.has(name.toUpperCase())
      ? "Write functions in uppercase."
      : suggestName(name.toUpperCase(), [...FUNCTIONS.keys()]);
    throw new MetricMathError("unknown-function", `there is no function ${quote(name)}`, remedy);
  }
  const candidates = signatures.filter(({ parameters }) => parameters.length === args.length);
  if (candidates.length === 0) throw wrongArgumentCount(name, signatures, args.length);
  const types = args.map((argument) => typeOfArgument(argument, scope));
  const signature = candidates.find(({ parameters }) =>
    parameters.every((allowed, index) => allowed.some((type) => accepts(type, types[index]))),
  );
  if (signature === undefined) throw wrongArgumentType(name, candidates, types);
  if (scope.forAlarm) rejectInAlarms(name, signature);
  if (name === "PERIOD" || name === "SERVICE_QUOTA") requireMetric(name, args[0], scope);
  return signature.result;
}

/** The type of an argument that was passed: a type of operands, a string, or a word. */
type PassedType = MathType | "string" | { readonly word: string };

function typeOfArgument(argument: Expression, scope: MathScope): PassedType {
  if (argument.kind === "string") return "string";
  if (argument.kind === "word") return { word: argument.word };
  return typeOfExpression(argument, scope);
}

const accepts = (allowed: ArgumentType, passed: PassedType | undefined): boolean =>
  typeof passed === "object" ? typeof allowed === "object" && allowed.includes(passed.word) : allowed === passed;

function wrongArgumentCount(name: string, signatures: readonly Signature[], count: number): MetricMathError {
  const counts = [...new Set(signatures.map(({ parameters }) => parameters.length))];
  const plural = counts.at(-1) === 1 ? "argument" : "arguments";
  return new MetricMathError(
    "argument-count",
    `${name} takes ${alternatives(counts.map(String))} ${plural}, got ${count}`,
  );
}

function wrongArgumentType(
  name: string,
  candidates: readonly Signature[],
  passed: readonly PassedType[],
): MetricMathError {
  const index = passed.findIndex(
    (type, position) => !candidates.some(({ parameters }) => parameters[position]?.some((each) => accepts(each, type))),
  );
  if (index === -1) {
    return mismatch(`${name} does not accept ${passed.map(nameOfPassed).join(" together with ")}`);
  }
  const allowed = [...new Set(candidates.flatMap(({ parameters }) => parameters[index] ?? []).flatMap(nameOfAllowed))];
  const got = passed[index];
  return mismatch(
    `argument ${index + 1} of ${name} is ${alternatives(allowed)}, got ${got === undefined ? "nothing" : nameOfPassed(got)}`,
  );
}

const nameOfAllowed = (type: ArgumentType): readonly string[] =>
  typeof type === "object" ? type : [type === "string" ? "a string" : nameOfType(type)];

const nameOfPassed = (type: PassedType): string =>
  typeof type === "object" ? type.word : type === "string" ? "a string" : nameOfType(type);

function rejectInAlarms(name: string, { notInAlarms }: Signature): void {
  if (notInAlarms === "several") {
    throw new MetricMathError(
      "alarm",
      `an alarm cannot use ${name}, which returns several time series`,
      "List the metrics.",
    );
  }
  if (notInAlarms === "range") {
    throw new MetricMathError(
      "alarm",
      `in an alarm, the result of ${name} depends on how many data points CloudWatch reads`,
      `Remove ${name}${["AVG", "MAX", "MIN", "STDDEV", "SUM"].includes(name) ? ", or pass an array of time series" : ""}.`,
    );
  }
}

function requireMetric(name: string, argument: Expression | undefined, scope: MathScope): void {
  if (argument?.kind === "id" && scope.metricIds.includes(argument.id)) return;
  throw mismatch(`${name} accepts a metric, not the result of an expression`, "Pass the ID of a metric.");
}

function misplacedWord(word: string): MetricMathError {
  if (FUNCTIONS.has(word)) return new MetricMathError("syntax", `${word} is a function`, `Write ${word}(…).`);
  return mismatch(`${quote(word)} is neither a number nor a time series`, "IDs begin with a lowercase letter.");
}

const mismatch = (message: string, remedy?: string) => new MetricMathError("argument-type", message, remedy);

/** Returns the IDs that an expression refers to. `METRICS` refers to metrics whose ID contains a string. */
export function idsIn(expression: Expression, metricIds: readonly string[]): string[] {
  return expressionsIn(expression).flatMap((each) => {
    if (each.kind === "id") return [each.id];
    if (each.kind !== "call" || each.name !== "METRICS") return [];
    const [filter] = each.args;
    return filter?.kind === "string" ? metricIds.filter((id) => id.includes(filter.value)) : metricIds;
  });
}
