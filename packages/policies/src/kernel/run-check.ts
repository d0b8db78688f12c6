import type { RuleResult } from "../model/rule-result";
import { toStackViolation } from "./check-result";
import { type CheckRun, withRun } from "./check-session";
import { type InputPath, inputPathOf } from "./input-path";
import { type Slot, slotsOf } from "./list";
import { RuleResultBuilder } from "./rule-result-builder";

/** Runs a check on each item and returns the result. */
export function checkItems(run: CheckRun, items: () => readonly Slot[], check: (item: unknown) => unknown): RuleResult {
  return withRun(run, () => {
    const builder = new RuleResultBuilder(run);
    builder.try(() => {
      for (const slot of items()) {
        if (slot.hasUnknownElements) builder.addReasons(slot.reasons);
        else builder.collect(() => issuesOf(slot, check), { fallback: () => pathOfItem(slot), reasons: slot.reasons });
      }
    });
    return builder.build();
  });
}

/** Runs a stack rule's check and returns the result. */
export function checkStack(run: CheckRun, check: () => unknown): RuleResult {
  return withRun(run, () => {
    const builder = new RuleResultBuilder(run);
    builder.collect(() => slotsOf(check()), { convert: toStackViolation });
    return builder.build();
  });
}

/** Returns the path of an item, or undefined if the item consists of all inputs. */
function pathOfItem({ path, read }: Slot): InputPath | undefined {
  if (path) return path;
  const item = read();
  const itemPath = typeof item === "object" && item !== null ? inputPathOf(item) : undefined;
  return itemPath?.isRoot ? undefined : itemPath;
}

/** Returns the issues of one item. If it is unknown whether the item exists, it is also unknown whether its issues exist. */
function issuesOf(slot: Slot, check: (item: unknown) => unknown): readonly Slot[] {
  const result = check(slot.read());
  if (!result) return [];
  const issues = slotsOf(result);
  const { reasons } = slot;
  return reasons ? issues.map((issue) => ({ ...issue, reasons: [...reasons, ...(issue.reasons ?? [])] })) : issues;
}
