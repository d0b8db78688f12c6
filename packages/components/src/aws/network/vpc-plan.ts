import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, matching, oneOf } from "../../shared/checks";
import { checkAdoption, profileOf, withDefaults } from "../../shared/component-args";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import type { PlannedSubnet, SubnetKind } from "./address-plan";
import { resolveZoneSlots, type ZoneSlot } from "./availability-zones";
import { resolveMaxZones, resolvePrimaryCidrBlock, resolveRegion, resolveSecondaryCidrBlocks } from "./cidr-blocks";
import type { ConnectedVpc } from "./existing-vpc";
import { flowLogChildren, resolveFlowLogs } from "./flow-logs";
import type { FlowLogsSettings } from "./flow-logs-args";
import { natChildren, planNatGateways, type NatGatewayPlan } from "./nat-gateways";
import { planDefaultRoutes, planRoutes, subnetChild, type RoutePlan } from "./routes";
import { planTierSubnets, resolveTiers, type Tier } from "./subnet-tiers";
import {
  VPC_ARGUMENTS,
  VPC_DEFAULTS,
  type VpcArgs,
  type VpcDefaults,
  type VpcIpamArgs,
  type VpcTransitGatewayArgs,
} from "./vpc-args";
import { endpointChildren, planEndpoints, type EndpointPlan } from "./vpc-endpoints";

/** The checked arguments of a Vpc with all defaults. */
export type VpcSettings = VpcArgs & VpcDefaults;

/** The attachment to a transit gateway, with a network interface in each subnet of a tier. */
export type AttachmentPlan = Required<VpcTransitGatewayArgs>;

/** The resources that a Vpc creates. The plan is known without credentials. */
export interface VpcPlan {
  /** The primary CIDR block; `undefined` if an IPAM pool allocates it. */
  readonly cidrBlock: string | undefined;
  readonly ipam: VpcIpamArgs | undefined;
  /** The Region; `undefined` if no argument determines it. */
  readonly region: pulumi.Input<string> | undefined;
  readonly slots: readonly ZoneSlot[];
  readonly tiers: readonly Tier[];
  readonly subnets: readonly PlannedSubnet[];
  /** The tier for interface endpoints: the first private tier, or else the first isolated tier. */
  readonly innerTier: string | undefined;
  readonly attachment: AttachmentPlan | undefined;
  readonly natGateways: readonly NatGatewayPlan[];
  readonly routes: readonly RoutePlan[];
  readonly endpoints: readonly EndpointPlan[];
  readonly flowLogs: FlowLogsSettings | false;
}

