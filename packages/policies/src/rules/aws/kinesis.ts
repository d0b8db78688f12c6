import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf, anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const stream = "aws:kinesis/stream:Stream";
const video = "aws:kinesis/videoStream:VideoStream";
const firehose = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

export const kinesisEncrypted = defineRule({
  id: "kinesis-encrypted",
  title: "Kinesis data streams encrypt data at rest",
  severity: "high",
  controls: { "aws-fsbp": ["Kinesis.1"] },
  on: stream,
  why: "Without server-side encryption, records are stored unencrypted for as long as the stream retains them.",
  remedy: 'Set encryptionType: "KMS", and set kmsKeyId to the ID of an aws.kms.Key or to "alias/aws/kinesis".',
  check: ({ encryptionType = "NONE" }) => encryptionType !== "KMS" && "server-side encryption is not enabled",
  fix: { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
  examples: { pass: [{ encryptionType: "KMS" }], fail: [{}, { encryptionType: "NONE" }] },
});

export const kinesisCustomerKey = defineViewRule({
  id: "kinesis-customer-key",
  title: "Kinesis data streams and video streams are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [stream]: (props) => [props],
    [video]: (props) => [props],
  }),
  why: "You cannot disable the AWS managed key, restrict its use, or use it from another account.",
  remedy: "Set kmsKeyId to the ID of an aws.kms.Key. This change replaces an existing video stream.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [[stream, { encryptionType: "KMS", kmsKeyId: "alias/orders" }]],
    fail: [
      [stream, { encryptionType: "KMS" }],
      [video, {}],
    ],
  },
});

export const kinesisRetention = defineRule({
  id: "kinesis-retention",
  title: "Kinesis data streams meet the minimum record retention period",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Kinesis.3"] },
  on: stream,
  options: {
    minimumHours: integerOption(168, "Minimum record retention in hours.", { minimum: 24, maximum: 8760 }),
  },
  why: "Records that a consumer has not read before the retention period ends are lost, for example after an outage over a weekend.",
  remedy: "Set retentionPeriod: 168 (hours). The default is 24.",
  check: ({ retentionPeriod = 24 }, { options }) =>
    retentionPeriod < options.minimumHours && "the record retention period is too short",
  fix: (_, { options }) => ({ retentionPeriod: options.minimumHours }),
  examples: { pass: [{ retentionPeriod: 168 }], fail: [{}, { retentionPeriod: 48 }] },
});

export const firehoseEncrypted = defineRule({
  id: "firehose-encrypted",
  title: "Firehose streams with a Direct PUT source have server-side encryption enabled",
  severity: "high",
  controls: { "aws-fsbp": ["DataFirehose.1"] },
  on: firehose,
  // https://docs.aws.amazon.com/firehose/latest/dev/encryption.html: if the source is a stream, the stream encrypts the data
  why: "Firehose stores records from direct writes unencrypted until it delivers them, which can take up to 24 hours.",
  remedy: "Set serverSideEncryption: { enabled: true }.",
  check: (props) =>
    allOf(
      () => props.serverSideEncryption?.enabled !== true,
      () =>
        !anyOf(
          () => "kinesisSourceConfiguration" in props,
          () => "mskSourceConfiguration" in props,
        ),
    ) && { at: "serverSideEncryption", message: "server-side encryption is not enabled" },
  fix: { serverSideEncryption: { enabled: true } },
  examples: {
    pass: [
      { serverSideEncryption: { enabled: true } },
      { kinesisSourceConfiguration: { kinesisStreamArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/orders" } },
    ],
    fail: [{}, { serverSideEncryption: { enabled: false } }],
  },
});

export const firehoseCustomerKey = defineRule({
  id: "firehose-customer-key",
  title: "Firehose streams with a Direct PUT source are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: firehose,
  // https://docs.aws.amazon.com/firehose/latest/APIReference/API_DeliveryStreamEncryptionConfigurationInput.html: the
  // default key type is AWS_OWNED_CMK, which uses no key ARN
  why: "You cannot disable the default AWS owned key, restrict its use, or audit its use.",
  remedy: 'Set serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn }.',
  check: (props) =>
    allOf(
      () =>
        !allOf(
          () => specifiesCustomerKey(props.serverSideEncryption, "keyArn"),
          () => props.serverSideEncryption?.enabled === true,
          () => props.serverSideEncryption?.keyType === "CUSTOMER_MANAGED_CMK",
        ),
      () => !("kinesisSourceConfiguration" in props),
      () => !("mskSourceConfiguration" in props),
    ) && { at: "serverSideEncryption", message: "not encrypted with a customer managed key" },
  examples: {
    pass: [
      {
        serverSideEncryption: {
          enabled: true,
          keyType: "CUSTOMER_MANAGED_CMK",
          keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
        },
      },
      { kinesisSourceConfiguration: { kinesisStreamArn: "arn:aws:kinesis:eu-west-1:123456789012:stream/orders" } },
    ],
    fail: [
      {},
      { serverSideEncryption: { enabled: true } },
      { serverSideEncryption: { enabled: true, keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" } },
      {
        serverSideEncryption: {
          enabled: false,
          keyType: "CUSTOMER_MANAGED_CMK",
          keyArn: "arn:aws:kms:eu-west-1:123456789012:key/1",
        },
      },
    ],
  },
});
