import { ownerConflictRules, ownedProperty, typeToken } from "../../rule-factories/owner-conflicts";

const INTERFACE = "aws:ec2/networkInterface:NetworkInterface";
const PEERING = "aws:ec2/vpcPeeringConnection:VpcPeeringConnection";
const PEERING_OPTIONS = "aws:ec2/peeringConnectionOptions:PeeringConnectionOptions";

/** Network attachments and entries that are either a property of their owner or separate resources. */
export const networkOwnerConflicts = ownerConflictRules([
  {
    id: "vpc-main-route-table-one-owner",
    title: "VPC main route tables are managed with DefaultRouteTable or MainRouteTableAssociation, not both",
    severity: "high",
    remedy: "Remove either the DefaultRouteTable or the MainRouteTableAssociation.",
    source: "the documentation for aws.ec2.MainRouteTableAssociation",
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
    title: "VPC internet gateways are attached either inline or with a separate resource, not both",
    source: "the documentation for aws.ec2.InternetGatewayAttachment",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/internetGateway:InternetGateway", "vpcId", { sample: { vpcId: "vpc-1" } }),
        separate: [ownedProperty("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "internetGatewayId")],
      },
    ],
  },
  {
    id: "vpn-gateway-one-owner",
    title: "VPN gateways are attached either inline or with a separate resource, not both",
    source: "the documentation for aws.ec2.VpnGatewayAttachment",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/vpnGateway:VpnGateway", "vpcId", { sample: { vpcId: "vpc-1" } }),
        separate: [ownedProperty("aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", "vpnGatewayId")],
      },
    ],
  },
  {
    id: "eip-association-one-owner",
    title: "Elastic IP addresses are associated either inline or with a separate resource, not both",
    source: "the documentation for aws.ec2.EipAssociation",
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
    title: "NAT gateway secondary IP addresses are associated either inline or with separate resources, not both",
    severity: "high",
    source: "the documentation for aws.ec2.NatGatewayEipAssociation",
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
    title: "EC2 network interfaces are attached either inline or with separate resources, not both",
    source: "the documentation for aws.ec2.NetworkInterface",
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
    title: "EC2 network interface security groups are attached either inline or with separate resources, not both",
    severity: "high",
    source: "the documentation for aws.ec2.NetworkInterfaceSecurityGroupAttachment",
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
    title: "VPC peering options are declared either inline or as a separate resource, not both",
    source: "the documentation for aws.ec2.PeeringConnectionOptions",
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
    title: "VPC prefix list entries are declared either inline or as separate resources, not both",
    severity: "high",
    source: "the documentation for aws.ec2.ManagedPrefixListEntry",
    conflicts: [
      {
        inline: ownedProperty("aws:ec2/managedPrefixList:ManagedPrefixList", "entries", { sample: { entries: [] } }),
        separate: [ownedProperty("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "prefixListId")],
      },
    ],
  },
  {
    id: "vpc-endpoint-service-principals-one-owner",
    title: "VPC endpoint service principals are allowed either inline or with separate resources, not both",
    severity: "high",
    source: "the documentation for aws.ec2.VpcEndpointServiceAllowedPrinciple",
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
    title: "Route 53 private zone VPCs are associated either inline or with separate resources, not both",
    severity: "high",
    remedy: 'Set the resource option ignoreChanges: ["vpcs"] on the Zone, or remove the ZoneAssociation resources.',
    source: "the documentation for aws.route53.ZoneAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:route53/zone:Zone", "vpcs", { sample: { vpcs: [] } }),
        separate: [ownedProperty("aws:route53/zoneAssociation:ZoneAssociation", "zoneId")],
      },
    ],
  },
  {
    id: "elb-instances-one-owner",
    title: "Classic Load Balancer instances are attached either inline or with separate resources, not both",
    severity: "high",
    source: "the documentation for aws.elb.Attachment",
    conflicts: [
      {
        inline: ownedProperty("aws:elb/loadBalancer:LoadBalancer", "instances", { sample: { instances: [] } }),
        separate: [ownedProperty("aws:elb/attachment:Attachment", "elb")],
      },
    ],
  },
]);
