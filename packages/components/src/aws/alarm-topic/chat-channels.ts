import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsPolicyArns, type ArnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { createServiceRole, type ServiceRole } from "../shared/service-role";
import type { AlarmTopicChannelArgs, AlarmTopicSlackChannel, AlarmTopicTeamsChannel } from "./alarm-topic-args";

/** The noun of the role that channels have. */
export const CHAT_ROLE = "chat-role";

// https://docs.aws.amazon.com/chatbot/latest/APIReference/API_CreateSlackChannelConfiguration.html
/** The length of the name of a channel's configuration. */
export const MAX_CONFIGURATION_NAME_CHARACTERS = 128;

/** The channels of an AlarmTopic. */
export interface ChatChannels {
  /** The role that Amazon Q Developer assumes for all channels; `undefined` without channels. */
  readonly role: ServiceRole | undefined;
  /** The configurations of Slack channels by the names of the subscriptions. */
  readonly slackChannels: Readonly<Record<string, aws.chatbot.SlackChannelConfiguration>>;
  /** The configurations of Microsoft Teams channels by the names of the subscriptions. */
  readonly teamsChannels: Readonly<Record<string, aws.chatbot.TeamsChannelConfiguration>>;
}

/** What channels are created from. */
export interface ChatChannelSettings {
  readonly slackChannels: Readonly<Record<string, AlarmTopicSlackChannel>>;
  readonly teamsChannels: Readonly<Record<string, AlarmTopicTeamsChannel>>;
  /** The name of the component. */
  readonly name: string;
  readonly topicArn: pulumi.Input<string>;
  readonly scope: ArnScope;
}

/**
 * Returns the name of a channel's configuration in AWS: `<project>-<stack>-<component>-<subscription>`. Configurations belong to the
 * account rather than to a Region, and Pulumi generates no names for them.
 */
export const configurationName = (name: string, subscription: string): string =>
  [pulumi.getProject(), pulumi.getStack(), name, subscription].join("-").replace(/[^\w-]/g, "-");

/** Creates the configurations of the channels, and one role for all of them. */
export function createChatChannels(children: Children, settings: ChatChannelSettings): ChatChannels {
  const { slackChannels, teamsChannels } = settings;
  if (Object.keys({ ...slackChannels, ...teamsChannels }).length === 0) {
    return { role: undefined, slackChannels: {}, teamsChannels: {} };
  }
  const role = createServiceRole(children, CHAT_ROLE, {
    // AWS documents no conditions for this trust policy.
    service: "chatbot.amazonaws.com",
    statements: [
      {
        Sid: "ReadMetricsAndAlarms",
        Effect: "Allow",
        Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"],
        // Most of these actions have no resource.
        Resource: "*",
      },
    ],
  });
  const common = (subscription: string, child: string, channel: AlarmTopicChannelArgs) => ({
    region: children.region,
    configurationName: configurationName(settings.name, subscription),
    iamRoleArn: role.role.arn,
    guardrailPolicyArns: [
      ...(channel.guardrailPolicyArns ?? Object.values(awsPolicyArns(settings.scope, { read: "ReadOnlyAccess" }))),
    ],
    snsTopicArns: [settings.topicArn, ...(channel.additionalTopicArns ?? [])],
    loggingLevel: "ERROR",
    tags: children.tags(child),
  });
  return {
    role,
    slackChannels: mapRecord(slackChannels, (subscription, channel) => {
      const child = `slack-${subscription}`;
      const ids = { slackTeamId: channel.workspaceId, slackChannelId: channel.channelId };
      const args = { ...common(subscription, child, channel), ...ids };
      return new aws.chatbot.SlackChannelConfiguration(children.name(child), args, children.options(child));
    }),
    teamsChannels: mapRecord(teamsChannels, (subscription, channel) => {
      const child = `teams-${subscription}`;
      const { tenantId, teamId, channelId } = channel;
      const args = { ...common(subscription, child, channel), tenantId, teamId, channelId };
      return new aws.chatbot.TeamsChannelConfiguration(children.name(child), args, children.options(child));
    }),
  };
}

const mapRecord = <T, R>(
  record: Readonly<Record<string, T>>,
  map: (name: string, value: T) => R,
): Readonly<Record<string, R>> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(name, value)]));
