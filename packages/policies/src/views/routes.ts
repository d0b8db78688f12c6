import { listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";

type SeparateRoute = InputsOf<"aws:ec2/route:Route">;
type InlineRoute = NonNullable<InputsOf<"aws:ec2/routeTable:RouteTable">["routes"]>[number];

/** A route, either a separate resource or part of a route table. */
export interface DeclaredRoute {
  /** The object that contains the route. */
  readonly at: object;
  /** The destination CIDR blocks. AWS accepts exactly one. */
  readonly destinations: readonly string[];
  readonly isThroughPeering: boolean;
  readonly isThroughInterface: boolean;
}

const separateRoute = (at: SeparateRoute): DeclaredRoute => ({
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

const inlineRoute = (at: InlineRoute): DeclaredRoute => ({
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

/** The routes of VPC route tables. */
export const routes = defineView<DeclaredRoute>()({
  "aws:ec2/route:Route": (route) => [separateRoute(route)],
  "aws:ec2/routeTable:RouteTable": (table) => listOf(table.routes).map(inlineRoute),
  "aws:ec2/defaultRouteTable:DefaultRouteTable": (table) => listOf(table.routes).map(inlineRoute),
});
