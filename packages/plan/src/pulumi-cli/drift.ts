import { changedKeys, type Properties, type Resource, type Urn } from "../model";

/** What a refresh found to differ from what the state held. */
export interface Drift {
  readonly urn: Urn;
  readonly type: string;
  /** `gone`: it no longer exists. `inputs`: someone changed what the program sets. `outputs`: only the rest differs. */
  readonly change: "gone" | "inputs" | "outputs";
  /** Top-level properties that differ. */
  readonly properties: readonly string[];
  /** What the state held. */
  readonly old: Resource;
  /** What is there now. */
  readonly current?: Resource;
}

/** `diffKeys` are the properties that the engine itself says differ: secrets are blinded, and look the same. */
export function findDrift(
  old: Resource,
  current: Resource | undefined,
  diffKeys: readonly string[],
): Drift | undefined {
  const about = { urn: old.urn, type: old.type, old };
  if (current === undefined) return { ...about, change: "gone", properties: [] };
  const inputs = differing(old.inputs, current.inputs, diffKeys);
  if (inputs.length > 0) return { ...about, change: "inputs", properties: inputs, current };
  const outputs = differing(old.outputs, current.outputs, diffKeys);
  return outputs.length > 0 ? { ...about, change: "outputs", properties: outputs, current } : undefined;
}

/** Properties such as `__meta` are the provider's own notes. */
function differing(old: Properties, current: Properties, known: readonly string[]): readonly string[] {
  const held = known.filter((name) => name in old || name in current);
  return [...new Set([...held, ...changedKeys(old, current)])].filter((name) => !name.startsWith("__")).sort();
}
