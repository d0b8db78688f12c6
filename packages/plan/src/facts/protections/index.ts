import { isUnknown, packageOf, type Properties } from "../../model";
import { splitPath, valueAtPath } from "../path";
import { lossForType } from "../stateful";
import { AWS_PROTECTIONS } from "./aws";
import { AZURE_NATIVE_PROTECTIONS, AZURE_PROTECTIONS } from "./azure";
import { GCP_PROTECTIONS } from "./gcp";
import { KUBERNETES_PROTECTIONS } from "./kubernetes";
import { OTHER_PROTECTIONS } from "./other-providers";
import type { DataProtection, ProtectionRule } from "./protection";

export type { DataProtection, ProtectionEffect } from "./protection";

const BY_PACKAGE: Readonly<Record<string, readonly ProtectionRule[]>> = {
  aws: AWS_PROTECTIONS,
  azure: AZURE_PROTECTIONS,
  "azure-native": AZURE_NATIVE_PROTECTIONS,
  gcp: GCP_PROTECTIONS,
  kubernetes: KUBERNETES_PROTECTIONS,
};

/** All protection rules. */
export const PROTECTION_RULES: readonly ProtectionRule[] = [...Object.values(BY_PACKAGE).flat(), ...OTHER_PROTECTIONS];

/**
 * Returns the protections of a resource type.
 *
 * @param inputs - the names of the type's top-level inputs. Undefined if no data file describes them
 */
export function protectionsForType(type: string, inputs: ReadonlySet<string> | undefined): DataProtection[] {
  const name = packageOf(type);
  const rules = Object.hasOwn(BY_PACKAGE, name) ? BY_PACKAGE[name] : OTHER_PROTECTIONS;
  return (rules ?? []).flatMap(({ only, except, ...protection }) => {
    const applies = only === undefined ? lossForType(type) !== undefined : only.includes(type);
    if (!applies || inputs?.has(splitPath(protection.property)[0] ?? "") === false) return [];
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
