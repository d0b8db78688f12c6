import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected } from "../../shared/component-args";
import { Children } from "../shared/children";
import {
  existingNetwork,
  networkOfStack,
  type ExistingNetwork,
  type NetworkLike,
  type NetworkOutputNames,
} from "./existing-network";
import type { PlannedSubnet, SubnetKind } from "./address-plan";
import { VPC_DEFAULTS, type VpcArgs } from "./vpc-args";
import { createEndpoints, type Endpoints } from "./vpc-endpoints";
import { createFlowLogs, type FlowLogs } from "./flow-logs";
import { createNatGateways, publicIps, type NatGateways } from "./nat-gateways";
import { needsEgressOnlyGateway, needsInternetGateway, planVpc, type VpcPlan, type VpcSettings } from "./vpc-plan";
import { createRoutes, subnetChild } from "./routes";
import { createSubnets, rangeOf, type Subnets } from "./subnets";
import { slotKey } from "./availability-zones";

/** Resources by tier and slot: `subnets.private.az1`. */
export type ByTierAndSlot<R> = Readonly<Record<string, Readonly<Record<string, R>>>>;

/** Where one subnet lies in the address plan. */
export interface SubnetLayout {
  readonly tier: string;
  readonly kind: Exclude<SubnetKind, "reserved">;
  readonly slot: string;
  /** How many addresses after the beginning of the VPC's range it begins. */
  readonly offset: number;
  readonly netmask: number;
  readonly cidrBlock: pulumi.Output<string>;
}

/**
 * A network whose subnets never move.
 *
 * Creates: the VPC; a subnet with its own route table for each tier and zone; an internet gateway; NAT gateways with their
 * addresses; gateway endpoints for S3 and DynamoDB; a flow log with its log group and role; the default security group,
 * emptied.
 * Costs: about $110 a month by default, $36.50 for each of three NAT gateways, and $0.045 for each GB through them; a third
 * of that in development. Interface endpoints $7.30 a month and zone each, flow logs $0.50 for each GB. The rest is free.
 * Throws: ArgumentsError, with every wrong argument at once.
 *
 * Grows in place: a zone, a tier at the end, an endpoint, another way of NAT leave every existing subnet, route table and
 * association as they are. What replaces them is said of each argument with the word identity.
 *
 * To delete it, or a zone or tier of it, which its protection refuses, take two steps: set `protection: "off"` and deploy;
 * then remove it from the program.
 *
 * Names of the children, for `adopt`: `vpc`, `internet-gateway`, `private-az1`, `private-az1-routes`,
 * `private-az1-association`, `private-az1-default` (its route to the internet), `nat-az1`, `nat-az1-address`,
 * `gateway-s3`, `endpoint-ecr-api`, `flow-logs` and so on; a misspelt one is answered with those there are.
 *
 * @example
 * const network = new Vpc("network", { availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] });
 * export const { vpcId, privateSubnetIds } = network;
 */
export class Vpc extends pulumi.ComponentResource implements NetworkLike {
  /** What it does unless told otherwise, by profile. */
  static readonly DEFAULTS = VPC_DEFAULTS;

  readonly vpcId: pulumi.Output<string>;
  readonly vpcArn: pulumi.Output<string>;
  readonly cidrBlock: pulumi.Output<string>;
  /** Of all tiers of the kind, by tier as declared, then by slot; like the two others. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  readonly privateSubnetIds: pulumi.Output<string>[];
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** What the internet sees of private subnets. Of a regional gateway they change as AWS spreads it. */
  readonly natGatewayPublicIps: pulumi.Output<string[]>;
  readonly subnetLayout: readonly SubnetLayout[];

  readonly vpc: aws.ec2.Vpc;
  readonly secondaryCidrBlocks: Readonly<Record<string, aws.ec2.VpcIpv4CidrBlockAssociation>>;
  readonly defaultSecurityGroup: aws.ec2.DefaultSecurityGroup;
  /** Absent if nothing leads to the internet. */
  readonly internetGateway: aws.ec2.InternetGateway | undefined;
  /** Absent without IPv6 or private tiers. */
  readonly egressOnlyGateway: aws.ec2.EgressOnlyInternetGateway | undefined;
  readonly publicAccessExclusion: aws.ec2.VpcBlockPublicAccessExclusion | undefined;
  readonly subnets: ByTierAndSlot<aws.ec2.Subnet>;
  readonly routeTables: ByTierAndSlot<aws.ec2.RouteTable>;
  readonly routeTableAssociations: ByTierAndSlot<aws.ec2.RouteTableAssociation>;
  readonly nat: NatGateways;
  readonly transitGatewayAttachment: aws.ec2transitgateway.VpcAttachment | undefined;
  /** By child: `private-az1-default`. */
  readonly routes: Readonly<Record<string, aws.ec2.Route>>;
  readonly endpoints: Endpoints;
  /** Absent if `flowLogs` is false. */
  readonly flowLogs: FlowLogs | undefined;

