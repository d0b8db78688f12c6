import { examplePlan, exampleId } from "../../authoring/example-plan";
import { anyOf, listOf } from "../../kernel/connectives";
import { Document } from "../../kernel/document";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { defineView, deriveView } from "../../authoring/define-view";

const cluster = "aws:emr/cluster:Cluster";
const configuration = "aws:emr/securityConfiguration:SecurityConfiguration";
const blockPublicAccess = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration";
const subnet = "aws:ec2/subnet:Subnet";

/** The JSON of a security configuration: https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html */
interface SecurityConfiguration {
  readonly EncryptionConfiguration?: {
    readonly EnableInTransitEncryption?: boolean;
    readonly EnableAtRestEncryption?: boolean;
    readonly AtRestEncryptionConfiguration?: {
      readonly S3EncryptionConfiguration?: object;
      readonly LocalDiskEncryptionConfiguration?: object;
    };
  };
}

const configurations = deriveView(
  defineView<Document<SecurityConfiguration>>()({
    [configuration]: (props) => [
      new Document(props, "configuration", {
        hint: "compose the configuration with pulumi.jsonStringify, so that the known parts can be checked",
      }),
    ],
  }),
  (document) => listOf(document.content),
);

const atRest = {
  EncryptionConfiguration: {
    EnableInTransitEncryption: true,
    EnableAtRestEncryption: true,
    AtRestEncryptionConfiguration: {
      S3EncryptionConfiguration: { EncryptionMode: "SSE-S3" },
      LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: "arn" },
    },
  },
};
const off = { EncryptionConfiguration: { EnableInTransitEncryption: false, EnableAtRestEncryption: false } };
const noDisks = {
  EncryptionConfiguration: {
    EnableAtRestEncryption: true,
    AtRestEncryptionConfiguration: { S3EncryptionConfiguration: { EncryptionMode: "SSE-S3" } },
  },
};

export const emrEncryptedInTransit = defineViewRule({
  id: "emr-encrypted-in-transit",
  title: "EMR security configurations enable encryption in transit",
  severity: "medium",
  controls: { "aws-fsbp": ["EMR.4"] },
  on: configurations,
  why: "Without encryption in transit, data crosses the network between cluster nodes in plaintext.",
  remedy:
    "Set EncryptionConfiguration: { EnableInTransitEncryption: true, InTransitEncryptionConfiguration: … }. This change replaces an existing security configuration.",
  check: (security) =>
    security.EncryptionConfiguration?.EnableInTransitEncryption !== true && "encryption in transit is not enabled",
  examples: {
    pass: [[configuration, { configuration: JSON.stringify(atRest) }]],
    fail: [
      [configuration, { configuration: JSON.stringify(off) }],
      [configuration, { configuration: "{}" }],
    ],
  },
});

export const emrEncryptedAtRest = defineViewRule({
  id: "emr-encrypted-at-rest",
  title: "EMR security configurations enable encryption at rest",
  severity: "medium",
  controls: { "aws-fsbp": ["EMR.3"] },
  on: configurations,
  why: "Without encryption at rest, EMR encrypts data neither on local disks nor in Amazon S3.",
  remedy:
    "Set EncryptionConfiguration: { EnableAtRestEncryption: true, AtRestEncryptionConfiguration: … }. This change replaces an existing security configuration.",
  check: (security) =>
    security.EncryptionConfiguration?.EnableAtRestEncryption !== true && "encryption at rest is not enabled",
  examples: {
    pass: [[configuration, { configuration: JSON.stringify(atRest) }]],
    fail: [
      [configuration, { configuration: JSON.stringify(off) }],
      [configuration, { configuration: "{}" }],
    ],
  },
});

export const emrDisksEncrypted = defineViewRule({
  id: "emr-disks-encrypted",
  title: "EMR security configurations enable local disk encryption",
  severity: "medium",
  on: configurations,
  why: "Without local disk encryption, data that does not fit into memory is written to disk in plaintext.",
  remedy:
    'Set AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: key.arn } }. This change replaces an existing security configuration.',
  check: (security) =>
    anyOf(
      () => security.EncryptionConfiguration?.EnableAtRestEncryption !== true,
      () =>
        !(
          "LocalDiskEncryptionConfiguration" in (security.EncryptionConfiguration?.AtRestEncryptionConfiguration ?? {})
        ),
    ) && "local disk encryption is not enabled",
  examples: {
    pass: [[configuration, { configuration: JSON.stringify(atRest) }]],
    fail: [
      [configuration, { configuration: JSON.stringify(off) }],
      [configuration, { configuration: JSON.stringify(noDisks) }],
    ],
  },
});

