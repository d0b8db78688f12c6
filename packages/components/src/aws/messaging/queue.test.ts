import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { changeBetween, deployed } from "../../../test/network";
import type { MonitorSet } from "../monitors/monitor";
import { Queue, type QueueArgs, type QueueMonitorsArgs } from "./index";

const QUEUE = "aws:sqs/queue:Queue";
const POLICY = "aws:sqs/queuePolicy:QueuePolicy";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const topicArn = "arn:aws:sns:eu-west-1:123456789012:orders";
const allFeatures = {
  fifo: true,
  contentBasedDeduplication: true,
  visibilityTimeoutSeconds: 120,
  retentionDays: 7,
  delaySeconds: 5,
  deadLetter: { maxReceiveCount: 3, retentionDays: 10 },
  senders: { topic: { service: "sns.amazonaws.com", sourceArn: topicArn } },
  kmsKeyArn: KEY,
  region: "eu-west-1",
  tags: { team: "orders" },
} satisfies QueueArgs;

const create = (args?: QueueArgs): Promise<StackPlan> => preview(() => new Queue("orders", args));

describe("Queue", () => {
  it.each<[string, QueueArgs]>([
    ["default arguments", {}],
    ["all features", allFeatures],
    ["no dead-letter queue", { deadLetter: false }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("is encrypted, protected, and moves messages to a dead-letter queue by default", async () => {
    const stack = await deployed(() => new Queue("orders"));
    const { inputs, options } = stack.get(QUEUE, "orders-queue");
    expect(options.protect).toBe(true);
    expect(inputs).toMatchObject({
      messageRetentionSeconds: 345_600,
      sqsManagedSseEnabled: true,
      visibilityTimeoutSeconds: 30,
      delaySeconds: 0,
      receiveWaitTimeSeconds: 20,
      redrivePolicy:
        '{"deadLetterTargetArn":"arn:aws:sqs:eu-west-1:123456789012:orders-dead-letters","maxReceiveCount":5}',
      tags: { Name: "orders-queue" },
    });
    expect(stack.get(QUEUE, "orders-dead-letters").inputs).toMatchObject({
      messageRetentionSeconds: 1_209_600,
      sqsManagedSseEnabled: true,
      tags: { Name: "orders-dead-letters" },
    });
  });

  it("is not protected in the development profile", async () => {
    expect((await create({ profile: "development" })).get(QUEUE, "orders-queue").options.protect ?? false).toBe(false);
  });

  it("applies all arguments to the queue and its dead-letter queue", async () => {
    const stack = await create(allFeatures);
    const common = { fifoQueue: true, contentBasedDeduplication: true, kmsMasterKeyId: KEY };
    expect(stack.get(QUEUE, "orders-queue").inputs).toMatchObject({
      ...common,
      ...{ visibilityTimeoutSeconds: 120, messageRetentionSeconds: 604_800, delaySeconds: 5 },
    });
    expect(stack.get(QUEUE, "orders-dead-letters").inputs).toMatchObject({
      ...common,
      messageRetentionSeconds: 864_000,
    });
  });

  it("accepts messages only from the given services, and only over TLS", async () => {
    const stack = await deployed(() => new Queue("orders", { senders: allFeatures.senders }));
    const Resource = "arn:aws:sqs:eu-west-1:123456789012:orders-queue";
    expect(stack.get(POLICY, "orders-policy").inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "sns.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource,
          Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
        },
        {
          Sid: "DenyUnencryptedTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("is the only queue that can use its dead-letter queue", async () => {
    const stack = await deployed(() => new Queue("orders"));
    expect(stack.get("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy").inputs.redriveAllowPolicy).toBe(
      '{"redrivePermission":"byQueue","sourceQueueArns":["arn:aws:sqs:eu-west-1:123456789012:orders-queue"]}',
    );
  });

  it("adds a dead-letter queue and senders without replacing anything", async () => {
    expect(
      await changeBetween(
        () => new Queue("orders", { deadLetter: false }),
        () => new Queue("orders", { senders: allFeatures.senders }),
      ),
    ).toEqual({
      created: ["orders-dead-letters", "orders-dead-letters-policy", "orders-dead-letters-redrive"],
      deleted: [],
      changed: { "orders-policy": ["policy"], "orders-queue": ["redrivePolicy"] },
    });
  });

  it("passes its parent, provider, Region, and tags to all children", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new Queue("orders", allFeatures, { provider });
    });
    for (const { type, provider, inputs } of stack.descendants(stack.get("roadbed:aws:Queue"))) {
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-1"]);
      if (type === QUEUE) expect(inputs.tags).toMatchObject({ team: "orders" });
    }
  });

  it("is created even if inputs are unknown", async () => {
    const senders = { topic: { service: "sns.amazonaws.com", sourceArn: unknownOutput<string>() } };
    const unknown: QueueArgs = { kmsKeyArn: unknownOutput(), region: unknownOutput(), tags: unknownOutput() };
    expect((await create({ senders, ...unknown })).resources).toHaveLength(6);
  });
});

describe("the monitors of a Queue", () => {
  const monitorsOf = async (name: string, args: QueueArgs, monitors?: QueueMonitorsArgs) => {
    const sets: MonitorSet[] = [];
    await deployed(() => sets.push(new Queue(name, args).monitors(monitors)));
    const [set] = sets;
    if (set === undefined) throw new Error("the program has not run");
    return set;
  };

  it("watch the queue and its dead-letter queue", async () => {
    const { name, region, monitors } = await monitorsOf("OrdersQueue", { region: "us-east-1" });
    expect([name, region]).toEqual(["orders-queue", "us-east-1"]);
    expect(monitors.map((monitor) => monitor.name)).toEqual(expect.arrayContaining(["oldest-message", "dead-letters"]));
  });

  it("have no alarm for failed messages without a dead-letter queue", async () => {
    const { region, monitors } = await monitorsOf("orders", { deadLetter: false });
    expect([region, monitors.some(({ name }) => name === "dead-letters")]).toEqual([undefined, false]);
  });

  it("need the Region if that of the queue is an output", async () => {
    const args = { region: unknownOutput<string>() };
    await expect(monitorsOf("orders", args)).rejects.toThrow("region: expected the name of the Region, got an output");
    expect(await monitorsOf("orders", args, { region: "eu-west-1" })).toMatchObject({ region: "eu-west-1" });
  });

  it("can have another name and threshold", async () => {
    const { name, monitors } = await monitorsOf("orders", {}, { name: "orders-eu", maximumAgeSeconds: 60 });
    expect([name, monitors[0]?.alarm?.threshold]).toEqual(["orders-eu", 60]);
  });
});

describe("the check of Queue arguments", () => {
  const issuesOf = (args: object, name = "orders") => issuesThrownBy(() => new Queue(name, args));
  const invalid: [args: object, codes: string[]][] = [
    [{ queueName: "orders.fifo" }, ["invalid-format queueName"]],
    [{ fifo: true, queueName: "orders" }, ["invalid-format queueName"]],
    [{ contentBasedDeduplication: true }, ["conflict contentBasedDeduplication"]],
    [
      { fifo: "yes", visibilityTimeoutSeconds: 43_201, retentionDays: 15, delaySeconds: -1 },
      [
        "wrong-type fifo",
        "out-of-range visibilityTimeoutSeconds",
        "out-of-range retentionDays",
        "out-of-range delaySeconds",
      ],
    ],
    [{ deadLetter: true }, ["wrong-type deadLetter"]],
    [
      { deadLetter: { maxReceiveCount: 0, retentionDays: 0 } },
      ["out-of-range deadLetter.maxReceiveCount", "out-of-range deadLetter.retentionDays"],
    ],
    [{ senders: [] }, ["wrong-type senders"]],
    [
      { senders: { topic: { service: "sns", sourceArn: "orders" } } },
      ["invalid-format senders.topic.service", "invalid-format senders.topic.sourceArn"],
    ],
    [
      { kmsKeyArn: "alias/aws/sqs", region: "x", tags: 1, deadletter: {}, adopt: { dlq: {} } },
      [
        "unknown-argument deadletter",
        "invalid-format kmsKeyArn",
        "invalid-format region",
        "wrong-type tags",
        "unknown-argument adopt.dlq",
      ],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for queues or too long", () => {
    expect(codesOf(issuesOf({}, "my orders"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({}, "a".repeat(60)))).toEqual(["out-of-range name"]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
