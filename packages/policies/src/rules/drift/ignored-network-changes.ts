import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineStackRule, type UntypedGraphResource } from "../../authoring/define-stack-rule";
import type { InputsOf, TypeToken } from "../../authoring/resource-type-tokens";

/** A resource type, and its properties that control network access. */
interface NetworkControls {
  readonly type: string;
  readonly properties: readonly string[];
  /**
   * The resource types that can manage the same rules separately, each with the property that references this resource.
   * If such a resource exists, ignoring changes is correct.
   */
  readonly separate: readonly (readonly [type: string, property: string])[];
}

const controls = <const T extends string>(
  type: T & TypeToken<T>,
  properties: readonly (keyof InputsOf<T> & string)[],
  separate: NetworkControls["separate"] = [],
): NetworkControls => ({ type, properties, separate });

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const legacyRule = "aws:ec2/securityGroupRule:SecurityGroupRule";

const https = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };

const NETWORK_CONTROLS: readonly NetworkControls[] = [
  controls(
    group,
    ["ingress", "egress"],
    [
      [ingressRule, "securityGroupId"],
      [egressRule, "securityGroupId"],
      [legacyRule, "securityGroupId"],
    ],
  ),
  controls("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ["ingress", "egress"]),
  controls(ingressRule, ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol"]),
  controls(egressRule, ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol"]),
  controls(legacyRule, ["cidrBlocks", "ipv6CidrBlocks", "fromPort", "toPort", "protocol"]),
  controls(
    "aws:ec2/networkAcl:NetworkAcl",
    ["ingress", "egress"],
    [["aws:ec2/networkAclRule:NetworkAclRule", "networkAclId"]],
  ),
  controls("aws:ec2/networkAclRule:NetworkAclRule", ["cidrBlock", "ipv6CidrBlock", "fromPort", "toPort", "ruleAction"]),
  controls("aws:ec2/routeTable:RouteTable", ["routes"], [["aws:ec2/route:Route", "routeTableId"]]),
];

/** Whether `ignoreChanges` covers a property or a path within it, such as `ingress[0].cidrBlocks`. */
const isIgnored = ({ ignoreChanges }: UntypedGraphResource, property: string) =>
  ignoreChanges.some((path) => path === "*" || /^[^.[]*/.exec(path)?.[0] === property);

export const networkChangesSeen = defineStackRule({
  id: "network-changes-seen",
  title: "VPC resources do not ignore changes to security group rules, network ACL rules, or routes",
  severity: "medium",
  topic: "drift",
  types: [group, ...NETWORK_CONTROLS.map(({ type }) => type)],
  why: "A port that someone opens in the console stays open: no preview shows the change, and editing the program does not close the port.",
  remedy: "Remove the property from ignoreChanges, and list only the properties that another tool manages.",
  check: (graph) =>
    NETWORK_CONTROLS.flatMap((row) =>
      graph.byTypeToken(row.type).map(
        (resource) =>
          row.properties.some((property) =>
            allOf(
              () => isIgnored(resource, property),
              () => property in resource.props,
              () =>
                !row.separate.some(([referrer, reference]) =>
                  graph.referrersByTypeToken(resource, referrer, reference).some(Boolean),
                ),
            ),
          ) && { resource, message: "changes to network access are ignored" },
      ),
    ),
  examples: {
    pass: [
      examplePlan({ group: [group, { ingress: [https] }, { options: { ignoreChanges: ["tags"] } }] }),
      examplePlan({ rule: [ingressRule, { cidrIpv4: "10.0.0.0/8" }, { options: { ignoreChanges: ["description"] } }] }),
      examplePlan({
        group: [group, { ingress: [https] }, { options: { ignoreChanges: ["ingress"] } }],
        rule: [ingressRule, { securityGroupId: exampleId("group"), cidrIpv4: "10.0.0.0/8" }],
      }),
    ],
    fail: [
      examplePlan({ group: [group, { ingress: [https] }, { options: { ignoreChanges: ["ingress"] } }] }),
      examplePlan({
        acl: ["aws:ec2/networkAcl:NetworkAcl", { egress: [] }, { options: { ignoreChanges: ["*"] } }],
      }),
      examplePlan({ rule: [ingressRule, { cidrIpv4: "10.0.0.0/8" }, { options: { ignoreChanges: ["cidrIpv4"] } }] }),
    ],
  },
});
