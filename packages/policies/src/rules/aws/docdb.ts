import { backupsRule, deleteProtectionRule } from "../../rule-factories/database-clusters";
import { allOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const cluster = "aws:docdb/cluster:Cluster";
const clusters = { on: cluster, prefix: "docdb", service: "DocumentDB" } as const;
const global = "aws:docdb/globalCluster:GlobalCluster";
const parameters = "aws:docdb/clusterParameterGroup:ClusterParameterGroup";

export const docdbEncrypted = defineViewRule({
  id: "docdb-encrypted",
  title: "Clusters of DocumentDB are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["DocumentDB.1"] },
  on: defineView<{ readonly storageEncrypted?: boolean }>()({
    [cluster]: (props) => [props],
    [global]: (props) => [props],
  }),
  why: "Documents, backups and snapshots stand in the clear, and a cluster cannot be encrypted later.",
  remedy: "Set storageEncrypted: true. That replaces a cluster that exists: restore it from an encrypted snapshot.",
  check: (props) =>
    allOf(
      () => props.storageEncrypted !== true,
      () => "storageEncrypted" in props || !("snapshotIdentifier" in props || "sourceDbClusterIdentifier" in props),
    ) && { at: "storageEncrypted", message: "the storage is not encrypted" },
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

export const docdbCustomerKey = defineRule({
  id: "docdb-customer-key",
  title: "Clusters of DocumentDB are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "Snapshots that are encrypted with the key of AWS cannot be shared with another account, for backups for instance.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. That replaces a cluster that exists.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{ storageEncrypted: true }] },
});

export const docdbBackups = backupsRule(clusters, "DocumentDB.2");

export const docdbDeleteProtection = deleteProtectionRule(clusters, "DocumentDB.5");

export const docdbAuditLog = defineRule({
  id: "docdb-audit-log",
  title: "Clusters of DocumentDB send their audit log to CloudWatch",
  severity: "medium",
  controls: { "aws-fsbp": ["DocumentDB.4"] },
  on: cluster,
  why: "Nobody can say who connected, or who changed indices and users.",
  remedy:
    'Set enabledCloudwatchLogsExports: ["audit"], and { name: "audit_logs", value: "enabled" } in the cluster parameter group.',
  check: ({ enabledCloudwatchLogsExports }) =>
    !listOf(enabledCloudwatchLogsExports).includes("audit") && "the audit log does not leave the cluster",
  examples: {
    pass: [{ enabledCloudwatchLogsExports: ["audit", "profiler"] }],
    fail: [{}, { enabledCloudwatchLogsExports: ["profiler"] }],
  },
});

interface Group {
  readonly parameters?: readonly { readonly name?: string; readonly value?: string }[];
}

/** Whether a group sets a parameter to one of some values. */
const sets = (group: Group, name: string, wanted: (value: string) => boolean): boolean =>
  listOf(group.parameters).some((parameter) =>
    allOf(
      () => wanted(parameter.value ?? ""),
      () => parameter.name === name,
    ),
  );

export const docdbAuditParameter = defineRule({
  id: "docdb-audit-parameter",
  title: "Clusters of DocumentDB write an audit log",
  severity: "medium",
  controls: { "aws-fsbp": ["DocumentDB.4"] },
  on: parameters,
  // https://docs.aws.amazon.com/documentdb/latest/developerguide/event-auditing.html
  why: "The export of the audit log stays empty as long as the parameter, which is off by itself, does not turn it on.",
  remedy: 'Add { name: "audit_logs", value: "enabled" } to parameters.',
  check: (group) =>
    !sets(group, "audit_logs", (value) => !["", "disabled", "none"].includes(value)) && {
      at: "parameters",
      message: "no audit log is written",
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
  title: "Clusters of DocumentDB are reached over TLS alone",
  severity: "high",
  controls: { "aws-fsbp": ["DocumentDB.6"] },
  on: parameters,
  why: "Passwords and documents go over the network in the clear.",
  remedy: 'Drop { name: "tls", value: "disabled" } from parameters; left out, it is enabled.',
  check: (group) =>
    sets(group, "tls", (value) => value === "disabled") && {
      at: "parameters",
      message: "connections that are not encrypted are taken",
    },
  examples: {
    pass: [
      { parameters: [{ name: "audit_logs", value: "enabled" }] },
      { parameters: [{ name: "tls", value: "tls1.2+" }] },
    ],
    fail: [{ parameters: [{ name: "tls", value: "disabled" }] }],
  },
});

export const docdbNoWrittenPassword = defineRule({
  id: "docdb-no-written-password",
  title: "DocumentDB keeps the password of a cluster",
  severity: "high",
  on: cluster,
  why: "A password that the program passes stands in its configuration or its state, and stays the same until somebody thinks of it.",
  remedy: "Drop masterPassword and set manageMasterUserPassword: true, or use masterPasswordWo.",
  check: (props) => "masterPassword" in props && { at: "masterPassword", message: "the program passes the password" },
  examples: { pass: [{ manageMasterUserPassword: true }], fail: [{ masterPassword: "…" }] },
});
