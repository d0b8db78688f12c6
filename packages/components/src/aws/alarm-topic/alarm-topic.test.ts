import * as aws from "@pulumi/aws";
import { isSecret, type Value } from "@roadbed/plan";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { TOPIC_FEATURES } from "../../../test/alarm-topic";
import { deployedMonitors } from "../../../test/component-monitors";
import { changeBetween, deployed } from "../../../test/network";
import { violatedConstraints } from "../../../test/aws-constraints";
import { AlarmTopic, type AlarmTopicArgs } from "./index";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const TOPIC_ARN = "arn:aws:sns:eu-west-1:123456789012:pager-topic";
const QUEUE_ARN = "arn:aws:sqs:eu-west-1:123456789012:pager-dead-letters";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const SLACK = "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration";
const TEAMS = "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration";
const READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";

const EMAIL: AlarmTopicArgs = { subscriptions: { "on-call": { email: "on-call@example.com" } } };
const create = (args: AlarmTopicArgs): Promise<StackPlan> => preview(() => new AlarmTopic("pager", args));

/** Returns the statements of a policy by their IDs. */
function statementsOf(policy: Value | undefined): Readonly<Record<string, unknown>> {
  const { Statement } = (typeof policy === "string" ? JSON.parse(policy) : policy) as {
    readonly Statement: readonly { readonly Sid: string }[];
  };
  return Object.fromEntries(Statement.map(({ Sid, ...statement }) => [Sid, statement]));
}

