import { jsonIn } from "../../authoring/example-policy";
import { allOf, anyOf, renameProperties } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { taskSettings } from "../../views/ecs-task-settings";

const instance = "aws:dms/replicationInstance:ReplicationInstance";
const endpoint = "aws:dms/endpoint:Endpoint";
const task = "aws:dms/replicationTask:ReplicationTask";

export const dmsPrivate = defineRule({
  id: "dms-private",
  title: "Replication instances have no public address",
  severity: "critical",
  controls: { "aws-fsbp": ["DMS.1"] },
  on: instance,
  why: "The machine holds the passwords of the databases that it copies, and stands on the internet.",
  remedy: "Set publiclyAccessible: false, and reach databases elsewhere through a VPN or peering.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the instance has a public address",
  examples: { pass: [{}, { publiclyAccessible: false }], fail: [{ publiclyAccessible: true }] },
});

export const dmsCustomerKey = defineRule({
  id: "dms-customer-key",
  title: "Replication instances are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: instance,
  why: "The disk holds the data that is being copied and the passwords of both databases; the key of AWS cannot be taken away.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. That replaces an instance that exists.",
  check: (props) => !("kmsKeyArn" in props) && { at: "kmsKeyArn", message: "no key is named" },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

export const dmsMinorUpgrades = defineRule({
  id: "dms-minor-upgrades",
  title: "Replication instances take minor upgrades by themselves",
  severity: "medium",
  controls: { "aws-fsbp": ["DMS.6"] },
  on: instance,
  why: "Security fixes of the engine wait until somebody thinks of them.",
  remedy: "Set autoMinorVersionUpgrade: true; left out, it is false.",
  check: ({ autoMinorVersionUpgrade }) => autoMinorVersionUpgrade !== true && "minor upgrades wait for somebody",
  fix: { autoMinorVersionUpgrade: true },
  examples: { pass: [{ autoMinorVersionUpgrade: true }], fail: [{}, { autoMinorVersionUpgrade: false }] },
});

export const dmsMultiAz = defineRule({
  id: "dms-multi-az",
  title: "Replication instances have a standby in another zone",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DMS.13"] },
  on: instance,
  why: "When the zone fails, changes pile up at the source, which has to keep them, until somebody starts anew.",
  remedy: "Set multiAz: true.",
  check: ({ multiAz }) => multiAz !== true && "there is no standby in another zone",
  examples: { pass: [{ multiAz: true }], fail: [{}, { multiAz: false }] },
});

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html: the others always use TLS, or have settings of their own. */
const TLS_ENGINES = [
  ...["aurora", "aurora-postgresql", "azuredb", "azure-sql-managed-instance", "babelfish", "db2", "docdb", "mariadb"],
  ...["mongodb", "mysql", "oracle", "postgres", "sqlserver", "sybase"],
];

export const dmsEndpointTls = defineRule({
  id: "dms-endpoint-tls",
  title: "Databases are copied over TLS",
  severity: "medium",
  controls: { "aws-fsbp": ["DMS.9", "DMS.12"] },
  on: endpoint,
  why: "The password of the database and everything in it go over the network in the clear, often between two sites.",
  remedy:
    'Set sslMode: "require", or "verify-full" with certificateArn; for Redis drop sslSecurityProtocol: "plaintext".',
  check: (props) =>
    anyOf(
      () =>
        allOf(
          () => (props.sslMode ?? "none") === "none",
          () => TLS_ENGINES.includes(props.engineName ?? ""),
        ),
      () => props.redisSettings?.sslSecurityProtocol === "plaintext",
    ) && { at: "engineName", message: "the database is copied without TLS" },
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
  title: "MongoDB asks who copies it",
  severity: "medium",
  controls: { "aws-fsbp": ["DMS.11"] },
  on: endpoint,
  why: "A database that DMS reads without a password everybody reads who reaches it.",
  remedy: 'Set mongodbSettings: { authType: "password", authMechanism: "scram-sha-1" }.',
  check: ({ mongodbSettings }) => mongodbSettings?.authType === "no" && "the database is read without a password",
  examples: {
    pass: [{ engineName: "postgres" }, { mongodbSettings: { authType: "password" } }],
    fail: [{ mongodbSettings: { authType: "no" } }],
  },
});

export const dmsTaskLogs = defineViewRule({
  id: "dms-task-logs",
  title: "Replication tasks write logs",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["DMS.7", "DMS.8"] },
  on: taskSettings,
  why: "Nobody can say which rows were not copied, and why.",
  remedy: "Set Logging: { EnableLogging: true } in replicationTaskSettings, which left out is false.",
  check: (settings) =>
    settings.content?.Logging?.EnableLogging !== true && { at: settings, message: "the task writes no logs" },
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
  title: "What is copied to and from S3 is encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: "aws:dms/s3Endpoint:S3Endpoint",
  why: "The key of AWS cannot be taken away, and its use cannot be limited to those who may read the copy.",
  remedy: "Set serverSideEncryptionKmsKeyId to the ARN of an aws.kms.Key.",
  // Older programs name it kmsKeyArn. The provider takes an empty text for none.
  check: (props) =>
    !anyOf(
      () => (props.serverSideEncryptionKmsKeyId ?? "") !== "",
      () => (renameProperties(props, { older: "kmsKeyArn" }).older ?? "") !== "",
    ) && { at: "serverSideEncryptionKmsKeyId", message: "no key is named" },
  examples: {
    pass: [{ serverSideEncryptionKmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }],
    fail: [{}, { encryptionMode: "SSE_S3" }, { serverSideEncryptionKmsKeyId: "" }],
  },
});
