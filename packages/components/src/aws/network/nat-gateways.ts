import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { matching, oneOf, plainObject } from "../../shared/checks";
import type { Children } from "../shared/children";
import type { ZoneSlot } from "./availability-zones";

/** How private tiers reach the internet; see `VpcNatArgs.strategy`. */
export type VpcNatStrategy = "none" | "single" | "perAz" | "regional";

const STRATEGIES: readonly VpcNatStrategy[] = ["none", "single", "perAz", "regional"];

/** NAT gateways and their public IP addresses. */
export interface VpcNatArgs {
  /**
   * The number and placement of NAT gateways.
   *
   * - `none`: no NAT gateways, so private tiers have no internet access.
   * - `single`: one gateway in one zone. If the zone fails, all zones lose internet access.
   * - `perAz`: one gateway in each zone, which the subnets of the zone use.
   * - `regional`: one gateway, which AWS extends to a zone within an hour after the zone is first used. AWS charges for each
   *   zone. Regional gateways are not available in the AWS GovCloud (US) and China Regions.
   */
  readonly strategy: VpcNatStrategy;
  /**
   * The slot of the single gateway. Set it before you add a zone with an earlier letter. Otherwise, the gateway moves to that
   * zone.
   *
   * @default the first slot in use
   */
  readonly slot?: string;
  /**
   * The allocation IDs of existing Elastic IP addresses by slot: `{ az1: "eipalloc-…" }`. A zonal and a regional gateway
   * cannot share an address, so switching between the two requires other addresses, or a deployment with `none` in between.
   *
   * @default addresses that the component creates
   */
  readonly elasticIpAllocationIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A NAT gateway to create. */
export interface NatGatewayPlan {
  /** The name of the child: `nat-az1`, or `nat-regional`. */
  readonly child: string;
  /** The slot of the gateway; `undefined` for a regional gateway. */
  readonly slot: string | undefined;
  /** The slots whose private subnets use the gateway. */
  readonly servedSlots: readonly string[];
  /** Existing addresses by slot; empty if the component creates the addresses. */
  readonly allocationIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The key of a regional gateway, in place of a slot. */
export const REGIONAL = "regional";

const NAT_ARGUMENTS: Readonly<Record<keyof VpcNatArgs, true>> = {
  strategy: true,
  slot: true,
  elasticIpAllocationIds: true,
};

/** The information that determines which NAT gateways are created. */
export interface NatContext {
  readonly slots: readonly ZoneSlot[];
  readonly hasPrivateTier: boolean;
  readonly hasPublicTier: boolean;
  /** Whether the program sets `nat`. An explicit strategy is an issue if there is no private tier; the default is not. */
  readonly isExplicit: boolean;
}

/** Checks `nat` and returns the gateways to create. */
export function planNatGateways(
  issues: ArgumentIssues,
  nat: VpcNatStrategy | VpcNatArgs,
  context: NatContext,
): NatGatewayPlan[] {
  const isStrategy = typeof nat !== "object";
  const args: VpcNatArgs = isStrategy ? { strategy: nat } : nat;
  if (!isStrategy && !issues.checkNames("nat", nat, Object.keys(NAT_ARGUMENTS))) return [];
  if (!issues.check(isStrategy ? "nat" : "nat.strategy", args.strategy, oneOf(STRATEGIES))) return [];
  if (!context.hasPrivateTier) {
    if (context.isExplicit && args.strategy !== "none") {
      const statement = `"${args.strategy}" has no effect without a private tier`;
      issues.add("nat", args.strategy, { code: "conflict", statement, remedy: "Remove nat, or add a private tier." });
    }
    return [];
  }
  if (!context.hasPublicTier && (args.strategy === "single" || args.strategy === "perAz")) {
    issues.add("nat", args.strategy, {
      code: "conflict",
      statement: `"${args.strategy}" requires a public tier for the gateways`,
      remedy: 'Add a public tier, or set nat to "none" or "regional".',
    });
  }
  checkSlot(issues, args, context);
  return withAllocationIds(issues, args, gatewaysOf(args, context.slots));
}

function gatewaysOf({ strategy, slot }: VpcNatArgs, slots: readonly ZoneSlot[]): NatGatewayPlan[] {
  const keys = slots.map(({ key }) => key);
  const zonal = (key: string, servedSlots: readonly string[]) => ({
    child: `nat-${key}`,
    slot: key,
    servedSlots,
    allocationIds: {},
  });
  switch (strategy) {
    case "none":
      return [];
    case "single":
      return keys.slice(0, 1).map((firstSlot) => zonal(slot ?? firstSlot, keys));
    case "perAz":
      return keys.map((key) => zonal(key, [key]));
    case "regional":
      return [{ child: `nat-${REGIONAL}`, slot: undefined, servedSlots: keys, allocationIds: {} }];
  }
}

function checkSlot(issues: ArgumentIssues, { strategy, slot }: VpcNatArgs, { slots }: NatContext): void {
  if (slot === undefined || slots.length === 0) return;
  if (strategy === "single") issues.check("nat.slot", slot, oneOf(slots.map(({ key }) => key)));
  else {
    const statement = `has no effect with the strategy "${strategy}"`;
    issues.add("nat.slot", slot, { code: "conflict", statement, remedy: 'Remove slot, or set strategy: "single".' });
  }
}

const allocationId = matching(
  /^eipalloc-[0-9a-f]+$/,
  "the allocation ID of an Elastic IP address",
  'Example: "eipalloc-0a1b2c3d4e5f60718".',
);

/** Returns the gateways with their existing addresses: one address for each zone that a gateway is in. */
function withAllocationIds(
  issues: ArgumentIssues,
  { strategy, elasticIpAllocationIds: ids }: VpcNatArgs,
  gateways: NatGatewayPlan[],
): NatGatewayPlan[] {
  const path = "nat.elasticIpAllocationIds";
  if (ids === undefined) return gateways;
  const isObject = plainObject("an object of allocation IDs by slot", 'Example: { az1: "eipalloc-…" }.');
  if (!issues.check(path, ids, isObject)) return gateways;
  const slots = gateways.flatMap(({ slot, servedSlots }) => slot ?? servedSlots);
  if (slots.length === 0) {
    const statement = `has no effect with the strategy "${strategy}"`;
    issues.add(path, ids, { code: "conflict", statement, remedy: "Remove elasticIpAllocationIds." });
    return gateways;
  }
  issues.checkNames(path, ids, slots, "slot");
  const allocationIds: Record<string, pulumi.Input<string>> = {};
  for (const slot of slots) {
    const id = ids[slot];
    if (id !== undefined) allocationIds[slot] = issues.checkInput(`${path}.${slot}`, id, allocationId);
    else issues.check(`${path}.${slot}`, id, allocationId);
  }
  return gateways.map((gateway) => ({ ...gateway, allocationIds }));
}

/** Returns the names of the children that `createNatGateways` creates. */
export const natChildren = (plans: readonly NatGatewayPlan[]): string[] =>
  plans.flatMap(({ child, slot, allocationIds }) =>
    slot !== undefined && allocationIds[slot] === undefined ? [child, `${child}-address`] : [child],
  );

/** The resources that NAT gateways depend on. */
export interface NatGatewayDependencies {
  readonly vpcId: pulumi.Input<string>;
  readonly internetGateway: pulumi.Resource | undefined;
  /** The public subnet of each slot, for zonal gateways. */
  readonly publicSubnets: Readonly<Record<string, aws.ec2.Subnet>>;
  /** The zone of each slot, for regional gateways with existing addresses. */
  readonly zones: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A network's NAT gateways, and the addresses that were created for them, by slot. A regional gateway has the key `regional`. */
export interface NatGateways {
  /** The NAT gateways by slot, or `regional`. */
  readonly gateways: Readonly<Record<string, aws.ec2.NatGateway>>;
  /** The created Elastic IP addresses by slot. */
  readonly elasticIps: Readonly<Record<string, aws.ec2.Eip>>;
}

/** Creates the gateways, and an address for each zonal gateway without an existing address. */
export function createNatGateways(
  children: Children,
  plans: readonly NatGatewayPlan[],
  dependencies: NatGatewayDependencies,
): NatGateways {
  const gateways: Record<string, aws.ec2.NatGateway> = {};
  const addresses: Record<string, aws.ec2.Eip> = {};
  for (const plan of plans) {
    const { child, slot, allocationIds } = plan;
    if (slot !== undefined && allocationIds[slot] === undefined) {
      addresses[slot] = createAddress(children, `${child}-address`);
    }
    gateways[slot ?? REGIONAL] = new aws.ec2.NatGateway(
      children.name(child),
      {
        region: children.region,
        ...(slot === undefined
          ? regionalArgs(plan, dependencies)
          : zonalArgs(slot, allocationIds[slot] ?? addresses[slot]?.allocationId, dependencies)),
        tags: children.tags(child),
      },
      // Creating a NAT gateway fails before the internet gateway is attached.
      children.options(child, { dependsOn: dependencies.internetGateway }),
    );
  }
  return { gateways, elasticIps: addresses };
}

function createAddress(children: Children, child: string): aws.ec2.Eip {
  const args = { region: children.region, domain: "vpc", tags: children.tags(child) };
  return new aws.ec2.Eip(children.name(child), args, children.options(child));
}

const zonalArgs = (
  slot: string,
  allocationId: pulumi.Input<string> | undefined,
  { publicSubnets }: NatGatewayDependencies,
) => ({
  subnetId: publicSubnets[slot]?.id,
  allocationId,
});

const regionalArgs = ({ servedSlots, allocationIds }: NatGatewayPlan, { vpcId, zones }: NatGatewayDependencies) => ({
  vpcId,
  availabilityMode: "regional",
  // Without addresses, AWS chooses both the addresses and the zones.
  availabilityZoneAddresses:
    Object.keys(allocationIds).length === 0
      ? undefined
      : servedSlots.flatMap((slot) => {
          const id = allocationIds[slot];
          return id === undefined ? [] : [{ availabilityZone: zones[slot], allocationIds: [id] }];
        }),
});

/** Returns the public IP addresses of the gateways. */
export const publicIpsOf = ({ gateways }: NatGateways): pulumi.Output<string[]> =>
  pulumi
    .all(
      Object.entries(gateways).map(([slot, { publicIp, regionalNatGatewayAddresses }]) =>
        slot === REGIONAL
          ? regionalNatGatewayAddresses.apply((addresses) => addresses.map((address) => address.publicIp))
          : publicIp.apply((ip) => [ip]),
      ),
    )
    .apply((ips) => ips.flat());