  private readonly settings: VpcSettings;
  private readonly plan: VpcPlan;
  private readonly children: Children;
  private readonly protect: boolean;

  constructor(name: string, args: VpcArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const { settings, plan } = planVpc(name, args);

    super("roadbed:aws:Vpc", name, args, options);
    this.settings = settings;
    this.plan = plan;
    this.children = new Children(this, name, settings);
    this.protect = isProtected(settings, options);

    this.vpc = this.createVpc();
    this.secondaryCidrBlocks = this.createSecondaryCidrBlocks();
    this.defaultSecurityGroup = this.createDefaultSecurityGroup();
    this.internetGateway = this.createInternetGateway();
    this.egressOnlyGateway = this.createEgressOnlyGateway();
    this.publicAccessExclusion = this.createPublicAccessExclusion();
    const made = this.createSubnets(name);
    this.subnets = this.byTierAndSlot(made.subnets);
    this.routeTables = this.byTierAndSlot(made.routeTables);
    this.routeTableAssociations = this.byTierAndSlot(made.routeTableAssociations);
    this.nat = this.createNat();
    this.transitGatewayAttachment = this.createTransitGatewayAttachment();
    this.routes = this.createRoutes(made.routeTables);
    this.endpoints = this.createEndpoints();
    this.flowLogs = this.createFlowLogs();

    this.vpcId = this.vpc.id;
    this.vpcArn = this.vpc.arn;
    this.cidrBlock = this.vpc.cidrBlock;
    this.publicSubnetIds = this.idsOf("public");
    this.privateSubnetIds = this.idsOf("private");
    this.isolatedSubnetIds = this.idsOf("isolated");
    this.natGatewayPublicIps = publicIps(this.nat);
    this.subnetLayout = plan.subnets.map((planned) => this.layoutOf(planned));
    this.registerOutputs({
      vpcId: this.vpcId,
      vpcArn: this.vpcArn,
      cidrBlock: this.cidrBlock,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
      natGatewayPublicIps: this.natGatewayPublicIps,
      subnetLayout: this.subnetLayout,
    });
  }

  /**
   * A network that something else made, in the shape that components take. Nothing is created and nothing looked up.
   *
   * @throws ArgumentsError if an ID is not one; in `apply`, if it is an output
   */
  static fromExisting(network: NetworkLike): ExistingNetwork {
    return existingNetwork(network);
  }

  /**
   * The network of another stack, from outputs named as the members of a Vpc are, or as `names` says.
   *
   * @example
   * const network = Vpc.fromStackReference(new pulumi.StackReference("acme/network/production"));
   * @throws ArgumentsError in `apply`, if an output is not there or not what it should be
   */
  static fromStackReference(stack: pulumi.StackReference, names: NetworkOutputNames = {}): ExistingNetwork {
    return networkOfStack(stack, names);
  }

  private createVpc(): aws.ec2.Vpc {
    const { cidrBlock, ipam } = this.plan;
    return new aws.ec2.Vpc(
      this.children.name("vpc"),
      {
        region: this.children.region,
        cidrBlock,
        ipv4IpamPoolId: ipam?.poolId,
        ipv4NetmaskLength: ipam?.netmaskLength,
        assignGeneratedIpv6CidrBlock: this.settings.ipv6,
        // Interface endpoints answer to the services' public names only with both.
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: this.children.tags("vpc"),
      },
      this.children.options("vpc", { protect: this.protect }),
    );
  }

  private createSecondaryCidrBlocks() {
    const { children, vpc } = this;
    const blocks = Object.entries(this.settings.secondaryCidrBlocks).map(([key, cidrBlock]) => {
      const child = `cidr-${key}`;
      const args = { region: children.region, vpcId: vpc.id, cidrBlock };
      const block = new aws.ec2.VpcIpv4CidrBlockAssociation(children.name(child), args, children.options(child));
      return [key, block] as const;
    });
    return Object.fromEntries(blocks);
  }

