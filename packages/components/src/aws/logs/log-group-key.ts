import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { partitionOf } from "../shared/partition";

/** The number of days during which the deletion of the key can be canceled. */
const DELETION_DAYS = 30;

export const KEY = "key";
export const KEY_POLICY = "key-policy";

/** The key of a log group and its policy. */
export interface LogGroupKey {
  readonly key: aws.kms.Key;
  readonly policy: aws.kms.KeyPolicy;
}

/**
 * Creates a key that CloudWatch Logs can use for one log group.
 *
 * @remarks
 * CloudWatch Logs tries to use the key when it creates the log group, so the policy must allow that beforehand. The name of the log
 * group is therefore not generated, and its ARN is composed.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function createLogGroupKey(children: Children, logGroupName: string, protect: boolean): LogGroupKey {
  const { region } = children;
  const key = new aws.kms.Key(
    children.name(KEY),
    {
      region,
      description: `Log events of the log group ${logGroupName}`,
      enableKeyRotation: true,
      deletionWindowInDays: DELETION_DAYS,
      tags: children.tags(KEY),
    },
    children.options(KEY, { protect }),
  );
  const scope = arnScope(key);
  const dnsSuffix = scope.region.apply((name) => partitionOf(name).dnsSuffix);
  const logGroupArn = pulumi.interpolate`arn:${scope.partition}:logs:${scope.region}:${scope.accountId}:log-group:${logGroupName}`;
  const policy = new aws.kms.KeyPolicy(
    children.name(KEY_POLICY),
    {
      region,
      keyId: key.id,
      // The provider accepts only strings here.
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "IamPolicies",
            Effect: "Allow",
            Principal: { AWS: pulumi.interpolate`arn:${scope.partition}:iam::${scope.accountId}:root` },
            Action: "kms:*",
            Resource: "*",
          },
          {
            Sid: "LogGroup",
            Effect: "Allow",
            Principal: { Service: pulumi.interpolate`logs.${scope.region}.${dnsSuffix}` },
            Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
            Resource: "*",
            Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": logGroupArn } },
          },
        ],
      }),
    },
    children.options(KEY_POLICY),
  );
  return { key, policy };
}