export const emrSecurityConfiguration = defineRule({
  id: "emr-security-configuration",
  title: "EMR clusters have a security configuration",
  severity: "medium",
  on: cluster,
  why: "Without a security configuration, EMR encrypts neither local disks nor traffic between nodes.",
  remedy:
    "Set securityConfiguration to the name of an aws.emr.SecurityConfiguration. This change replaces an existing cluster.",
  check: (props) => !("securityConfiguration" in props) && "the cluster has no security configuration",
  examples: { pass: [{ securityConfiguration: "strict" }], fail: [{}] },
});

export const emrBlockPublicAccess = defineRule({
  id: "emr-block-public-access",
  title: "EMR block public access is enabled",
  severity: "critical",
  controls: { "aws-fsbp": ["EMR.2"] },
  on: blockPublicAccess,
  why: "Attackers find clusters that are open to the internet within hours and abuse them, for example to mine cryptocurrency.",
  remedy: "Set blockPublicSecurityGroupRules: true.",
  check: (props) => props.blockPublicSecurityGroupRules !== true && "block public access is not enabled",
  examples: {
    pass: [{ blockPublicSecurityGroupRules: true }],
    fail: [{ blockPublicSecurityGroupRules: false }],
  },
});

export const emrPublicPorts = defineRule({
  id: "emr-public-ports",
  title: "EMR block public access makes no exceptions other than port 22",
  severity: "high",
  controls: { "aws-fsbp": ["EMR.2"] },
  on: blockPublicAccess,
  why: "Every cluster in the account, including future clusters, can open the excepted ports to the internet.",
  remedy:
    "Remove the ranges from permittedPublicSecurityGroupRuleRanges. Preferably, also remove port 22, which AWS permits by default.",
  check: (props) =>
    listOf(props.permittedPublicSecurityGroupRuleRanges)
      .filter((range) =>
        anyOf(
          () => (range.minRange ?? 0) !== 22,
          () => (range.maxRange ?? 0) !== 22,
        ),
      )
      .map((at) => ({ at, message: "clusters can open these ports to the internet" })),
  examples: {
    pass: [{}, { permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 22 }] }],
    fail: [
      { permittedPublicSecurityGroupRuleRanges: [{ minRange: 22, maxRange: 80 }] },
      { permittedPublicSecurityGroupRuleRanges: [{ minRange: 1, maxRange: 22 }] },
    ],
  },
});

export const emrPrivate = defineStackRule({
  id: "emr-private",
  title: "EMR clusters do not run in subnets that assign public IP addresses",
  severity: "high",
  controls: { "aws-fsbp": ["EMR.1"] },
  types: [cluster],
  why: "The primary node serves many ports without authentication, so a single permissive security group rule exposes the cluster to the internet.",
  remedy: "Set ec2Attributes.subnetId to the ID of a private subnet. This change replaces an existing cluster.",
  check: (graph) =>
    graph
      .byType(subnet)
      .filter(({ props }) => props.mapPublicIpOnLaunch === true)
      .flatMap((resource) =>
        listOf(
          () => graph.referrers(resource, cluster, "ec2Attributes.subnetId"),
          () => graph.referrers(resource, cluster, "ec2Attributes.subnetIds"),
        ),
      )
      .map((resource) => ({ resource, message: "the subnet assigns public IP addresses to cluster nodes" })),
  examples: {
    pass: [
      examplePlan({
        subnet: [subnet, {}],
        cluster: [cluster, { ec2Attributes: { instanceProfile: "p", subnetId: exampleId("subnet") } }],
      }),
    ],
    fail: [
      examplePlan({
        subnet: [subnet, { mapPublicIpOnLaunch: true }],
        cluster: [cluster, { ec2Attributes: { instanceProfile: "p", subnetId: exampleId("subnet") } }],
      }),
    ],
  },
});
