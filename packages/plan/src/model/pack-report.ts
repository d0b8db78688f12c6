import type { Urn } from "./urn";

/** The results of policy packs for one plan. */
export interface PackReport {
  /** The policy packs that ran. */
  readonly packs: readonly PackInfo[];
  /** The violations that the packs reported. */
  readonly violations: readonly PackViolation[];
  /** Policies without a result because they read a value that is unknown until the change is made. */
  readonly undecided: readonly PackUndecided[];
  /** Changes that packs made to resources before they evaluated them. */
  readonly remediations: readonly PackRemediation[];
  /** Names of packs whose stack policies did not run, which is the case after any failure. */
  readonly stackPoliciesSkipped: readonly string[];
}

/** Name and version of a policy pack. */
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
  /** For stack policies: the stack, or the resource that the policy named. */
  readonly urn?: Urn;
}

/** A violation that a policy reported. */
export interface PackViolation extends PackPolicy {
  /** The enforcement level of the policy. */
  readonly enforcement: "advisory" | "mandatory" | "remediate" | "disabled";
  /** The severity of the policy. Absent if the policy does not declare one. */
  readonly severity?: "low" | "medium" | "high" | "critical";
  /** The policy's description. The output of the CLI does not contain it. */
  readonly description?: string;
  /** The policy's remediation steps. The output of the CLI does not contain them. */
  readonly remedy?: string;
  /** The message of the policy, without its description. */
  readonly message: string;
}

/**
 * A policy that read an unknown value.
 *
 * @remarks
 * Whether the policy is mandatory is not known: the SDK reports all of these as advisory.
 */
export interface PackUndecided extends PackPolicy {
  /** The message of the policy SDK, which names the unknown property. */
  readonly message: string;
}

/** A policy that changed a resource. */
export type PackRemediation = PackPolicy;

/** The policy SDK's message for reading an unknown. Nothing else distinguishes these reports from violations. */
const READS_UNKNOWN = /^can't run policy .* during preview: /s;

/** Whether a policy's message reports that the policy read an unknown value. */
export const readsUnknown = (message: string): boolean => READS_UNKNOWN.test(message);
