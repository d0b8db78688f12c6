import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, oneOf, plainObject } from "../../shared/checks";
import { childKey, type Children } from "../shared/children";
import { cidrBlock, isIpv6CidrBlock } from "../shared/cidr";
import type { PlannedSubnet } from "./address-plan";
import { slotKey } from "./availability-zones";
import { REGIONAL, type NatGatewayPlan } from "./nat-gateways";
import type { Tier } from "./subnet-tiers";
import { alternatives } from "../../shared/wording";

/** The target of a route. Exactly one property is required. */
export interface VpcRouteTarget {
  /** The ID of a transit gateway. */
  readonly transitGatewayId?: pulumi.Input<string>;
  /** The ID of a VPC peering connection. */
  readonly vpcPeeringConnectionId?: pulumi.Input<string>;
  /** The ID of a virtual private gateway. */
  readonly vpnGatewayId?: pulumi.Input<string>;
  /** The ID of a network interface. */
  readonly networkInterfaceId?: pulumi.Input<string>;
  /** The ARN of an AWS Cloud WAN core network. */
  readonly coreNetworkArn?: pulumi.Input<string>;
}

/** A route in the route tables of some tiers. Either `destinationCidrBlock` or `destinationPrefixListId` is required. */
export interface VpcRouteArgs extends VpcRouteTarget {
  /** The IPv4 or IPv6 CIDR block of the destination. Identity: changing it replaces the route. */
  readonly destinationCidrBlock?: string;
  /** The ID of a prefix list that contains the CIDR blocks of the destination. */
  readonly destinationPrefixListId?: pulumi.Input<string>;
  /**
   * The tiers whose route tables contain the route.
   *
   * @default all private tiers
   */
  readonly tiers?: readonly string[];
}

/** A route to create in the route table of a subnet. */
export interface RoutePlan {
  /** The name of the child. */
  readonly child: string;
  /** The name of the child that is the subnet. */
  readonly subnet: string;
  readonly destination: Pick<
    aws.ec2.RouteArgs,
    "destinationCidrBlock" | "destinationIpv6CidrBlock" | "destinationPrefixListId"
  >;
  readonly target: "internet" | "egressOnly" | { readonly natSlot: string } | VpcRouteTarget;
}

/** The resources that routes depend on, by `RoutePlan.target`. */
export interface RouteDependencies {
  readonly internetGateway: aws.ec2.InternetGateway | undefined;
  readonly egressOnlyGateway: aws.ec2.EgressOnlyInternetGateway | undefined;
  readonly natGateways: Readonly<Record<string, aws.ec2.NatGateway>>;
  /** AWS rejects routes to a transit gateway before the VPC is attached to it. */
  readonly transitGatewayAttachment: pulumi.Resource | undefined;
}

const TARGET_PROPERTIES: Readonly<Record<keyof VpcRouteTarget, keyof aws.ec2.RouteArgs>> = {
  transitGatewayId: "transitGatewayId",
  vpcPeeringConnectionId: "vpcPeeringConnectionId",
  vpnGatewayId: "gatewayId",
  networkInterfaceId: "networkInterfaceId",
  coreNetworkArn: "coreNetworkArn",
};
const TARGET_NAMES = Object.keys(TARGET_PROPERTIES) as (keyof VpcRouteTarget)[];

const routeName = childKey("the name of a route", "office");

const ANY_IPV4 = { destinationCidrBlock: "0.0.0.0/0" };
const ANY_IPV6 = { destinationIpv6CidrBlock: "::/0" };

/** Returns the child name of a subnet: `private-az1`. The names of its route table and routes begin with this name. */
export const subnetChild = ({ tier, slot }: Pick<PlannedSubnet, "tier" | "slot">): string => `${tier}-${slotKey(slot)}`;

