import { allOf, anyOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { describableRules, isForAllProtocols, declaredSecurityGroupRules } from "../../views/security-group-rules";

const group = "aws:ec2/securityGroup:SecurityGroup";
const legacyRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

export const sgPortsNeedProtocol = defineViewRule({
  id: "sg-ports-need-protocol",
  title: "Security group rules that allow all protocols do not specify ports",
  severity: "high",
  on: declaredSecurityGroupRules,
  // https://github.com/hashicorp/terraform-provider-aws/issues/27254
  why: "EC2 ignores the ports in a rule for all protocols, so a rule that appears to open port 8080 opens every port.",
  remedy:
    'Set the protocol that uses the ports, such as ipProtocol: "tcp", or remove fromPort and toPort if the rule is meant to open every port.',
  check: (rule) =>
    allOf(
      () => isForAllProtocols(rule),
      () =>
        anyOf(
          () => Number(rule.fromPort) > 0,
          () => Number(rule.toPort) > 0,
        ),
    ) && "the rule specifies ports but opens all of them, because it applies to all protocols",
  examples: {
    pass: [
      ["aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", { ipProtocol: "-1", cidrIpv4: "10.0.0.0/8" }],
      [ingressRule, { ipProtocol: "tcp", fromPort: 8080, toPort: 8080 }],
      [group, { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] }],
    ],
    fail: [
      [ingressRule, { ipProtocol: "-1", fromPort: 8080, toPort: 8080 }],
      [legacyRule, { type: "egress", protocol: "all", fromPort: 0, toPort: 65_535, cidrBlocks: ["10.0.0.0/8"] }],
    ],
  },
});

/** Whether the provider set the description because the program did not. */
const isPlaceholder = (description: string) => /^\s*(Managed by (Pulumi|Terraform))?\s*$/.test(description);

export const sgDescribed = defineViewRule({
  id: "sg-described",
  title: "Security groups and their rules have a description",
  severity: "low",
  on: describableRules,
  why: "Without a documented purpose, it is unclear whether a rule is still needed, so obsolete rules stay open.",
  remedy:
    'Set description to the clients and the purpose, such as "HTTPS from the load balancer". Changing the description of a security group replaces the security group.',
  check: ({ description = "" }) => isPlaceholder(description) && "the description is missing or a placeholder",
  examples: {
    pass: [
      [
        group,
        { description: "Web servers", ingress: [{ protocol: "tcp", description: "HTTPS from the load balancer" }] },
      ],
      [legacyRule, { type: "ingress", description: "SSH from the office" }],
    ],
    fail: [
      [group, {}],
      [group, { description: "Managed by Pulumi" }],
      [group, { description: "Web servers", egress: [{ protocol: "-1", fromPort: 0, toPort: 0 }] }],
      [ingressRule, { ipProtocol: "tcp" }],
    ],
  },
});
