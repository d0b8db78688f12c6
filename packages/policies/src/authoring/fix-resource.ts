import { CheckRun, tryEvaluate, withRun } from "../kernel/check-session";
import { CheckedResource, type ViewReader } from "../kernel/checked-resource";
import { propertyChanges, type PropertyChange } from "../kernel/patch";
import { checkItems } from "../kernel/run-check";
import type { Rule } from "./rule";

interface FixContext {
  readonly resource: CheckedResource;
  readonly reader: ViewReader | undefined;
  readonly check: (item: unknown, context: never) => unknown;
  readonly context: unknown;
}

/** Returns the changes that a fix makes to the items that are known to violate the rule. */
export function fixResource(fix: unknown, { resource, reader, check, context }: FixContext): readonly PropertyChange[] {
  if (reader === undefined) return [];
  const newRun = () => new CheckRun(false, resource.form.partial);
  const checkItem = (item: unknown) => check(item, context as never);
  return withRun(newRun(), () => {
    const items = tryEvaluate(() => resource.itemsOf(reader));
    return (items.reasons ? [] : items.value).flatMap((slot) => {
      // Skips items that might not exist, because they might not need the change.
      if (slot.hasUnknownElements || slot.reasons) return [];
      const { violations } = checkItems(newRun(), () => [slot], checkItem);
      if (violations.length === 0) return [];
      const changes = tryEvaluate(() => {
        const item = slot.read();
        return propertyChanges(typeof fix === "function" ? (fix as typeof check)(item, context as never) : fix, item);
      });
      return changes.reasons ? [] : changes.value;
    });
  });
}

/** Returns the changes that a rule's fix makes to the first failing example that it fixes; an empty array without a fix. */
export function exampleFix(rule: Rule): readonly PropertyChange[] {
  if (rule.kind !== "resource" || rule.fix === undefined) return [];
  for (const { type, inputs } of rule.examples.fail) {
    const changes = rule.fix(
      new CheckedResource({ urn: "", name: "example", type, inputs }),
      rule.examples.options ?? {},
    );
    if (changes.length > 0) return changes;
  }
  return [];
}
