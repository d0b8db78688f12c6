import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** Storage of all spans in CloudWatch Logs, where Transaction Search finds them. */
export interface AccountTransactionSearchArgs {
  /**
   * The percentage of traces that X-Ray also indexes as trace summaries, from 0 to 100. X-Ray groups, insights, and the trace map
   * are based on these. The first percent is free.
   *
   * @default 1
   */
  readonly indexedPercent?: number;
}

/** Arguments of an AccountTracing. All arguments are optional. */
export interface AccountTracingArgs extends AwsComponentArgs {
  /**
   * Whether X-Ray stores all spans in CloudWatch Logs, and which share of them it indexes. `false` sends traces to X-Ray only.
   *
   * @default { indexedPercent: 1 }
   */
  readonly transactionSearch?: false | AccountTransactionSearchArgs;
  /**
   * The ARN of a symmetric KMS key that encrypts the traces in X-Ray. Traces in CloudWatch Logs are encrypted with the key of their
   * log group.
   *
   * @default a key that AWS owns
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of an AccountTracing that have default values. */
export type AccountTracingDefaults = Required<Pick<AccountTracingArgs, "protection" | "transactionSearch">>;

/** The default arguments of an AccountTracing. Both profiles share them, because the settings apply to the entire account. */
export const ACCOUNT_TRACING_DEFAULTS: ProfileDefaults<AccountTracingDefaults> = defineDefaults<AccountTracingDefaults>(
  { protection: true, transactionSearch: { indexedPercent: 1 } },
  {},
);

/** The names of the arguments. */
export const ACCOUNT_TRACING_ARGUMENTS: Readonly<Record<keyof AccountTracingArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  transactionSearch: true,
  kmsKeyArn: true,
};