  private createDefaultSecurityGroup(): aws.ec2.DefaultSecurityGroup {
    const child = "default-security-group";
    return new aws.ec2.DefaultSecurityGroup(
      this.children.name(child),
      {
        region: this.children.region,
        vpcId: this.vpc.id,
        // Written out, since what is left out stays as it is.
        ingress: [],
        egress: [],
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createInternetGateway(): aws.ec2.InternetGateway | undefined {
    if (!needsInternetGateway(this.plan)) return undefined;
    const child = "internet-gateway";
    const args = { region: this.children.region, vpcId: this.vpc.id, tags: this.children.tags(child) };
    return new aws.ec2.InternetGateway(this.children.name(child), args, this.children.options(child));
  }

  private createEgressOnlyGateway(): aws.ec2.EgressOnlyInternetGateway | undefined {
    if (!needsEgressOnlyGateway(this.plan)) return undefined;
    const child = "egress-only-gateway";
    const args = { region: this.children.region, vpcId: this.vpc.id, tags: this.children.tags(child) };
    return new aws.ec2.EgressOnlyInternetGateway(this.children.name(child), args, this.children.options(child));
  }

  private createPublicAccessExclusion(): aws.ec2.VpcBlockPublicAccessExclusion | undefined {
    const { blockPublicAccessExclusion: allowed } = this.settings;
    if (allowed === undefined) return undefined;
    const child = "public-access-exclusion";
    return new aws.ec2.VpcBlockPublicAccessExclusion(
      this.children.name(child),
      {
        region: this.children.region,
        vpcId: this.vpc.id,
        internetGatewayExclusionMode: `allow-${allowed}`,
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createSubnets(name: string): Subnets {
    const { children, vpc, protect } = this;
    return createSubnets(children, this.plan, {
      name,
      vpc,
      secondaryRanges: Object.values(this.secondaryCidrBlocks),
      ipv6: this.settings.ipv6,
      protect,
      lookUpZones: () =>
        aws.getAvailabilityZonesOutput(
          {
            region: children.region,
            state: "available",
            // Local and Wavelength Zones of an account that opted into some are in the list otherwise.
            filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
          },
          { parent: this },
        ).names,
    });
  }

  private createNat(): NatGateways {
    const publicTier = this.plan.tiers.find(({ kind }) => kind === "public")?.name;
    const inner = this.subnetsOf(this.plan.subnets[0]?.tier);
    return createNatGateways(this.children, this.plan.natGateways, {
      vpcId: this.vpc.id,
      internetGateway: this.internetGateway,
      publicSubnets: this.subnetsOf(publicTier),
      zones: Object.fromEntries(Object.entries(inner).map(([slot, subnet]) => [slot, subnet.availabilityZone])),
    });
  }

  private createTransitGatewayAttachment(): aws.ec2transitgateway.VpcAttachment | undefined {
    const { attachment } = this.plan;
    if (attachment === undefined) return undefined;
    const child = "transit-gateway";
    return new aws.ec2transitgateway.VpcAttachment(
      this.children.name(child),
      {
        region: this.children.region,
        transitGatewayId: attachment.transitGatewayId,
        vpcId: this.vpc.id,
        subnetIds: Object.values(this.subnetsOf(attachment.tier)).map(({ id }) => id),
        applianceModeSupport: pulumi.output(attachment.applianceMode).apply((on) => (on ? "enable" : "disable")),
        ipv6Support: this.settings.ipv6 ? "enable" : "disable",
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createRoutes(tables: Subnets["routeTables"]): Record<string, aws.ec2.Route> {
    return createRoutes(this.children, this.plan.routes, tables, {
      internet: this.internetGateway,
      egressOnly: this.egressOnlyGateway,
      nat: this.nat.gateways,
      attachment: this.transitGatewayAttachment,
    });
  }

  private createEndpoints(): Endpoints {
    const tables = Object.values(this.routeTables).flatMap((slots) => Object.values(slots));
    return createEndpoints(this.children, this.plan.endpoints, {
      vpc: this.vpc,
      region: this.plan.region ?? this.vpc.region,
      secondaryRanges: this.settings.secondaryCidrBlocks,
      routeTableIds: tables.map(({ id }) => id),
      interfaceSubnetIds: Object.values(this.subnetsOf(this.plan.innerTier)).map(({ id }) => id),
    });
  }

  private createFlowLogs(): FlowLogs | undefined {
    const { flowLogs } = this.plan;
    if (flowLogs === false) return undefined;
    const forceDestroy = this.settings.protection === "off";
    return createFlowLogs(this.children, flowLogs, { vpc: this.vpc, protect: this.protect, forceDestroy });
  }

  private byTierAndSlot<R>(bySubnet: Readonly<Record<string, R>>): ByTierAndSlot<R> {
    const { tiers, subnets } = this.plan;
    const slotsOf = (tier: string) =>
      subnets
        .filter((planned) => planned.tier === tier)
        .map((planned) => [slotKey(planned.slot), bySubnet[subnetChild(planned)] as R]);
    const made = tiers.filter(({ kind }) => kind !== "reserved");
    return Object.fromEntries(made.map(({ name }) => [name, Object.fromEntries(slotsOf(name))]));
  }

  private subnetsOf(tier: string | undefined): Readonly<Record<string, aws.ec2.Subnet>> {
    return (tier === undefined ? undefined : this.subnets[tier]) ?? {};
  }

  private idsOf(kind: SubnetKind): pulumi.Output<string>[] {
    const tiers = this.plan.tiers.filter((tier) => tier.kind === kind);
    return tiers.flatMap(({ name }) => Object.values(this.subnetsOf(name)).map(({ id }) => id));
  }

  private layoutOf(planned: PlannedSubnet): SubnetLayout {
    const { tier, kind, offset, netmask } = planned;
    const cidrBlock = pulumi.output(rangeOf(planned, this.plan, this.vpc));
    return { tier, kind, slot: slotKey(planned.slot), offset, netmask, cidrBlock };
  }
}
