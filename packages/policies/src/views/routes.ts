import { listed } from "../kernel/connectives";
import { defineView } from "../rule";
import type { Props } from "../tokens";

type Separate = Props<"aws:ec2/route:Route">;
type Inline = NonNullable<Props<"aws:ec2/routeTable:RouteTable">["routes"]>[number];

/** A route, as a resource of its own or in a route table. */
export interface WrittenRoute {
  /** The object that holds it. */
  readonly at: object;
  /** The ranges it leads to; one, in what AWS accepts. */
  readonly destinations: readonly string[];
  readonly isThroughPeering: boolean;
  readonly isThroughInterface: boolean;
}

const separate = (at: Separate): WrittenRoute => ({
  at,
  get destinations() {
    return listed<string>(
      () => at.destinationCidrBlock,
      () => at.destinationIpv6CidrBlock,
    );
  },
  get isThroughPeering() {
    return "vpcPeeringConnectionId" in at;
  },
  get isThroughInterface() {
    return "networkInterfaceId" in at;
  },
});

const inline = (at: Inline): WrittenRoute => ({
  at,
  get destinations() {
    return listed<string>(
      () => at.cidrBlock,
      () => at.ipv6CidrBlock,
    );
  },
  get isThroughPeering() {
    return "vpcPeeringConnectionId" in at;
  },
  get isThroughInterface() {
    return "networkInterfaceId" in at;
  },
});

/** Every route of VPCs. */
export const routes = defineView<WrittenRoute>()({
  "aws:ec2/route:Route": (route) => [separate(route)],
  "aws:ec2/routeTable:RouteTable": (table) => listed(table.routes).map(inline),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": (table) => listed(table.routes).map(inline),
});
