import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, listOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { defineView } from "../../authoring/define-view";

const cluster = "aws:redshift/cluster:Cluster";
const logging = "aws:redshift/logging:Logging";
const parameters = "aws:redshift/parameterGroup:ParameterGroup";
const workgroup = "aws:redshiftserverless/workgroup:Workgroup";

export const redshiftPrivate = defineViewRule({
  id: "redshift-private",
  title: "Redshift has no public address",
  severity: "critical",
  controls: { "aws-fsbp": ["Redshift.1", "RedshiftServerless.3"] },
  on: defineView<{ readonly publiclyAccessible?: boolean }>()({
    [cluster]: (props) => [props],
    [workgroup]: (props) => [props],
  }),
  why: "Only the security group and a password stand between the warehouse and everyone who scans the internet for databases.",
  remedy: "Set publiclyAccessible: false, and reach the warehouse through the Data API or a VPN.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the warehouse has a public address",
  fix: { publiclyAccessible: false },
  examples: {
    pass: [
      [cluster, {}],
      [workgroup, { publiclyAccessible: false }],
    ],
    fail: [
      [cluster, { publiclyAccessible: true }],
      [workgroup, { publiclyAccessible: true }],
    ],
  },
});

export const redshiftVpcRouting = defineViewRule({
  id: "redshift-vpc-routing",
  title: "Redshift loads and unloads through the VPC",
  severity: "high",
  controls: { "aws-fsbp": ["Redshift.7", "RedshiftServerless.1"] },
  on: defineView<{ readonly enhancedVpcRouting?: boolean }>()({
    [cluster]: (props) => [props],
    [workgroup]: (props) => [props],
  }),
  why: "COPY and UNLOAD otherwise go past the network: neither its endpoints and their policies nor its flow logs see them.",
  remedy: "Set enhancedVpcRouting: true, with an endpoint for S3 in the VPC.",
  check: ({ enhancedVpcRouting }) => enhancedVpcRouting !== true && "data goes past the network",
  examples: {
    pass: [
      [cluster, { enhancedVpcRouting: true }],
      [workgroup, { enhancedVpcRouting: true }],
    ],
    fail: [
      [cluster, {}],
      [workgroup, { enhancedVpcRouting: false }],
    ],
  },
});

export const redshiftEncrypted = defineRule({
  id: "redshift-encrypted",
  title: "Clusters of Redshift are encrypted",
  severity: "high",
  controls: { "aws-fsbp": ["Redshift.10"] },
  on: cluster,
  why: "Tables and snapshots stand in the clear on disks of AWS.",
  remedy: 'Drop encrypted: "false"; left out, it is true.',
  check: ({ encrypted }) => String(encrypted) === "false" && "the data is not encrypted",
  examples: { pass: [{}, { encrypted: "true" }], fail: [{ encrypted: "false" }] },
});

export const redshiftCustomerKey = defineViewRule({
  id: "redshift-customer-key",
  title: "Clusters of Redshift and copies of their snapshots are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [cluster]: (props) => [props],
    "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant": (props) => [props],
    "aws:redshiftserverless/namespace:Namespace": (props) => [props],
  }),
  why: "The key of AWS cannot be taken away, nor its use be limited, and its snapshots cannot be shared with another account.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
  examples: {
    pass: [[cluster, { kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }]],
    fail: [
      [cluster, {}],
      ["aws:redshift/snapshotCopyGrant:SnapshotCopyGrant", {}],
    ],
  },
});

