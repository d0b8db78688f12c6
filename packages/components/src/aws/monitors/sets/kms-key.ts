import * as pulumi from "@pulumi/pulumi";
import { booleanValue, integerBetween } from "../../../shared/checks";
import { kmsKeyArn } from "../../shared/arn";
import { expiryMonitors } from "../expiry";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";

/** The arguments of `monitors.kmsKey`. */
export interface KmsKeyMonitorsArgs extends MonitorSetArgs {
  /** The ARN of the key. */
  readonly keyArn: pulumi.Input<string>;
  /**
   * Whether the key has imported key material that expires. KMS publishes the remaining time of such keys only.
   *
   * @default false, without alarms
   */
  readonly keyMaterialExpires?: boolean;
  /**
   * The number of days before the end of the key material at which a ticket is raised, from 2 to 365.
   *
   * @default 10
   */
  readonly warningDays?: number;
}

const EXPIRATION_ALARM =
  "https://docs.aws.amazon.com/kms/latest/developerguide/imported-key-material-expiration-alarm.html";
const PERIOD_SECONDS = 300;
const DAY_SECONDS = 86_400;
const MAX_WARNING_DAYS = 365;
const DEFAULT_WARNING_DAYS = 10;

/**
 * Returns the monitors of a KMS key: how often it is used, and when its imported key material expires.
 *
 * @remarks
 * Alarms, if `keyMaterialExpires` is true: `expires-soon` (ticket) and `expires` (page). Use of a key that is scheduled for deletion is not a
 * metric: KMS records it in CloudTrail only.
 *
 * @example
 * const set = monitors.kmsKey({ name: "orders-key", keyArn: key.arn });
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys-creating-cloudwatch-alarm.html
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const kmsKey = defineMonitorSet<KmsKeyMonitorsArgs>({
  kind: "monitors.kmsKey",
  checks: {
    keyArn: dimension(kmsKeyArn),
    keyMaterialExpires: booleanValue,
    warningDays: integerBetween(2, MAX_WARNING_DAYS),
  },
  required: ["keyArn"],
  title: ({ name }) => `KMS key ${name}`,
  monitors: ({ keyArn, keyMaterialExpires = false, warningDays = DEFAULT_WARNING_DAYS }) => [
    ...(keyMaterialExpires ? keyMaterial(keyArn, warningDays) : []),
    shown("decrypt", "Decrypt requests", successfulRequests(keyArn, "Decrypt")),
    shown("generate-data-key", "GenerateDataKey requests", successfulRequests(keyArn, "GenerateDataKey")),
  ],
});

const keyMaterial = (keyArn: pulumi.Input<string>, warningDays: number) =>
  expiryMonitors({
    value: metricsOf("AWS/KMS", { KeyId: keyIdOf(keyArn) })("SecondsUntilKeyMaterialExpiration", "Minimum"),
    title: "Time until the key material expires",
    unit: "Seconds",
    periodSeconds: PERIOD_SECONDS,
    periods: 1,
    day: DAY_SECONDS,
    warningDays,
    runbook: "kms-key",
    warning: {
      meaning: `The key material expires in at most ${warningDays} days. KMS then deletes it, and data that is encrypted under the key cannot be read.`,
      firstStep: "Import the same key material again with a later expiration date.",
      reason:
        "AWS uses ten days in its instructions. Access to the key material outside of AWS often needs several people.",
    },
    end: {
      meaning:
        "The key material expires within a day, or has expired. Data that is encrypted under the key cannot be read then.",
      firstStep:
        "Import the same key material again, now. Data can be read again as soon as KMS has the key material, and is not lost.",
      reason: "Everything that uses the key fails at once when the key material expires.",
    },
    source: EXPIRATION_ALARM,
  });

const successfulRequests = (keyArn: pulumi.Input<string>, operation: string): Metric =>
  metricsOf("AWS/KMS", { KeyArn: keyArn, Operation: operation })("SuccessfulRequest", "Sum");

/** Returns the ID of a key, which is the value of a dimension. */
const keyIdOf = (keyArn: pulumi.Input<string>): pulumi.Input<string> =>
  typeof keyArn === "string" ? lastSegmentOf(keyArn) : pulumi.output(keyArn).apply(lastSegmentOf);

const lastSegmentOf = (arn: string): string => arn.slice(arn.lastIndexOf("/") + 1);
