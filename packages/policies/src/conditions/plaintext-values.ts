import { isList, isProperties, isSecret, isUnknown, type Value } from "@roadbed/plan";
import { inputPathOf } from "../kernel/input-path";
import { throwUndecided, tryEvaluate } from "../kernel/check-session";
import { unknownAt, valueBehind } from "../kernel/view";

const HINT = "mark the value as secret with pulumi.secret, because it is not known whether it is one";

/**
 * Whether a property contains a value that is not marked as secret, so that the state stores it in plain text. The result is
 * undecided if such a value is not known yet.
 */
export function isPlaintext(holder: object, name: string): boolean {
  const behind = valueBehind(holder);
  const value = behind?.value;
  if (behind === undefined || behind.secret || !isProperties(value)) return false;
  tryEvaluate(() => (holder as Readonly<Record<string, unknown>>)[name]); // records that the check reads the property
  const leaves = plaintextLeaves(value[name] ?? null);
  if (leaves.some((leaf) => !isUnknown(leaf))) return true;
  const path = inputPathOf(holder)?.child(name);
  if (leaves.length > 0 && path) throwUndecided([unknownAt(path, "unknown", HINT)]);
  return false;
}

/** Returns the values without nested values that are not part of a secret. An empty string counts as not set. */
function plaintextLeaves(value: Value): readonly Value[] {
  if (value === null || value === "" || isSecret(value)) return [];
  if (isList(value)) return value.flatMap(plaintextLeaves);
  return isProperties(value) ? Object.values(value).flatMap(plaintextLeaves) : [value];
}
