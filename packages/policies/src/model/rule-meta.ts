import type { Severity } from "./finding";

/** The metadata of a rule. */
export interface RuleMeta {
  /** The ID, which names the service and the requirement: `ecr-tags-immutable`. Settings and exemptions refer to it. */
  readonly id: string;
  /** One line that states the requirement, without a period. CrossGuard shows the title as the policy's description. */
  readonly title: string;
  /** How much a violation matters. */
  readonly severity: Severity;
  /**
   * What the rule protects. Presets select rules by topic.
   *
   * @default "security"
   */
  readonly topic?: Topic;
  /**
   * Whether most stacks should follow the rule. The preset `baseline` contains only recommended rules. Not recommended are
   * rules whose violations are common in good stacks, or that depend on a convention that not every organization has.
   *
   * @default true
   */
  readonly recommended?: boolean;
  /** The compliance framework controls that a violation of the rule also violates. */
  readonly controls?: Controls;
  /** The consequence of a violation, in one or two sentences. */
  readonly why: string;
  /** How to correct the program, with the properties and values of Pulumi TypeScript. */
  readonly remedy: string;
  /**
   * IDs of narrower rules that any violation of this rule also violates at the same path. Reports group the violations of
   * the narrower rules under the violation of this rule.
   */
  readonly implies?: readonly string[];
}

/**
 * The topic of a rule. Rules on `customer-keys` require customer managed KMS keys where AWS encrypts with its own keys
 * by default; not every organization needs them. Rules on `changes` evaluate what a deployment changes.
 */
export type Topic = "security" | "reliability" | "drift" | "customer-keys" | "changes";

/** The compliance frameworks and versions whose controls rules map to. */
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

/** IDs of controls by compliance framework. */
export type Controls = Readonly<Partial<Record<Framework, readonly [string, ...string[]]>>>;
