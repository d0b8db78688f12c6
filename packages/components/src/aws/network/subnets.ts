import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import type { Tags } from "../../shared/tags";
import type { Children } from "../shared/children";
import { subnetCidrBlock, subnetIpv6CidrBlock } from "../shared/cidr";
import type { PlannedSubnet, SubnetKind } from "./address-plan";
import { zoneOfCountedSlot, type ZoneSlot } from "./availability-zones";
import { subnetChild } from "./routes";
import type { VpcPlan } from "./vpc-plan";

/** The resources and settings that subnets depend on. */
export interface SubnetDependencies {
  /** The name of the component, for error messages. */
  readonly name: string;
  /** Looks up the zones in the Region. Called only if `availabilityZones` is a number. */
  readonly lookUpZones: () => pulumi.Output<string[]>;
  readonly vpc: aws.ec2.Vpc;
  /** The secondary CIDR blocks of the VPC, which must exist before the subnets in them. */
  readonly secondaryCidrBlocks: readonly pulumi.Resource[];
  readonly ipv6: boolean;
  readonly protect: boolean;
}

/** Subnets and their route tables, by the child name of the subnet: `private-az1`. */
export interface Subnets {
  readonly subnets: Readonly<Record<string, aws.ec2.Subnet>>;
  readonly routeTables: Readonly<Record<string, aws.ec2.RouteTable>>;
  readonly routeTableAssociations: Readonly<Record<string, aws.ec2.RouteTableAssociation>>;
}

// Kubernetes places load balancers only in subnets with these tags.
const KUBERNETES_TAGS: Readonly<Record<Exclude<SubnetKind, "reserved">, Tags>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  isolated: {},
};

/** Creates every subnet with its own route table, so that changes to routes never move a subnet to another route table. */
export function createSubnets(children: Children, plan: VpcPlan, dependencies: SubnetDependencies): Subnets {
  const subnets: Record<string, aws.ec2.Subnet> = {};
  const routeTables: Record<string, aws.ec2.RouteTable> = {};
  const routeTableAssociations: Record<string, aws.ec2.RouteTableAssociation> = {};
  const countedZones = new CountedZones(plan, dependencies);
  for (const slot of plan.slots) {
    for (const planned of plan.subnets.filter(({ slot: number }) => number === slot.number)) {
      const child = subnetChild(planned);
      const tierTags = plan.tiers.find(({ name }) => name === planned.tier)?.tags;
      const zone = slot.zone ?? countedZones.zoneOf(slot);
      const subnet = createSubnet(children, planned, { ...dependencies, plan, tierTags, slot, zone });
      if (slot.zone === undefined) countedZones.record(slot, subnet);
      subnets[child] = subnet;
      const table = createRouteTable(children, `${child}-routes`, dependencies.vpc, tierTags);
      routeTables[child] = table;
      routeTableAssociations[child] = createAssociation(children, `${child}-association`, subnet, table);
    }
  }
  return { subnets, routeTables, routeTableAssociations };
}

/**
 * Determines the zones of slots if `availabilityZones` is a number. The first subnet of a slot gets its zone from the Region's
 * list of zones. The slot's other subnets, including subnets in tiers that are added later, are in the first subnet's zone.
 */
class CountedZones {
  private readonly usedZones: pulumi.Output<string>[] = [];
  private readonly plan: VpcPlan;
  private readonly dependencies: SubnetDependencies;
  private regionZones: pulumi.Output<string[]> | undefined;

  constructor(plan: VpcPlan, dependencies: SubnetDependencies) {
    this.plan = plan;
    this.dependencies = dependencies;
  }

  zoneOf(slot: ZoneSlot): pulumi.Output<string> {
    const recorded = this.usedZones[slot.number - 1];
    if (recorded !== undefined) return recorded;
    this.regionZones ??= this.dependencies.lookUpZones();
    const count = this.plan.slots.length;
    return pulumi
      .all([this.regionZones, pulumi.all([...this.usedZones])])
      .apply(([regionZones, usedZones]) =>
        zoneOfCountedSlot(new ArgumentIssues("Vpc", this.dependencies.name), slot, count, regionZones, usedZones),
      );
  }

  record({ number }: ZoneSlot, { availabilityZone }: aws.ec2.Subnet): void {
    this.usedZones[number - 1] ??= availabilityZone;
  }
}

/** Returns the CIDR block of a planned subnet. The block is unknown while the VPC's CIDR block is unknown. */
export function cidrBlockOf(
  planned: PlannedSubnet,
  { cidrBlock, tiers }: VpcPlan,
  vpc: aws.ec2.Vpc,
): pulumi.Input<string> {
  if (cidrBlock !== undefined) return subnetCidrBlock(cidrBlock, planned);
  // If an IPAM pool allocates the CIDR block of the VPC, explicit blocks are relative to zero.
  const isExplicit = tiers.find(({ name }) => name === planned.tier)?.subnets !== undefined;
  return isExplicit
    ? subnetCidrBlock("0.0.0.0/0", planned)
    : vpc.cidrBlock.apply((vpcCidrBlock) => subnetCidrBlock(vpcCidrBlock, planned));
}

interface SubnetPlacement extends SubnetDependencies {
  readonly plan: VpcPlan;
  readonly tierTags: pulumi.Input<Tags> | undefined;
  readonly slot: ZoneSlot;
  readonly zone: pulumi.Input<string>;
}

function createSubnet(children: Children, planned: PlannedSubnet, placement: SubnetPlacement): aws.ec2.Subnet {
  const { vpc, ipv6, slot } = placement;
  const child = subnetChild(planned);
  return new aws.ec2.Subnet(
    children.name(child),
    {
      region: children.region,
      vpcId: vpc.id,
      cidrBlock: cidrBlockOf(planned, placement.plan, vpc),
      availabilityZone: placement.zone,
      // Load balancers and NAT gateways have their own public addresses. Other resources should not get public addresses.
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: ipv6,
      // The VPC's IPv6 block is empty if the VPC has no IPv6 yet and is not part of a targeted update.
      ipv6CidrBlock: ipv6
        ? vpc.ipv6CidrBlock.apply((block) => block && subnetIpv6CidrBlock(block, planned.ipv6Number))
        : undefined,
      tags: children.tags(child, KUBERNETES_TAGS[planned.kind], placement.tierTags),
    },
    children.options(child, {
      protect: placement.protect,
      dependsOn: [...placement.secondaryCidrBlocks],
      // If `availabilityZones` is a number, the Region's list of zones can change while the subnet stays in its zone. A subnet
      // that is replaced for another reason gets its zone from the current list. If `availabilityZones` contains names, changes
      // are not ignored, because the preview must show them.
      ignoreChanges: slot.zone === undefined ? ["availabilityZone"] : undefined,
    }),
  );
}

function createRouteTable(
  children: Children,
  child: string,
  vpc: aws.ec2.Vpc,
  tierTags: pulumi.Input<Tags> | undefined,
): aws.ec2.RouteTable {
  const args = { region: children.region, vpcId: vpc.id, tags: children.tags(child, {}, tierTags) };
  return new aws.ec2.RouteTable(children.name(child), args, children.options(child));
}

function createAssociation(
  children: Children,
  child: string,
  subnet: aws.ec2.Subnet,
  table: aws.ec2.RouteTable,
): aws.ec2.RouteTableAssociation {
  const args = { region: children.region, subnetId: subnet.id, routeTableId: table.id };
  return new aws.ec2.RouteTableAssociation(children.name(child), args, children.options(child));
}
