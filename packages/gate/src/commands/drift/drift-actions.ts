import { parsePropertyPath } from "@roadbed/plan";
import { className } from "../../rule-catalog/example-code";
import type { PropertyDrift, ResourceDrift } from "./classify-drift";

/** What can be done about the drift of a resource. Each action is one line of code or a command, with an explanation. */
export interface DriftActions {
  /** How to accept the actual resource: what to write in the program, or which command to run. */
  readonly adopt: readonly string[];
  /** How to restore what the program declares. */
  readonly revert: readonly string[];
  /** How to let another system own the difference. */
  readonly ignore: readonly string[];
}

/** Returns what can be done about the drift of a resource. */
export function actionsFor({ kind, urn, type, name, properties }: ResourceDrift): DriftActions {
  if (kind === "deleted")
    return {
      adopt: [`Remove ${label(type, name)} from the program, and run: pulumi state delete ${quoted(urn)}`],
      revert: [`pulumi up --refresh --target ${quoted(urn)}`],
      ignore: [],
    };
  const counted = properties.filter((property) => property.kind === "changed" || property.kind === "controller");
  if (counted.length === 0) return { adopt: [], revert: [], ignore: [] };
  return {
    adopt: [`In ${label(type, name)}, set:`, ...counted.map(assignment)],
    revert: [`pulumi up --refresh --target ${quoted(urn)}`],
    ignore: [`ignoreChanges: [${[...new Set(counted.map(({ path }) => JSON.stringify(path)))].join(", ")}]`],
  };
}

const label = (type: string, name: string): string => `new ${className(type)}(${JSON.stringify(name)})`;

/** Matches a marker such as `[secret]`, which stands for a value that is not shown. */
const HIDDEN_VALUE = /^\[[a-z…]+\]$/;

/** Quotes an argument for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Returns the code that sets a property to its actual value. */
function assignment({ path, actual }: PropertyDrift): string {
  if (actual === undefined) return `  remove ${path}`;
  const elements = parsePropertyPath(path) ?? [path];
  const value = HIDDEN_VALUE.test(actual) ? `/* ${actual} */` : actual;
  return elements.length === 1 ? `  ${path}: ${value},` : `  ${path} = ${value}`;
}
