import { allOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import { isAnyAddress } from "../../views/ingress";
import { routes } from "../../views/routes";

const route = "aws:ec2/route:Route";
const table = "aws:ec2/routeTable:RouteTable";

export const vpcPeeringRoutesNarrow = defineViewRule({
  id: "vpc-peering-routes-narrow",
  title: "Routes to peered VPCs name the ranges that are there",
  severity: "medium",
  controls: { "cis-aws-3.0": ["5.5"], "cis-aws-4.0": ["5.6"] },
  on: routes,
  why: "A default route through a peering connection hands the other VPC all traffic that has no other way, and the whole peer becomes reachable.",
  remedy: "Write the range of the peered VPC, or of the subnets that are needed, as destinationCidrBlock.",
  check: (one) =>
    allOf(
      () => one.isThroughPeering,
      () => one.destinations.some(isAnyAddress),
    ) && { at: one.at, message: "all traffic without another way goes to a peered VPC" },
  examples: {
    pass: [
      [route, { destinationCidrBlock: "10.1.0.0/16", vpcPeeringConnectionId: "pcx-1" }],
      [route, { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }],
    ],
    fail: [
      [route, { destinationCidrBlock: "0.0.0.0/0", vpcPeeringConnectionId: "pcx-1" }],
      [table, { routes: [{ ipv6CidrBlock: "::/0", vpcPeeringConnectionId: "pcx-1" }] }],
    ],
  },
});

export const vpcNatByGateway = defineViewRule({
  id: "vpc-nat-by-gateway",
  title: "The way to the internet is a gateway and not a single machine",
  severity: "low",
  topic: "reliability",
  on: routes,
  // https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-comparison.html
  why: "Behind a NAT instance a whole VPC is offline while that machine restarts, is patched or runs out of bandwidth.",
  remedy:
    "Lead the route to an aws.ec2.NatGateway by natGatewayId; for a fleet of firewalls use a Gateway Load Balancer endpoint.",
  check: (one) =>
    allOf(
      () => one.isThroughInterface,
      () => one.destinations.some(isAnyAddress),
    ) && { at: one.at, message: "the way to the internet is the network interface of one machine" },
  examples: {
    pass: [
      [route, { destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }],
      [route, { destinationCidrBlock: "10.8.0.0/16", networkInterfaceId: "eni-1" }],
    ],
    fail: [
      [route, { destinationCidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-1" }],
      [table, { routes: [{ cidrBlock: "0.0.0.0/0", networkInterfaceId: "eni-1" }] }],
    ],
  },
});
