import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { backupsRule, deleteProtectionRule } from "../../rule-factories/database-clusters";
import { allOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const cluster = "aws:docdb/cluster:Cluster";
const clusters = { on: cluster, prefix: "docdb", service: "DocumentDB" } as const;
const elasticCluster = "aws:docdb/elasticCluster:ElasticCluster";
const global = "aws:docdb/globalCluster:GlobalCluster";
const parameters = "aws:docdb/clusterParameterGroup:ClusterParameterGroup";

export const docdbEncrypted = defineViewRule({
  id: "docdb-encrypted",
  title: "DocumentDB clusters and global clusters are encrypted at rest",
  severity: "high",
  controls: { "aws-fsbp": ["DocumentDB.1"] },
  on: defineView<{ readonly storageEncrypted?: boolean }>()({
    [cluster]: (props) => [props],
    [global]: (props) => [props],
  }),
  why: "Without encryption, documents, backups, and snapshots are stored in plaintext, and you cannot encrypt an existing cluster.",
  remedy:
    "Set storageEncrypted: true. This change replaces an existing cluster. To keep its data, restore the cluster from an encrypted snapshot.",
  check: (props) =>
    allOf(
      () => props.storageEncrypted !== true,
      () => "storageEncrypted" in props || !("snapshotIdentifier" in props || "sourceDbClusterIdentifier" in props),
    ) && { at: "storageEncrypted", message: "storage encryption is not enabled" },
  examples: {
    pass: [
      [cluster, { storageEncrypted: true }],
      [global, { storageEncrypted: true }],
      [cluster, { snapshotIdentifier: "orders-before-upgrade" }],
    ],
    fail: [
      [cluster, {}],
      [global, { storageEncrypted: false }],
    ],
  },
});

export const docdbCustomerKey = defineViewRule({
  id: "docdb-customer-key",
  title: "DocumentDB clusters are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [cluster]: (props) => [props],
    [elasticCluster]: (props) => [props],
  }),
  why: "Snapshots encrypted with an AWS managed key cannot be shared with another account, for example with a backup account.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing cluster.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: {
    pass: [
      [cluster, { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }],
      [elasticCluster, { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }],
    ],
    fail: [
      [cluster, { storageEncrypted: true }],
      [elasticCluster, {}],
    ],
  },
});

export const docdbBackups = backupsRule(clusters, "DocumentDB.2");

export const docdbDeleteProtection = deleteProtectionRule(clusters, "DocumentDB.5");

export const docdbAuditLog = defineRule({
  id: "docdb-audit-log",
  title: "DocumentDB clusters export audit logs to CloudWatch Logs",
  severity: "medium",
  controls: { "aws-fsbp": ["DocumentDB.4"] },
  on: cluster,
  why: "Without exported audit logs, you cannot determine who connected or who changed indexes or users.",
  remedy:
    'Set enabledCloudwatchLogsExports: ["audit"], and add { name: "audit_logs", value: "enabled" } to the cluster parameter group.',
  check: ({ enabledCloudwatchLogsExports }) =>
    !listOf(enabledCloudwatchLogsExports).includes("audit") && "audit logs are not exported to CloudWatch Logs",
  examples: {
    pass: [{ enabledCloudwatchLogsExports: ["audit", "profiler"] }],
    fail: [{}, { enabledCloudwatchLogsExports: ["profiler"] }],
  },
});

interface ParameterGroup {
  readonly parameters?: readonly { readonly name?: string; readonly value?: string }[];
}

/** Whether a parameter group sets the parameter to a matching value. */
const setsParameter = (group: ParameterGroup, name: string, matches: (value: string) => boolean): boolean =>
  listOf(group.parameters).some((parameter) =>
    allOf(
      () => matches(parameter.value ?? ""),
      () => parameter.name === name,
    ),
  );

export const docdbAuditParameter = defineRule({
  id: "docdb-audit-parameter",
  title: "DocumentDB cluster parameter groups enable auditing",
  severity: "medium",
  controls: { "aws-fsbp": ["DocumentDB.4"] },
  on: parameters,
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html
  why: "Auditing is disabled by default, and the exported audit log stays empty until the audit_logs parameter enables auditing.",
  remedy: 'Add { name: "audit_logs", value: "enabled" } to parameters.',
  check: (group) =>
    !setsParameter(group, "audit_logs", (value) => !["", "disabled", "none"].includes(value)) && {
      at: "parameters",
      message: "auditing is not enabled",
    },
  examples: {
    pass: [
      { parameters: [{ name: "audit_logs", value: "enabled" }] },
      { parameters: [{ name: "audit_logs", value: "ddl" }] },
    ],
    fail: [
      { parameters: [{ name: "audit_logs", value: "disabled" }] },
      { parameters: [{ name: "tls", value: "enabled" }] },
    ],
  },
});

export const docdbTls = defineRule({
  id: "docdb-tls",
  title: "DocumentDB cluster parameter groups do not disable TLS",
  severity: "high",
  controls: { "aws-fsbp": ["DocumentDB.6"] },
  on: parameters,
  why: "Without TLS, passwords and documents cross the network in plaintext.",
  remedy: 'Remove { name: "tls", value: "disabled" } from parameters. TLS is enabled by default.',
  check: (group) =>
    setsParameter(group, "tls", (value) => value === "disabled") && {
      at: "parameters",
      message: "TLS is disabled",
    },
  examples: {
    pass: [
      { parameters: [{ name: "audit_logs", value: "enabled" }] },
      { parameters: [{ name: "tls", value: "tls1.2+" }] },
    ],
    fail: [{ parameters: [{ name: "tls", value: "disabled" }] }],
  },
});

/** The property that can contain the password of a cluster. */
interface Password {
  readonly at: string;
  readonly isWritten: boolean;
}

const writtenPasswords = defineView<Password>()({
  [cluster]: (props) => [
    {
      at: "masterPassword",
      get isWritten() {
        return "masterPassword" in props;
      },
    },
  ],
  [elasticCluster]: (props) => [
    {
      at: "adminUserPassword",
      get isWritten() {
        return allOf(
          () => "adminUserPassword" in props,
          () => props.authType !== "SECRET_ARN",
        );
      },
    },
  ],
});

export const docdbNoWrittenPassword = defineViewRule({
  id: "docdb-no-written-password",
  title: "DocumentDB clusters do not set the master password in the Pulumi program",
  severity: "high",
  on: writtenPasswords,
  why: "A password that the program sets is stored in the stack's configuration or state, and does not change until someone rotates it.",
  remedy:
    'Remove masterPassword and set manageMasterUserPassword: true, or use masterPasswordWo. On an ElasticCluster, set authType: "SECRET_ARN", and adminUserPassword to the ARN of a secret.',
  check: (password) =>
    password.isWritten && { at: password.at, message: "the master password is set in the Pulumi program" },
  examples: {
    pass: [
      [cluster, { manageMasterUserPassword: true }],
      [elasticCluster, { authType: "SECRET_ARN", adminUserPassword: "arn" }],
    ],
    fail: [
      [cluster, { masterPassword: "…" }],
      [elasticCluster, { authType: "PLAIN_TEXT", adminUserPassword: "…" }],
    ],
  },
});
