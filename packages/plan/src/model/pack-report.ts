import type { Urn } from "./urn";

/** The results of policy packs for one plan. */
export interface PackReport {
  /** The policy packs that ran. */
  readonly packs: readonly PackInfo[];
  /** The violations that the packs reported. */
  readonly violations: readonly PackViolation[];
  /** The policies without a result, because they read a value that is unknown until the change is made. */
  readonly undecided: readonly PackUndecided[];
  /** The changes that packs made to resources before they evaluated the resources. */
  readonly remediations: readonly PackRemediation[];
  /** The names of packs whose stack policies did not run. Stack policies do not run if the preview failed. */
  readonly stackPoliciesSkipped: readonly string[];
}

/** The name and version of a policy pack. */
export interface PackInfo {
  /** The name of the policy pack. */
  readonly name: string;
  /** The version of the policy pack. Empty if the pack does not declare one. */
  readonly version: string;
}

/** A policy of a policy pack, and the resource for which it reported a result. */
interface PackPolicy {
  /** The name of the policy pack. */
  readonly pack: string;
  /** The name of the policy. */
  readonly policy: string;
  /** The URN of the resource. For a stack policy, the URN of the stack or of the resource that the policy named. */
  readonly urn?: Urn;
}

/** A violation that a policy reported. */
export interface PackViolation extends PackPolicy {
  /** The enforcement level of the policy. */
  readonly enforcement: "advisory" | "mandatory" | "remediate" | "disabled";
  /** The severity of the policy. Absent if the policy does not declare one. */
  readonly severity?: "low" | "medium" | "high" | "critical";
  /** The policy's description. Absent with the Pulumi CLI, because its output does not contain descriptions. */
  readonly description?: string;
  /** The policy's remediation steps. Absent with the Pulumi CLI, because its output does not contain these steps. */
  readonly remedy?: string;
  /** The policy's message without the description. */
  readonly message: string;
}

/**
 * A policy that read an unknown value.
 *
 * @remarks
 * The policy's enforcement level is not known, because the policy SDK reports all undecided policies as advisory.
 */
export interface PackUndecided extends PackPolicy {
  /** The policy SDK's message, which names the unknown property. */
  readonly message: string;
}

/** A policy that changed a resource. */
export type PackRemediation = PackPolicy;

/**
 * Matches the policy SDK's message for reading an unknown value. Only this message distinguishes the report from a
 * violation.
 */
const READS_UNKNOWN = /^can't run policy .* during preview: /s;

/** Whether a policy's message reports that the policy read an unknown value. */
export const readsUnknown = (message: string): boolean => READS_UNKNOWN.test(message);
