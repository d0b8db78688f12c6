import { examplePlan, idOf } from "../../authoring/example-plan";
import { anyOf, listOf } from "../../kernel/connectives";
import { Document } from "../../kernel/document";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { defineView, deriveView } from "../../authoring/define-view";

const cluster = "aws:emr/cluster:Cluster";
const configuration = "aws:emr/securityConfiguration:SecurityConfiguration";
const blocked = "aws:emr/blockPublicAccessConfiguration:BlockPublicAccessConfiguration";
const subnet = "aws:ec2/subnet:Subnet";

/** https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html */
interface Security {
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
  defineView<Document<Security>>()({
    [configuration]: (props) => [
      new Document(props, "configuration", {
        hint: "the configuration is one text, which is unknown as a whole as soon as a part of it is",
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
  title: "Machines of a cluster talk encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["EMR.4"] },
  on: configurations,
  why: "What the cluster works on crosses the network between its machines in clear text.",
  remedy: "Set EncryptionConfiguration: { EnableInTransitEncryption: true, InTransitEncryptionConfiguration: … }.",
  check: (security) =>
    security.EncryptionConfiguration?.EnableInTransitEncryption !== true && "the machines talk in clear text",
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
  title: "What a cluster keeps is encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["EMR.3"] },
  on: configurations,
  why: "What the cluster works on lies on its disks and in S3 in clear text.",
  remedy: "Set EncryptionConfiguration: { EnableAtRestEncryption: true, AtRestEncryptionConfiguration: … }.",
  check: (security) =>
    security.EncryptionConfiguration?.EnableAtRestEncryption !== true && "what the cluster keeps is not encrypted",
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
  title: "Disks of a cluster are encrypted",
  severity: "medium",
  on: configurations,
  why: "What does not fit into memory is written to disks in clear text.",
  remedy:
    'Set AtRestEncryptionConfiguration: { LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: "AwsKms", AwsKmsKey: key.arn } }.',
  check: (security) =>
    anyOf(
      () => security.EncryptionConfiguration?.EnableAtRestEncryption !== true,
      () =>
        !(
          "LocalDiskEncryptionConfiguration" in (security.EncryptionConfiguration?.AtRestEncryptionConfiguration ?? {})
        ),
    ) && "the disks are not encrypted",
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
  title: "Clusters have a security configuration",
  severity: "medium",
  on: cluster,
  why: "Without one nothing is encrypted, neither on disks nor on the wire.",
  remedy: "Set securityConfiguration: configuration.name, of an aws.emr.SecurityConfiguration.",
  check: (props) => !("securityConfiguration" in props) && "the cluster has no security configuration",
  examples: { pass: [{ securityConfiguration: "strict" }], fail: [{}] },
});

export const emrBlockPublicAccess = defineRule({
  id: "emr-block-public-access",
  title: "Clusters cannot be opened to the world",
  severity: "critical",
  controls: { "aws-fsbp": ["EMR.2"] },
  on: blocked,
  why: "A cluster in a security group that is open to the world is found and used by miners within hours.",
  remedy: "Set blockPublicSecurityGroupRules: true.",
  check: (props) => props.blockPublicSecurityGroupRules !== true && "clusters can be opened to the world",
  examples: {
    pass: [{ blockPublicSecurityGroupRules: true }],
    fail: [{ blockPublicSecurityGroupRules: false }],
  },
});

export const emrPublicPorts = defineRule({
  id: "emr-public-ports",
  title: "No port but that of SSH is left out of the block of public access",
  severity: "high",
  controls: { "aws-fsbp": ["EMR.2"] },
  on: blocked,
  why: "What is left out of the block stays open for every cluster of the account, also for those of later programs.",
  remedy:
    "Drop the ranges from permittedPublicSecurityGroupRuleRanges; the default leaves port 22 alone, drop that too.",
  check: (props) =>
    listOf(props.permittedPublicSecurityGroupRuleRanges)
      .filter((range) =>
        anyOf(
          () => (range.minRange ?? 0) !== 22,
          () => (range.maxRange ?? 0) !== 22,
        ),
      )
      .map((at) => ({ at, message: "clusters can be opened to the world at these ports" })),
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
  title: "Machines of a cluster have no public addresses",
  severity: "high",
  controls: { "aws-fsbp": ["EMR.1"] },
  types: [cluster],
  why: "The primary node answers on many ports without asking who calls.",
  remedy: "Name a private subnet in ec2Attributes.subnetId.",
  check: (graph) =>
    graph
      .byType(subnet)
      .filter((one) => one.props.mapPublicIpOnLaunch === true)
      .flatMap((one) =>
        listOf(
          () => graph.referrers(one, cluster, "ec2Attributes.subnetId"),
          () => graph.referrers(one, cluster, "ec2Attributes.subnetIds"),
        ),
      )
      .map((resource) => ({ resource, message: "the machines get public addresses" })),
  examples: {
    pass: [
      examplePlan({
        subnet: [subnet, {}],
        cluster: [cluster, { ec2Attributes: { instanceProfile: "p", subnetId: idOf("subnet") } }],
      }),
    ],
    fail: [
      examplePlan({
        subnet: [subnet, { mapPublicIpOnLaunch: true }],
        cluster: [cluster, { ec2Attributes: { instanceProfile: "p", subnetId: idOf("subnet") } }],
      }),
    ],
  },
});
