import { allOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { isInternetRange } from "../../evaluation/cidr-blocks";
import { routes } from "../../views/routes";

const routeType = "aws:ec2/route:Route";
const tableType = "aws:ec2/routeTable:RouteTable";

export const vpcPeeringRoutesNarrow = defineViewRule({
  id: "vpc-peering-routes-narrow",
  title: "VPC route tables have no default route through a peering connection",
  severity: "medium",
  controls: { "cis-aws-3.0": ["5.5"], "cis-aws-4.0": ["5.6"] },
  on: routes,
  why: "A default route through a peering connection sends all unmatched traffic to the peer VPC and makes the entire peer VPC reachable.",
  remedy: "Set destinationCidrBlock to the CIDR block of the peer VPC, or to the CIDR blocks of the required subnets.",
  check: (route) =>
    allOf(
      () => route.isThroughPeering,
      () => route.destinations.some(isInternetRange),
    ) && { at: route.at, message: "the route to the internet uses a peering connection" },
  examples: {
    pass: [
      [routeType, { destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-1" }],
      [routeType, { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }],
    ],
    fail: [
      [routeType, { destinationCidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-1" }],
      [routeType, { destinationCidrBlock: "128.0.0.0/1", vpcPeeringConnectionId: "pcx-1" }],
      [tableType, { routes: [{ ipv6CidrBlock: "::/0", vpcPeeringConnectionId: "pcx-1" }] }],
    ],
  },
});

export const vpcNatByGateway = defineViewRule({
  id: "vpc-nat-by-gateway",
  title: "VPC default routes do not target a single network interface",
  severity: "low",
  topic: "reliability",
  on: routes,
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html
  why: "With a NAT instance, the VPC has no internet access while the instance restarts, is patched, or runs out of bandwidth.",
  remedy: "Set natGatewayId to an aws.ec2.NatGateway. For a fleet of firewalls, use a Gateway Load Balancer endpoint.",
  check: (route) =>
    allOf(
      () => route.isThroughInterface,
      () => route.destinations.some(isInternetRange),
    ) && { at: route.at, message: "the route to the internet targets a single network interface" },
  examples: {
    pass: [
      [routeType, { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }],
      [routeType, { destinationCidrBlock: "10.8.0.0/16", networkInterfaceId: "eni-1" }],
    ],
    fail: [
      [routeType, { destinationCidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-1" }],
      [tableType, { routes: [{ cidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-1" }] }],
    ],
  },
});
