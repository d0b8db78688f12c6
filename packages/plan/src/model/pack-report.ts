import type { Urn } from "./urn";

/** What policy packs reported about one plan. */
export interface PackReport {
  readonly packs: readonly PackInfo[];
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
  readonly name: string;
  readonly version: string;
}

interface PackPolicy {
  readonly pack: string;
  readonly policy: string;
  /** For stack policies: the stack, or the resource that the policy named. */
  readonly urn?: Urn;
}

/** A violation that a policy reported. */
export interface PackViolation extends PackPolicy {
  readonly enforcement: "advisory" | "mandatory" | "remediate" | "disabled";
  readonly severity?: "low" | "medium" | "high" | "critical";
  /** The policy's description. The output of the CLI does not contain it. */
  readonly description?: string;
  /** The policy's remediation steps. The output of the CLI does not contain them. */
  readonly remedy?: string;
  readonly message: string;
}

/**
 * A policy that read an unknown value.
 *
 * @remarks
 * Whether the policy is mandatory is not known: the SDK reports all of these as advisory.
 */
export interface PackUndecided extends PackPolicy {
  readonly message: string;
}

/** A policy that changed a resource. */
export type PackRemediation = PackPolicy;

/** The policy SDK's message for reading an unknown. Nothing else distinguishes these reports from violations. */
const READS_UNKNOWN = /^can't run policy .* during preview: /s;

/** Whether a policy's message reports that the policy read an unknown value. */
export const readsUnknown = (message: string): boolean => READS_UNKNOWN.test(message);
