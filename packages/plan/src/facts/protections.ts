import { isUnknown, type Properties } from "../model";
import { splitPath, valueAtPath } from "./path";
import { PROTECTION_RULES, type DataProtection } from "./protection-rules";
import { lossForType } from "./stateful";

/** The inputs of a type that protect what it holds. `inputs` are the names of its top-level inputs. */
export function protectionsForType(type: string, inputs: ReadonlySet<string>): DataProtection[] {
  return PROTECTION_RULES.flatMap(({ only, except, ...protection }) => {
    const applies = only === undefined ? lossForType(type) !== undefined : only.includes(type);
    if (!applies || !inputs.has(splitPath(protection.property)[0] ?? "")) return [];
    return [{ ...protection, ...except?.[type] }];
  });
}

/**
 * How strongly the inputs protect: 0 not at all, more is better; of two sets of inputs of one resource, the one with the
 * smaller number protects less. `undefined` when that cannot be told: the value is unknown, or left out where the
 * provider then keeps what is in force.
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
  return when === "more-or-zero" && amount === 0 ? Infinity : amount;
}