/** Returns the routes to the internet: in both directions for public subnets, outbound only for private subnets. */
export function planDefaultRoutes(
  subnets: readonly PlannedSubnet[],
  natGateways: readonly NatGatewayPlan[],
  ipv6: boolean,
): RoutePlan[] {
  return subnets.flatMap((planned): RoutePlan[] => {
    const { kind, slot } = planned;
    if (kind === "isolated") return [];
    const subnet = subnetChild(planned);
    const gateway = natGateways.find(({ servedSlots }) => servedSlots.includes(slotKey(slot)));
    const isPublic = kind === "public";
    const routes: RoutePlan[] = [];
    if (isPublic) routes.push({ child: `${subnet}-default`, subnet, destination: ANY_IPV4, target: "internet" });
    else if (gateway) {
      const target = { natSlot: gateway.slot ?? REGIONAL };
      routes.push({ child: `${subnet}-default`, subnet, destination: ANY_IPV4, target });
    }
    if (ipv6) {
      const target = isPublic ? "internet" : "egressOnly";
      routes.push({ child: `${subnet}-default-ipv6`, subnet, destination: ANY_IPV6, target });
    }
    return routes;
  });
}

/** The information that determines which routes are created. */
export interface RouteContext {
  /** `undefined` if a tier is invalid. */
  readonly tiers: readonly Tier[] | undefined;
  readonly subnets: readonly PlannedSubnet[];
  readonly ipv6: boolean;
  readonly defaultRoutes: readonly RoutePlan[];
}

/** Checks `routes` and returns one route for each subnet of its tiers. */
export function planRoutes(
  issues: ArgumentIssues,
  routes: Readonly<Record<string, VpcRouteArgs>>,
  context: RouteContext,
): RoutePlan[] {
  if (!issues.check("routes", routes, plainObject("an object of routes by name"))) return [];
  const planned = [...context.defaultRoutes];
  for (const [name, args] of Object.entries(routes)) {
    const added = planRoute(issues, name, args, context);
    const existing = planned.find((route) => added.some((addedRoute) => haveSameDestination(addedRoute, route)));
    if (existing) {
      const isDefault = context.defaultRoutes.includes(existing);
      issues.add(`routes.${name}.destinationCidrBlock`, args.destinationCidrBlock, {
        code: "conflict",
        statement: `${existing.subnet} already has ${isDefault ? "a default route to the internet" : "a route to this destination"}`,
        remedy: isDefault ? 'Set nat: "none", or set tiers to other tiers.' : "Remove one of the routes.",
      });
    }
    planned.push(...added);
  }
  return planned.slice(context.defaultRoutes.length);
}

function haveSameDestination(a: RoutePlan, b: RoutePlan): boolean {
  const { destinationCidrBlock: ipv4, destinationIpv6CidrBlock: ipv6 } = a.destination;
  return (
    a.subnet === b.subnet &&
    ((ipv4 !== undefined && ipv4 === b.destination.destinationCidrBlock) ||
      (ipv6 !== undefined && ipv6 === b.destination.destinationIpv6CidrBlock))
  );
}

function planRoute(issues: ArgumentIssues, name: string, args: VpcRouteArgs, context: RouteContext): RoutePlan[] {
  const path = `routes.${name}`;
  const known = ["destinationCidrBlock", "destinationPrefixListId", "tiers", ...TARGET_NAMES];
  if (!issues.check(path, name, routeName) || !issues.checkNames(path, args, known)) return [];
  const destination = resolveDestination(issues, path, args, context.ipv6);
  const targets = TARGET_NAMES.filter((property) => args[property] !== undefined);
  if (targets.length !== 1) {
    issues.add(path, args, {
      code: targets.length === 0 ? "missing" : "conflict",
      statement: `expected exactly one of ${alternatives(TARGET_NAMES)}, got ${targets.join(" and ") || "none"}`,
    });
  }
  const tiers = context.tiers ? resolveRouteTiers(issues, path, args.tiers, context.tiers) : [];
  const target = Object.fromEntries(targets.map((property) => [property, args[property]])) as VpcRouteTarget;
  return context.subnets
    .filter(({ tier }) => tiers.includes(tier))
    .map((subnet) => {
      const child = subnetChild(subnet);
      return { child: `${child}-to-${name}`, subnet: child, destination, target };
    });
}

