import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { Children } from "../shared/children";
import type { PlannedSubnet, SubnetKind } from "./address-plan";
import { slotKey } from "./availability-zones";
import {
  existingNetwork,
  networkOfStack,
  type ConnectedVpc,
  type ExistingVpc,
  type VpcLike,
  type VpcOutputNames,
} from "./existing-vpc";
import { createFlowLogs, type VpcFlowLogs } from "./flow-logs";
import { createInternetAccess } from "./internet-access";
import { createNatGateways, publicIpsOf, type NatGateways } from "./nat-gateways";
import { createRoutes, subnetChild } from "./routes";
import { cidrBlockOf, createSubnets, type Subnets } from "./subnets";
import { createTransitGatewayAttachment } from "./transit-gateway";
import { VPC_DEFAULTS, type VpcArgs, type VpcDefaults } from "./vpc-args";
import { createEndpoints, type VpcEndpoints } from "./vpc-endpoints";
import { vpcMonitors } from "./vpc-monitors";
import { connectivityOf, planVpc, type VpcPlan, type VpcSettings } from "./vpc-plan";

/** Resources by tier and slot: `subnets.private.az1`. */
export type ByTierAndSlot<R> = Readonly<Record<string, Readonly<Record<string, R>>>>;

/** The position of a subnet in the address plan. */
export interface SubnetAllocation {
  /** The name of the tier. */
  readonly tier: string;
  /** The kind of the tier. */
  readonly kind: Exclude<SubnetKind, "reserved">;
  /** The slot: `az1`. */
  readonly slot: string;
  /** The number of addresses between the beginning of the VPC and the beginning of the subnet. */
  readonly offset: number;
  /** The netmask of the subnet. */
  readonly netmaskLength: number;
  /** The CIDR block of the subnet. */
  readonly cidrBlock: pulumi.Output<string>;
}

