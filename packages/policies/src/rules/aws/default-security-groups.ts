import { examplePlan, exampleId } from "../../authoring/example-plan";
import { listOf } from "../../kernel/connectives";
import { defineStackRule } from "../../authoring/define-stack-rule";
import type { StackIssue } from "../../kernel/check-result";

const vpc = "aws:ec2/vpc:Vpc";
const group = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const ruleTypes = [
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
] as const;

export const sgDefaultClosed = defineStackRule({
  id: "sg-default-closed",
  title: "VPC default security groups have no inbound or outbound rules",
  severity: "high",
  controls: { "aws-fsbp": ["EC2.2"], "cis-aws-3.0": ["5.4"], "cis-aws-4.0": ["5.5"] },
  types: [vpc, group],
  why: "Resources created without a security group use the default one, whose members can all communicate with each other.",
  remedy: "Add new aws.ec2.DefaultSecurityGroup(name, { vpcId, ingress: [], egress: [] }) for the VPC.",
  check: (graph) => {
    const groups = graph.byType(group);
    return listOf<StackIssue | false>(
      () =>
        graph.byType(vpc).map(
          (resource) =>
            !graph.referrers(resource, group, "vpcId").some(Boolean) && {
              resource,
              message: "the default security group of the VPC keeps its default rules",
            },
        ),
      () =>
        groups.map(
          (resource) =>
            (resource.props.ingress ?? []).some(Boolean) && {
              resource,
              at: "ingress",
              message: "the default security group has inbound rules",
            },
        ),
      () =>
        groups.map(
          (resource) =>
            (resource.props.egress ?? []).some(Boolean) && {
              resource,
              at: "egress",
              message: "the default security group has outbound rules",
            },
        ),
      () =>
        groups.flatMap((securityGroup) =>
          ruleTypes
            .flatMap((type) => graph.referrers(securityGroup, type, "securityGroupId"))
            .map((resource) => ({ resource, message: "the rule allows traffic in the default security group" })),
        ),
    );
  },
  examples: {
    pass: [
      examplePlan({ vpc: [vpc, {}], closed: [group, { vpcId: exampleId("vpc"), ingress: [], egress: [] }] }),
      examplePlan({ vpc: [vpc, {}], closed: [group, { vpcId: exampleId("vpc") }] }),
    ],
    fail: [
      examplePlan({ vpc: [vpc, {}], other: [group, { vpcId: "vpc-of-others", ingress: [], egress: [] }] }),
      examplePlan({
        vpc: [vpc, {}],
        open: [group, { vpcId: exampleId("vpc"), ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }],
      }),
      examplePlan({
        vpc: [vpc, {}],
        closed: [group, { vpcId: exampleId("vpc"), ingress: [], egress: [] }],
        rule: [
          "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
          { securityGroupId: exampleId("closed"), ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" },
        ],
      }),
    ],
  },
});
