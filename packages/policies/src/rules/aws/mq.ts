import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { defineRule } from "../../authoring/define-rule";

const broker = "aws:mq/broker:Broker";

export const mqPrivate = defineRule({
  id: "mq-private",
  title: "Amazon MQ brokers are not publicly accessible",
  severity: "high",
  on: broker,
  why: "The broker's web console and messaging endpoints are exposed to the internet, protected only by a username and password.",
  remedy: "Set publiclyAccessible: false. This change replaces an existing broker.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the broker is publicly accessible",
  examples: { pass: [{}, { publiclyAccessible: false }], fail: [{ publiclyAccessible: true }] },
});

export const mqAuditLog = defineRule({
  id: "mq-audit-log",
  title: "Amazon MQ for ActiveMQ brokers send audit logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["MQ.2"] },
  on: broker,
  // https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/security-logging-monitoring.html: RabbitMQ brokers do not support audit logs
  why: "Without audit logs, you cannot determine who created or deleted queues and users.",
  remedy: "Set logs: { audit: true, general: true }.",
  check: (props) =>
    props.engineType !== "RabbitMQ" &&
    props.logs?.audit !== true && { at: "logs", message: "audit logging is not enabled" },
  examples: {
    pass: [{ engineType: "ActiveMQ", logs: { audit: true } }, { engineType: "RabbitMQ" }],
    fail: [{ engineType: "ActiveMQ" }, { engineType: "ActiveMQ", logs: { audit: false } }],
  },
});

export const mqGeneralLog = defineRule({
  id: "mq-general-log",
  title: "Amazon MQ brokers send general logs to CloudWatch Logs",
  severity: "low",
  topic: "reliability",
  on: broker,
  why: "Without general logs, you cannot see refused connections or the cause of broker failures.",
  remedy: "Set logs: { general: true }.",
  check: ({ logs }) => logs?.general !== true && { at: "logs", message: "general logging is not enabled" },
  examples: { pass: [{ logs: { general: true } }], fail: [{}, { logs: { general: false } }] },
});

export const mqMinorUpgrades = defineRule({
  id: "mq-minor-upgrades",
  title: "Amazon MQ brokers have automatic minor version upgrades enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["MQ.3"] },
  on: broker,
  why: "Without automatic upgrades, security patches for the broker engine are not applied until someone upgrades the engine manually.",
  remedy:
    "Set autoMinorVersionUpgrade: true. The default is false. Use maintenanceWindowStartTime to choose when upgrades run.",
  check: ({ autoMinorVersionUpgrade }) =>
    autoMinorVersionUpgrade !== true && "automatic minor version upgrades are not enabled",
  fix: { autoMinorVersionUpgrade: true },
  examples: { pass: [{ autoMinorVersionUpgrade: true }], fail: [{}, { autoMinorVersionUpgrade: false }] },
});

export const mqSeveralZones = defineRule({
  id: "mq-several-zones",
  title: "Amazon MQ brokers use a Multi-AZ deployment mode",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["MQ.5", "MQ.6"] },
  on: broker,
  why: "If the only instance of the broker or its Availability Zone fails, no messages are sent or received until the broker recovers.",
  remedy:
    'Set deploymentMode: "ACTIVE_STANDBY_MULTI_AZ" (ActiveMQ) or "CLUSTER_MULTI_AZ" (RabbitMQ). This change replaces an existing broker.',
  check: ({ deploymentMode = "SINGLE_INSTANCE" }) =>
    deploymentMode === "SINGLE_INSTANCE" && "the broker runs in a single Availability Zone",
  examples: {
    pass: [{ deploymentMode: "ACTIVE_STANDBY_MULTI_AZ" }, { deploymentMode: "CLUSTER_MULTI_AZ" }],
    fail: [{}, { deploymentMode: "SINGLE_INSTANCE" }],
  },
});

export const mqCustomerKey = defineRule({
  id: "mq-customer-key",
  title: "Amazon MQ brokers are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: broker,
  why: "You cannot disable the default AWS owned key, restrict its use, or audit its use, and the key cannot be changed after the broker is created.",
  remedy:
    "Set encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: key.arn }. This change replaces an existing broker.",
  check: ({ encryptionOptions }) =>
    !specifiesCustomerKey(encryptionOptions, "kmsKeyId") && {
      at: "encryptionOptions",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [{ encryptionOptions: { useAwsOwnedKey: false, kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" } }],
    fail: [{}, { encryptionOptions: { useAwsOwnedKey: false } }],
  },
});