/**
 * A VPC with tiers of subnets whose addresses never change when the network grows.
 *
 * @remarks
 * Creates the VPC; a subnet with its own route table for each tier and zone; an internet gateway; NAT gateways with their
 * addresses; gateway endpoints for S3 and DynamoDB; and a flow log with its log group and role. Removes the rules of the
 * default security group.
 *
 * The default network costs about $110 per month: $36.50 for each of three NAT gateways, plus $0.045 per GB of NAT gateway
 * traffic. The development profile costs a third of that. Each interface endpoint costs $7.30 per zone per month, and flow
 * logs cost $0.50 per GB. All other resources are free. Prices are for us-east-1.
 *
 * Adding zones, appending tiers, and changing endpoints or NAT strategies does not replace existing subnets, route tables, or
 * associations. Arguments whose change replaces subnets are marked *identity*.
 *
 * To delete a protected network, zone, or tier, set `protection: false` and deploy, and then remove it from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `vpc`, `internet-gateway`, `private-az1`, `private-az1-routes`,
 * `private-az1-association`, `private-az1-default` (the route to the internet), `nat-az1`, `nat-az1-address`, `gateway-s3`,
 * `endpoint-ecr-api`, `flow-logs`, and others. docs/network.md lists all of them.
 *
 * @example
 * const network = new Vpc("network", { availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] });
 * export const { vpcId, privateSubnetIds } = network;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Vpc extends pulumi.ComponentResource implements ConnectedVpc, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<VpcDefaults> = VPC_DEFAULTS;

  /** The ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The ARN of the VPC. */
  readonly vpcArn: pulumi.Output<string>;
  /** The primary CIDR block of the VPC. */
  readonly cidrBlock: pulumi.Output<string>;
  /** The IDs of the subnets of all public tiers, ordered by tier as declared and then by slot. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** The IDs of the subnets of all private tiers, in the same order. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** The IDs of the subnets of all isolated tiers, in the same order. */
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** The public IP addresses of the NAT gateways. They change when AWS extends a regional NAT gateway to another zone. */
  readonly natGatewayPublicIps: pulumi.Output<string[]>;
  /** What workloads in the network can connect to. Other components check that their tasks reach the services they need. */
  readonly connectivity: ConnectedVpc["connectivity"];
  /** The position of each subnet in the address plan. */
  readonly subnetLayout: readonly SubnetAllocation[];

  /** The resources that load balancers and tasks in the network wait for: routes, gateways, and interface endpoints. */
  readonly connectivityDependencies: readonly pulumi.Resource[];

  /** The VPC. */
  readonly vpc: aws.ec2.Vpc;
  /** The secondary CIDR blocks by name. */
  readonly secondaryCidrBlockAssociations: Readonly<Record<string, aws.ec2.VpcIpv4CidrBlockAssociation>>;
  /** The default security group, without rules. */
  readonly defaultSecurityGroup: aws.ec2.DefaultSecurityGroup;
  /** The internet gateway; `undefined` without public subnets or NAT gateways. */
  readonly internetGateway: aws.ec2.InternetGateway | undefined;
  /** The egress-only internet gateway; `undefined` without IPv6 or private tiers. */
  readonly egressOnlyInternetGateway: aws.ec2.EgressOnlyInternetGateway | undefined;
  /** The exclusion from VPC Block Public Access; `undefined` without `blockPublicAccessExclusion`. */
  readonly blockPublicAccessExclusion: aws.ec2.VpcBlockPublicAccessExclusion | undefined;
  /** The subnets by tier and slot. */
  readonly subnets: ByTierAndSlot<aws.ec2.Subnet>;
  /** The route tables by tier and slot of their subnets. */
  readonly routeTables: ByTierAndSlot<aws.ec2.RouteTable>;
  /** The associations between subnets and route tables, by tier and slot. */
  readonly routeTableAssociations: ByTierAndSlot<aws.ec2.RouteTableAssociation>;
  /** The NAT gateways and their addresses. */
  readonly nat: NatGateways;
  /** The transit gateway attachment; `undefined` without `transitGateway`. */
  readonly transitGatewayAttachment: aws.ec2transitgateway.VpcAttachment | undefined;
  /** The routes, by child name, such as `private-az1-default`. */
  readonly routes: Readonly<Record<string, aws.ec2.Route>>;
  /** The VPC endpoints. */
  readonly endpoints: VpcEndpoints;
  /** The flow log and its destination; `undefined` if `flowLogs` is false. */
  readonly flowLogs: VpcFlowLogs | undefined;

  private readonly componentName: string;
  private readonly settings: VpcSettings;
  private readonly plan: VpcPlan;
  private readonly children: Children;
  private readonly protect: boolean;

  constructor(name: string, args: VpcArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const { settings, plan } = planVpc(name, args);

    super("roadbed:aws:Vpc", name, args, options);
    this.componentName = name;
    this.settings = settings;
    this.plan = plan;
    this.children = new Children(this, name, settings);
    this.protect = isProtected(settings, options);

    this.vpc = this.createVpc();
    this.secondaryCidrBlockAssociations = this.createSecondaryCidrBlocks();
    this.defaultSecurityGroup = this.createDefaultSecurityGroup();
    const { blockPublicAccessExclusion } = settings;
    const internet = createInternetAccess(this.children, this.vpc, { plan, blockPublicAccessExclusion });
    this.internetGateway = internet.internetGateway;
    this.egressOnlyInternetGateway = internet.egressOnlyInternetGateway;
    this.blockPublicAccessExclusion = internet.blockPublicAccessExclusion;
    const subnets = this.createSubnets(name);
    this.subnets = this.byTierAndSlot(subnets.subnets);
    this.routeTables = this.byTierAndSlot(subnets.routeTables);
    this.routeTableAssociations = this.byTierAndSlot(subnets.routeTableAssociations);
    this.nat = this.createNat();
    this.transitGatewayAttachment =
      plan.attachment &&
      createTransitGatewayAttachment(this.children, plan.attachment, {
        vpcId: this.vpc.id,
        subnets: Object.values(this.subnetsOf(plan.attachment.tier)),
        ipv6: settings.ipv6,
      });
    this.routes = this.createRoutes(subnets.routeTables);
    this.endpoints = this.createEndpoints();
    this.flowLogs = this.createFlowLogs();

    this.vpcId = this.vpc.id;
    this.vpcArn = this.vpc.arn;
    this.cidrBlock = this.vpc.cidrBlock;
    this.publicSubnetIds = this.idsOf("public");
    this.privateSubnetIds = this.idsOf("private");
    this.isolatedSubnetIds = this.idsOf("isolated");
    this.natGatewayPublicIps = publicIpsOf(this.nat);
    this.connectivity = connectivityOf(plan);
    this.subnetLayout = plan.subnets.map((planned) => this.layoutOf(planned));
    this.connectivityDependencies = this.connectivityResources();
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
   * Returns an existing network in the form that components accept. Creates no resources and performs no lookups.
   *
   * @throws ArgumentsError if an ID is invalid; if the ID is an output, the returned output fails instead
   */
  static fromExisting(network: VpcLike): ExistingVpc {
    return existingNetwork(network);
  }

  /**
   * Returns the network of another stack.
   *
   * @remarks
   * The returned outputs fail with an ArgumentsError if a stack output is missing or invalid.
   *
   * @param names - the names of the stack outputs, where they differ from the property names of a Vpc
   *
   * @example
   * const network = Vpc.fromStackReference(new pulumi.StackReference("acme/network/production"));
   */
  static fromStackReference(stack: pulumi.StackReference, names: VpcOutputNames = {}): ExistingVpc {
    return networkOfStack(stack, names);
  }

  /**
   * Returns the monitors of the NAT gateways and interface endpoints, for a `Monitoring`.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "Vpc", name: this.componentName, region: this.settings.region };
    const { vpcId, nat, endpoints, plan } = this;
    const targets = { vpcId, nat, endpointPlans: plan.endpoints, endpoints: endpoints.endpoints };
    return vpcMonitors(componentSetArgs(component, args), targets);
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
        // Interface endpoints serve the public names of services only if both are enabled.
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
        // Explicitly empty: AWS keeps existing rules if these properties are omitted.
        ingress: [],
        egress: [],
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
      secondaryCidrBlocks: Object.values(this.secondaryCidrBlockAssociations),
      ipv6: this.settings.ipv6,
      protect,
      lookUpZones: () =>
        aws.getAvailabilityZonesOutput(
          {
            region: children.region,
            state: "available",
            // Excludes Local Zones and Wavelength Zones that the account has opted in to.
            filters: [{ name: "opt-in-status", values: ["opt-in-not-required"] }],
          },
          { parent: this },
        ).names,
    });
  }

  private createNat(): NatGateways {
    const publicTier = this.plan.tiers.find(({ kind }) => kind === "public")?.name;
    const firstTierSubnets = this.subnetsOf(this.plan.subnets[0]?.tier);
    const zones = Object.entries(firstTierSubnets).map(([slot, subnet]) => [slot, subnet.availabilityZone] as const);
    return createNatGateways(this.children, this.plan.natGateways, {
      vpcId: this.vpc.id,
      internetGateway: this.internetGateway,
      publicSubnets: this.subnetsOf(publicTier),
      zones: Object.fromEntries(zones),
    });
  }

  private createRoutes(tables: Subnets["routeTables"]): Record<string, aws.ec2.Route> {
    return createRoutes(this.children, this.plan.routes, tables, {
      internetGateway: this.internetGateway,
      egressOnlyGateway: this.egressOnlyInternetGateway,
      natGateways: this.nat.gateways,
      transitGatewayAttachment: this.transitGatewayAttachment,
    });
  }

  private createEndpoints(): VpcEndpoints {
    const tables = Object.values(this.routeTables).flatMap((slots) => Object.values(slots));
    return createEndpoints(this.children, this.plan.endpoints, {
      vpc: this.vpc,
      region: this.plan.region ?? this.vpc.region,
      secondaryCidrBlocks: this.settings.secondaryCidrBlocks,
      routeTableIds: tables.map(({ id }) => id),
      interfaceSubnetIds: Object.values(this.subnetsOf(this.plan.innerTier)).map(({ id }) => id),
    });
  }

  /** Returns the resources without which the subnets cannot reach other networks. The gateways are dependencies of the routes. */
  private connectivityResources(): readonly pulumi.Resource[] {
    const associations = Object.values(this.routeTableAssociations).flatMap((slots) => Object.values(slots));
    const { endpoints, ingressRules } = this.endpoints;
    return [...associations, ...Object.values({ ...this.routes, ...endpoints, ...ingressRules })];
  }

  private createFlowLogs(): VpcFlowLogs | undefined {
    const { flowLogs } = this.plan;
    if (flowLogs === false) return undefined;
    const forceDestroy = !this.settings.protection;
    return createFlowLogs(this.children, flowLogs, { vpc: this.vpc, protect: this.protect, forceDestroy });
  }

  private byTierAndSlot<R>(bySubnet: Readonly<Record<string, R>>): ByTierAndSlot<R> {
    const { tiers, subnets } = this.plan;
    const slotsOf = (tier: string) =>
      subnets
        .filter((planned) => planned.tier === tier)
        .map((planned) => [slotKey(planned.slot), bySubnet[subnetChild(planned)] as R]);
    const tiersWithSubnets = tiers.filter(({ kind }) => kind !== "reserved");
    return Object.fromEntries(tiersWithSubnets.map(({ name }) => [name, Object.fromEntries(slotsOf(name))]));
  }

  private subnetsOf(tier: string | undefined): Readonly<Record<string, aws.ec2.Subnet>> {
    return (tier === undefined ? undefined : this.subnets[tier]) ?? {};
  }

  private idsOf(kind: SubnetKind): pulumi.Output<string>[] {
    const tiers = this.plan.tiers.filter((tier) => tier.kind === kind);
    return tiers.flatMap(({ name }) => Object.values(this.subnetsOf(name)).map(({ id }) => id));
  }

  private layoutOf(planned: PlannedSubnet): SubnetAllocation {
    const { tier, kind, offset, netmask } = planned;
    const cidrBlock = pulumi.output(cidrBlockOf(planned, this.plan, this.vpc));
    return { tier, kind, slot: slotKey(planned.slot), offset, netmaskLength: netmask, cidrBlock };
  }
}
