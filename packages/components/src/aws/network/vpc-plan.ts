import type * as pulumi from "@pulumi/pulumi";
import { checkAdoption, SHARED_ARGUMENTS, withDefaults } from "../../shared/component-args";
import { oneOf, Problems, textLike, trueOrFalse } from "../../shared/argument-issues";
import { checkAwsTags } from "../shared/aws-tags";
import { regionName } from "../shared/aws-component-args";
import type { PlannedSubnet, SubnetKind } from "./address-plan";
import { planTiers, readTiers, type Tier } from "./subnet-tiers";
import {
  VPC_ARGUMENTS,
  VPC_DEFAULTS,
  type DefaultedVpcArgs,
  type VpcArgs,
  type VpcIpamArgs,
  type VpcTransitGatewayArgs,
} from "./vpc-args";
import { endpointChildren, readEndpoints, type EndpointPlan } from "./vpc-endpoints";
import { flowLogChildren, readFlowLogs } from "./flow-logs";
import type { FlowLogsSettings } from "./flow-logs-args";
import { natChildren, readNat, type NatGatewayPlan } from "./nat-gateways";
import { readMaxZones, readRange, readRegion, readSecondaryRanges } from "./cidr-blocks";
import { planDefaultRoutes, readRoutes, subnetChild, type RoutePlan } from "./routes";
import { readZones, type ZoneSlot } from "./availability-zones";

/** The arguments of a Vpc, judged and completed. */
export type VpcSettings = VpcArgs & Required<Pick<VpcArgs, DefaultedVpcArgs>>;

/** The attachment to a transit gateway, which has a network interface in each subnet of a tier. */
export type AttachmentPlan = Required<VpcTransitGatewayArgs>;

/** What a Vpc is going to make; known without an account. */
export interface VpcPlan {
  /** The range, unless a pool chooses it. */
  readonly cidrBlock: string | undefined;
  readonly ipam: VpcIpamArgs | undefined;
  /** The region, where an argument says it. */
  readonly region: pulumi.Input<string> | undefined;
  readonly slots: readonly ZoneSlot[];
  readonly tiers: readonly Tier[];
  readonly subnets: readonly PlannedSubnet[];
  /** The tier for what has one network interface in each zone: the first private one, else the first isolated one. */
  readonly innerTier: string | undefined;
  /** The attachment to a transit gateway. */
  readonly attachment: AttachmentPlan | undefined;
  readonly natGateways: readonly NatGatewayPlan[];
  readonly routes: readonly RoutePlan[];
  readonly endpoints: readonly EndpointPlan[];
  readonly flowLogs: FlowLogsSettings | false;
}

/**
 * Judges the arguments of a Vpc, and plans what they ask for.
 *
 * @throws ArgumentsError with everything that is wrong
 */
export function planVpc(name: string, args: VpcArgs): { settings: VpcSettings; plan: VpcPlan } {
  const problems = new Problems("Vpc", name);
  const settings = readSettings(problems, args);
  const { tiers, ...addresses } = planAddresses(problems, settings);
  const { subnets, slots } = addresses;
  // Of tiers that are wrong themselves it is not known what else does not fit them.
  const has = (...kinds: SubnetKind[]) => tiers?.some(({ kind }) => kinds.includes(kind)) ?? true;
  const natGateways = readNat(problems, settings.nat, {
    slots,
    hasPrivateTier: has("private"),
    hasPublicTier: has("public"),
    isWritten: args.nat !== undefined,
  });
  const defaultRoutes = planDefaultRoutes(subnets, natGateways, settings.ipv6);
  const routes = readRoutes(problems, settings.routes, { tiers, subnets, ipv6: settings.ipv6, defaultRoutes });
  const innerTier = firstTier(tiers, "private") ?? firstTier(tiers, "isolated");
  const plan: VpcPlan = {
    ...addresses,
    tiers: tiers ?? [],
    innerTier,
    attachment: planAttachment(problems, settings.transitGateway, tiers, innerTier),
    natGateways,
    routes: [...defaultRoutes, ...routes],
    endpoints: readEndpoints(problems, settings, has("private", "isolated")),
    flowLogs: readFlowLogs(problems, name, settings.flowLogs, flowLogDefaults(settings)),
  };
  problems.throwIfAny();
  // What the children are called follows from arguments that are right.
  checkAdoption(problems, settings, childrenOf(plan, settings));
  problems.throwIfAny();
  return { settings, plan };
}

