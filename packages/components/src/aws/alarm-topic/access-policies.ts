import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArnScope } from "../shared/arn";
import type { PolicyStatement } from "../shared/permissions";

type PolicyDocument = aws.types.input.iam.PolicyDocument;

const EVENTBRIDGE = "events.amazonaws.com";
const USE_KEY = ["kms:Decrypt", "kms:GenerateDataKey*"];

/** Returns the services that can publish only on behalf of the account of the topic. EventBridge is not one of them. */
const publishersOfAccount = (publishers: readonly string[]): string[] => ["cloudwatch.amazonaws.com", ...publishers];

/**
 * Returns the policy of the topic. It replaces the default policy, so principals of the account need permissions of their own.
 *
 * @remarks
 * Conditions are not supported for EventBridge, and events would be lost:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions. A separate statement
 * therefore denies only events that state another account.
 */
export function topicPolicy(
  topicArn: pulumi.Input<string>,
  { accountId }: ArnScope,
  publishers: readonly string[],
): PolicyDocument {
  const publish = { Action: "sns:Publish", Resource: topicArn };
  const statements: PolicyStatement[] = [
    {
      Sid: "PublishForAccount",
      Effect: "Allow",
      Principal: { Service: publishersOfAccount(publishers) },
      ...publish,
      Condition: { StringEquals: { "aws:SourceAccount": accountId } },
    },
    { Sid: "PublishEvents", Effect: "Allow", Principal: { Service: EVENTBRIDGE }, ...publish },
    {
      Sid: "DenyEventsOfOtherAccounts",
      Effect: "Deny",
      Principal: { Service: EVENTBRIDGE },
      ...publish,
      Condition: { StringNotEquals: { "aws:SourceAccount": accountId }, Null: { "aws:SourceAccount": "false" } },
    },
    {
      Sid: "DenyUnencryptedTransport",
      Effect: "Deny",
      Principal: "*",
      ...publish,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyUnencryptedSubscriptions",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Subscribe",
      Resource: topicArn,
      Condition: { StringEquals: { "sns:Protocol": "http" } },
    },
  ];
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * Returns the policy of the KMS key as JSON.
 *
 * @remarks
 * Publishing services encrypt messages with the key. SNS documents that conditions on the source are not supported for EventBridge:
 * https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html. The policy of the topic decides who can publish.
 *
 * @param deadLettersOf - the ARN of the topic, if messages that cannot be delivered are moved to a queue with the same key
 */
export function keyPolicy(
  { partition, accountId }: ArnScope,
  publishers: readonly string[],
  deadLettersOf: pulumi.Input<string> | undefined,
): pulumi.Output<string> {
  const useKey = { Effect: "Allow", Action: USE_KEY, Resource: "*" } as const;
  const ofAccount = { StringEquals: { "aws:SourceAccount": accountId } };
  const statements: PolicyStatement[] = [
    {
      Sid: "AdministerByIam",
      Effect: "Allow",
      Principal: { AWS: pulumi.interpolate`arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
    {
      Sid: "PublishForAccount",
      ...useKey,
      Principal: { Service: publishersOfAccount(publishers) },
      Condition: ofAccount,
    },
    { Sid: "PublishEvents", ...useKey, Principal: { Service: EVENTBRIDGE } },
  ];
  if (deadLettersOf !== undefined) {
    statements.push({
      Sid: "MoveToDeadLetterQueue",
      ...useKey,
      Principal: { Service: "sns.amazonaws.com" },
      Condition: { ArnEquals: { "aws:SourceArn": deadLettersOf } },
    });
  }
  return pulumi.jsonStringify({ Version: "2012-10-17", Statement: statements });
}

/** Returns the policy of the dead-letter queue. */
export function deadLetterPolicy(queueArn: pulumi.Input<string>, topicArn: pulumi.Input<string>): PolicyDocument {
  const statements: PolicyStatement[] = [
    {
      Sid: "MoveToDeadLetterQueue",
      Effect: "Allow",
      Principal: { Service: "sns.amazonaws.com" },
      Action: "sqs:SendMessage",
      Resource: queueArn,
      Condition: { ArnEquals: { "aws:SourceArn": topicArn } },
    },
    {
      Sid: "DenyUnencryptedTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "sqs:*",
      Resource: queueArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
  return { Version: "2012-10-17", Statement: statements };
}
