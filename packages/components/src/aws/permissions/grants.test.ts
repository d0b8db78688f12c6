import { codesOf, issuesThrownBy } from "../../../test/argument-issues";
import { preview } from "@roadbed/testing";
import { statementsOf, type PermissionInput } from "../shared/permissions";
import { consume, publish, read, send, useSecret, write } from "./index";

const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
const bucket = { bucketArn: "arn:aws:s3:::uploads" };
const queue = { queueArn: "arn:aws:sqs:eu-west-1:123456789012:orders", queueUrl: "https://sqs/orders" };
const topic = { topicArn: "arn:aws:sns:eu-west-1:123456789012:orders" };
const secret = { secretArn: "arn:aws:secretsmanager:eu-west-1:123456789012:secret:key-a1b2c3" };

/** Returns the statements as `actions -> resource`. */
async function statements(permission: PermissionInput): Promise<unknown[]> {
  const { outputs } = await preview(() => ({ statements: statementsOf([permission]) }));
  const found = outputs.statements as readonly { Action: string | string[]; Resource: string }[];
  return found.map(({ Action, Resource }) => [[Action].flat().join(" "), Resource]);
}

describe("a permission", () => {
  it.each<[string, PermissionInput, [string, string][]]>([
    [
      "read(bucket)",
      read(bucket),
      [
        ["s3:GetObject", "arn:aws:s3:::uploads/*"],
        ["s3:ListBucket", "arn:aws:s3:::uploads"],
      ],
    ],
    [
      "write(bucket) below a prefix",
      write(bucket, { prefix: "in/" }),
      [["s3:PutObject s3:AbortMultipartUpload", "arn:aws:s3:::uploads/in/*"]],
    ],
    ["send(queue)", send(queue), [["sqs:SendMessage sqs:GetQueueAttributes sqs:GetQueueUrl", queue.queueArn]]],
    [
      "consume(queue)",
      consume(queue),
      [
        [
          "sqs:ReceiveMessage sqs:DeleteMessage sqs:ChangeMessageVisibility sqs:GetQueueAttributes sqs:GetQueueUrl",
          queue.queueArn,
        ],
      ],
    ],
    ["publish(topic)", publish(topic), [["sns:Publish", topic.topicArn]]],
    [
      "useSecret(secret)",
      useSecret(secret),
      [["secretsmanager:GetSecretValue secretsmanager:DescribeSecret", secret.secretArn]],
    ],
  ])("contains exactly the actions that %s requires", async (_, permission, expected) => {
    expect(await statements(permission)).toEqual(expected);
  });

  it.each<[string, PermissionInput, string]>([
    ["read(bucket)", read({ ...bucket, kmsKeyArn }), "kms:Decrypt"],
    ["write(bucket)", write({ ...bucket, kmsKeyArn }), "kms:Decrypt kms:GenerateDataKey"],
    ["send(queue)", send({ ...queue, kmsKeyArn }), "kms:Decrypt kms:GenerateDataKey"],
    ["consume(queue)", consume({ ...queue, kmsKeyArn }), "kms:Decrypt"],
    ["publish(topic)", publish({ ...topic, kmsKeyArn }), "kms:Decrypt kms:GenerateDataKey"],
    ["useSecret(secret)", useSecret({ ...secret, kmsKeyArn }), "kms:Decrypt"],
  ])("includes the use of the customer managed key: %s", async (_, permission, actions) => {
    expect((await statements(permission)).at(-1)).toEqual([actions, kmsKeyArn]);
  });

  it("lists only the keys below the prefix", () => {
    expect(read(bucket, { prefix: "in/" }).statements[1]).toMatchObject({
      Action: "s3:ListBucket",
      Condition: { StringLike: { "s3:prefix": "in/*" } },
    });
  });

  it("can be a policy statement", async () => {
    const statement = { Effect: "Allow" as const, Action: ["sqs:PurgeQueue"], Resource: queue.queueArn };
    expect(await statements(statement)).toEqual([["sqs:PurgeQueue", queue.queueArn]]);
  });

  it("rejects other objects, which would allow nothing or anything", () => {
    expect(codesOf(issuesThrownBy(() => read(queue as never)))).toEqual(["wrong-type bucket"]);
    expect(codesOf(issuesThrownBy(() => write(queue as never)))).toEqual(["wrong-type bucket"]);
    expect(codesOf(issuesThrownBy(() => send(bucket as never)))).toEqual(["wrong-type queue"]);
    expect(codesOf(issuesThrownBy(() => consume(undefined as never)))).toEqual(["missing queue"]);
    expect(codesOf(issuesThrownBy(() => publish("topic" as never)))).toEqual(["wrong-type topic"]);
    const [issue] = issuesThrownBy(() => useSecret(bucket as never));
    expect(issue?.message).toBe("expected a secret, got an object. Pass a secret, or { secretArn }.");
  });

  it("rejects wildcards in prefixes, which would allow more than the prefix says", () => {
    expect(codesOf(issuesThrownBy(() => read(bucket, { prefix: "*" })))).toEqual(["invalid-format prefix"]);
  });
});
