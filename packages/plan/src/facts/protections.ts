import { isUnknown, type Properties } from "../model";
import { splitPath, valueAtPath } from "./path";
import { PROTECTION_RULES, type DataProtection } from "./protection-rules";
import { lossForType } from "./stateful";

/**
 * Returns the protections of a resource type.
 *
 * @param inputs - the names of the type's top-level inputs
 */
export function protectionsForType(type: string, inputs: ReadonlySet<string>): DataProtection[] {
  return PROTECTION_RULES.flatMap(({ only, except, ...protection }) => {
    const applies = only === undefined ? lossForType(type) !== undefined : only.includes(type);
    if (!applies || !inputs.has(splitPath(protection.property)[0] ?? "")) return [];
    return [{ ...protection, ...except?.[type] }];
  });
}

/**
 * Returns how strongly inputs protect a resource, so that two sets of inputs can be compared. 0 means no protection,
 * and a larger number means more protection.
 *
 * @returns undefined if the value is unknown, or if the input is not set and the provider keeps the current value
 */
export function protectionStrength(protection: DataProtection, inputs: Properties): number | undefined {
  const value = valueAtPath(inputs, protection.property) ?? protection.default;
  if (value === undefined || isUnknown(value)) return undefined;
  const { when } = protection;
  if (when === "set") return value === "" ? 0 : 1;
  if (typeof when === "object") {
    if (typeof value !== "boolean" && typeof value !== "string") return undefined;
    return String(value) === String(when.is) ? 1 : 0;
  }
  const amount = typeof value === "number" || typeof value === "string" ? Number(value) : NaN;
  if (Number.isNaN(amount)) return undefined;
  return when === "increased-or-zero" && amount === 0 ? Infinity : amount;
}
