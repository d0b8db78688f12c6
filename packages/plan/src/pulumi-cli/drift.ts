import { changedKeys, type Properties, type Resource, type Urn } from "../model";

/** A difference between the state and the actual resource. */
export interface Drift {
  /** The URN of the resource. */
  readonly urn: Urn;
  /** The type token of the resource. */
  readonly type: string;
  /**
   * The kind of drift. `gone` means that the resource no longer exists, `inputs` means that properties that the program
   * sets differ, and `outputs` means that only other properties differ.
   */
  readonly change: "gone" | "inputs" | "outputs";
  /** The top-level properties that differ. */
  readonly properties: readonly string[];
  /** The resource in the state. */
  readonly old: Resource;
  /** The actual resource. Absent if it no longer exists. */
  readonly current?: Resource;
}

/**
 * Returns the drift of a resource, if any.
 *
 * @param diffKeys - the properties that differ according to the engine, which can also compare masked secrets
 */
export function findDrift(
  old: Resource,
  current: Resource | undefined,
  diffKeys: readonly string[],
): Drift | undefined {
  const base = { urn: old.urn, type: old.type, old };
  if (current === undefined) return { ...base, change: "gone", properties: [] };
  const inputs = differing(old.inputs, current.inputs, diffKeys);
  if (inputs.length > 0) return { ...base, change: "inputs", properties: inputs, current };
  const outputs = differing(old.outputs, current.outputs, diffKeys);
  return outputs.length > 0 ? { ...base, change: "outputs", properties: outputs, current } : undefined;
}

/** Returns the names of the properties that differ, except for the provider's metadata, such as `__meta`. */
function differing(old: Properties, current: Properties, known: readonly string[]): readonly string[] {
  const present = known.filter((name) => name in old || name in current);
  return [...new Set([...present, ...changedKeys(old, current)])].filter((name) => !name.startsWith("__")).sort();
}
