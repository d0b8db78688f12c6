import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { Problems } from "../../shared/argument-issues";
import type { Tags } from "../../shared/tags";
import type { Children } from "../shared/children";
import { subnetIpv6Range, subnetRange } from "../shared/cidr";
import type { PlannedSubnet, SubnetKind } from "./address-plan";
import type { VpcPlan } from "./vpc-plan";
import { subnetChild } from "./routes";
import { countedZone, type ZoneSlot } from "./availability-zones";

/** What subnets are made in. */
export interface SubnetSurroundings {
  /** The component's name, for what it says is wrong. */
  readonly name: string;
  /** The region's zones, asked for only under a count. */
  readonly lookUpZones: () => pulumi.Output<string[]>;
  readonly vpc: aws.ec2.Vpc;
  /** Further ranges of the VPC, which must be there before the subnets in them. */
  readonly secondaryRanges: readonly pulumi.Resource[];
  readonly ipv6: boolean;
  readonly protect: boolean;
}

/** Subnets and their route tables, by the child that is the subnet: `private-az1`. */
export interface Subnets {
  readonly subnets: Readonly<Record<string, aws.ec2.Subnet>>;
  readonly routeTables: Readonly<Record<string, aws.ec2.RouteTable>>;
  readonly routeTableAssociations: Readonly<Record<string, aws.ec2.RouteTableAssociation>>;
}

// Where load balancers of Kubernetes may be placed; they are free, and without them none can.
const KUBERNETES_TAGS: Readonly<Record<Exclude<SubnetKind, "reserved">, Tags>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  isolated: {},
};

/** Makes every subnet with a route table of its own, so that no wish about routes ever takes a subnet from its table. */
export function createSubnets(children: Children, plan: VpcPlan, around: SubnetSurroundings): Subnets {
  const subnets: Record<string, aws.ec2.Subnet> = {};
  const routeTables: Record<string, aws.ec2.RouteTable> = {};
  const routeTableAssociations: Record<string, aws.ec2.RouteTableAssociation> = {};
  const countedZones = countZones(plan, around);
  for (const slot of plan.slots) {
    for (const planned of plan.subnets.filter(({ slot: number }) => number === slot.number)) {
      const child = subnetChild(planned);
      const own = plan.tiers.find(({ name }) => name === planned.tier)?.tags;
      const zone = slot.zone ?? countedZones.of(slot);
      const subnet = createSubnet(children, planned, { ...around, plan, own, slot, zone });
      if (slot.zone === undefined) countedZones.note(slot, subnet);
      subnets[child] = subnet;
      const table = createRouteTable(children, `${child}-routes`, around.vpc, own);
      routeTables[child] = table;
      routeTableAssociations[child] = createAssociation(children, `${child}-association`, subnet, table);
    }
  }
  return { subnets, routeTables, routeTableAssociations };
}

/**
 * The zones of slots under a count: of a slot's first subnet by the region's list, and of the others, a tier appended years
 * later among them, the zone that the first one is in.
 */
function countZones({ slots }: VpcPlan, { name, lookUpZones }: SubnetSurroundings) {
  const created: pulumi.Output<string>[] = [];
  let regionZones: pulumi.Output<string[]> | undefined;
  return {
    of(slot: ZoneSlot): pulumi.Output<string> {
      const found = created[slot.number - 1];
      if (found !== undefined) return found;
      regionZones ??= lookUpZones();
      return pulumi
        .all([regionZones, pulumi.all([...created])])
        .apply(([zones, before]) => countedZone(new Problems("Vpc", name), slot, slots.length, zones, before));
    },
    note({ number }: ZoneSlot, { availabilityZone }: aws.ec2.Subnet): void {
      created[number - 1] ??= availabilityZone;
    },
  };
}

/** The range of a planned subnet; unknown for as long as that of the VPC is. */
export function rangeOf(planned: PlannedSubnet, { cidrBlock, tiers }: VpcPlan, vpc: aws.ec2.Vpc): pulumi.Input<string> {
  if (cidrBlock !== undefined) return subnetRange(cidrBlock, planned);
  // Where a pool chooses the VPC's range, ranges given by hand count from zero.
  const isGiven = tiers.find(({ name }) => name === planned.tier)?.subnets !== undefined;
  return isGiven ? subnetRange("0.0.0.0/0", planned) : vpc.cidrBlock.apply((range) => subnetRange(range, planned));
}

interface Place extends SubnetSurroundings {
  readonly plan: VpcPlan;
  readonly own: pulumi.Input<Tags> | undefined;
  readonly slot: ZoneSlot;
  readonly zone: pulumi.Input<string>;
}

function createSubnet(children: Children, planned: PlannedSubnet, place: Place): aws.ec2.Subnet {
  const { vpc, ipv6, slot } = place;
  const child = subnetChild(planned);
  return new aws.ec2.Subnet(
    children.name(child),
    {
      region: children.region,
      vpcId: vpc.id,
      cidrBlock: rangeOf(planned, place.plan, vpc),
      availabilityZone: place.zone,
      // Load balancers and gateways have public addresses of their own; nothing else gets one by being put somewhere.
      mapPublicIpOnLaunch: false,
      assignIpv6AddressOnCreation: ipv6,
      // Empty for a VPC that has no IPv6 yet because only part of the stack is being updated.
      ipv6CidrBlock: ipv6
        ? vpc.ipv6CidrBlock.apply((range) => range && subnetIpv6Range(range, planned.ipv6Number))
        : undefined,
      tags: children.tags(child, KUBERNETES_TAGS[planned.kind], place.own),
    },
    children.options(child, {
      protect: place.protect,
      dependsOn: [...place.secondaryRanges],
      // Under a count the region's list decides, which changes, while a subnet stays in the zone it was made in; one that
      // is replaced for another reason takes the zone of the day. Zones that the program names are not ignored: an edit of
      // them must show.
      ignoreChanges: slot.zone === undefined ? ["availabilityZone"] : undefined,
    }),
  );
}

function createRouteTable(children: Children, child: string, vpc: aws.ec2.Vpc, own: pulumi.Input<Tags> | undefined) {
  const args = { region: children.region, vpcId: vpc.id, tags: children.tags(child, {}, own) };
  return new aws.ec2.RouteTable(children.name(child), args, children.options(child));
}

function createAssociation(children: Children, child: string, subnet: aws.ec2.Subnet, table: aws.ec2.RouteTable) {
  const args = { region: children.region, subnetId: subnet.id, routeTableId: table.id };
  return new aws.ec2.RouteTableAssociation(children.name(child), args, children.options(child));
}
