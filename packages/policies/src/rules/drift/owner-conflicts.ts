import { defaultResourceAliases } from "../../rule-factories/default-resource-aliases";
import { ownerConflictRules, ownedProperty, typeToken } from "../../rule-factories/owner-conflicts";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";
const DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const SCALING = "aws:autoscaling/group:Group";

const ingressRule = ownedProperty("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId");
const egressRule = ownedProperty("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId");
const aclIngressRule = ownedProperty("aws:ec2/networkAclRule:NetworkAclRule", "networkAclId", {
  where: (rule) => rule.egress !== true,
});
const aclEgressRule = ownedProperty("aws:ec2/networkAclRule:NetworkAclRule", "networkAclId", {
  where: (rule) => rule.egress === true,
  sample: { egress: true },
});
const aclAssociation = ownedProperty("aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId");
const route = ownedProperty("aws:ec2/route:Route", "routeTableId");
const propagation = ownedProperty("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "routeTableId");
const legacyIngressRule = ownedProperty("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
  where: (rule) => rule.type === "ingress",
  sample: { type: "ingress" },
});
const legacyEgressRule = ownedProperty("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
  where: (rule) => rule.type === "egress",
  sample: { type: "egress" },
});

/** Network and instance settings that are either a property of their owner or separate resources. */
export const ownerConflicts = ownerConflictRules([
  {
    id: "sg-rules-one-owner",
    title: "Security group rules are declared either inline or as separate resources, not both",
    severity: "high",
    remedy: "Remove ingress and egress from the SecurityGroup, and keep the rules as separate resources.",
    source: "pulumi/pulumi-aws#2391, pulumi/pulumi-eks#1031",
    conflicts: [
      {
        inline: ownedProperty(GROUP, "ingress", { sample: { ingress: [] } }),
        separate: [ingressRule, legacyIngressRule],
      },
      { inline: ownedProperty(GROUP, "egress", { sample: { egress: [] } }), separate: [egressRule, legacyEgressRule] },
      {
        inline: ownedProperty(DEFAULT_GROUP, "ingress", { sample: { ingress: [] } }),
        separate: [ingressRule, legacyIngressRule],
        aliases: defaultResourceAliases("vpcId"),
      },
      {
        inline: ownedProperty(DEFAULT_GROUP, "egress", { sample: { egress: [] } }),
        separate: [egressRule, legacyEgressRule],
        aliases: defaultResourceAliases("vpcId"),
      },
    ],
  },
  {
    id: "sg-rules-one-kind",
    title: "Security groups do not mix legacy and current rule resources",
    severity: "high",
    remedy:
      "Replace the SecurityGroupRule resources with aws.vpc.SecurityGroupIngressRule and SecurityGroupEgressRule.",
    source: "the documentation for aws.ec2.SecurityGroupRule",
    conflicts: [
      { owner: typeToken(GROUP), kinds: [[legacyIngressRule], [ingressRule]] },
      { owner: typeToken(GROUP), kinds: [[legacyEgressRule], [egressRule]] },
    ],
  },
  {
    id: "nacl-rules-one-owner",
    title: "VPC network ACL rules are declared either inline or as separate resources, not both",
    severity: "high",
    remedy: "Remove ingress and egress from the NetworkAcl and keep the NetworkAclRule resources, or vice versa.",
    source: "the documentation for aws.ec2.NetworkAcl",
    conflicts: [
      {
        inline: ownedProperty(ACL, "ingress", { sample: { ingress: [] } }),
        separate: [aclIngressRule],
      },
      {
        inline: ownedProperty(ACL, "egress", { sample: { egress: [] } }),
        separate: [aclEgressRule],
      },
      {
        inline: ownedProperty(DEFAULT_ACL, "ingress", { sample: { ingress: [] } }),
        separate: [aclIngressRule],
        aliases: defaultResourceAliases("defaultNetworkAclId"),
      },
      {
        inline: ownedProperty(DEFAULT_ACL, "egress", { sample: { egress: [] } }),
        separate: [aclEgressRule],
        aliases: defaultResourceAliases("defaultNetworkAclId"),
      },
    ],
  },
  {
    id: "nacl-subnets-one-owner",
    title: "VPC network ACL subnets are associated either inline or with separate resources, not both",
    severity: "high",
    remedy: "Remove subnetIds from the NetworkAcl and keep the NetworkAclAssociation resources, or vice versa.",
    source: "the documentation for aws.ec2.NetworkAcl",
    conflicts: [
      {
        inline: ownedProperty(ACL, "subnetIds", { sample: { subnetIds: [] } }),
        separate: [aclAssociation],
      },
      {
        inline: ownedProperty(DEFAULT_ACL, "subnetIds", { sample: { subnetIds: [] } }),
        separate: [aclAssociation],
        aliases: defaultResourceAliases("defaultNetworkAclId"),
      },
    ],
  },
  {
    id: "route-table-routes-one-owner",
    title: "VPC route table routes are declared either inline or as separate resources, not both",
    severity: "high",
    remedy: "Remove routes from the RouteTable, and keep the Route resources.",
    source: "the documentation for aws.ec2.RouteTable",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/routeTable:RouteTable", "routes", { sample: { routes: [] } }),
        separate: [route],
      },
      {
        inline: ownedProperty(DEFAULT_TABLE, "routes", { sample: { routes: [] } }),
        separate: [route],
        aliases: defaultResourceAliases("defaultRouteTableId"),
      },
    ],
  },
  {
    id: "route-table-propagation-one-owner",
    title: "VPC route propagation is declared either inline or as separate resources, not both",
    remedy: "Remove propagatingVgws from the RouteTable, and keep the VpnGatewayRoutePropagation resources.",
    source: "the documentation for aws.ec2.VpnGatewayRoutePropagation",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/routeTable:RouteTable", "propagatingVgws", { sample: { propagatingVgws: [] } }),
        separate: [propagation],
      },
      {
        inline: ownedProperty(DEFAULT_TABLE, "propagatingVgws", { sample: { propagatingVgws: [] } }),
        separate: [propagation],
        aliases: defaultResourceAliases("defaultRouteTableId"),
      },
    ],
  },
  {
    id: "vpc-endpoint-associations-one-owner",
    title: "VPC endpoint associations are declared either inline or as separate resources, not both",
    severity: "high",
    remedy:
      "Remove routeTableIds, subnetIds, and securityGroupIds from the VpcEndpoint, or remove the association resources.",
    source: "the documentation for aws.ec2.VpcEndpoint",
    conflicts: [
      {
        inline: ownedProperty(ENDPOINT, "routeTableIds", { sample: { routeTableIds: [] } }),
        separate: [
          ownedProperty("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", "vpcEndpointId"),
        ],
      },
      {
        inline: ownedProperty(ENDPOINT, "subnetIds", { sample: { subnetIds: [] } }),
        separate: [ownedProperty("aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation", "vpcEndpointId")],
      },
      {
        inline: ownedProperty(ENDPOINT, "securityGroupIds", { sample: { securityGroupIds: [] } }),
        separate: [ownedProperty("aws:ec2/securityGroupAssociation:SecurityGroupAssociation", "vpcEndpointId")],
      },
    ],
  },
  {
    id: "asg-targets-one-owner",
    title: "Auto Scaling group load balancers are attached either inline or with separate resources, not both",
    severity: "high",
    remedy:
      "Remove targetGroupArns, loadBalancers, and trafficSources from the Group, or remove the attachment resources.",
    source: "the documentation for aws.autoscaling.Attachment",
    conflicts: [
      {
        inline: ownedProperty(SCALING, "targetGroupArns", { sample: { targetGroupArns: [] } }),
        separate: [
          ownedProperty("aws:autoscaling/attachment:Attachment", "autoscalingGroupName", {
            where: (attachment) => "lbTargetGroupArn" in attachment,
            sample: { lbTargetGroupArn: "arn" },
          }),
        ],
      },
      {
        inline: ownedProperty(SCALING, "loadBalancers", { sample: { loadBalancers: [] } }),
        separate: [
          ownedProperty("aws:autoscaling/attachment:Attachment", "autoscalingGroupName", {
            where: (attachment) => "elb" in attachment,
            sample: { elb: "name" },
          }),
        ],
      },
      {
        inline: ownedProperty(SCALING, "trafficSources", { sample: { trafficSources: [] } }),
        separate: [
          ownedProperty("aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment", "autoscalingGroupName"),
          ownedProperty("aws:autoscaling/attachment:Attachment", "autoscalingGroupName"),
        ],
      },
    ],
  },
  {
    id: "ec2-volumes-one-owner",
    title: "EC2 instance EBS volumes are declared either inline or as separate resources, not both",
    remedy: "Remove ebsBlockDevices from the Instance, and keep the ebs.Volume and VolumeAttachment resources.",
    source: "the documentation for aws.ec2.Instance",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/instance:Instance", "ebsBlockDevices", { sample: { ebsBlockDevices: [] } }),
        separate: [ownedProperty("aws:ec2/volumeAttachment:VolumeAttachment", "instanceId")],
      },
    ],
  },
]);
