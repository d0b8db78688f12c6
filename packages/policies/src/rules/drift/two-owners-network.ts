import { ownerConflictRules, ownedProperty, typeToken } from "../../rule-factories/owners";

const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const PEERING_OPTIONS = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";

/** Attachments and entries of networks that both a property of their owner and resources of their own can hold. */
export const twoOwnersInNetworks = ownerConflictRules([
  {
    id: "vpc-main-route-table-one-owner",
    title: "The main route table of a VPC is either adopted or replaced",
    severity: "high",
    remedy: "Drop the DefaultRouteTable, or the MainRouteTableAssociation.",
    source: "the documentation of aws.ec2.MainRouteTableAssociation",
    conflicts: [
      {
        owner: typeToken("aws:ec2/vpc:Vpc"),
        kinds: [
          [ownedProperty("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "vpcId")],
          [ownedProperty("aws:ec2/defaultRouteTable:DefaultRouteTable", "defaultRouteTableId")],
        ],
      },
    ],
  },
  {
    id: "internet-gateway-one-owner",
    title: "An internet gateway is attached either by itself or by an attachment",
    source: "the documentation of aws.ec2.InternetGatewayAttachment",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/internetGateway:InternetGateway", "vpcId", { sample: { vpcId: "vpc-1" } }),
        separate: [ownedProperty("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "internetGatewayId")],
      },
    ],
  },
  {
    id: "vpn-gateway-one-owner",
    title: "A VPN gateway is attached either by itself or by an attachment",
    source: "the documentation of aws.ec2.VpnGatewayAttachment",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/vpnGateway:VpnGateway", "vpcId", { sample: { vpcId: "vpc-1" } }),
        separate: [ownedProperty("aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", "vpnGatewayId")],
      },
    ],
  },
  {
    id: "eip-association-one-owner",
    title: "An Elastic IP address is associated either by itself or by an association",
    source: "the documentation of aws.ec2.EipAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/eip:Eip", "instance", { sample: { instance: "i-1" } }),
        separate: [ownedProperty("aws:ec2/eipAssociation:EipAssociation", "allocationId")],
      },
      {
        inline: ownedProperty("aws:ec2/eip:Eip", "networkInterface", { sample: { networkInterface: "eni-1" } }),
        separate: [ownedProperty("aws:ec2/eipAssociation:EipAssociation", "allocationId")],
      },
    ],
  },
  {
    id: "nat-gateway-addresses-one-owner",
    title: "The further addresses of a NAT gateway are either inline or associated",
    severity: "high",
    source: "the documentation of aws.ec2.NatGatewayEipAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/natGateway:NatGateway", "secondaryAllocationIds", {
          sample: { secondaryAllocationIds: [] },
        }),
        separate: [ownedProperty("aws:ec2/natGatewayEipAssociation:NatGatewayEipAssociation", "natGatewayId")],
      },
    ],
  },
  {
    id: "eni-attachments-one-owner",
    title: "What a network interface is attached to is either inline or an attachment",
    source: "the documentation of aws.ec2.NetworkInterface",
    conflicts: [
      {
        inline: ownedProperty(INTERFACE, "attachments", { sample: { attachments: [] } }),
        separate: [
          ownedProperty("aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment", "networkInterfaceId"),
        ],
      },
    ],
  },
  {
    id: "eni-security-groups-one-owner",
    title: "The security groups of a network interface are either inline or attached",
    severity: "high",
    source: "the documentation of aws.ec2.NetworkInterfaceSecurityGroupAttachment",
    conflicts: [
      {
        inline: ownedProperty(INTERFACE, "securityGroups", { sample: { securityGroups: [] } }),
        separate: [
          ownedProperty(
            "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
            "networkInterfaceId",
          ),
        ],
      },
      {
        inline: ownedProperty("aws:ec2/instance:Instance", "vpcSecurityGroupIds", {
          sample: { vpcSecurityGroupIds: [] },
        }),
        separate: [
          ownedProperty(
            "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment",
            "networkInterfaceId",
          ),
        ],
      },
    ],
  },
  {
    id: "vpc-peering-options-one-owner",
    title: "The options of a peering connection are either inline or a resource of their own",
    source: "the documentation of aws.ec2.PeeringConnectionOptions",
    conflicts: [
      {
        inline: ownedProperty(PEERING, "accepter", { sample: { accepter: {} } }),
        separate: [ownedProperty(PEERING_OPTIONS, "vpcPeeringConnectionId")],
      },
      {
        inline: ownedProperty(PEERING, "requester", { sample: { requester: {} } }),
        separate: [ownedProperty(PEERING_OPTIONS, "vpcPeeringConnectionId")],
      },
    ],
  },
  {
    id: "prefix-list-entries-one-owner",
    title: "The entries of a prefix list are either inline or separate",
    severity: "high",
    source: "the documentation of aws.ec2.ManagedPrefixListEntry",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/managedPrefixList:ManagedPrefixList", "entries", { sample: { entries: [] } }),
        separate: [ownedProperty("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "prefixListId")],
      },
    ],
  },
  {
    id: "vpc-endpoint-service-principals-one-owner",
    title: "Who may use an endpoint service is said either inline or by resources of their own",
    severity: "high",
    source: "the documentation of aws.ec2.VpcEndpointServiceAllowedPrinciple",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/vpcEndpointService:VpcEndpointService", "allowedPrincipals", {
          sample: { allowedPrincipals: [] },
        }),
        separate: [
          ownedProperty(
            "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
            "vpcEndpointServiceId",
          ),
        ],
      },
    ],
  },
  {
    id: "private-zone-networks-one-owner",
    title: "The networks of a private zone are either inline or associated",
    severity: "high",
    remedy: 'Give the Zone { ignoreChanges: ["vpcs"] }, or drop the ZoneAssociation resources.',
    source: "the documentation of aws.route53.ZoneAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:route53/zone:Zone", "vpcs", { sample: { vpcs: [] } }),
        separate: [ownedProperty("aws:route53/zoneAssociation:ZoneAssociation", "zoneId")],
      },
    ],
  },
  {
    id: "elb-instances-one-owner",
    title: "The machines of a classic load balancer are either inline or attached",
    severity: "high",
    source: "the documentation of aws.elb.Attachment",
    conflicts: [
      {
        inline: ownedProperty("aws:elb/loadBalancer:LoadBalancer", "instances", { sample: { instances: [] } }),
        separate: [ownedProperty("aws:elb/attachment:Attachment", "elb")],
      },
    ],
  },
]);
