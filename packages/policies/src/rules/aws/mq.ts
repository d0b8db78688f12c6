import { defineRule } from "../../authoring/define-rule";

const broker = "aws:mq/broker:Broker";

export const mqPrivate = defineRule({
  id: "mq-private",
  title: "Brokers of Amazon MQ have no public address",
  severity: "high",
  on: broker,
  why: "The console and the queues of the broker are on the internet, behind one password.",
  remedy: "Set publiclyAccessible: false. That replaces a broker that exists.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the broker has a public address",
  examples: { pass: [{}, { publiclyAccessible: false }], fail: [{ publiclyAccessible: true }] },
});

export const mqAuditLog = defineRule({
  id: "mq-audit-log",
  title: "Brokers of ActiveMQ send their audit log to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["MQ.2"] },
  on: broker,
  // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html: RabbitMQ has none
  why: "Nobody can say who made or deleted queues and users.",
  remedy: "Set logs: { audit: true, general: true }.",
  check: (props) =>
    props.engineType !== "RabbitMQ" &&
    props.logs?.audit !== true && { at: "logs", message: "the audit log goes nowhere" },
  examples: {
    pass: [{ engineType: "ActiveMQ", logs: { audit: true } }, { engineType: "RabbitMQ" }],
    fail: [{ engineType: "ActiveMQ" }, { engineType: "ActiveMQ", logs: { audit: false } }],
  },
});

export const mqGeneralLog = defineRule({
  id: "mq-general-log",
  title: "Brokers of Amazon MQ send their log to CloudWatch",
  severity: "low",
  topic: "reliability",
  on: broker,
  why: "Nobody sees who was refused, nor why the broker fails.",
  remedy: "Set logs: { general: true }.",
  check: ({ logs }) => logs?.general !== true && { at: "logs", message: "the log goes nowhere" },
  examples: { pass: [{ logs: { general: true } }], fail: [{}, { logs: { general: false } }] },
});

export const mqMinorUpgrades = defineRule({
  id: "mq-minor-upgrades",
  title: "Brokers of Amazon MQ take minor upgrades by themselves",
  severity: "medium",
  controls: { "aws-fsbp": ["MQ.3"] },
  on: broker,
  why: "Security fixes of the engine wait until somebody thinks of them.",
  remedy: "Set autoMinorVersionUpgrade: true; left out, it is false. Choose the hour by maintenanceWindowStartTime.",
  check: ({ autoMinorVersionUpgrade }) => autoMinorVersionUpgrade !== true && "minor upgrades wait for somebody",
  fix: { autoMinorVersionUpgrade: true },
  examples: { pass: [{ autoMinorVersionUpgrade: true }], fail: [{}, { autoMinorVersionUpgrade: false }] },
});

export const mqSeveralZones = defineRule({
  id: "mq-several-zones",
  title: "Brokers of Amazon MQ go on when a zone fails",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["MQ.5", "MQ.6"] },
  on: broker,
  why: "When the machine or its zone fails, nothing is sent or received until it is back.",
  remedy:
    'Set deploymentMode: "ACTIVE_STANDBY_MULTI_AZ" (ActiveMQ) or "CLUSTER_MULTI_AZ" (RabbitMQ), which replaces the broker.',
  check: ({ deploymentMode = "SINGLE_INSTANCE" }) =>
    deploymentMode === "SINGLE_INSTANCE" && "the broker stands in one zone",
  examples: {
    pass: [{ deploymentMode: "ACTIVE_STANDBY_MULTI_AZ" }, { deploymentMode: "CLUSTER_MULTI_AZ" }],
    fail: [{}, { deploymentMode: "SINGLE_INSTANCE" }],
  },
});

export const mqCustomerKey = defineRule({
  id: "mq-customer-key",
  title: "Brokers of Amazon MQ are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: broker,
  why: "The key of AWS cannot be taken away, its use is not recorded, and it cannot be changed later.",
  remedy: "Set encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: key.arn }. That replaces a broker that exists.",
  check: ({ encryptionOptions }) =>
    !(encryptionOptions !== undefined && "kmsKeyId" in encryptionOptions) && {
      at: "encryptionOptions",
      message: "no key is named",
    },
  examples: {
    pass: [{ encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    fail: [{}, { encryptionOptions: { useAwsOwnedKey: false } }],
  },
});
