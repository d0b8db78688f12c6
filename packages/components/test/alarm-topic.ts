import type { AlarmTopicArgs } from "../src/aws";

/** The arguments with which an AlarmTopic has all features. */
export const TOPIC_FEATURES: AlarmTopicArgs = {
  subscriptions: {
    "on-call": { email: "on-call@example.com" },
    pagerduty: { https: "https://events.pagerduty.com/integration/0123456789abcdef/enqueue" },
    gateway: { https: "https://alarms.example.com/sns", confirmsItself: false },
    team: {
      slack: {
        workspaceId: "T07EA123LEP",
        channelId: "C07EZ1ABC23",
        additionalTopicArns: ["arn:aws:sns:us-east-1:123456789012:tickets"],
      },
    },
    operations: {
      teams: {
        tenantId: "11111111-2222-3333-4444-555555555555",
        teamId: "66666666-7777-8888-9999-000000000000",
        channelId: "19%3ab6ef35dc342d56ba5654e6fc6d25a071%40thread.tacv2",
        guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
      },
    },
  },
  publishers: ["budgets.amazonaws.com", "costalerts.amazonaws.com"],
  deadLetterQueue: { retentionDays: 7 },
  tags: { team: "orders" },
};
