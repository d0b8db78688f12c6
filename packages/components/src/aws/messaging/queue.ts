import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { sqsQueue, type SqsQueueMonitorsArgs } from "../monitors/sets";
import { Children } from "../shared/children";
import type { PolicyStatement } from "../shared/permissions";
import { QUEUE_DEFAULTS, type QueueArgs, type QueueDefaults } from "./queue-args";
import { checkQueueArgs, type QueueSettings } from "./queue-checks";

/** A queue that workloads can use, whether or not this program created the queue. */
export interface QueueLike {
  /** The ARN of the queue. */
  readonly queueArn: pulumi.Input<string>;
  /** The URL of the queue. */
  readonly queueUrl: pulumi.Input<string>;
  /** The ARN of the KMS key that encrypts messages; absent if SQS manages the key. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** Arguments of the monitors of a Queue. */
export interface QueueMonitorsArgs extends ComponentMonitorsArgs, Pick<SqsQueueMonitorsArgs, "maximumAgeSeconds"> {}

const SECONDS_PER_DAY = 86_400;
const QUEUE = "queue";
const DEAD_LETTERS = "dead-letters";

/**
 * An SQS queue with a dead-letter queue.
 *
 * @remarks
 * Creates the queue, its policy, and the dead-letter queue with its policy. Both queues are encrypted and reject connections
 * without TLS. Consumers wait up to 20 seconds for messages (long polling), which reduces the number of requests.
 *
 * SQS costs $0.40 per million requests after the first million of each month. Prices are for us-east-1.
 *
 * To delete a protected queue, set `protection: false` and deploy, and then remove the component from the program. This also
 * deletes all messages.
 *
 * Names of the children, for `adopt` and `transforms`: `queue`, `policy`, `dead-letters`, `dead-letters-policy`,
 * `dead-letters-redrive`.
 *
 * @example
 * const orders = new Queue("orders", { visibilityTimeoutSeconds: 120 });
 * export const { queueUrl } = orders;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Queue extends pulumi.ComponentResource implements Monitored, QueueLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<QueueDefaults> = QUEUE_DEFAULTS;

  /** The ARN of the queue. */
  readonly queueArn: pulumi.Output<string>;
  /** The URL of the queue. */
  readonly queueUrl: pulumi.Output<string>;
  /** The name of the queue, which metrics refer to. */
  readonly queueName: pulumi.Output<string>;
  /** The ARN of the KMS key that encrypts messages; `undefined` if SQS manages the key. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;

  /** The queue. */
  readonly queue: aws.sqs.Queue;
  /** The policy of the queue. */
  readonly policy: aws.sqs.QueuePolicy;
  /** The dead-letter queue; `undefined` if `deadLetter` is false. */
  readonly deadLetterQueue: aws.sqs.Queue | undefined;
  /** The policy of the dead-letter queue; `undefined` without one. */
  readonly deadLetterPolicy: aws.sqs.QueuePolicy | undefined;
  /** Lets only the queue use the dead-letter queue; `undefined` without one. */
  readonly redriveAllowPolicy: aws.sqs.RedriveAllowPolicy | undefined;

  private readonly name: string;
  private readonly settings: QueueSettings;
  private readonly children: Children;

  constructor(name: string, args: QueueArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkQueueArgs(name, args);

    super("roadbed:aws:Queue", name, args, options);
    this.name = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);
    const protect = isProtected(settings, options);

    const { deadLetterQueue, senders } = settings;
    this.deadLetterQueue = deadLetterQueue && this.createQueue(DEAD_LETTERS, { protect, ...deadLetterQueue });
    this.deadLetterPolicy =
      this.deadLetterQueue && this.createPolicy(`${DEAD_LETTERS}-policy`, this.deadLetterQueue, []);
    this.queue = this.createQueue(QUEUE, { protect, retentionDays: settings.retentionDays });
    this.policy = this.createPolicy("policy", this.queue, Object.entries(senders));
    this.redriveAllowPolicy = this.deadLetterQueue && this.createRedriveAllowPolicy(this.deadLetterQueue);

