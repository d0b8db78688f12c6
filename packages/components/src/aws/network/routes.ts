import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { objectLike, oneOf, type Problems } from "../../shared/argument-issues";
import { childKey, type Children } from "../shared/children";
import { ipRange, isIpv6Range } from "../shared/cidr";
import type { PlannedSubnet } from "./address-plan";
import type { Tier } from "./subnet-tiers";
import { REGIONAL, type NatGatewayPlan } from "./nat-gateways";
import { slotKey } from "./availability-zones";

/** Where a route leads; exactly one of them. */
export interface VpcRouteTarget {
  readonly transitGatewayId?: pulumi.Input<string>;
  readonly vpcPeeringConnectionId?: pulumi.Input<string>;
  readonly vpnGatewayId?: pulumi.Input<string>;
  readonly networkInterfaceId?: pulumi.Input<string>;
  /** The core network of a Cloud WAN. */
  readonly coreNetworkArn?: pulumi.Input<string>;
}

/** A route in the tables of some tiers: where to, and through what. */
export interface VpcRouteArgs extends VpcRouteTarget {
  /** The range it leads to, IPv4 or IPv6; or else `destinationPrefixListId`. Identity: another one replaces the route. */
  readonly destination?: string;
  /** A prefix list whose ranges it leads to. */
  readonly destinationPrefixListId?: pulumi.Input<string>;
  /**
   * The tiers whose tables have it.
   *
   * @default every private tier
   */
  readonly tiers?: readonly string[];
}

/** A route to be made in the table of one subnet. */
export interface RoutePlan {
  readonly child: string;
  /** The child that is the subnet. */
  readonly subnet: string;
  readonly to: Pick<aws.ec2.RouteArgs, "destinationCidrBlock" | "destinationIpv6CidrBlock" | "destinationPrefixListId">;
  readonly via: "internet" | "egressOnly" | { readonly natSlot: string } | VpcRouteTarget;
}

/** What routes lead through, by `RoutePlan.via`. */
export interface RouteGateways {
  readonly internet: aws.ec2.InternetGateway | undefined;
  readonly egressOnly: aws.ec2.EgressOnlyInternetGateway | undefined;
  readonly nat: Readonly<Record<string, aws.ec2.NatGateway>>;
  /** AWS refuses a route to a transit gateway before the VPC is attached to it. */
  readonly attachment: pulumi.Resource | undefined;
}

const TARGETS: Readonly<Record<keyof VpcRouteTarget, keyof aws.ec2.RouteArgs>> = {
  transitGatewayId: "transitGatewayId",
  vpcPeeringConnectionId: "vpcPeeringConnectionId",
  vpnGatewayId: "gatewayId",
  networkInterfaceId: "networkInterfaceId",
  coreNetworkArn: "coreNetworkArn",
};
const TARGET_NAMES = Object.keys(TARGETS) as (keyof VpcRouteTarget)[];

const routeKey = childKey("the name of a route", "office");

const ANYWHERE = { destinationCidrBlock: "0.0.0.0/0" };
const ANYWHERE_IPV6 = { destinationIpv6CidrBlock: "::/0" };

/** The child that is the subnet of a tier in a slot, `private-az1`; its route table and routes are named after it. */
export const subnetChild = ({ tier, slot }: Pick<PlannedSubnet, "tier" | "slot">): string => `${tier}-${slotKey(slot)}`;

/** The ways to the internet: of public subnets both ways, of private ones outwards. */
export function planDefaultRoutes(
  subnets: readonly PlannedSubnet[],
  natGateways: readonly NatGatewayPlan[],
  ipv6: boolean,
): RoutePlan[] {
  return subnets.flatMap((planned): RoutePlan[] => {
    const { kind, slot } = planned;
    if (kind === "isolated") return [];
    const subnet = subnetChild(planned);
    const gateway = natGateways.find(({ serves }) => serves.includes(slotKey(slot)));
    const isPublic = kind === "public";
    const routes: RoutePlan[] = [];
    if (isPublic) routes.push({ child: `${subnet}-default`, subnet, to: ANYWHERE, via: "internet" });
    else if (gateway) {
      const via = { natSlot: gateway.slot ?? REGIONAL };
      routes.push({ child: `${subnet}-default`, subnet, to: ANYWHERE, via });
    }
    if (ipv6) {
      const via = isPublic ? "internet" : "egressOnly";
      routes.push({ child: `${subnet}-default-ipv6`, subnet, to: ANYWHERE_IPV6, via });
    }
    return routes;
  });
}

/** What the routes of a program are judged against. */
export interface RouteContext {
  /** Undefined if tiers are wrong themselves. */
  readonly tiers: readonly Tier[] | undefined;
  readonly subnets: readonly PlannedSubnet[];
  readonly ipv6: boolean;
  readonly defaultRoutes: readonly RoutePlan[];
}

