import { isCustomerKey, specifiesCustomerKey } from "../../conditions/customer-keys";
import { jsonIn } from "../../authoring/example-policy";
import { allOf, anyOf, listOf, renameProperties } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { taskSettings } from "../../views/dms-task-settings";

const instance = "aws:dms/replicationInstance:ReplicationInstance";
const instanceProfile = "aws:dms/instanceProfile:InstanceProfile";
const endpoint = "aws:dms/endpoint:Endpoint";
const task = "aws:dms/replicationTask:ReplicationTask";

export const dmsPrivate = defineViewRule({
  id: "dms-private",
  title: "DMS replication instances and instance profiles are not publicly accessible",
  severity: "critical",
  controls: { "aws-fsbp": ["DMS.1"] },
  on: defineView<{ readonly publiclyAccessible?: boolean }>()({
    [instance]: (props) => [props],
    [instanceProfile]: (props) => [props],
  }),
  why: "The replication instance stores the passwords of the databases it replicates and is exposed to the internet.",
  remedy:
    "Set publiclyAccessible: false, and connect to databases in other networks through a VPN or VPC peering. This change replaces an existing replication instance.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "replication instances are publicly accessible",
  examples: {
    pass: [
      [instance, {}],
      [instance, { publiclyAccessible: false }],
      [instanceProfile, { publiclyAccessible: false }],
    ],
    fail: [
      [instance, { publiclyAccessible: true }],
      [instanceProfile, { publiclyAccessible: true }],
    ],
  },
});

export const dmsCustomerKey = defineRule({
  id: "dms-customer-key",
  title: "DMS replication instances are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: instance,
  why: "The storage contains replicated data and the passwords of both databases, and you cannot revoke access to an AWS managed key.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. This change replaces an existing replication instance.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyArn") && {
      at: "kmsKeyArn",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

export const dmsMinorUpgrades = defineRule({
  id: "dms-minor-upgrades",
  title: "DMS replication instances have automatic minor version upgrades enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["DMS.6"] },
  on: instance,
  why: "Without automatic upgrades, security fixes for the replication engine are not installed until someone upgrades the replication instance manually.",
  remedy: "Set autoMinorVersionUpgrade: true. The default is false.",
  check: ({ autoMinorVersionUpgrade }) =>
    autoMinorVersionUpgrade !== true && "automatic minor version upgrades are not enabled",
  fix: { autoMinorVersionUpgrade: true },
  examples: { pass: [{ autoMinorVersionUpgrade: true }], fail: [{}, { autoMinorVersionUpgrade: false }] },
});

export const dmsMultiAz = defineRule({
  id: "dms-multi-az",
  title: "DMS replication instances have Multi-AZ enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DMS.13"] },
  on: instance,
  why: "If the Availability Zone fails, replication stops, and the source must retain all changes until someone restarts replication.",
  remedy: "Set multiAz: true.",
  check: ({ multiAz }) => multiAz !== true && "Multi-AZ is not enabled",
  examples: { pass: [{ multiAz: true }], fail: [{}, { multiAz: false }] },
});

/**
 * The engines that use TLS only if `sslMode` is set. Other engines always use TLS or have separate settings.
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
 */
const TLS_ENGINES = [
  ...["aurora", "aurora-postgresql", "azuredb", "azure-sql-managed-instance", "babelfish", "db2", "docdb", "mariadb"],
  ...["mongodb", "mysql", "oracle", "postgres", "sqlserver", "sybase"],
];

