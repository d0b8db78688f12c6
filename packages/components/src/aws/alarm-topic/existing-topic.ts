import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue } from "../../shared/argument-issues";
import type { TopicLike } from "../permissions/grants";
import { kmsKeyArn } from "../shared/arn";
import { topicArn } from "./subscription-checks";

/** A topic that alarms can notify, whether or not this program created the topic. */
export interface AlarmTopicLike extends TopicLike {
  /** The Region of the topic, which must be that of the alarms; absent if it is not known. */
  readonly region?: pulumi.Input<string>;
}

/** The properties of an existing topic that `AlarmTopic.fromExisting` needs. */
export interface ExistingAlarmTopicArgs {
  /** The ARN of the topic. */
  readonly topicArn: pulumi.Input<string>;
  /** The ARN of the customer managed KMS key that encrypts messages; absent if there is none. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** Implements `AlarmTopic.fromExisting`. */
export function existingAlarmTopic(topic: ExistingAlarmTopicArgs): AlarmTopicLike {
  const issues = new ArgumentIssues("AlarmTopic.fromExisting");
  issues.checkNames("", topic, ["topicArn", "kmsKeyArn"]);
  const arn = issues.checkInput("topicArn", topic.topicArn, topicArn);
  const key = issues.checkOptionalInput("kmsKeyArn", topic.kmsKeyArn, kmsKeyArn);
  issues.throwIfAny();
  return {
    topicArn: pulumi.output(arn),
    region: isPlainValue(arn) ? regionOf(arn) : pulumi.output(arn).apply(regionOf),
    ...(key !== undefined && { kmsKeyArn: pulumi.output(key) }),
  };
}

const regionOf = (arn: string): string => arn.split(":")[3] ?? "";
