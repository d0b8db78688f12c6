import { allOf } from "../../kernel/connectives";
import { integerListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { ingress, isAnyAddress, opensPort } from "../../views/ingress";

const group = "aws:ec2/securityGroup:SecurityGroup";

export const redshiftPortClosed = defineViewRule({
  id: "redshift-port-closed",
  title: "The port of Redshift is open to known addresses alone",
  severity: "high",
  controls: { "aws-fsbp": ["Redshift.15"] },
  on: ingress,
  options: { ports: integerListOption([5439], "Ports on which warehouses listen.", { minimum: 1, maximum: 65_535 }) },
  why: "Everyone on the internet may try passwords on the warehouse.",
  remedy: "Name the addresses or security groups that may connect instead of 0.0.0.0/0 and ::/0.",
  check: (rule, { options }) =>
    allOf(
      () => rule.ranges.some(isAnyAddress),
      () => rule.protocol !== "-1",
      () => options.ports.some((port) => opensPort(rule, port)),
    ) && "the port of Redshift is open to the world",
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
  title: "Clusters of Redshift stand in subnets that were chosen for them",
  severity: "medium",
  on: "aws:redshift/cluster:Cluster",
  why: "Without a subnet group the cluster stands in the default VPC, of which all subnets are public.",
  remedy: "Set clusterSubnetGroupName to an aws.redshift.SubnetGroup of private subnets. That replaces the cluster.",
  check: (props) =>
    !("clusterSubnetGroupName" in props) && {
      at: "clusterSubnetGroupName",
      message: "the cluster stands in the default VPC",
    },
  examples: { pass: [{ clusterSubnetGroupName: "private" }], fail: [{}] },
});

export const redshiftSeveralZones = defineRule({
  id: "redshift-several-zones",
  title: "Clusters of Redshift go on when a zone fails",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["Redshift.18"] },
  on: "aws:redshift/cluster:Cluster",
  // https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html
  why: "When the zone of the cluster fails, nobody can query until it is back or the cluster is restored elsewhere.",
  remedy: "Set multiAz: true, with nodes of the RA3 family and subnets in three zones.",
  check: ({ multiAz }) => multiAz !== true && { at: "multiAz", message: "the cluster stands in one zone" },
  examples: { pass: [{ multiAz: true }], fail: [{}, { multiAz: false }] },
});