export const redshiftBackups = defineRule({
  id: "redshift-backups",
  title: "Clusters of Redshift are backed up for long enough",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Redshift.3"] },
  on: cluster,
  options: {
    minimumDays: integerOption(7, "Days for which snapshots are kept at least.", { minimum: 1, maximum: 35 }),
  },
  why: "A mistake that is noticed after a weekend can no longer be undone.",
  remedy: "Set automatedSnapshotRetentionPeriod: 7, or more, up to 35 days; left out, it is 1.",
  check: ({ automatedSnapshotRetentionPeriod = 1 }, { options }) =>
    automatedSnapshotRetentionPeriod < options.minimumDays && "snapshots are kept too briefly",
  fix: (_, { options }) => ({ automatedSnapshotRetentionPeriod: options.minimumDays }),
  examples: {
    pass: [{ automatedSnapshotRetentionPeriod: 7 }],
    fail: [{}, { automatedSnapshotRetentionPeriod: 0 }],
  },
});

export const redshiftUpgrades = defineRule({
  id: "redshift-upgrades",
  title: "Clusters of Redshift take upgrades by themselves",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.6"] },
  on: cluster,
  why: "Security fixes of the engine wait until somebody thinks of them.",
  remedy: "Drop allowVersionUpgrade: false; left out, it is true. Choose the hour by preferredMaintenanceWindow.",
  check: ({ allowVersionUpgrade = true }) => !allowVersionUpgrade && "upgrades wait for somebody",
  examples: { pass: [{}, { allowVersionUpgrade: true }], fail: [{ allowVersionUpgrade: false }] },
});

export const redshiftLogs = defineStackRule({
  id: "redshift-logs",
  title: "Clusters of Redshift record who connects and what is asked",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.4"] },
  types: [cluster],
  why: "Nobody can say who connected, who changed users, or who read which table.",
  remedy: 'Add an aws.redshift.Logging with clusterIdentifier, logDestinationType: "cloudwatch" and logExports.',
  check: (graph) =>
    graph.byType(cluster).map(
      (resource) =>
        !graph.referrers(resource, logging, "clusterIdentifier").some(Boolean) && {
          resource,
          message: "nothing records who connects",
        },
    ),
  examples: {
    pass: [examplePlan({ cluster: [cluster, {}], logs: [logging, { clusterIdentifier: idOf("cluster") }] })],
    fail: [examplePlan({ cluster: [cluster, {}], logs: [logging, { clusterIdentifier: "another" }] })],
  },
});

/** What Redshift is told of TLS, under the names that each kind of it has. */
interface Requirement {
  readonly at: string;
  readonly isTlsRequired: boolean;
}

const isOn = (value: string | undefined) => ["true", "1", "on"].includes((value ?? "").toLowerCase());

export const redshiftTls = defineViewRule({
  id: "redshift-tls",
  title: "Redshift is reached over TLS alone",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.2", "RedshiftServerless.2"] },
  on: defineView<Requirement>()({
    [parameters]: (group) => [
      {
        at: "parameters",
        get isTlsRequired() {
          return listOf(group.parameters).some((one) =>
            allOf(
              () => isOn(one.value),
              () => one.name === "require_ssl",
            ),
          );
        },
      },
    ],
    [workgroup]: (props) => [
      {
        at: "configParameters",
        get isTlsRequired() {
          return listOf(props.configParameters).some((one) =>
            allOf(
              () => isOn(one.parameterValue),
              () => one.parameterKey === "require_ssl",
            ),
          );
        },
      },
    ],
  }),
  why: "A client that does not ask for TLS sends its password and all data in the clear, and nobody notices.",
  remedy:
    'Add { name: "require_ssl", value: "true" } to the parameters of the group; { parameterKey: "require_ssl", parameterValue: "true" } to the configParameters of a workgroup.',
  check: (one) => !one.isTlsRequired && { at: one.at, message: "connections that are not encrypted are taken" },
  examples: {
    pass: [
      [parameters, { parameters: [{ name: "require_ssl", value: "true" }] }],
      [workgroup, { configParameters: [{ parameterKey: "require_ssl", parameterValue: "true" }] }],
    ],
    fail: [
      [parameters, { parameters: [{ name: "require_ssl", value: "false" }] }],
      [parameters, {}],
      [workgroup, { configParameters: [{ parameterKey: "require_ssl", parameterValue: "false" }] }],
    ],
  },
});
