import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** The queue for messages that could not be processed. */
export interface QueueDeadLetterArgs {
  /**
   * The number of times that a message is received before it is moved to the dead-letter queue, from 1 to 1000.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;
  /**
   * The number of days after which SQS deletes messages in the dead-letter queue, from 1 to 14. SQS counts from the time at
   * which a message was sent to the original queue.
   *
   * @default 14
   */
  readonly retentionDays?: number;
}

/** An AWS service that sends messages, and the resource on whose behalf it does. */
export interface QueueSender {
  /** The service principal: `"sns.amazonaws.com"`. */
  readonly service: string;
  /** The ARN of the resource: a topic, an EventBridge rule, or a bucket. */
  readonly sourceArn: pulumi.Input<string>;
}

/** Arguments of a Queue. All arguments are optional. */
export interface QueueArgs extends AwsComponentArgs {
  /**
   * The name of the queue in AWS: up to 80 letters, digits, hyphens, and underscores, with the suffix `.fifo` for FIFO queues.
   * Changing it replaces the queue.
   *
   * @default the name of the component, with a unique suffix
   */
  readonly queueName?: string;
  /**
   * Whether the queue keeps the order of messages and delivers each of them exactly once. Changing it replaces the queue.
   *
   * @default false
   */
  readonly fifo?: boolean;
  /**
   * Whether SQS detects duplicates by the content of messages instead of an ID that the sender sets. For FIFO queues only.
   *
   * @default false
   */
  readonly contentBasedDeduplication?: boolean;
  /**
   * The number of seconds during which other consumers do not receive a message that is being processed, from 0 to 43200. For
   * a Lambda function, use at least six times the timeout of the function.
   *
   * @default 30
   */
  readonly visibilityTimeoutSeconds?: number;
  /**
   * The number of days after which SQS deletes messages, from 1 to 14.
   *
   * @default 4
   */
  readonly retentionDays?: number;
  /**
   * The number of seconds for which SQS delays new messages, from 0 to 900.
   *
   * @default 0
   */
  readonly delaySeconds?: number;
  /**
   * The dead-letter queue, or `false` for none.
   *
   * @default { maxReceiveCount: 5, retentionDays: 14 }
   */
  readonly deadLetter?: false | QueueDeadLetterArgs;
  /**
   * AWS services that can send messages, by name: `{ orders: { service: "sns.amazonaws.com", sourceArn: topic.arn } }`. With a
   * `kmsKeyArn`, the key policy must allow these services to use the key.
   *
   * @default {}
   */
  readonly senders?: Readonly<Record<string, QueueSender>>;
  /**
   * The ARN of a KMS key that encrypts messages.
   *
   * @default keys that SQS manages
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of a Queue that have default values. */
export type QueueDefaults = Required<
  Pick<
    QueueArgs,
    | "protection"
    | "fifo"
    | "contentBasedDeduplication"
    | "visibilityTimeoutSeconds"
    | "retentionDays"
    | "delaySeconds"
    | "deadLetter"
    | "senders"
  >
>;

/** The default arguments of a Queue in each profile. */
export const QUEUE_DEFAULTS: ProfileDefaults<QueueDefaults> = defineDefaults<QueueDefaults>(
  {
    protection: true,
    fifo: false,
    contentBasedDeduplication: false,
    visibilityTimeoutSeconds: 30,
    retentionDays: 4,
    delaySeconds: 0,
    deadLetter: { maxReceiveCount: 5, retentionDays: 14 },
    senders: {},
  },
  { protection: false },
);

/** The names of the arguments. */
export const QUEUE_ARGUMENTS: Readonly<Record<keyof QueueArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  queueName: true,
  fifo: true,
  contentBasedDeduplication: true,
  visibilityTimeoutSeconds: true,
  retentionDays: true,
  delaySeconds: true,
  deadLetter: true,
  senders: true,
  kmsKeyArn: true,
};
