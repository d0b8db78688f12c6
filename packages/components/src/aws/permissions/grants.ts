import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { isObject } from "../../shared/argument-values";
import { expected, matching } from "../../shared/checks";
import type { QueueLike } from "../messaging/queue";
import type { SecretLike } from "../secrets/secret";
import type { Permission, PolicyStatement } from "../shared/permissions";
import type { BucketLike } from "../storage/bucket";

/** A topic that workloads can use. */
export interface TopicLike {
  /** The ARN of the topic. */
  readonly topicArn: pulumi.Input<string>;
  /** The ARN of the KMS key that encrypts messages; absent if there is none. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The objects of a bucket that a permission covers. */
export interface ObjectScope {
  /**
   * The beginning of the keys of the objects: `"invoices/"`.
   *
   * @default all objects
   */
  readonly prefix?: string;
}

/**
 * Allows a workload to read the objects of a bucket and to list their keys.
 *
 * @throws ArgumentsError if the first argument is another object, or if the prefix contains a wildcard
 */
export function read(bucket: BucketLike, scope: ObjectScope = {}): Permission {
  checkResource("read", "bucket", bucket, "bucketArn");
  const prefix = checkPrefix("read", scope);
  const list: PolicyStatement = { Effect: "Allow", Action: "s3:ListBucket", Resource: bucket.bucketArn };
  return {
    statements: [
      { Effect: "Allow", Action: "s3:GetObject", Resource: objects(bucket, prefix) },
      prefix === "" ? list : { ...list, Condition: { StringLike: { "s3:prefix": `${prefix}*` } } },
      ...useKey(bucket, ["kms:Decrypt"]),
    ],
  };
}

/**
 * Allows a workload to create and overwrite the objects of a bucket, but not to read or delete them.
 *
 * @throws ArgumentsError if the first argument is another object, or if the prefix contains a wildcard
 */
export function write(bucket: BucketLike, scope: ObjectScope = {}): Permission {
  checkResource("write", "bucket", bucket, "bucketArn");
  const Action = ["s3:PutObject", "s3:AbortMultipartUpload"];
  return {
    statements: [
      { Effect: "Allow", Action, Resource: objects(bucket, checkPrefix("write", scope)) },
      // S3 decrypts the parts of a multipart upload to assemble the object.
      ...useKey(bucket, ["kms:Decrypt", "kms:GenerateDataKey"]),
    ],
  };
}

/**
 * Allows a workload to send messages to a queue.
 *
 * @throws ArgumentsError if the argument is another object
 */
export function send(queue: QueueLike): Permission {
  checkResource("send", "queue", queue, "queueArn");
  const Action = ["sqs:SendMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl"];
  return {
    statements: [
      { Effect: "Allow", Action, Resource: queue.queueArn },
      // SQS decrypts the data key before it encrypts a message.
      ...useKey(queue, ["kms:Decrypt", "kms:GenerateDataKey"]),
    ],
  };
}

/**
 * Allows a workload to receive messages from a queue and to delete them.
 *
 * @throws ArgumentsError if the argument is another object
 */
export function consume(queue: QueueLike): Permission {
  checkResource("consume", "queue", queue, "queueArn");
  const Action = [
    "sqs:ReceiveMessage",
    "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibility",
    "sqs:GetQueueAttributes",
    "sqs:GetQueueUrl",
  ];
  return { statements: [{ Effect: "Allow", Action, Resource: queue.queueArn }, ...useKey(queue, ["kms:Decrypt"])] };
}

/**
 * Allows a workload to publish messages to a topic.
 *
 * @throws ArgumentsError if the argument is another object
 */
export function publish(topic: TopicLike): Permission {
  checkResource("publish", "topic", topic, "topicArn");
  return {
    statements: [
      { Effect: "Allow", Action: "sns:Publish", Resource: topic.topicArn },
      ...useKey(topic, ["kms:Decrypt", "kms:GenerateDataKey"]),
    ],
  };
}

/**
 * Allows a workload to read the value of a secret while it runs. Secrets in the environment of a container need no permission,
 * because ECS reads them.
 *
 * @throws ArgumentsError if the argument is another object
 */
export function useSecret(secret: SecretLike): Permission {
  checkResource("useSecret", "secret", secret, "secretArn");
  const Action = ["secretsmanager:GetSecretValue", "secretsmanager:DescribeSecret"];
  return { statements: [{ Effect: "Allow", Action, Resource: secret.secretArn }, ...useKey(secret, ["kms:Decrypt"])] };
}

/** Checks the resource that a permission refers to: the object of another component would allow nothing, or anything. */
function checkResource(verb: string, what: string, resource: unknown, output: string): void {
  const issues = new ArgumentIssues(verb);
  const isResource = isObject(resource) && resource[output] !== undefined;
  if (!isResource) issues.add(what, resource, expected("wrong-type", `a ${what}`, `Pass a ${what}, or { ${output} }.`));
  issues.throwIfAny();
}

const objects = ({ bucketArn }: BucketLike, prefix: string): pulumi.Output<string> =>
  pulumi.interpolate`${bucketArn}/${prefix}*`;

/** Returns the statement that allows the use of a customer managed key, if there is one. */
function useKey({ kmsKeyArn }: Pick<BucketLike, "kmsKeyArn">, Action: string[]): PolicyStatement[] {
  return kmsKeyArn === undefined ? [] : [{ Effect: "Allow", Action, Resource: kmsKeyArn }];
}

const withoutWildcards = matching(/^[^*?]*$/, "a prefix without wildcards", 'Example: "invoices/".');

function checkPrefix(name: string, { prefix = "" }: ObjectScope): string {
  const issues = new ArgumentIssues(name);
  issues.check("prefix", prefix, withoutWildcards);
  issues.throwIfAny();
  return prefix;
}
