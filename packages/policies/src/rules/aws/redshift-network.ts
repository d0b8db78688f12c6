import { isInternetRange } from "../../evaluation/cidr-blocks";
import { allOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { ingress, opensPort } from "../../views/ingress";

const group = "aws:ec2/securityGroup:SecurityGroup";

export const redshiftPortClosed = defineViewRule({
  id: "redshift-port-closed",
  title: "Security groups do not allow unrestricted ingress to Redshift ports",
  severity: "high",
  controls: { "aws-fsbp": ["Redshift.15"] },
  on: ingress,
  options: { ports: integerListOption([5439], "Ports on which Redshift listens.", { minimum: 1, maximum: 65_535 }) },
  why: "Anyone on the internet can try to guess the data warehouse's passwords.",
  remedy:
    "Replace 0.0.0.0/0, ::/0, and other CIDR blocks that span the internet with specific CIDR blocks or security groups.",
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isInternetRange),
      () => rule.protocol !== "-1",
      () => options.ports.some((port) => opensPort(rule, port)),
    ) && "a Redshift port is open to the internet",
  examples: {
    pass: [
      [group, { ingress: [{ protocol: "tcp", fromPort: 5439, toPort: 5439, cidrBlocks: ["10.0.0.0/8"] }] }],
      [group, { ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] }] }],
      [group, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }] }],
    ],
    fail: [
      [group, { ingress: [{ protocol: "tcp", fromPort: 5439, toPort: 5439, cidrBlocks: ["0.0.0.0/0"] }] }],
      [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        { ipProtocol: "tcp", fromPort: 5000, toPort: 6000, cidrIpv6: "::/0" },
      ],
    ],
  },
});

export const redshiftSubnetGroup = defineRule({
  id: "redshift-subnet-group",
  title: "Redshift clusters specify a cluster subnet group",
  severity: "medium",
  on: "aws:redshift/cluster:Cluster",
  why: "Without a subnet group, the cluster runs in the default VPC, where all subnets are public.",
  remedy:
    "Set clusterSubnetGroupName to the name of an aws.redshift.SubnetGroup with private subnets. This change replaces an existing cluster.",
  check: (props) =>
    !("clusterSubnetGroupName" in props) && {
      at: "clusterSubnetGroupName",
      message: "no cluster subnet group is specified",
    },
  examples: { pass: [{ clusterSubnetGroupName: "private" }], fail: [{}] },
});

export const redshiftSeveralZones = defineRule({
  id: "redshift-several-zones",
  title: "Redshift clusters have Multi-AZ enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Redshift.18"] },
  on: "aws:redshift/cluster:Cluster",
  // https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html
  why: "If the cluster's Availability Zone fails, queries fail until the Availability Zone recovers or the cluster is restored elsewhere.",
  remedy: "Set multiAz: true. This requires RA3 nodes and subnets in three Availability Zones.",
  check: ({ multiAz }) => multiAz !== true && { at: "multiAz", message: "Multi-AZ is not enabled" },
  examples: { pass: [{ multiAz: true }], fail: [{}, { multiAz: false }] },
});
