import { isList, isProperties, isUnknown, unwrapSecret, type Value } from "@roadbed/plan";
import type { StackPlan } from "@roadbed/testing";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A limit of one input, as AWS's service models and CloudFormation schemas state it. See testdata/aws-constraints. */
interface Constraint {
  /** The location of the input: `healthCheck.interval`, `actions[].type`. */
  readonly path: string;
  readonly kind: "enum" | "range" | "length" | "items" | "pattern";
  readonly values?: readonly (string | number)[];
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
  readonly flags?: string;
}

type ConstraintFile = Readonly<Record<string, readonly Constraint[]>>;

const FILE = join(__dirname, "..", "testdata", "aws-constraints", "constraints.json");

/** The constraints by type token. */
const constraints = JSON.parse(readFileSync(FILE, "utf8")) as ConstraintFile;

/** The types of resources whose inputs have constraints. */
export const constrainedTypes: readonly string[] = Object.keys(constraints);

/**
 * Returns `name path: value (constraint)` for each input of a plan that AWS would reject. Unknown values are not checked, and
 * neither are empty strings, empty arrays, and 0, which the provider treats as not set.
 */
export function violatedConstraints(stack: StackPlan): string[] {
  return stack.resources.flatMap(({ type, name, inputs }) =>
    (constraints[type] ?? []).flatMap((constraint) =>
      valuesAt(inputs, constraint.path.split("."))
        .filter((value) => isSet(value) && !satisfies(value, constraint))
        .map((value) => `${name} ${constraint.path}: ${JSON.stringify(value)} (${constraint.kind})`),
    ),
  );
}

/** Returns the values at a path. A path element that ends with `[]` refers to all elements of an array. */
function valuesAt(value: Value | undefined, path: readonly string[]): Value[] {
  if (value === undefined) return [];
  const plain = unwrapSecret(value);
  const [element, ...rest] = path;
  if (element === undefined) return [plain];
  if (isUnknown(plain) || !isProperties(plain)) return [];
  const member = plain[element.replace(/\[\]$/, "")];
  if (!element.endsWith("[]")) return valuesAt(member, rest);
  return isList(member) ? member.flatMap((item) => valuesAt(item, rest)) : [];
}

const isSet = (value: Value): boolean =>
  !isUnknown(value) && value !== "" && value !== 0 && !(isList(value) && value.length === 0);

function satisfies(value: Value, { kind, values = [], min = -Infinity, max = Infinity, ...text }: Constraint): boolean {
  switch (kind) {
    case "enum":
      return (
        typeof value !== "string" || values.some((allowed) => String(allowed).toLowerCase() === value.toLowerCase())
      );
    case "range":
      return Number.isNaN(Number(value)) || (Number(value) >= min && Number(value) <= max);
    case "length":
      return typeof value !== "string" || (value.length >= min && value.length <= max);
    case "items":
      return !isList(value) || (value.length >= min && value.length <= max);
    case "pattern":
      return typeof value !== "string" || new RegExp(text.pattern ?? "", text.flags).test(value);
  }
}
