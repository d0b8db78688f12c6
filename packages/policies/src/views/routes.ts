import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

type Separate = InputsOf<"aws:ec2/route:Route">;
type Inline = NonNullable<InputsOf<"aws:ec2/routeTable:RouteTable">["routes"]>[number];

/** A route, as a resource of its own or in a route table. */
export interface DeclaredRoute {
  /** The object that holds it. */
  readonly at: object;
  /** The ranges it leads to; one, in what AWS accepts. */
  readonly destinations: readonly string[];
  readonly isThroughPeering: boolean;
  readonly isThroughInterface: boolean;
}

const separate = (at: Separate): DeclaredRoute => ({
  at,
  get destinations() {
    return listOf<string>(
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

const inline = (at: Inline): DeclaredRoute => ({
  at,
  get destinations() {
    return listOf<string>(
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
export const routes = defineView<DeclaredRoute>()({
  "aws:ec2/route:Route": (route) => [separate(route)],
  "aws:ec2/routeTable:RouteTable": (table) => listOf(table.routes).map(inline),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": (table) => listOf(table.routes).map(inline),
});
