import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { defineStackRule, type UntypedGraphResource } from "../../authoring/define-stack-rule";
import type { InputsOf, TypeToken } from "../../authoring/resource-type-tokens";

/** Properties that decide what a network lets through. */
interface Watched {
  readonly type: string;
  readonly properties: readonly string[];
  /** Resources that may own the list instead: then ignoring it is right. Their property that names this resource. */
  readonly owners: readonly (readonly [type: string, property: string])[];
}

const watch = <const T extends string>(
  type: T & TypeToken<T>,
  properties: readonly (keyof InputsOf<T> & string)[],
  owners: Watched["owners"] = [],
): Watched => ({ type, properties, owners });

const group = "aws:ec2/securityGroup:SecurityGroup";
const ingressRule = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const egressRule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const oldRule = "aws:ec2/securityGroupRule:SecurityGroupRule";

const https = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] };

const WATCHED: readonly Watched[] = [
  watch(
    group,
    ["ingress", "egress"],
    [
      [ingressRule, "securityGroupId"],
      [egressRule, "securityGroupId"],
      [oldRule, "securityGroupId"],
    ],
  ),
  watch("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", ["ingress", "egress"]),
  watch(ingressRule, ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol"]),
  watch(egressRule, ["cidrIpv4", "cidrIpv6", "fromPort", "toPort", "ipProtocol"]),
  watch(oldRule, ["cidrBlocks", "ipv6CidrBlocks", "fromPort", "toPort", "protocol"]),
  watch(
    "aws:ec2/networkAcl:NetworkAcl",
    ["ingress", "egress"],
    [["aws:ec2/networkAclRule:NetworkAclRule", "networkAclId"]],
  ),
  watch("aws:ec2/networkAclRule:NetworkAclRule", ["cidrBlock", "ipv6CidrBlock", "fromPort", "toPort", "ruleAction"]),
  watch("aws:ec2/routeTable:RouteTable", ["routes"], [["aws:ec2/route:Route", "routeTableId"]]),
];

/** Also a part of the property counts: `ingress[0].cidrBlocks`. */
const isIgnored = ({ ignoreChanges }: UntypedGraphResource, property: string) =>
  ignoreChanges.some((path) => path === "*" || /^[^.[]*/.exec(path)?.[0] === property);

export const networkChangesSeen = defineStackRule({
  id: "network-changes-seen",
  title: "Changes of what a network lets through are not ignored",
  severity: "medium",
  topic: "drift",
  types: [group, ...WATCHED.map(({ type }) => type)],
  why: "A port that somebody opens in the console stays open and no preview ever shows it; nor does an edit of the program close it.",
  remedy: "Take the property out of ignoreChanges, and name only the fields that something else changes.",
  check: (graph) =>
    WATCHED.flatMap((row) =>
      graph.byRuntimeType(row.type).map(
        (resource) =>
          row.properties.some((property) =>
            allOf(
              () => isIgnored(resource, property),
              () => property in resource.props,
              () => !row.owners.some(([owner, by]) => graph.runtimeReferrers(resource, owner, by).some(Boolean)),
            ),
          ) && { resource, message: "changes of what the network lets through are ignored" },
      ),
    ),
  examples: {
    pass: [
      examplePlan({ group: [group, { ingress: [https] }, { options: { ignoreChanges: ["tags"] } }] }),
      examplePlan({ rule: [ingressRule, { cidrIpv4: "10.0.0.0/8" }, { options: { ignoreChanges: ["description"] } }] }),
      examplePlan({
        group: [group, { ingress: [https] }, { options: { ignoreChanges: ["ingress"] } }],
        rule: [ingressRule, { securityGroupId: idOf("group"), cidrIpv4: "10.0.0.0/8" }],
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
