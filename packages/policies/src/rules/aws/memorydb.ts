import { integerOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const cluster = "aws:memorydb/cluster:Cluster";

export const memorydbTls = defineRule({
  id: "memorydb-tls",
  title: "Clusters of MemoryDB are reached over TLS",
  severity: "high",
  on: cluster,
  why: "Passwords and data go over the network in the clear, and the users of access control lists have no passwords.",
  remedy: "Drop tlsEnabled: false; left out, it is true. That replaces a cluster that exists.",
  check: ({ tlsEnabled = true }) => !tlsEnabled && "the cluster is reached without TLS",
  examples: { pass: [{}, { tlsEnabled: true }], fail: [{ tlsEnabled: false }] },
});

export const memorydbAuthenticated = defineRule({
  id: "memorydb-authenticated",
  title: "Clusters of MemoryDB ask who connects",
  severity: "high",
  on: cluster,
  // https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html
  why: "Everything that reaches the cluster over the network may read and empty it.",
  remedy: 'Set aclName to an aws.memorydb.Acl instead of "open-access".',
  check: ({ aclName }) => aclName === "open-access" && "whoever reaches the cluster may use it",
  examples: { pass: [{ aclName: "orders" }], fail: [{ aclName: "open-access" }] },
});

export const memorydbCustomerKey = defineRule({
  id: "memorydb-customer-key",
  title: "Clusters of MemoryDB are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "The key of AWS cannot be taken away, nor its use be limited, and it cannot be changed later.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. That replaces a cluster that exists.",
  check: (props) => !("kmsKeyArn" in props) && { at: "kmsKeyArn", message: "no key is named" },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

export const memorydbBackups = defineRule({
  id: "memorydb-backups",
  title: "Clusters of MemoryDB are backed up",
  severity: "medium",
  topic: "reliability",
  on: cluster,
  options: { minimumDays: integerOption(1, "Days for which backups are kept at least.", { minimum: 1, maximum: 35 }) },
  why: "The data outlives a node, but not a bad command.",
  remedy: "Set snapshotRetentionLimit: 7 (days); left out, it is 0 and there are no backups.",
  check: ({ snapshotRetentionLimit = 0 }, { options }) =>
    snapshotRetentionLimit < options.minimumDays && "the cluster is not backed up",
  fix: (_, { options }) => ({ snapshotRetentionLimit: options.minimumDays }),
  examples: { pass: [{ snapshotRetentionLimit: 7 }], fail: [{}, { snapshotRetentionLimit: 0 }] },
});
