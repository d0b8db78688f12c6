import { allOf, anyOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { describableRules, isForAllProtocols, declaredSecurityGroupRules } from "../../views/security-group-rules";

const group = "aws:ec2/securityGroup:SecurityGroup";
const oldRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

export const sgPortsNeedProtocol = defineViewRule({
  id: "sg-ports-need-protocol",
  title: "Security group rules for all protocols name no ports",
  severity: "high",
  on: declaredSecurityGroupRules,
  // https://github.com/hashicorp/terraform-provider-aws/issues/27254
  why: "EC2 ignores the ports of a rule for all protocols: a rule that reads as if it opened port 8080 opens every port.",
  remedy: 'Write the protocol of those ports, as ipProtocol: "tcp", or drop the ports if everything is meant.',
  check: (rule) =>
    allOf(
      () => isForAllProtocols(rule),
      () =>
        anyOf(
          () => Number(rule.fromPort) > 0,
          () => Number(rule.toPort) > 0,
        ),
    ) && "the rule names ports and opens all of them: its protocol is all",
  examples: {
    pass: [
      ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }],
      [ingressRule, { ipProtocol: "tcp", fromPort: 8080, toPort: 8080 }],
      [group, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }],
    ],
    fail: [
      [ingressRule, { ipProtocol: "-1", fromPort: 8080, toPort: 8080 }],
      [oldRule, { type: "egress", protocol: "all", fromPort: 0, toPort: 65_535, cidrBlocks: ["10.0.0.0/8"] }],
    ],
  },
});

/** What the provider writes where a program gives none. */
const isPlaceholder = (description: string) => /^\s*(Managed by (Pulumi|Terraform))?\s*$/.test(description);

export const sgDescribed = defineViewRule({
  id: "sg-described",
  title: "Security groups and their rules say what they are for",
  severity: "low",
  on: describableRules,
  why: "Nobody dares to remove a rule of which nobody knows the purpose, so it stays open for good.",
  remedy: "Write who connects and why into description. On a security group a new one replaces the group.",
  check: ({ description = "" }) => isPlaceholder(description) && "there is no description",
  examples: {
    pass: [
      [
        group,
        { description: "Web servers", ingress: [{ protocol: "tcp", description: "HTTPS from the load balancer" }] },
      ],
      [oldRule, { type: "ingress", description: "SSH from the office" }],
    ],
    fail: [
      [group, {}],
      [group, { description: "Managed by Pulumi" }],
      [group, { description: "Web servers", egress: [{ protocol: "-1", fromPort: 0, toPort: 0 }] }],
      [ingressRule, { ipProtocol: "tcp" }],
    ],
  },
});
