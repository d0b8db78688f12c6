import { ownerConflictRules, ownedProperty, typeToken } from "../../rule-factories/owners";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const SCALING = "aws:autoscaling/group:Group";

const ingressRule = ownedProperty("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId");
const egressRule = ownedProperty("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId");
const oldIngressRule = ownedProperty("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
  where: (rule) => rule.type === "ingress",
  sample: { type: "ingress" },
});
const oldEgressRule = ownedProperty("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
  where: (rule) => rule.type === "egress",
  sample: { type: "egress" },
});

/** Settings of networks and machines that both a property of their owner and resources of their own can hold. */
export const twoOwners = ownerConflictRules([
  {
    id: "sg-rules-one-owner",
    title: "The rules of a security group are either inline or separate",
    severity: "high",
    remedy:
      "Drop ingress and egress from the SecurityGroup, and keep SecurityGroupIngressRule and SecurityGroupEgressRule resources.",
    source: "pulumi/pulumi-aws#2391, pulumi/pulumi-eks#1031",
    conflicts: [
      { inline: ownedProperty(GROUP, "ingress", { sample: { ingress: [] } }), separate: [ingressRule, oldIngressRule] },
      { inline: ownedProperty(GROUP, "egress", { sample: { egress: [] } }), separate: [egressRule, oldEgressRule] },
    ],
  },
  {
    id: "sg-rules-one-kind",
    title: "The separate rules of a security group are of one kind",
    severity: "high",
    remedy: "Replace SecurityGroupRule resources by aws.vpc.SecurityGroupIngressRule and SecurityGroupEgressRule.",
    source: "the documentation of aws.ec2.SecurityGroupRule",
    conflicts: [
      { owner: typeToken(GROUP), kinds: [[oldIngressRule], [ingressRule]] },
      { owner: typeToken(GROUP), kinds: [[oldEgressRule], [egressRule]] },
    ],
  },
  {
    id: "nacl-rules-one-owner",
    title: "The rules of a network ACL are either inline or separate",
    severity: "high",
    remedy: "Drop ingress and egress from the NetworkAcl and keep NetworkAclRule resources, or the other way round.",
    source: "the documentation of aws.ec2.NetworkAcl",
    conflicts: [
      {
        inline: ownedProperty(ACL, "ingress", { sample: { ingress: [] } }),
        separate: [
          ownedProperty("aws:ec2/networkAclRule:NetworkAclRule", "networkAclId", {
            where: (rule) => rule.egress !== true,
          }),
        ],
      },
      {
        inline: ownedProperty(ACL, "egress", { sample: { egress: [] } }),
        separate: [
          ownedProperty("aws:ec2/networkAclRule:NetworkAclRule", "networkAclId", {
            where: (rule) => rule.egress === true,
            sample: { egress: true },
          }),
        ],
      },
    ],
  },
  {
    id: "nacl-subnets-one-owner",
    title: "The subnets of a network ACL are either inline or associated",
    severity: "high",
    remedy: "Drop subnetIds from the NetworkAcl and keep NetworkAclAssociation resources, or the other way round.",
    source: "the documentation of aws.ec2.NetworkAcl",
    conflicts: [
      {
        inline: ownedProperty(ACL, "subnetIds", { sample: { subnetIds: [] } }),
        separate: [ownedProperty("aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId")],
      },
    ],
  },
  {
    id: "route-table-routes-one-owner",
    title: "The routes of a route table are either inline or separate",
    severity: "high",
    remedy: "Drop routes from the RouteTable and keep Route resources.",
    source: "the documentation of aws.ec2.RouteTable",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/routeTable:RouteTable", "routes", { sample: { routes: [] } }),
        separate: [ownedProperty("aws:ec2/route:Route", "routeTableId")],
      },
    ],
  },
  {
    id: "route-table-propagation-one-owner",
    title: "Virtual gateways propagate routes either by the route table or by resources of their own",
    remedy: "Drop propagatingVgws from the RouteTable and keep VpnGatewayRoutePropagation resources.",
    source: "the documentation of aws.ec2.VpnGatewayRoutePropagation",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/routeTable:RouteTable", "propagatingVgws", { sample: { propagatingVgws: [] } }),
        separate: [ownedProperty("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "routeTableId")],
      },
    ],
  },
  {
    id: "vpc-endpoint-associations-one-owner",
    title: "What a VPC endpoint belongs to is either inline or associated",
    severity: "high",
    remedy: "Drop routeTableIds, subnetIds and securityGroupIds from the VpcEndpoint, or the association resources.",
    source: "the documentation of aws.ec2.VpcEndpoint",
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
    title: "The load balancers of an Auto Scaling group are either inline or attached",
    severity: "high",
    remedy: "Drop targetGroupArns, loadBalancers and trafficSources from the Group, or the attachment resources.",
    source: "the documentation of aws.autoscaling.Attachment",
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
    title: "The volumes of an instance are either inline or attached",
    remedy: "Drop ebsBlockDevices from the Instance and keep ebs.Volume and VolumeAttachment resources.",
    source: "the documentation of aws.ec2.Instance",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/instance:Instance", "ebsBlockDevices", { sample: { ebsBlockDevices: [] } }),
        separate: [ownedProperty("aws:ec2/volumeAttachment:VolumeAttachment", "instanceId")],
      },
    ],
  },
]);
