import { asset } from "@pulumi/pulumi";
import { UnknownValueError } from "@pulumi/policy";
import type { PropertyChange } from "../kernel/patch";
import { pathSteps } from "../kernel/input-path";

/** Inputs as the SDK passes them to remediations. Setting a property keeps secrets secret. */
type Inputs = Record<string | number, unknown>;

/**
 * Sets properties in inputs and returns whether any property changed. Does not change unknown values, or strings where
 * objects are expected. Does not change inputs that contain an asset or archive, because SDK 1.21 does not return
 * complete archives to the engine.
 */
export function applyChanges(inputs: object, changes: readonly PropertyChange[]): boolean {
  if (changes.length === 0 || containsFile(inputs)) return false;
  return changes.filter(({ path, value }) => setAt(inputs as Inputs, pathSteps(path), value)).length > 0;
}

function setAt(
  container: Inputs,
  [step, ...rest]: readonly (string | number)[],
  value: PropertyChange["value"],
): boolean {
  if (step === undefined || typeof container !== "object" || !accepts(container, step)) return false;
  const known = readMember(container, step);
  if (known === UNKNOWN || (rest.length === 0 && known === value)) return false;
  if (rest.length === 0) {
    container[step] = value;
    forgetDefault(container, step);
    return true;
  }
  const member = known ?? (typeof rest[0] === "number" ? [] : {});
  if (known !== undefined && known !== null) return setAt(member as Inputs, rest, value);
  container[step] = member;
  forgetDefault(container, step);
  return setAt(container[step] as Inputs, rest, value);
}

const accepts = (container: unknown, step: string | number): boolean =>
  Array.isArray(container) ? typeof step === "number" && step <= container.length : typeof step === "string";

const UNKNOWN = Symbol("unknown");

function readMember(container: Inputs, step: string | number): unknown {
  try {
    return Object.hasOwn(container, step) ? container[step] : undefined;
  } catch (error) {
    if (error instanceof UnknownValueError) return UNKNOWN;
    throw error;
  }
}

/** Removes a property from the provider's list of defaults. Otherwise, the provider would treat the new value as a default. */
function forgetDefault(container: Inputs, step: string | number): void {
  const defaults = readMember(container, "__defaults");
  if (!Array.isArray(defaults)) return;
  // Array methods that create arrays fail on the array proxies of the SDK: https://github.com/pulumi/pulumi-policy, proxy.ts
  const names = Object.keys(defaults).map((index) => defaults[Number(index)] as unknown);
  container.__defaults = names.filter((name) => name !== step);
}

function containsFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (asset.Asset.isInstance(value) || asset.Archive.isInstance(value)) return true;
  const steps = Object.keys(value);
  return steps.some((step) => containsFile(readMember(value, step)));
}
