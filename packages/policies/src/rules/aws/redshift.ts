import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId } from "../../authoring/example-plan";
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
  title: "Redshift clusters and Serverless workgroups are not publicly accessible",
  severity: "critical",
  controls: { "aws-fsbp": ["Redshift.1", "RedshiftServerless.3"] },
  on: defineView<{ readonly publiclyAccessible?: boolean }>()({
    [cluster]: (props) => [props],
    [workgroup]: (props) => [props],
  }),
  why: "Only a security group and a password protect the data warehouse from anyone who scans the internet for databases.",
  remedy: "Set publiclyAccessible: false, and connect to the data warehouse through the Data API or a VPN.",
  check: ({ publiclyAccessible }) => publiclyAccessible === true && "the data warehouse is publicly accessible",
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
  title: "Redshift clusters and Serverless workgroups use enhanced VPC routing",
  severity: "high",
  controls: { "aws-fsbp": ["Redshift.7", "RedshiftServerless.1"] },
  on: defineView<{ readonly enhancedVpcRouting?: boolean }>()({
    [cluster]: (props) => [props],
    [workgroup]: (props) => [props],
  }),
  why: "Without enhanced VPC routing, COPY and UNLOAD traffic bypasses the VPC, so VPC endpoint policies and flow logs do not apply to this traffic.",
  remedy: "Set enhancedVpcRouting: true, and add a VPC endpoint for Amazon S3.",
  check: ({ enhancedVpcRouting }) => enhancedVpcRouting !== true && "enhanced VPC routing is not enabled",
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
  title: "Redshift clusters encrypt data at rest",
  severity: "high",
  controls: { "aws-fsbp": ["Redshift.10"] },
  on: cluster,
  why: "Tables and snapshots are stored unencrypted.",
  remedy: 'Remove encrypted: "false". The default is true.',
  check: ({ encrypted }) => String(encrypted) === "false" && "encryption at rest is disabled",
  examples: { pass: [{}, { encrypted: "true" }], fail: [{ encrypted: "false" }] },
});

export const redshiftCustomerKey = defineViewRule({
  id: "redshift-customer-key",
  title: "Redshift clusters, snapshot copy grants, and Serverless namespaces use a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: defineView<{ readonly kmsKeyId?: string }>()({
    [cluster]: (props) => [props],
    "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant": (props) => [props],
    "aws:redshiftserverless/namespace:Namespace": (props) => [props],
  }),
  why: "You cannot disable the AWS managed key or restrict its use, and snapshots encrypted with this key cannot be shared with another account.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing snapshot copy grant.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
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
  title: "Redshift clusters meet the minimum retention period for automated snapshots",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Redshift.3"] },
  on: cluster,
  options: {
    minimumDays: integerOption(7, "Minimum snapshot retention in days.", { minimum: 1, maximum: 35 }),
  },
  why: "A mistake that is noticed after the retention period cannot be undone.",
  remedy: "Set automatedSnapshotRetentionPeriod: 7 or more, up to 35 days. The default is 1.",
  check: ({ automatedSnapshotRetentionPeriod = 1 }, { options }) =>
    automatedSnapshotRetentionPeriod < options.minimumDays && "the snapshot retention period is too short",
  fix: (_, { options }) => ({ automatedSnapshotRetentionPeriod: options.minimumDays }),
  examples: {
    pass: [{ automatedSnapshotRetentionPeriod: 7 }],
    fail: [{}, { automatedSnapshotRetentionPeriod: 0 }],
  },
});

export const redshiftUpgrades = defineRule({
  id: "redshift-upgrades",
  title: "Redshift clusters have automatic version upgrades enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.6"] },
  on: cluster,
  why: "Without automatic upgrades, security patches for the engine are not applied until someone upgrades the engine manually.",
  remedy:
    "Remove allowVersionUpgrade: false. The default is true. Use preferredMaintenanceWindow to choose when upgrades run.",
  check: ({ allowVersionUpgrade = true }) => !allowVersionUpgrade && "automatic version upgrades are disabled",
  examples: { pass: [{}, { allowVersionUpgrade: true }], fail: [{ allowVersionUpgrade: false }] },
});

export const redshiftLogs = defineStackRule({
  id: "redshift-logs",
  title: "Redshift clusters have audit logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.4"] },
  types: [cluster],
  why: "Without audit logs, you cannot determine who connected, who changed users, or who read which tables.",
  remedy: 'Add an aws.redshift.Logging with clusterIdentifier, logDestinationType: "cloudwatch", and logExports.',
  check: (graph) =>
    graph.byType(cluster).map(
      (resource) =>
        !graph.referrers(resource, logging, "clusterIdentifier").some(Boolean) && {
          resource,
          message: "audit logging is not enabled",
        },
    ),
  examples: {
    pass: [examplePlan({ cluster: [cluster, {}], logs: [logging, { clusterIdentifier: exampleId("cluster") }] })],
    fail: [examplePlan({ cluster: [cluster, {}], logs: [logging, { clusterIdentifier: "another" }] })],
  },
});

/** Whether a parameter group or a workgroup requires TLS, and which property specifies the requirement. */
interface TlsRequirement {
  readonly at: string;
  readonly isTlsRequired: boolean;
}

const isOn = (value: string | undefined) => ["true", "1", "on"].includes((value ?? "").toLowerCase());

export const redshiftTls = defineViewRule({
  id: "redshift-tls",
  title: "Redshift parameter groups and Serverless workgroups require TLS connections",
  severity: "medium",
  controls: { "aws-fsbp": ["Redshift.2", "RedshiftServerless.2"] },
  on: defineView<TlsRequirement>()({
    [parameters]: (group) => [
      {
        at: "parameters",
        get isTlsRequired() {
          return listOf(group.parameters).some((parameter) =>
            allOf(
              () => isOn(parameter.value),
              () => parameter.name === "require_ssl",
            ),
          );
        },
      },
    ],
    [workgroup]: (props) => [
      {
        at: "configParameters",
        get isTlsRequired() {
          return listOf(props.configParameters).some((parameter) =>
            allOf(
              () => isOn(parameter.parameterValue),
              () => parameter.parameterKey === "require_ssl",
            ),
          );
        },
      },
    ],
  }),
  why: "A client that does not request TLS sends its password and all data unencrypted, without any warning.",
  remedy:
    'Add { name: "require_ssl", value: "true" } to the parameter group\'s parameters, or { parameterKey: "require_ssl", parameterValue: "true" } to the workgroup\'s configParameters.',
  check: (requirement) =>
    !requirement.isTlsRequired && { at: requirement.at, message: "unencrypted connections are accepted" },
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
