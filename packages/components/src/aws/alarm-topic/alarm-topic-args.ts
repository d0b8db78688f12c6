import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** A subscriber that receives alarms by email. */
export interface AlarmTopicEmailSubscription {
  /** The email address. SNS sends a message with a link, which the recipient must open within two days. */
  readonly email: pulumi.Input<string>;
}

/** A subscriber that receives alarms over HTTPS, such as PagerDuty or Opsgenie. */
export interface AlarmTopicHttpsSubscription {
  /**
   * The URL of the integration, which contains its key. The state stores the URL as a secret. Read it from the configuration:
   * `config.requireSecret("pagerDutyUrl")`.
   */
  readonly https: pulumi.Input<string>;
  /**
   * Whether the endpoint confirms the subscription by itself, as PagerDuty and Opsgenie do. The deployment then waits for the
   * confirmation for up to a minute, and fails without it.
   *
   * @default true
   */
  readonly confirmsItself?: boolean;
}

/** What the channels of Slack and Microsoft Teams have in common. */
export interface AlarmTopicChannelArgs {
  /**
   * The ARNs of IAM policies. Members of the channel can only do what all of the policies and the role of the channel allow.
   * AWS would apply `AdministratorAccess` if there were none.
   *
   * @default [ReadOnlyAccess]
   */
  readonly guardrailPolicyArns?: readonly pulumi.Input<string>[];
  /**
   * The ARNs of other topics that the channel also receives, in any Region. AWS accepts only one configuration of a channel in
   * an account, so a second AlarmTopic cannot have the same channel.
   *
   * @default []
   */
  readonly additionalTopicArns?: readonly pulumi.Input<string>[];
}

/** A channel of a Slack workspace. */
export interface AlarmTopicSlackChannel extends AlarmTopicChannelArgs {
  /** The ID of the workspace, which has been authorized in the console: `T07EA123LEP`. */
  readonly workspaceId: pulumi.Input<string>;
  /** The ID of the channel, with which the link to the channel ends: `C07EZ1ABC23`. */
  readonly channelId: pulumi.Input<string>;
}

/** A channel of Microsoft Teams. */
export interface AlarmTopicTeamsChannel extends AlarmTopicChannelArgs {
  /** The ID of the tenant: a UUID. */
  readonly tenantId: pulumi.Input<string>;
  /** The ID of the team, which has been authorized in the console: a UUID. */
  readonly teamId: pulumi.Input<string>;
  /** The ID of the channel as in the link to the channel, with escaped characters: `19%3a…%40thread.tacv2`. */
  readonly channelId: pulumi.Input<string>;
}

/** A subscriber that receives alarms in a channel of a Slack workspace. */
export interface AlarmTopicSlackSubscription {
  /** The channel. */
  readonly slack: AlarmTopicSlackChannel;
}

/** A subscriber that receives alarms in a channel of Microsoft Teams. */
export interface AlarmTopicTeamsSubscription {
  /** The channel. */
  readonly teams: AlarmTopicTeamsChannel;
}

/** A subscriber of an AlarmTopic. */
export type AlarmTopicSubscription =
  | AlarmTopicEmailSubscription
  | AlarmTopicHttpsSubscription
  | AlarmTopicSlackSubscription
  | AlarmTopicTeamsSubscription;

/** The queue for messages that could not be delivered to email addresses and HTTPS endpoints. */
export interface AlarmTopicDeadLetterQueueArgs {
  /**
   * The number of days after which SQS deletes messages, from 1 to 14.
   *
   * @default 14
   */
  readonly retentionDays?: number;
}

/** Arguments of an AlarmTopic. */
export interface AlarmTopicArgs extends AwsComponentArgs {
  /** The subscribers, by a name that is part of the names of children: `{ "on-call": { email: "on-call@example.com" } }`. */
  readonly subscriptions: Readonly<Record<string, AlarmTopicSubscription>>;
  /**
   * The service principals of AWS services that can publish in addition to CloudWatch and EventBridge, such as
   * `budgets.amazonaws.com` and `costalerts.amazonaws.com`. They can publish only on behalf of this account, so they must send the
   * condition key `aws:SourceAccount`.
   *
   * @default []
   */
  readonly publishers?: readonly string[];
  /**
   * The queue for messages that could not be delivered, or `false` for none. Channels have no such queue.
   *
   * @default { retentionDays: 14 }
   */
  readonly deadLetterQueue?: false | AlarmTopicDeadLetterQueueArgs;
  /**
   * The name of the topic in AWS: up to 256 letters, digits, hyphens, and underscores. Changing it replaces the topic.
   *
   * @default the name of the component, with a unique suffix
   */
  readonly topicName?: string;
  /**
   * The ARN of a customer managed KMS key that encrypts messages. Its policy must allow the publishers and `sns.amazonaws.com` the
   * actions `kms:Decrypt` and `kms:GenerateDataKey*`. Otherwise, alarms are lost without an error.
   *
   * @default a new key
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of an AlarmTopic that have default values. */
export type AlarmTopicDefaults = Required<Pick<AlarmTopicArgs, "protection" | "publishers" | "deadLetterQueue">>;

/** The default arguments of an AlarmTopic in each profile. */
export const ALARM_TOPIC_DEFAULTS: ProfileDefaults<AlarmTopicDefaults> = defineDefaults<AlarmTopicDefaults>(
  { protection: true, publishers: [], deadLetterQueue: { retentionDays: 14 } },
  { protection: false },
);

/** The names of the arguments. */
export const ALARM_TOPIC_ARGUMENTS: Readonly<Record<keyof AlarmTopicArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  subscriptions: true,
  publishers: true,
  deadLetterQueue: true,
  topicName: true,
  kmsKeyArn: true,
};
