import { asset } from "@pulumi/pulumi";
import { UnknownValueError } from "@pulumi/policy";
import type { PropertyChange } from "../kernel/patch";
import { pathSteps } from "../kernel/input-path";

/** Inputs as the SDK hands them to remediations: it keeps secrets secret where a property is set in them. */
type Inputs = Record<string | number, unknown>;

/**
 * Sets properties of inputs, and says whether any changed. What is not known yet stays so, and so does what stands in a
 * text. A file among the inputs makes it do nothing: the SDK (1.21) hands archives back to the engine broken.
 */
export function applyChanges(inputs: object, changes: readonly PropertyChange[]): boolean {
  if (changes.length === 0 || holdsFile(inputs)) return false;
  return changes.filter(({ path, value }) => setAt(inputs as Inputs, pathSteps(path), value)).length > 0;
}

function setAt(holder: Inputs, [step, ...rest]: readonly (string | number)[], value: PropertyChange["value"]): boolean {
  if (step === undefined || typeof holder !== "object" || !fits(holder, step)) return false;
  const known = readMember(holder, step);
  if (known === UNKNOWN || (rest.length === 0 && known === value)) return false;
  if (rest.length === 0) {
    holder[step] = value;
    forgetDefault(holder, step);
    return true;
  }
  const member = known ?? (typeof rest[0] === "number" ? [] : {});
  if (known !== undefined && known !== null) return setAt(member as Inputs, rest, value);
  holder[step] = member;
  forgetDefault(holder, step);
  return setAt(holder[step] as Inputs, rest, value);
}

const fits = (holder: unknown, step: string | number): boolean =>
  Array.isArray(holder) ? typeof step === "number" && step <= holder.length : typeof step === "string";

const UNKNOWN = Symbol("not known yet");

function readMember(holder: Inputs, step: string | number): unknown {
  try {
    return Object.hasOwn(holder, step) ? holder[step] : undefined;
  } catch (error) {
    if (error instanceof UnknownValueError) return UNKNOWN;
    throw error;
  }
}

/** Providers note which properties they filled in, and would take the value for their own default again. */
function forgetDefault(holder: Inputs, step: string | number): void {
  const filled = readMember(holder, "__defaults");
  if (!Array.isArray(filled)) return;
  // Methods that make lists fail on the SDK's proxies of lists: https://github.com/pulumi/pulumi-policy, proxy.ts
  const names = Object.keys(filled).map((index) => filled[Number(index)] as unknown);
  holder.__defaults = names.filter((name) => name !== step);
}

function holdsFile(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (asset.Asset.isInstance(value) || asset.Archive.isInstance(value)) return true;
  const steps = Object.keys(value);
  return steps.some((step) => holdsFile(readMember(value, step)));
}