/** Reads `routes`: one route in the table of each subnet of its tiers. */
export function readRoutes(
  problems: Problems,
  routes: Readonly<Record<string, VpcRouteArgs>>,
  context: RouteContext,
): RoutePlan[] {
  if (!problems.check("routes", routes, objectLike("write routes by a name of yours"))) return [];
  const planned = [...context.defaultRoutes];
  for (const [key, args] of Object.entries(routes)) {
    const more = readRoute(problems, key, args, context);
    const clash = planned.find((other) => more.some((one) => leadTheSameWay(one, other)));
    if (clash) {
      const isDefault = context.defaultRoutes.includes(clash);
      const limit = `leads where ${clash.subnet} has ${isDefault ? "its way to the internet" : "a route already"}`;
      const remedy = isDefault ? 'write nat: "none", or other tiers' : "leave one of them out";
      problems.add(`routes.${key}.destination`, args.destination, { limit, remedy });
    }
    planned.push(...more);
  }
  return planned.slice(context.defaultRoutes.length);
}

const leadTheSameWay = (one: RoutePlan, other: RoutePlan): boolean => {
  const { destinationCidrBlock: ipv4, destinationIpv6CidrBlock: ipv6 } = one.to;
  return (
    one.subnet === other.subnet &&
    ((ipv4 !== undefined && ipv4 === other.to.destinationCidrBlock) ||
      (ipv6 !== undefined && ipv6 === other.to.destinationIpv6CidrBlock))
  );
};

function readRoute(problems: Problems, key: string, args: VpcRouteArgs, context: RouteContext): RoutePlan[] {
  const path = `routes.${key}`;
  const known = ["destination", "destinationPrefixListId", "tiers", ...TARGET_NAMES];
  if (!problems.check(path, key, routeKey) || !problems.checkNames(path, args, known)) return [];
  const to = readDestination(problems, path, args, context.ipv6);
  const targets = TARGET_NAMES.filter((name) => args[name] !== undefined);
  if (targets.length !== 1) {
    const limit = targets.length === 0 ? "leads through nothing" : `leads through ${targets.join(" and ")}`;
    problems.add(path, args, { shown: "", limit, remedy: `write one of ${TARGET_NAMES.join(", ")}` });
  }
  const tiers = context.tiers ? readRouteTiers(problems, path, args.tiers, context.tiers) : [];
  const via = Object.fromEntries(targets.map((name) => [name, args[name]])) as VpcRouteTarget;
  return context.subnets
    .filter(({ tier }) => tiers.includes(tier))
    .map((planned) => ({ child: `${subnetChild(planned)}-to-${key}`, subnet: subnetChild(planned), to, via }));
}

function readRouteTiers(problems: Problems, path: string, given: VpcRouteArgs["tiers"], tiers: readonly Tier[]) {
  const made = tiers.filter(({ kind }) => kind !== "reserved").map(({ name }) => name);
  const chosen = given ?? tiers.filter(({ kind }) => kind === "private").map(({ name }) => name);
  if (!Array.isArray(chosen) || chosen.length === 0) {
    const limit = given === undefined ? "is needed without a private tier" : "is not a list of tiers";
    problems.add(`${path}.tiers`, given, { shown: "", limit, remedy: `write any of ${made.join(", ")}` });
    return [];
  }
  return (chosen as readonly string[]).filter((tier, i) => problems.check(`${path}.tiers[${i}]`, tier, oneOf(made)));
}

function readDestination(problems: Problems, path: string, args: VpcRouteArgs, ipv6: boolean): RoutePlan["to"] {
  const { destination, destinationPrefixListId } = args;
  if ((destination === undefined) === (destinationPrefixListId === undefined)) {
    const limit = destination === undefined ? "leads nowhere" : "leads to a range and to a prefix list";
    problems.add(path, args, { shown: "", limit, remedy: "write either destination or destinationPrefixListId" });
  }
  if (destination === undefined) return destinationPrefixListId === undefined ? {} : { destinationPrefixListId };
  if (!problems.check(`${path}.destination`, destination, ipRange)) return {};
  if (!isIpv6Range(destination)) return { destinationCidrBlock: destination };
  if (!ipv6) problems.add(`${path}.destination`, destination, { limit: "needs IPv6", remedy: "write ipv6: true" });
  return { destinationIpv6CidrBlock: destination };
}

/** Makes the routes, by child. `tables` has the route table of each subnet. */
export function createRoutes(
  children: Children,
  plans: readonly RoutePlan[],
  tables: Readonly<Record<string, aws.ec2.RouteTable>>,
  gateways: RouteGateways,
): Record<string, aws.ec2.Route> {
  const routes = Object.entries(tables).flatMap(([subnet, table]) =>
    plans
      .filter((plan) => plan.subnet === subnet)
      .map(({ child, to, via }) => {
        const args = { region: children.region, routeTableId: table.id, ...to, ...target(via, gateways) };
        const attachment = typeof via === "object" && "transitGatewayId" in via ? gateways.attachment : undefined;
        return [
          child,
          new aws.ec2.Route(children.name(child), args, children.options(child, { dependsOn: attachment })),
        ];
      }),
  );
  return Object.fromEntries(routes) as Record<string, aws.ec2.Route>;
}

function target(via: RoutePlan["via"], { internet, egressOnly, nat }: RouteGateways): Partial<aws.ec2.RouteArgs> {
  if (via === "internet") return { gatewayId: internet?.id };
  if (via === "egressOnly") return { egressOnlyGatewayId: egressOnly?.id };
  if ("natSlot" in via) return { natGatewayId: nat[via.natSlot]?.id };
  return Object.fromEntries(TARGET_NAMES.map((name) => [TARGETS[name], via[name]]));
}