describe("AlarmTopic", () => {
  it.each<[string, AlarmTopicArgs]>([
    ["an email address", EMAIL],
    ["all features", TOPIC_FEATURES],
    ["no subscriptions", { subscriptions: {} }],
    ["an existing key and no dead-letter queue", { ...EMAIL, kmsKeyArn: KEY, deadLetterQueue: false }],
  ])("creates these resources with %s", async (_, args) => {
    const stack = await create(args);
    expect(stack.inventory()).toMatchSnapshot();
    expect(violatedConstraints(stack)).toEqual([]);
  });

  it("is encrypted with a key of its own, and protected", async () => {
    const stack = await deployed(() => new AlarmTopic("pager", EMAIL));
    const key = stack.get("aws:kms/key:Key");
    const topic = stack.get("aws:sns/topic:Topic");
    const queue = stack.get("aws:sqs/queue:Queue");
    expect([key, topic, queue].map(({ options }) => options.protect)).toEqual([true, true, true]);
    expect(key.inputs).toMatchObject({ enableKeyRotation: true, tags: { Name: "pager-key" } });
    const kmsMasterKeyId = "arn:aws:kms:eu-west-1:123456789012:pager-key";
    expect(topic.inputs).toMatchObject({ kmsMasterKeyId, tags: { Name: "pager-topic" } });
    expect(queue.inputs).toMatchObject({ kmsMasterKeyId, messageRetentionSeconds: 1_209_600 });
    const development = await create({ ...EMAIL, profile: "development" });
    expect(development.get("aws:sns/topic:Topic").options.protect ?? false).toBe(false);
  });

  it("accepts messages over TLS from CloudWatch and other services of this account, and from EventBridge", async () => {
    const stack = await deployed(() => new AlarmTopic("pager", { ...EMAIL, publishers: ["budgets.amazonaws.com"] }));
    const publish = { Action: "sns:Publish", Resource: TOPIC_ARN };
    expect(statementsOf(stack.get("aws:sns/topicPolicy:TopicPolicy").inputs.policy)).toEqual({
      PublishForAccount: {
        ...{ Effect: "Allow", Principal: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] } },
        ...publish,
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      PublishEvents: { Effect: "Allow", Principal: { Service: "events.amazonaws.com" }, ...publish },
      DenyEventsOfOtherAccounts: {
        ...{ Effect: "Deny", Principal: { Service: "events.amazonaws.com" }, ...publish },
        Condition: {
          StringNotEquals: { "aws:SourceAccount": "123456789012" },
          Null: { "aws:SourceAccount": "false" },
        },
      },
      DenyUnencryptedTransport: {
        ...{ Effect: "Deny", Principal: "*", ...publish },
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      DenyUnencryptedSubscriptions: {
        ...{ Effect: "Deny", Principal: "*", Action: "sns:Subscribe", Resource: TOPIC_ARN },
        Condition: { StringEquals: { "sns:Protocol": "http" } },
      },
    });
  });

  it("lets the same services use the key, and SNS for its dead-letter queue", async () => {
    const stack = await deployed(() => new AlarmTopic("pager", { ...EMAIL, publishers: ["budgets.amazonaws.com"] }));
    const useKey = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
    expect(statementsOf(stack.get("aws:kms/keyPolicy:KeyPolicy").inputs.policy)).toEqual({
      AdministerByIam: {
        ...{ Effect: "Allow", Principal: { AWS: "arn:aws:iam::123456789012:root" }, Action: "kms:*", Resource: "*" },
      },
      PublishForAccount: {
        ...useKey,
        Principal: { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] },
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
      PublishEvents: { ...useKey, Principal: { Service: "events.amazonaws.com" } },
      MoveToDeadLetterQueue: {
        ...useKey,
        Principal: { Service: "sns.amazonaws.com" },
        Condition: { ArnEquals: { "aws:SourceArn": TOPIC_ARN } },
      },
    });
    expect(statementsOf(stack.get("aws:sqs/queuePolicy:QueuePolicy").inputs.policy)).toMatchObject({
      MoveToDeadLetterQueue: {
        ...{ Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE_ARN },
        Condition: { ArnEquals: { "aws:SourceArn": TOPIC_ARN } },
      },
    });
  });

  it("delivers by email and over HTTPS, again for almost an hour, and then moves messages to the queue", async () => {
    const stack = await deployed(() => new AlarmTopic("pager", TOPIC_FEATURES));
    const redrivePolicy = JSON.stringify({ deadLetterTargetArn: QUEUE_ARN });
    const email = stack.get(SUBSCRIPTION, "pager-subscription-on-call").inputs;
    expect(email).toMatchObject({
      protocol: "email",
      endpoint: "on-call@example.com",
      topic: TOPIC_ARN,
      redrivePolicy,
    });
    const https = stack.get(SUBSCRIPTION, "pager-subscription-pagerduty").inputs;
    expect(https).toMatchObject({ protocol: "https", endpointAutoConfirms: true, redrivePolicy });
    const { healthyRetryPolicy } = JSON.parse(https.deliveryPolicy as string) as {
      readonly healthyRetryPolicy: Readonly<Record<string, number>>;
    };
    const { numRetries, numNoDelayRetries = 0, numMinDelayRetries = 0, numMaxDelayRetries = 0 } = healthyRetryPolicy;
    const { minDelayTarget = 0, maxDelayTarget = 0 } = healthyRetryPolicy;
    expect(numRetries).toBe(numNoDelayRetries + numMinDelayRetries + numMaxDelayRetries);
    const seconds = numMinDelayRetries * minDelayTarget + numMaxDelayRetries * maxDelayTarget;
    expect([seconds > 3000, seconds <= 3600]).toEqual([true, true]);
    const manual = stack.get(SUBSCRIPTION, "pager-subscription-gateway").inputs;
    expect(manual.endpointAutoConfirms).toBe(false);
  });

  it("marks URLs of integrations as secret everywhere, even if the program does not", async () => {
    const stack = await create(TOPIC_FEATURES);
    const { inputs, options } = stack.get(SUBSCRIPTION, "pager-subscription-pagerduty");
    expect([isSecret(inputs.endpoint ?? null), options.additionalSecretOutputs]).toEqual([true, ["endpoint"]]);
    const { subscriptions } = stack.get("roadbed:aws:AlarmTopic").inputs;
    const { pagerduty } = subscriptions as Readonly<Record<string, { readonly https: Value }>>;
    expect(isSecret(pagerduty?.https ?? null)).toBe(true);
  });

  it("lets members of channels only read metrics and alarms", async () => {
    const stack = await deployed(() => new AlarmTopic("pager", TOPIC_FEATURES));
    const common = {
      iamRoleArn: "arn:aws:iam::123456789012:role/pager-chat-role",
      guardrailPolicyArns: [READ_ONLY],
      loggingLevel: "ERROR",
    };
    const tickets = "arn:aws:sns:us-east-1:123456789012:tickets";
    const slack = { slackTeamId: "T07EA123LEP", slackChannelId: "C07EZ1ABC23", snsTopicArns: [TOPIC_ARN, tickets] };
    expect(stack.get(SLACK).inputs).toMatchObject({
      ...common,
      ...slack,
      configurationName: "project-stack-pager-team",
    });
    expect(stack.get(TEAMS).inputs).toMatchObject({
      ...{ ...common, guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"] },
      ...{ snsTopicArns: [TOPIC_ARN], configurationName: "project-stack-pager-operations" },
    });
    expect(statementsOf(stack.get("aws:iam/rolePolicy:RolePolicy").inputs.policy)).toEqual({
      ReadMetricsAndAlarms: {
        ...{ Effect: "Allow", Action: ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"], Resource: "*" },
      },
    });
    expect(stack.get("aws:iam/role:Role").inputs.assumeRolePolicy).toMatchObject({
      Statement: [{ Principal: { Service: "chatbot.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
  });

  it("adds subscribers without changing anything else", async () => {
    const { created, deleted, changed } = await changeBetween(
      () => new AlarmTopic("pager", { ...EMAIL, tags: { team: "orders" } }),
      () =>
        new AlarmTopic("pager", { ...TOPIC_FEATURES, publishers: [], deadLetterQueue: {}, tags: { team: "orders" } }),
    );
    expect({ created, deleted, changed }).toEqual({
      created: [
        ...["pager-chat-role", "pager-chat-role-policy", "pager-slack-team", "pager-subscription-gateway"],
        ...["pager-subscription-pagerduty", "pager-teams-operations"],
      ],
      deleted: [],
      changed: {},
    });
  });

  it("passes its parent, provider, Region, and tags to all children", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new AlarmTopic("pager", { ...TOPIC_FEATURES, region: "eu-west-1" }, { provider });
    });
    for (const { type, provider, inputs } of stack.descendants(stack.get("roadbed:aws:AlarmTopic"))) {
      expect(provider).toBe(stack.get("pulumi:providers:aws").urn);
      if (!type.startsWith("aws:iam/")) expect(inputs.region).toBe("eu-west-1");
      if (inputs.tags !== undefined) expect(inputs.tags).toMatchObject({ team: "orders" });
    }
  });

  it("is created even if inputs are unknown", async () => {
    const id = unknownOutput<string>();
    const stack = await create({
      subscriptions: {
        mail: { email: id },
        pager: { https: id },
        slack: { slack: { workspaceId: id, channelId: id, guardrailPolicyArns: [id], additionalTopicArns: [id] } },
        teams: { teams: { tenantId: id, teamId: id, channelId: id } },
      },
      ...{ region: unknownOutput<string>(), tags: unknownOutput(), kmsKeyArn: unknownOutput<string>() },
    });
    expect(stack.resources).toHaveLength(11);
  });

  it("returns monitors of deliveries, and of its dead-letter queue if it has one", async () => {
    const { set, alarms, dimensions, unpublished } = await deployedMonitors(() =>
      new AlarmTopic("pager", EMAIL).monitors(),
    );
    expect([set.name, unpublished, dimensions]).toEqual(["pager", [], [{ TopicName: "pager-topic" }]]);
    expect(alarms).toContain("dead-letters (ticket)");
    const withoutQueue = await deployedMonitors(() => new AlarmTopic("pager", { subscriptions: {} }).monitors());
    expect(withoutQueue.alarms).not.toContain("dead-letters (ticket)");
  });
});

describe("AlarmTopic.fromExisting", () => {
  it("returns the topic with its Region, without creating resources", async () => {
    const stack = await preview(() => {
      const plain = AlarmTopic.fromExisting({ topicArn: TOPIC_ARN, kmsKeyArn: KEY });
      const unknown = AlarmTopic.fromExisting({ topicArn: unknownOutput<string>() });
      return { plain, unknownRegion: unknown.region };
    });
    expect(stack.outputs.plain).toEqual({ topicArn: TOPIC_ARN, region: "eu-west-1", kmsKeyArn: KEY });
    expect(stack.inventory()).toEqual([]);
  });
});
