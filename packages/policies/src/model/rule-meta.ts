import type { Severity } from "./finding";

/** What a rule states about itself. */
export interface RuleMeta {
  /** Starts with the service and states the requirement: `ecr-tags-immutable`. Exemptions and settings refer to it. */
  readonly id: string;
  /** One line that names the service, without a full stop. CrossGuard shows it as the description of the policy. */
  readonly title: string;
  readonly severity: Severity;
  /** What the rule protects. Presets select rules by topic. @default "security" */
  readonly topic?: Topic;
  readonly controls?: Controls;
  /** What goes wrong without the rule, in one or two sentences. */
  readonly why: string;
  /** What to write instead, in Pulumi TypeScript. */
  readonly remedy: string;
  /**
   * IDs of narrower rules that any violation of this rule also violates at the same path. Reports group their
   * violations under this one.
   */
  readonly implies?: readonly string[];
}

/**
 * The topic of a rule. Rules on `customer-keys` require customer managed KMS keys where AWS encrypts with its own keys
 * by default; not every organization needs them.
 */
export type Topic = "security" | "reliability" | "drift" | "customer-keys";

/** The compliance frameworks, in the versions named, whose controls rules map to. */
export const FRAMEWORKS = [
  "aws-fsbp",
  "cis-aws-3.0",
  "cis-aws-4.0",
  "cis-eks-1.4",
  "pss-baseline",
  "pss-restricted",
] as const;
/** A compliance framework. */
export type Framework = (typeof FRAMEWORKS)[number];

/** The controls of each framework that a violation of the rule also violates. */
export type Controls = Readonly<Partial<Record<Framework, readonly [string, ...string[]]>>>;
