import { allOf, anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const stream = "aws:kinesis/stream:Stream";
const video = "aws:kinesis/videoStream:VideoStream";
const firehose = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";

export const kinesisEncrypted = defineRule({
  id: "kinesis-encrypted",
  title: "Streams of Kinesis are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["Kinesis.1"] },
  on: stream,
  why: "Records stand in the clear on disks of AWS for as long as the stream keeps them.",
  remedy: 'Set encryptionType: "KMS" and kmsKeyId: "alias/aws/kinesis", or the id of an aws.kms.Key.',
  check: ({ encryptionType = "NONE" }) => encryptionType !== "KMS" && "records are not encrypted",
  fix: { encryptionType: "KMS", kmsKeyId: "alias/aws/kinesis" },
  examples: { pass: [{ encryptionType: "KMS" }], fail: [{}, { encryptionType: "NONE" }] },
});

export const kinesisCustomerKey = defineViewRule({
  id: "kinesis-customer-key",
  title: "Streams of Kinesis are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [stream]: (props) => [props],
    [video]: (props) => [props],
  }),
  why: "The key of AWS cannot be used from another account, cannot be taken away, and its use cannot be limited.",
  remedy: "Set kmsKeyId to the id of an aws.kms.Key.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
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
  title: "Streams of Kinesis keep their records for long enough",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Kinesis.3"] },
  on: stream,
  options: {
    minimumHours: integerOption(168, "Hours for which records are kept at least.", { minimum: 24, maximum: 8760 }),
  },
  why: "What a consumer that is down over a weekend does not read in time is lost.",
  remedy: "Set retentionPeriod: 168 (hours); left out, it is 24.",
  check: ({ retentionPeriod = 24 }, { options }) =>
    retentionPeriod < options.minimumHours && "records are kept too briefly",
  fix: (_, { options }) => ({ retentionPeriod: options.minimumHours }),
  examples: { pass: [{ retentionPeriod: 168 }], fail: [{}, { retentionPeriod: 48 }] },
});

export const firehoseEncrypted = defineRule({
  id: "firehose-encrypted",
  title: "Delivery streams of Firehose are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["DataFirehose.1"] },
  on: firehose,
  // https://docs.aws.amazon.com/firehose/latest/dev/encryption.html: from a stream, that is what is encrypted
  why: "What is written to it directly stands in the clear until it is delivered, for up to a day.",
  remedy: "Set serverSideEncryption: { enabled: true }.",
  check: (props) =>
    allOf(
      () => props.serverSideEncryption?.enabled !== true,
      () =>
        !anyOf(
          () => "kinesisSourceConfiguration" in props,
          () => "mskSourceConfiguration" in props,
        ),
    ) && { at: "serverSideEncryption", message: "records are not encrypted" },
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
  title: "Delivery streams of Firehose are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: firehose,
  why: "The key of AWS cannot be taken away, its use is not recorded, and it cannot be limited.",
  remedy: 'Set serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn }.',
  check: (props) =>
    allOf(
      () => !(props.serverSideEncryption !== undefined && "keyArn" in props.serverSideEncryption),
      () => !("kinesisSourceConfiguration" in props),
      () => !("mskSourceConfiguration" in props),
    ) && { at: "serverSideEncryption", message: "no key is named" },
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
    fail: [{}, { serverSideEncryption: { enabled: true } }],
  },
});