function resolveRouteTiers(
  issues: ArgumentIssues,
  path: string,
  names: VpcRouteArgs["tiers"],
  tiers: readonly Tier[],
): readonly string[] {
  const available = tiers.filter(({ kind }) => kind !== "reserved").map(({ name }) => name);
  const privateTiers = tiers.filter(({ kind }) => kind === "private").map(({ name }) => name);
  const selected = names ?? privateTiers;
  if (!Array.isArray(selected) || selected.length === 0) {
    const remedy = `Available tiers: ${available.join(", ")}.`;
    const code = Array.isArray(selected) ? "out-of-range" : "wrong-type";
    issues.add(
      `${path}.tiers`,
      names,
      names === undefined
        ? { code: "missing", statement: "tiers are required, because the network has no private tier", remedy }
        : expected(code, "a non-empty array of tier names", remedy),
    );
    return [];
  }
  return (selected as readonly string[]).filter((tier, index) =>
    issues.check(`${path}.tiers[${index}]`, tier, oneOf(available)),
  );
}

function resolveDestination(
  issues: ArgumentIssues,
  path: string,
  args: VpcRouteArgs,
  ipv6: boolean,
): RoutePlan["destination"] {
  const { destinationCidrBlock, destinationPrefixListId } = args;
  if ((destinationCidrBlock === undefined) === (destinationPrefixListId === undefined)) {
    issues.add(path, args, {
      code: destinationCidrBlock === undefined ? "missing" : "conflict",
      statement: `expected either destinationCidrBlock or destinationPrefixListId, got ${destinationCidrBlock === undefined ? "neither" : "both"}`,
    });
  }
  if (destinationCidrBlock === undefined)
    return destinationPrefixListId === undefined ? {} : { destinationPrefixListId };
  if (!issues.check(`${path}.destinationCidrBlock`, destinationCidrBlock, cidrBlock)) return {};
  if (!isIpv6CidrBlock(destinationCidrBlock)) return { destinationCidrBlock: destinationCidrBlock };
  if (!ipv6) {
    const statement = `"${destinationCidrBlock}" requires IPv6`;
    issues.add(`${path}.destinationCidrBlock`, destinationCidrBlock, {
      code: "conflict",
      statement,
      remedy: "Set ipv6: true.",
    });
  }
  return { destinationIpv6CidrBlock: destinationCidrBlock };
}

/**
 * Creates the routes and returns them by child.
 *
 * @param tables - the route table of each subnet
 */
export function createRoutes(
  children: Children,
  plans: readonly RoutePlan[],
  tables: Readonly<Record<string, aws.ec2.RouteTable>>,
  dependencies: RouteDependencies,
): Record<string, aws.ec2.Route> {
  const routes = Object.entries(tables).flatMap(([subnet, table]) =>
    plans
      .filter((plan) => plan.subnet === subnet)
      .map(({ child, destination, target }) => {
        const args = {
          region: children.region,
          routeTableId: table.id,
          ...destination,
          ...targetArgs(target, dependencies),
        };
        const usesTransitGateway = typeof target === "object" && "transitGatewayId" in target;
        const dependsOn = usesTransitGateway ? dependencies.transitGatewayAttachment : undefined;
        return [child, new aws.ec2.Route(children.name(child), args, children.options(child, { dependsOn }))];
      }),
  );
  return Object.fromEntries(routes) as Record<string, aws.ec2.Route>;
}

function targetArgs(
  target: RoutePlan["target"],
  { internetGateway, egressOnlyGateway, natGateways }: RouteDependencies,
): Partial<aws.ec2.RouteArgs> {
  if (target === "internet") return { gatewayId: internetGateway?.id };
  if (target === "egressOnly") return { egressOnlyGatewayId: egressOnlyGateway?.id };
  if ("natSlot" in target) return { natGatewayId: natGateways[target.natSlot]?.id };
  return Object.fromEntries(TARGET_NAMES.map((property) => [TARGET_PROPERTIES[property], target[property]]));
}