    this.queueArn = this.queue.arn;
    this.queueUrl = this.queue.url;
    this.queueName = this.queue.name;
    this.kmsKeyArn = settings.kmsKeyArn === undefined ? undefined : pulumi.output(settings.kmsKeyArn);
    this.registerOutputs({ queueArn: this.queueArn, queueUrl: this.queueUrl, queueName: this.queueName });
  }

  /**
   * Returns the monitors of the queue and its dead-letter queue, for a `Monitoring`.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: QueueMonitorsArgs = {}): MonitorSet {
    const component = { component: "Queue", name: this.name, region: this.settings.region };
    return sqsQueue({
      ...componentSetArgs(component, args, ["maximumAgeSeconds"]),
      queueName: this.queueName,
      ...(this.deadLetterQueue && { deadLetterQueueName: this.deadLetterQueue.name }),
    });
  }

  private createQueue(
    child: typeof QUEUE | typeof DEAD_LETTERS,
    { protect, retentionDays }: { readonly protect: boolean; readonly retentionDays: number },
  ): aws.sqs.Queue {
    const { fifo, contentBasedDeduplication, kmsKeyArn } = this.settings;
    return new aws.sqs.Queue(
      this.children.name(child),
      {
        region: this.children.region,
        ...(fifo && { fifoQueue: true, contentBasedDeduplication }),
        messageRetentionSeconds: retentionDays * SECONDS_PER_DAY,
        ...(kmsKeyArn === undefined ? { sqsManagedSseEnabled: true } : { kmsMasterKeyId: kmsKeyArn }),
        ...(child === QUEUE && this.queueInputs()),
        tags: this.children.tags(child),
      },
      this.children.options(child, { protect }),
    );
  }

  /** Returns the inputs that the dead-letter queue does not have. */
  private queueInputs(): aws.sqs.QueueArgs {
    const { queueName, visibilityTimeoutSeconds, delaySeconds, deadLetterQueue } = this.settings;
    const deadLetterTargetArn = this.deadLetterQueue?.arn;
    return {
      name: queueName,
      visibilityTimeoutSeconds,
      delaySeconds,
      receiveWaitTimeSeconds: 20,
      ...(deadLetterQueue && {
        redrivePolicy: pulumi.jsonStringify({
          deadLetterTargetArn,
          maxReceiveCount: deadLetterQueue.maxReceiveCount,
        }),
      }),
    };
  }

  private createPolicy(
    child: string,
    queue: aws.sqs.Queue,
    senders: readonly (readonly [string, NonNullable<QueueArgs["senders"]>[string]])[],
  ): aws.sqs.QueuePolicy {
    const allowed = senders.map(([, { service, sourceArn }]): PolicyStatement => ({
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sqs:SendMessage",
      Resource: queue.arn,
      Condition: { ArnEquals: { "aws:SourceArn": sourceArn } },
    }));
    const denyUnencryptedTransport: PolicyStatement = {
      Sid: "DenyUnencryptedTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queue.arn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    return new aws.sqs.QueuePolicy(
      this.children.name(child),
      {
        region: this.children.region,
        queueUrl: queue.url,
        policy: { Version: "2012-10-17", Statement: [...allowed, denyUnencryptedTransport] },
      },
      this.children.options(child),
    );
  }

  private createRedriveAllowPolicy(deadLetterQueue: aws.sqs.Queue): aws.sqs.RedriveAllowPolicy {
    const child = `${DEAD_LETTERS}-redrive`;
    return new aws.sqs.RedriveAllowPolicy(
      this.children.name(child),
      {
        region: this.children.region,
        queueUrl: deadLetterQueue.url,
        redriveAllowPolicy: pulumi.jsonStringify({
          redrivePermission: "byQueue",
          sourceQueueArns: [this.queue.arn],
        }),
      },
      this.children.options(child),
    );
  }
}
