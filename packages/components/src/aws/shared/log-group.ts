import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";

/** The settings of a log group. */
export interface LogGroupSettings {
  /** The number of days after which log events are deleted. */
  readonly retentionDays: number;
  /** The KMS key that encrypts the log events, instead of a key that CloudWatch Logs owns. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  /** Whether the log group remains in AWS after it is removed from the program. */
  readonly retainOnDelete?: boolean;
}

/** Creates a log group. */
export function createLogGroup(children: Children, child: string, settings: LogGroupSettings): aws.cloudwatch.LogGroup {
  return new aws.cloudwatch.LogGroup(
    children.name(child),
    {
      region: children.region,
      retentionInDays: settings.retentionDays,
      kmsKeyId: settings.kmsKeyArn,
      tags: children.tags(child),
    },
    children.options(child, { retainOnDelete: settings.retainOnDelete }),
  );
}
