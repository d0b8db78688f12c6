import { isProperties, parsePropertyPath, unwrapSecret, type Properties, type Value } from "@roadbed/plan";
import { defineChangeRule } from "../../authoring/define-change-rule";
import { examplePlan } from "../../authoring/example-plan";

const queue = "aws:sqs/queue:Queue";
const ignoring = (name: string, ...ignoreChanges: readonly string[]) =>
  examplePlan({ orders: [queue, { name, delaySeconds: 5 }, { options: { ignoreChanges } }] });

export const ignoreChangesNotApplied = defineChangeRule({
  id: "ignore-changes-not-applied",
  title: "Replaced resources do not reset values that ignoreChanges covers",
  severity: "medium",
  blocks: "never",
  why: "Pulumi applies the option ignoreChanges only to updates. A replacement takes the values of the program, such as the initial capacity or an old password, even if another system has changed them since.",
  remedy: "Set these inputs to the current values of the resource before you deploy.",
  check: (changes) =>
    changes.with("replace").map((change) => {
      const { inputs, options } = change.after ?? {};
      const reset = (options?.ignoreChanges ?? []).filter((path) => inputs !== undefined && isSet(inputs, path));
      return (
        reset.length > 0 && {
          change,
          message: `the replacement does not ignore changes: it takes the program's values of ${reset.join(", ")}`,
        }
      );
    }),
  examples: {
    pass: [
      { before: ignoring("orders"), after: ignoring("bills") },
      { before: ignoring("orders", "delaySeconds"), after: ignoring("orders", "delaySeconds") },
    ],
    fail: [{ before: ignoring("orders", "delaySeconds"), after: ignoring("bills", "delaySeconds") }],
  },
});

/** Whether the program sets the input at a path. A path with a wildcard is set if its start is set. */
function isSet(inputs: Properties, path: string): boolean {
  let value: Value | undefined = inputs;
  for (const name of parsePropertyPath(path.replace(/[.[]?\*.*$/, "")) ?? []) {
    const container: Value | undefined = value === undefined ? undefined : unwrapSecret(value);
    value = typeof container === "object" && container !== null ? memberOf(container, name) : undefined;
  }
  return value !== undefined && !(isProperties(value) && Object.keys(value).length === 0);
}

const memberOf = (container: object, name: string | number): Value | undefined =>
  Object.hasOwn(container, name) ? (container as Readonly<Record<string | number, Value>>)[name] : undefined;
