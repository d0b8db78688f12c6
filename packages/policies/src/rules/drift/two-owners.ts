import { oneOwnerRules, place } from "../../owners";

/** Lists that both a property of their owner and resources of their own can fill. */
export const twoOwners = oneOwnerRules([
  {
    id: "sg-rules-one-owner",
    title: "The rules of a security group are either inline or separate",
    severity: "high",
    keep: "separate",
    source: "pulumi/pulumi-aws#2391, pulumi/pulumi-eks#1031",
    conflicts: [
      {
        inline: place("aws:ec2/securityGroup:SecurityGroup", "ingress", { sample: { ingress: [] } }),
        separate: [
          place("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId"),
          place("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
            where: (rule) => rule.type === "ingress",
            sample: { type: "ingress" },
          }),
        ],
      },
      {
        inline: place("aws:ec2/securityGroup:SecurityGroup", "egress", { sample: { egress: [] } }),
        separate: [
          place("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId"),
          place("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
            where: (rule) => rule.type === "egress",
            sample: { type: "egress" },
          }),
        ],
      },
    ],
  },
  {
    id: "iam-role-managed-policies-one-owner",
    title: "The managed policies of a role are either inline or attached",
    severity: "high",
    keep: "separate",
    source: "the documentation of aws.iam.Role",
    conflicts: [
      {
        inline: place("aws:iam/role:Role", "managedPolicyArns", { sample: { managedPolicyArns: [] } }),
        separate: [
          place("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role"),
          place("aws:iam/policyAttachment:PolicyAttachment", "roles"),
        ],
      },
    ],
  },
  {
    id: "route-table-routes-one-owner",
    title: "The routes of a route table are either inline or separate",
    severity: "high",
    keep: "separate",
    source: "the documentation of aws.ec2.RouteTable",
    conflicts: [
      {
        inline: place("aws:ec2/routeTable:RouteTable", "routes", { sample: { routes: [] } }),
        separate: [place("aws:ec2/route:Route", "routeTableId")],
      },
    ],
  },
]);