/**
 * Checks the arguments of a Vpc and plans its resources.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function planVpc(name: string, args: VpcArgs): { settings: VpcSettings; plan: VpcPlan } {
  const issues = new ArgumentIssues("Vpc", name);
  const settings = resolveSettings(issues, args);
  const { tiers, ...addresses } = planSubnets(issues, settings);
  const { subnets, slots } = addresses;
  // Invalid tiers count as tiers of every kind, because arguments that depend on the tiers cannot be checked.
  const hasTier = (...kinds: SubnetKind[]) => tiers?.some(({ kind }) => kinds.includes(kind)) ?? true;
  const natGateways = planNatGateways(issues, settings.nat, {
    slots,
    hasPrivateTier: hasTier("private"),
    hasPublicTier: hasTier("public"),
    isExplicit: args.nat !== undefined,
  });
  const defaultRoutes = planDefaultRoutes(subnets, natGateways, settings.ipv6);
  const routes = planRoutes(issues, settings.routes, { tiers, subnets, ipv6: settings.ipv6, defaultRoutes });
  const innerTier = firstTier(tiers, "private") ?? firstTier(tiers, "isolated");
  const plan: VpcPlan = {
    ...addresses,
    tiers: tiers ?? [],
    innerTier,
    attachment: planAttachment(issues, settings.transitGateway, tiers, innerTier),
    natGateways,
    routes: [...defaultRoutes, ...routes],
    endpoints: planEndpoints(issues, settings, hasTier("private", "isolated")),
    flowLogs: resolveFlowLogs(issues, name, settings.flowLogs, flowLogDefaults(settings)),
  };
  issues.throwIfAny();
  // Checks `adopt` last, because the names of the children are known only if all other arguments are valid.
  checkAdoption(issues, settings, childrenOf(plan, settings));
  issues.throwIfAny();
  return { settings, plan };
}

function resolveSettings(issues: ArgumentIssues, args: VpcArgs): VpcSettings {
  const settings = withDefaults(issues, VPC_DEFAULTS, VPC_ARGUMENTS, args);
  issues.check("ipv6", settings.ipv6, booleanValue);
  if (settings.blockPublicAccessExclusion !== undefined) {
    issues.check("blockPublicAccessExclusion", settings.blockPublicAccessExclusion, oneOf(EXCLUSIONS));
  }
  return {
    ...settings,
    tags: checkAwsTags(issues, settings.tags),
    region: issues.checkOptionalInput("region", settings.region, regionName),
  };
}

function planSubnets(issues: ArgumentIssues, settings: VpcSettings) {
  const { cidrBlock, block: primary, netmask, ipam } = resolvePrimaryCidrBlock(issues, settings);
  const secondary = resolveSecondaryCidrBlocks(issues, settings.secondaryCidrBlocks, primary);
  const maxZones = resolveMaxZones(issues, settings.maxAvailabilityZones);
  const slots = resolveZoneSlots(issues, settings.availabilityZones, maxZones);
  const region = resolveRegion(issues, settings.region, slots);
  const context = { cidrBlocks: { primary, secondary }, maxZones, slots };
  const tiers = resolveTiers(issues, settings.tiers, context);
  const subnets = tiers && netmask !== undefined ? planTierSubnets(issues, tiers, netmask, context) : [];
  return { cidrBlock, ipam, region, slots, tiers, subnets };
}

const transitGatewayId = matching(
  /^tgw-[0-9a-f]+$/,
  "the ID of a transit gateway",
  'Example: "tgw-0a1b2c3d4e5f60718".',
);

const EXCLUSIONS = ["egress", "bidirectional"];

const firstTier = (tiers: readonly Tier[] | undefined, kind: SubnetKind) =>
  tiers?.find((tier) => tier.kind === kind)?.name;

/** Checks `transitGateway` and returns the attachment to create. */
function planAttachment(
  issues: ArgumentIssues,
  args: VpcTransitGatewayArgs | undefined,
  tiers: readonly Tier[] | undefined,
  innerTier: string | undefined,
): AttachmentPlan | undefined {
  const path = "transitGateway";
  if (args === undefined || !issues.checkNames(path, args, ["transitGatewayId", "tier", "applianceMode"])) {
    return undefined;
  }
  const { tier = innerTier, applianceMode = false } = args;
  const tierNames = tiers?.filter(({ kind }) => kind !== "reserved").map(({ name }) => name);
  if (tierNames && tier === undefined) {
    const statement = "a tier is required, because the network has no private or isolated tier";
    issues.add(`${path}.tier`, tier, { code: "missing", statement });
  } else if (tierNames) issues.check(`${path}.tier`, tier, oneOf(tierNames));
  return {
    tier: tier ?? "",
    transitGatewayId: issues.checkInput(`${path}.transitGatewayId`, args.transitGatewayId, transitGatewayId),
    applianceMode: issues.checkInput<boolean>(`${path}.applianceMode`, applianceMode, booleanValue),
  };
}

const flowLogDefaults = (settings: VpcSettings): FlowLogsSettings =>
  VPC_DEFAULTS[profileOf(settings)].flowLogs as FlowLogsSettings;

/** Returns the names of all children, without the component name. A test compares these names with the created resources. */
export function childrenOf(plan: VpcPlan, settings: VpcSettings): string[] {
  const secondaryBlockNames = Object.keys(settings.secondaryCidrBlocks);
  const subnets = plan.subnets.map(subnetChild);
  return [
    "vpc",
    "default-security-group",
    ...secondaryBlockNames.map((name) => `cidr-${name}`),
    ...(needsInternetGateway(plan) ? ["internet-gateway"] : []),
    ...(needsEgressOnlyGateway(plan) ? ["egress-only-gateway"] : []),
    ...(settings.blockPublicAccessExclusion ? ["public-access-exclusion"] : []),
    ...(plan.attachment ? ["transit-gateway"] : []),
    ...subnets.flatMap((subnet) => [subnet, `${subnet}-routes`, `${subnet}-association`]),
    ...natChildren(plan.natGateways),
    ...plan.routes.map(({ child }) => child),
    ...endpointChildren(plan.endpoints, secondaryBlockNames),
    ...flowLogChildren(plan.flowLogs),
  ];
}

/** Whether the network needs an internet gateway: for public subnets, or for a regional NAT gateway. */
export const needsInternetGateway = ({ subnets, natGateways }: VpcPlan): boolean =>
  subnets.some(({ kind }) => kind === "public") || natGateways.length > 0;

/** Whether the network needs an egress-only internet gateway: for private subnets with IPv6. */
export const needsEgressOnlyGateway = ({ routes }: VpcPlan): boolean =>
  routes.some(({ target }) => target === "egressOnly");

/** Returns what workloads in the network can connect to. */
export function connectivityOf({ subnets, routes, endpoints }: VpcPlan): ConnectedVpc["connectivity"] {
  const routed = new Set(routes.map(({ subnet }) => subnet));
  const kinds = subnets.filter((planned) => routed.has(subnetChild(planned))).map(({ kind }) => kind);
  return { routedKinds: [...new Set(kinds)], endpoints: endpoints.map(({ service }) => service) };
}
