import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { objectLike, oneOf, textLike, type Problems } from "../../shared/argument-issues";
import type { Children } from "../shared/children";
import type { ZoneSlot } from "./availability-zones";

/** How private tiers reach the internet; see VpcNatArgs. */
export type VpcNatStrategy = "none" | "single" | "perAz" | "regional";

const STRATEGIES: readonly VpcNatStrategy[] = ["none", "single", "perAz", "regional"];

/** NAT gateways, and the addresses that the internet sees. */
export interface VpcNatArgs {
  /**
   * `none`: not at all. `single`: one gateway, in one zone; when that zone fails, all lose the internet. `perAz`: one in
   * each zone, which the zone's subnets use. `regional`: one that AWS spreads over the zones in use, within an hour of
   * their first use, and charges for each; not in GovCloud or China.
   */
  readonly strategy: VpcNatStrategy;
  /**
   * The slot of the single gateway. Name it before you add a zone of an earlier letter, or the gateway moves there.
   *
   * @default the first slot in use
   */
  readonly slot?: string;
  /**
   * Elastic IP addresses of yours, by slot: `{ az1: "eipalloc-…" }`. A zonal and a regional gateway cannot have the same
   * one, so switching between them with addresses of yours takes others, or a time without.
   *
   * @default addresses of the component's own
   */
  readonly elasticIpAllocationIds?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A NAT gateway to be made. */
export interface NatGatewayPlan {
  /** `nat-az1`, or `nat-regional`. */
  readonly child: string;
  /** The slot it is in; undefined if it is regional. */
  readonly slot: string | undefined;
  /** The slots whose private subnets use it. */
  readonly serves: readonly string[];
  /** Addresses of the user's own, by slot; none if the component makes them. */
  readonly allocationIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What a regional gateway is called where others have a slot. */
export const REGIONAL = "regional";

const NAT_ARGUMENTS: Readonly<Record<keyof VpcNatArgs, true>> = {
  strategy: true,
  slot: true,
  elasticIpAllocationIds: true,
};

/** What NAT gateways are judged against. */
export interface NatContext {
  readonly slots: readonly ZoneSlot[];
  readonly hasPrivateTier: boolean;
  readonly hasPublicTier: boolean;
  /** Whether the program wrote `nat`, which without a private tier is a mistake, or it is the default. */
  readonly isWritten: boolean;
}

/** Reads `nat`: the gateways to make. */
export function readNat(problems: Problems, nat: VpcNatStrategy | VpcNatArgs, context: NatContext): NatGatewayPlan[] {
  const args: VpcNatArgs = typeof nat === "object" ? nat : { strategy: nat };
  const isShort = typeof nat !== "object";
  if (!isShort && !problems.checkNames("nat", nat, Object.keys(NAT_ARGUMENTS))) return [];
  if (!problems.check(isShort ? "nat" : "nat.strategy", args.strategy, oneOf(STRATEGIES))) return [];
  if (!context.hasPrivateTier) {
    if (context.isWritten && args.strategy !== "none") {
      problems.add("nat", args.strategy, { limit: "has no private tier to serve", remedy: "leave it out" });
    }
    return [];
  }
  if (!context.hasPublicTier && (args.strategy === "single" || args.strategy === "perAz")) {
    const remedy = 'add a tier of kind "public", or write "none" or "regional"';
    problems.add("nat", args.strategy, { limit: "needs a public tier, which its gateways are in", remedy });
  }
  checkSlot(problems, args, context);
  return withAllocations(problems, args, gatewaysOf(args, context.slots));
}

function gatewaysOf({ strategy, slot }: VpcNatArgs, slots: readonly ZoneSlot[]): NatGatewayPlan[] {
  const keys = slots.map(({ key }) => key);
  const zonal = (key: string, serves: readonly string[]) => ({
    child: `nat-${key}`,
    slot: key,
    serves,
    allocationIds: {},
  });
  switch (strategy) {
    case "none":
      return [];
    case "single":
      return keys.slice(0, 1).map((first) => zonal(slot ?? first, keys));
    case "perAz":
      return keys.map((key) => zonal(key, [key]));
    case "regional":
      return [{ child: `nat-${REGIONAL}`, slot: undefined, serves: keys, allocationIds: {} }];
  }
}

function checkSlot(problems: Problems, { strategy, slot }: VpcNatArgs, { slots }: NatContext): void {
  if (slot === undefined || slots.length === 0) return;
  if (strategy === "single") problems.check("nat.slot", slot, oneOf(slots.map(({ key }) => key)));
  else problems.add("nat.slot", slot, { limit: `is of no use to "${strategy}"`, remedy: "leave it out" });
}

const allocationId = textLike(/^eipalloc-[0-9a-f]+$/, "an allocation ID", 'write it like "eipalloc-0a1b2c3d4e5f60718"');

/** Gives the gateways the addresses that are the user's own: one for each zone they are in. */
function withAllocations(
  problems: Problems,
  { elasticIpAllocationIds: ids }: VpcNatArgs,
  gateways: NatGatewayPlan[],
): NatGatewayPlan[] {
  const path = "nat.elasticIpAllocationIds";
  if (ids === undefined) return gateways;
  if (!problems.check(path, ids, objectLike('write addresses by slot, such as { az1: "eipalloc-…" }'))) return gateways;
  const slots = gateways.flatMap(({ slot, serves }) => slot ?? serves);
  if (slots.length === 0) {
    problems.add(path, ids, { shown: "", limit: "has no gateway to serve", remedy: "leave it out" });
    return gateways;
  }
  problems.checkNames(path, ids, slots);
  const judged: Record<string, pulumi.Input<string>> = {};
  for (const slot of slots) {
    const id = ids[slot];
    if (id !== undefined) judged[slot] = problems.checkInput(`${path}.${slot}`, id, allocationId);
    else problems.add(`${path}.${slot}`, id, { shown: "", limit: "is needed too", remedy: "write its address" });
  }
  return gateways.map((gateway) => ({ ...gateway, allocationIds: judged }));
}

/** The names of the gateways, and of the addresses made for them. */
export const natChildren = (plans: readonly NatGatewayPlan[]): string[] =>
  plans.flatMap(({ child, slot, allocationIds }) =>
    slot !== undefined && allocationIds[slot] === undefined ? [child, `${child}-address`] : [child],
  );

/** What NAT gateways are made in. */
export interface NatSurroundings {
  readonly vpcId: pulumi.Input<string>;
  readonly internetGateway: pulumi.Resource | undefined;
  /** The public subnet of each slot, which zonal gateways are in. */
  readonly publicSubnets: Readonly<Record<string, aws.ec2.Subnet>>;
  /** The zone of each slot, for regional gateways with addresses of the user's own. */
  readonly zones: Readonly<Record<string, pulumi.Input<string>>>;
}

/** The NAT gateways of a network and the addresses made for them, by slot; a regional gateway under `regional`. */
export interface NatGateways {
  readonly gateways: Readonly<Record<string, aws.ec2.NatGateway>>;
  readonly addresses: Readonly<Record<string, aws.ec2.Eip>>;
}

/** Makes the gateways, and an address for each that has none of the user's own. */
export function createNatGateways(
  children: Children,
  plans: readonly NatGatewayPlan[],
  around: NatSurroundings,
): NatGateways {
  const gateways: Record<string, aws.ec2.NatGateway> = {};
  const addresses: Record<string, aws.ec2.Eip> = {};
  for (const plan of plans) {
    const { child, slot, allocationIds } = plan;
    if (slot !== undefined && allocationIds[slot] === undefined)
      addresses[slot] = createAddress(children, `${child}-address`);
    gateways[slot ?? REGIONAL] = new aws.ec2.NatGateway(
      children.name(child),
      {
        region: children.region,
        ...(slot === undefined
          ? regional(plan, around)
          : zonal(slot, allocationIds[slot] ?? addresses[slot]?.allocationId, around)),
        tags: children.tags(child),
      },
      // A gateway finds no way out, and its creation fails, before the internet gateway is attached.
      children.options(child, { dependsOn: around.internetGateway }),
    );
  }
  return { gateways, addresses };
}

function createAddress(children: Children, child: string): aws.ec2.Eip {
  const args = { region: children.region, domain: "vpc", tags: children.tags(child) };
  return new aws.ec2.Eip(children.name(child), args, children.options(child));
}

const zonal = (slot: string, allocationId: pulumi.Input<string> | undefined, { publicSubnets }: NatSurroundings) => ({
  subnetId: publicSubnets[slot]?.id,
  allocationId,
});

const regional = ({ serves, allocationIds }: NatGatewayPlan, { vpcId, zones }: NatSurroundings) => ({
  vpcId,
  availabilityMode: "regional",
  // Without addresses AWS chooses them, and the zones too.
  availabilityZoneAddresses:
    Object.keys(allocationIds).length === 0
      ? undefined
      : serves.flatMap((slot) => {
          const id = allocationIds[slot];
          return id === undefined ? [] : [{ availabilityZone: zones[slot], allocationIds: [id] }];
        }),
});

/** The addresses that the internet sees. */
export const publicIps = ({ gateways }: NatGateways): pulumi.Output<string[]> =>
  pulumi
    .all(
      Object.entries(gateways).map(([slot, { publicIp, regionalNatGatewayAddresses: addresses }]) =>
        slot === REGIONAL
          ? addresses.apply((all) => all.map((address) => address.publicIp))
          : publicIp.apply((ip) => [ip]),
      ),
    )
    .apply((ips) => ips.flat());
