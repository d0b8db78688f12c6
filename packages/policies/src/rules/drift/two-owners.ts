import { oneOwnerRules, place, type } from "../../families/owners";

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const SCALING = "aws:autoscaling/group:Group";

const ingressRule = place("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "securityGroupId");
const egressRule = place("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "securityGroupId");
const oldIngressRule = place("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
  where: (rule) => rule.type === "ingress",
  sample: { type: "ingress" },
});
const oldEgressRule = place("aws:ec2/securityGroupRule:SecurityGroupRule", "securityGroupId", {
  where: (rule) => rule.type === "egress",
  sample: { type: "egress" },
});

/** Settings of networks and machines that both a property of their owner and resources of their own can hold. */
export const twoOwners = oneOwnerRules([
  {
    id: "sg-rules-one-owner",
    title: "The rules of a security group are either inline or separate",
    severity: "high",
    remedy:
      "Drop ingress and egress from the SecurityGroup, and keep SecurityGroupIngressRule and SecurityGroupEgressRule resources.",
    source: "pulumi/pulumi-aws#2391, pulumi/pulumi-eks#1031",
    conflicts: [
      { inline: place(GROUP, "ingress", { sample: { ingress: [] } }), separate: [ingressRule, oldIngressRule] },
      { inline: place(GROUP, "egress", { sample: { egress: [] } }), separate: [egressRule, oldEgressRule] },
    ],
  },
  {
    id: "sg-rules-one-kind",
    title: "The separate rules of a security group are of one kind",
    severity: "high",
    remedy: "Replace SecurityGroupRule resources by aws.vpc.SecurityGroupIngressRule and SecurityGroupEgressRule.",
    source: "the documentation of aws.ec2.SecurityGroupRule",
    conflicts: [
      { owner: type(GROUP), kinds: [[oldIngressRule], [ingressRule]] },
      { owner: type(GROUP), kinds: [[oldEgressRule], [egressRule]] },
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
        inline: place(ACL, "ingress", { sample: { ingress: [] } }),
        separate: [
          place("aws:ec2/networkAclRule:NetworkAclRule", "networkAclId", { where: (rule) => rule.egress !== true }),
        ],
      },
      {
        inline: place(ACL, "egress", { sample: { egress: [] } }),
        separate: [
          place("aws:ec2/networkAclRule:NetworkAclRule", "networkAclId", {
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
        inline: place(ACL, "subnetIds", { sample: { subnetIds: [] } }),
        separate: [place("aws:ec2/networkAclAssociation:NetworkAclAssociation", "networkAclId")],
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
        inline: place("aws:ec2/routeTable:RouteTable", "routes", { sample: { routes: [] } }),
        separate: [place("aws:ec2/route:Route", "routeTableId")],
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
        inline: place("aws:ec2/routeTable:RouteTable", "propagatingVgws", { sample: { propagatingVgws: [] } }),
        separate: [place("aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", "routeTableId")],
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
        inline: place(ENDPOINT, "routeTableIds", { sample: { routeTableIds: [] } }),
        separate: [place("aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation", "vpcEndpointId")],
      },
      {
        inline: place(ENDPOINT, "subnetIds", { sample: { subnetIds: [] } }),
        separate: [place("aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation", "vpcEndpointId")],
      },
      {
        inline: place(ENDPOINT, "securityGroupIds", { sample: { securityGroupIds: [] } }),
        separate: [place("aws:ec2/securityGroupAssociation:SecurityGroupAssociation", "vpcEndpointId")],
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
        inline: place(SCALING, "targetGroupArns", { sample: { targetGroupArns: [] } }),
        separate: [
          place("aws:autoscaling/attachment:Attachment", "autoscalingGroupName", {
            where: (attachment) => "lbTargetGroupArn" in attachment,
            sample: { lbTargetGroupArn: "arn" },
          }),
        ],
      },
      {
        inline: place(SCALING, "loadBalancers", { sample: { loadBalancers: [] } }),
        separate: [
          place("aws:autoscaling/attachment:Attachment", "autoscalingGroupName", {
            where: (attachment) => "elb" in attachment,
            sample: { elb: "name" },
          }),
        ],
      },
      {
        inline: place(SCALING, "trafficSources", { sample: { trafficSources: [] } }),
        separate: [
          place("aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment", "autoscalingGroupName"),
          place("aws:autoscaling/attachment:Attachment", "autoscalingGroupName"),
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
        inline: place("aws:ec2/instance:Instance", "ebsBlockDevices", { sample: { ebsBlockDevices: [] } }),
        separate: [place("aws:ec2/volumeAttachment:VolumeAttachment", "instanceId")],
      },
    ],
  },
]);