export const dmsEndpointTls = defineRule({
  id: "dms-endpoint-tls",
  title: "DMS endpoints use TLS for database connections",
  severity: "medium",
  controls: { "aws-fsbp": ["DMS.9", "DMS.12"] },
  on: endpoint,
  why: "Without TLS, the database password and all data cross the network in plaintext, often between two sites.",
  remedy:
    'Set sslMode: "require", or "verify-full" with certificateArn. For Redis, remove sslSecurityProtocol: "plaintext".',
  check: (props) =>
    anyOf(
      () =>
        allOf(
          () => (props.sslMode ?? "none") === "none",
          () => TLS_ENGINES.includes(props.engineName ?? ""),
        ),
      () => props.redisSettings?.sslSecurityProtocol === "plaintext",
    ) && { at: "engineName", message: "the endpoint does not use TLS" },
  examples: {
    pass: [
      { engineName: "postgres", sslMode: "require" },
      { engineName: "s3" },
      { engineName: "redis", redisSettings: { sslSecurityProtocol: "ssl-encryption" } },
    ],
    fail: [
      { engineName: "postgres" },
      { engineName: "mysql", sslMode: "none" },
      { engineName: "redis", redisSettings: { sslSecurityProtocol: "plaintext" } },
    ],
  },
});

export const dmsMongodbAuth = defineRule({
  id: "dms-mongodb-auth",
  title: "DMS endpoints for MongoDB use authentication",
  severity: "medium",
  controls: { "aws-fsbp": ["DMS.11"] },
  on: endpoint,
  why: "If DMS can read a database without a password, so can anyone with network access to the database.",
  remedy: 'Set mongodbSettings: { authType: "password", authMechanism: "scram-sha-1" }.',
  // https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html: the default of authType is "password", and
  // extra connection attributes are another way to set it.
  check: (props) =>
    listOf(
      () =>
        props.mongodbSettings?.authType === "no" && {
          at: "mongodbSettings.authType",
          message: "authentication is disabled",
        },
      () =>
        /(^|;)\s*authType\s*=\s*no\s*(;|$)/i.test(props.extraConnectionAttributes ?? "") && {
          at: "extraConnectionAttributes",
          message: "authentication is disabled",
        },
    ),
  examples: {
    pass: [
      { engineName: "postgres" },
      { engineName: "mongodb", mongodbSettings: { authType: "password" } },
      { engineName: "mongodb", mongodbSettings: { nestingLevel: "none" } },
      { engineName: "mongodb", extraConnectionAttributes: "authType=password;nestingLevel=none" },
    ],
    fail: [
      { mongodbSettings: { authType: "no" } },
      { engineName: "mongodb", extraConnectionAttributes: "nestingLevel=none;authType=NO" },
    ],
  },
});

export const dmsTaskLogs = defineViewRule({
  id: "dms-task-logs",
  title: "DMS replication tasks have logging enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DMS.7", "DMS.8"] },
  on: taskSettings,
  why: "Without logs, you cannot determine which rows were not replicated or why.",
  remedy: "Set Logging: { EnableLogging: true } in replicationTaskSettings. The default is false.",
  check: (settings) =>
    settings.content?.Logging?.EnableLogging !== true && { at: settings, message: "logging is not enabled" },
  examples: {
    pass: [[task, jsonIn("replicationTaskSettings", { Logging: { EnableLogging: true } })]],
    fail: [
      [task, {}],
      [task, jsonIn("replicationTaskSettings", { Logging: { EnableLogging: false } })],
    ],
  },
});

export const dmsS3Key = defineRule({
  id: "dms-s3-customer-key",
  title: "DMS endpoints for S3 encrypt data with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: "aws:dms/s3Endpoint:S3Endpoint",
  why: "You can neither revoke access to an AWS managed key nor limit its use to those who are allowed to read the data.",
  remedy: "Set serverSideEncryptionKmsKeyId to the ARN of an aws.kms.Key.",
  // kmsKeyArn is the name in earlier provider versions.
  check: (props) =>
    !anyOf(
      () => isCustomerKey(props.serverSideEncryptionKmsKeyId),
      () => isCustomerKey(renameProperties(props, { legacyKeyArn: "kmsKeyArn" }).legacyKeyArn),
    ) && { at: "serverSideEncryptionKmsKeyId", message: "not encrypted with a customer managed key" },
  examples: {
    pass: [{ serverSideEncryptionKmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }],
    fail: [{}, { encryptionMode: "SSE_S3" }, { serverSideEncryptionKmsKeyId: "" }],
  },
});