function readSettings(problems: Problems, args: VpcArgs): VpcSettings {
  const known = { ...SHARED_ARGUMENTS, region: true as const, ...VPC_ARGUMENTS };
  const settings = withDefaults<VpcArgs, DefaultedVpcArgs>(problems, VPC_DEFAULTS, known, args);
  problems.check("ipv6", settings.ipv6, trueOrFalse);
  if (settings.blockPublicAccessExclusion !== undefined) {
    problems.check("blockPublicAccessExclusion", settings.blockPublicAccessExclusion, oneOf(EXCLUSIONS));
  }
  return {
    ...settings,
    tags: checkAwsTags(problems, settings.tags),
    region: problems.checkOptional("region", settings.region, regionName),
  };
}

function planAddresses(problems: Problems, settings: VpcSettings) {
  const { cidrBlock, network: primary, netmask, ipam } = readRange(problems, settings);
  const secondary = readSecondaryRanges(problems, settings.secondaryCidrBlocks, primary);
  const maxZones = readMaxZones(problems, settings.maxAvailabilityZones);
  const slots = readZones(problems, settings.availabilityZones, maxZones);
  const region = readRegion(problems, settings.region, slots);
  const context = { ranges: { primary, secondary }, maxZones, slots };
  const tiers = readTiers(problems, settings.tiers, context);
  const subnets = tiers && netmask !== undefined ? planTiers(problems, tiers, netmask, context) : [];
  return { cidrBlock, ipam, region, slots, tiers, subnets };
}

const transitGatewayId = textLike(
  /^tgw-[0-9a-f]+$/,
  "the ID of a transit gateway",
  'write it like "tgw-0a1b2c3d4e5f60718"',
);

const EXCLUSIONS = ["egress", "bidirectional"];

const firstTier = (tiers: readonly Tier[] | undefined, kind: SubnetKind) =>
  tiers?.find((tier) => tier.kind === kind)?.name;

/** Reads `transitGateway`: what the attachment is made of. */
function planAttachment(
  problems: Problems,
  args: VpcTransitGatewayArgs | undefined,
  tiers: readonly Tier[] | undefined,
  innerTier: string | undefined,
): AttachmentPlan | undefined {
  const path = "transitGateway";
  if (args === undefined || !problems.checkNames(path, args, ["transitGatewayId", "tier", "applianceMode"]))
    return undefined;
  const { tier = innerTier, applianceMode = false } = args;
  const made = tiers?.filter(({ kind }) => kind !== "reserved").map(({ name }) => name);
  if (made && tier === undefined) {
    problems.add(`${path}.tier`, tier, {
      shown: "",
      limit: "is needed, without a private or isolated tier",
      remedy: "name one",
    });
  } else if (made) problems.check(`${path}.tier`, tier, oneOf(made));
  return {
    tier: tier ?? "",
    transitGatewayId: problems.checkInput(`${path}.transitGatewayId`, args.transitGatewayId, transitGatewayId),
    applianceMode: problems.checkInput<boolean>(`${path}.applianceMode`, applianceMode, trueOrFalse),
  };
}

function flowLogDefaults({ defaults }: VpcSettings): FlowLogsSettings {
  const { flowLogs } = VPC_DEFAULTS[defaults === "development" ? "development" : "production"];
  return flowLogs as FlowLogsSettings;
}

/** The names of all children, without the component's. A test holds them against what is made. */
export function childrenOf(plan: VpcPlan, settings: VpcSettings): string[] {
  const ranges = Object.keys(settings.secondaryCidrBlocks);
  const subnets = plan.subnets.map(subnetChild);
  return [
    "vpc",
    "default-security-group",
    ...ranges.map((key) => `cidr-${key}`),
    ...(needsInternetGateway(plan) ? ["internet-gateway"] : []),
    ...(needsEgressOnlyGateway(plan) ? ["egress-only-gateway"] : []),
    ...(settings.blockPublicAccessExclusion ? ["public-access-exclusion"] : []),
    ...(plan.attachment ? ["transit-gateway"] : []),
    ...subnets.flatMap((subnet) => [subnet, `${subnet}-routes`, `${subnet}-association`]),
    ...natChildren(plan.natGateways),
    ...plan.routes.map(({ child }) => child),
    ...endpointChildren(plan.endpoints, ranges),
    ...flowLogChildren(plan.flowLogs),
  ];
}

/** Whether anything leads to the internet: public subnets, or a regional gateway, which has no subnet. */
export const needsInternetGateway = ({ subnets, natGateways }: VpcPlan): boolean =>
  subnets.some(({ kind }) => kind === "public") || natGateways.length > 0;

/** Whether private subnets have IPv6. */
export const needsEgressOnlyGateway = ({ routes }: VpcPlan): boolean => routes.some(({ via }) => via === "egressOnly");
