import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const cluster = "aws:memorydb/cluster:Cluster";
const multiRegionCluster = "aws:memorydb/multiRegionCluster:MultiRegionCluster";

export const memorydbTls = defineViewRule({
  id: "memorydb-tls",
  title: "MemoryDB clusters encrypt data in transit",
  severity: "high",
  on: defineView<{ readonly tlsEnabled?: boolean }>()({
    [cluster]: (props) => [props],
    [multiRegionCluster]: (props) => [props],
  }),
  why: "Without TLS, data crosses the network unencrypted, and the cluster can use only the open-access ACL, which does not require authentication.",
  remedy: "Remove tlsEnabled: false. The default is true. This change replaces an existing cluster.",
  check: ({ tlsEnabled = true }) => !tlsEnabled && "TLS is not enabled",
  examples: {
    pass: [
      [cluster, {}],
      [cluster, { tlsEnabled: true }],
    ],
    fail: [
      [cluster, { tlsEnabled: false }],
      [multiRegionCluster, { tlsEnabled: false }],
    ],
  },
});

export const memorydbAuthenticated = defineRule({
  id: "memorydb-authenticated",
  title: "MemoryDB clusters do not use the open-access ACL",
  severity: "high",
  on: cluster,
  // https://docs.aws.amazon.com/memorydb/latest/devguide/clusters.acls.html
  why: "Anyone who can reach the cluster over the network can read and delete its data.",
  remedy: 'Set aclName to the name of an aws.memorydb.Acl instead of "open-access".',
  check: ({ aclName }) => aclName === "open-access" && "the open-access ACL does not require authentication",
  examples: { pass: [{ aclName: "orders" }], fail: [{ aclName: "open-access" }] },
});

export const memorydbCustomerKey = defineRule({
  id: "memorydb-customer-key",
  title: "MemoryDB clusters are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: cluster,
  why: "You cannot disable the default service managed key or restrict its use, and the key cannot be changed after the cluster is created.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. This change replaces an existing cluster.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyArn") && {
      at: "kmsKeyArn",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

export const memorydbBackups = defineRule({
  id: "memorydb-backups",
  title: "MemoryDB clusters meet the minimum snapshot retention period",
  severity: "medium",
  topic: "reliability",
  on: cluster,
  options: { minimumDays: integerOption(1, "Minimum snapshot retention in days.", { minimum: 1, maximum: 35 }) },
  why: "Data in MemoryDB survives node failures, but only a snapshot can restore it after an accidental deletion.",
  remedy: "Set snapshotRetentionLimit: 7 (days). The default of 0 disables automatic snapshots.",
  check: ({ snapshotRetentionLimit = 0 }, { options }) =>
    snapshotRetentionLimit < options.minimumDays && "the snapshot retention period is too short",
  fix: (_, { options }) => ({ snapshotRetentionLimit: options.minimumDays }),
  examples: { pass: [{ snapshotRetentionLimit: 7 }], fail: [{}, { snapshotRetentionLimit: 0 }] },
});
