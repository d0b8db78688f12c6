import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { snsTopic } from "../monitors/sets";
import { arnScope, type ArnScope } from "../shared/arn";
import { Children } from "../shared/children";
import type { ServiceRole } from "../shared/service-role";
import { deadLetterPolicy, keyPolicy, topicPolicy } from "./access-policies";
import {
  ALARM_TOPIC_DEFAULTS,
  type AlarmTopicArgs,
  type AlarmTopicDefaults,
  type AlarmTopicSubscription,
} from "./alarm-topic-args";
import { checkAlarmTopicArgs, type AlarmTopicSettings } from "./alarm-topic-checks";
import { createChatChannels } from "./chat-channels";
import { deliveryPolicy } from "./delivery-policy";
import { existingAlarmTopic, type AlarmTopicLike, type ExistingAlarmTopicArgs } from "./existing-topic";

const SECONDS_PER_DAY = 86_400;

/**
 * An SNS topic that delivers alarms to people: by email, to PagerDuty or Opsgenie, and to channels of Slack and Microsoft Teams.
 *
 * @remarks
 * Creates the topic, its policy, a KMS key that encrypts messages, a subscription for each email address and HTTPS endpoint, and a
 * queue for messages that these do not accept. Only CloudWatch alarms, EventBridge rules, and the services in `publishers` can
 * publish, besides principals of the account with permissions of their own.
 *
 * SNS delivers to an HTTPS endpoint again for almost an hour, rather than for a minute, before the message is moved to the queue.
 *
 * Amazon Q Developer in chat applications (formerly AWS Chatbot) delivers to channels. Authorize the Slack workspace or the team once
 * in its console, because no API can. Members of a channel can only read metrics and alarms: the role of the channels allows nothing
 * else, and the guardrail policy of each channel is `ReadOnlyAccess`.
 *
 * The key costs $1 per month, and its first two rotations $1 each. The first 1,000 emails and 100,000 HTTPS deliveries of each month
 * are free; then 100,000 emails cost $2, and a million HTTPS deliveries $0.60. Prices are for us-east-1.
 *
 * To delete a protected topic, set `protection: false` and deploy, and then remove the component from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `topic`, `policy`, `key`, `key-policy`, `dead-letters`,
 * `dead-letters-policy`, `subscription-<name>`, `slack-<name>`, `teams-<name>`, `chat-role`, `chat-role-policy`.
 *
 * @example
 * const config = new pulumi.Config();
 * const pager = new AlarmTopic("pager", {
 *   subscriptions: {
 *     pagerduty: { https: config.requireSecret("pagerDutyUrl") },
 *     team: { slack: { workspaceId: "T07EA123LEP", channelId: "C07EZ1ABC23" } },
 *   },
 * });
 * new Monitoring("shop", { targets: [new Queue("orders")], notify: { page: [pager], ticket: [pager] } });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class AlarmTopic extends pulumi.ComponentResource implements AlarmTopicLike, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<AlarmTopicDefaults> = ALARM_TOPIC_DEFAULTS;

  /** The ARN of the topic. */
  readonly topicArn: pulumi.Output<string>;
  /** The name of the topic, which metrics refer to. */
  readonly topicName: pulumi.Output<string>;
  /** The ARN of the KMS key that encrypts messages. */
  readonly kmsKeyArn: pulumi.Output<string>;
  /** The Region of the topic. Alarms can only notify topics in their own Region. */
  readonly region: pulumi.Input<string>;

  /** The topic. */
  readonly topic: aws.sns.Topic;
  /** The policy of the topic. */
  readonly policy: aws.sns.TopicPolicy;
  /** The KMS key; `undefined` with `kmsKeyArn`. */
  readonly key: aws.kms.Key | undefined;
  /** The policy of the KMS key; `undefined` with `kmsKeyArn`. */
  readonly keyPolicy: aws.kms.KeyPolicy | undefined;
  /** The queue for messages that could not be delivered; `undefined` without one. */
  readonly deadLetterQueue: aws.sqs.Queue | undefined;
  /** The policy of the queue; `undefined` without one. */
  readonly deadLetterPolicy: aws.sqs.QueuePolicy | undefined;
  /** The subscriptions of email addresses and HTTPS endpoints by their names. */
  readonly subscriptions: Readonly<Record<string, aws.sns.TopicSubscription>>;
  /** The configurations of Slack channels by the names of the subscriptions. */
  readonly slackChannels: Readonly<Record<string, aws.chatbot.SlackChannelConfiguration>>;
  /** The configurations of Microsoft Teams channels by the names of the subscriptions. */
  readonly teamsChannels: Readonly<Record<string, aws.chatbot.TeamsChannelConfiguration>>;
  /** The role that Amazon Q Developer assumes for all channels; `undefined` without channels. */
  readonly chatRole: ServiceRole | undefined;

  private readonly name: string;
  private readonly settings: AlarmTopicSettings;
  private readonly children: Children;

  constructor(name: string, args: AlarmTopicArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkAlarmTopicArgs(name, args);

    // The inputs of a component are part of the state, so the URLs must be secrets there as well.
    super("roadbed:aws:AlarmTopic", name, { ...args, subscriptions: subscriptionInputs(settings) }, options);
    this.name = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);
    const protect = isProtected(settings, options);

    const { key, keyArn } = this.createKey(protect);
    this.key = key;
    this.kmsKeyArn = pulumi.output(keyArn);
    this.topic = this.createTopic(protect);
    const scope = arnScope(this.topic);
    this.keyPolicy = this.key && this.createKeyPolicy(this.key, scope);
    this.policy = this.createPolicy(scope);
    this.deadLetterQueue = this.createDeadLetterQueue(protect);
    this.deadLetterPolicy = this.deadLetterQueue && this.createDeadLetterPolicy(this.deadLetterQueue);
    this.subscriptions = Object.fromEntries(
      Object.entries(settings.endpoints).map(([subscriber, subscription]) => [
        subscriber,
        this.createSubscription(subscriber, subscription),
      ]),
    );
    const { slackChannels, teamsChannels } = settings;
    const channels = { slackChannels, teamsChannels, name, topicArn: this.topic.arn, scope };
    const created = createChatChannels(this.children, channels);
    this.slackChannels = created.slackChannels;
    this.teamsChannels = created.teamsChannels;
    this.chatRole = created.role;

    this.topicArn = this.topic.arn;
    this.topicName = this.topic.name;
    this.region = settings.region ?? scope.region;
    this.registerOutputs({ topicArn: this.topicArn, topicName: this.topicName, kmsKeyArn: this.kmsKeyArn });
  }

  /**
   * Returns an existing topic, such as a topic of another stack, in the form that components accept. Creates no resources and
   * performs no lookups, so a preview needs no credentials.
   *
   * @throws ArgumentsError that lists all argument issues; if an ARN is an output, the returned outputs fail instead
   */
  static fromExisting(topic: ExistingAlarmTopicArgs): AlarmTopicLike {
    return existingAlarmTopic(topic);
  }

  /**
   * Returns the monitors of the topic, for a `Monitoring`. Its alarms should notify another topic.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "AlarmTopic", name: this.name, region: this.settings.region };
    return snsTopic({
      ...componentSetArgs(component, args),
      topicName: this.topicName,
      deadLetterQueues: this.deadLetterQueue !== undefined,
    });
  }

  /** Creates the KMS key unless it is an argument. */
  private createKey(protect: boolean): {
    readonly key: aws.kms.Key | undefined;
    readonly keyArn: pulumi.Input<string>;
  } {
    const { kmsKeyArn } = this.settings;
    if (kmsKeyArn !== undefined) return { key: undefined, keyArn: kmsKeyArn };
    const key = new aws.kms.Key(
      this.children.name("key"),
      {
        region: this.children.region,
        description: `Messages of the alarm topic ${this.name}`,
        enableKeyRotation: true,
        tags: this.children.tags("key"),
      },
      this.children.options("key", { protect }),
    );
    return { key, keyArn: key.arn };
  }

  private createTopic(protect: boolean): aws.sns.Topic {
    return new aws.sns.Topic(
      this.children.name("topic"),
      {
        region: this.children.region,
        name: this.settings.topicName,
        kmsMasterKeyId: this.kmsKeyArn,
        tags: this.children.tags("topic"),
      },
      this.children.options("topic", { protect }),
    );
  }

  private createKeyPolicy(key: aws.kms.Key, scope: ArnScope): aws.kms.KeyPolicy {
    const { publishers, deadLetterRetentionDays } = this.settings;
    const deadLettersOf = deadLetterRetentionDays === undefined ? undefined : this.topic.arn;
    return new aws.kms.KeyPolicy(
      this.children.name("key-policy"),
      { region: this.children.region, keyId: key.id, policy: keyPolicy(scope, publishers, deadLettersOf) },
      this.children.options("key-policy"),
    );
  }

  private createPolicy(scope: ArnScope): aws.sns.TopicPolicy {
    const { arn } = this.topic;
    return new aws.sns.TopicPolicy(
      this.children.name("policy"),
      { region: this.children.region, arn, policy: topicPolicy(arn, scope, this.settings.publishers) },
      this.children.options("policy"),
    );
  }

  private createDeadLetterQueue(protect: boolean): aws.sqs.Queue | undefined {
    const { deadLetterRetentionDays } = this.settings;
    if (deadLetterRetentionDays === undefined) return undefined;
    return new aws.sqs.Queue(
      this.children.name("dead-letters"),
      {
        region: this.children.region,
        messageRetentionSeconds: deadLetterRetentionDays * SECONDS_PER_DAY,
        // SNS requires a customer managed key for encrypted dead-letter queues.
        kmsMasterKeyId: this.kmsKeyArn,
        tags: this.children.tags("dead-letters"),
      },
      this.children.options("dead-letters", { protect }),
    );
  }

  private createDeadLetterPolicy(queue: aws.sqs.Queue): aws.sqs.QueuePolicy {
    return new aws.sqs.QueuePolicy(
      this.children.name("dead-letters-policy"),
      {
        region: this.children.region,
        queueUrl: queue.url,
        policy: deadLetterPolicy(queue.arn, this.topic.arn),
      },
      this.children.options("dead-letters-policy"),
    );
  }

  private createSubscription(
    name: string,
    subscription: AlarmTopicSettings["endpoints"][string],
  ): aws.sns.TopicSubscription {
    const child = `subscription-${name}`;
    const deadLetterTargetArn = this.deadLetterQueue?.arn;
    const endpoint =
      "email" in subscription
        ? { protocol: "email", endpoint: subscription.email }
        : {
            protocol: "https",
            endpoint: subscription.https,
            endpointAutoConfirms: subscription.confirmsItself,
            deliveryPolicy: deliveryPolicy(),
          };
    return new aws.sns.TopicSubscription(
      this.children.name(child),
      {
        region: this.children.region,
        topic: this.topic.arn,
        ...endpoint,
        ...(deadLetterTargetArn && { redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn }) }),
      },
      this.children.options(child, "https" in subscription ? { additionalSecretOutputs: ["endpoint"] } : {}),
    );
  }
}

/** Returns the checked subscriptions in the form of the argument. */
function subscriptionInputs(settings: AlarmTopicSettings): Readonly<Record<string, AlarmTopicSubscription>> {
  const { endpoints, slackChannels, teamsChannels } = settings;
  return {
    ...endpoints,
    ...Object.fromEntries(Object.entries(slackChannels).map(([name, slack]) => [name, { slack }])),
    ...Object.fromEntries(Object.entries(teamsChannels).map(([name, teams]) => [name, { teams }])),
  };
}
