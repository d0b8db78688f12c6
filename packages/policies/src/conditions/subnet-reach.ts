import { allOf, anyOf, listOf } from "../kernel/connectives";
import type { Graph, GraphResource } from "../authoring/define-stack-rule";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ROUTE = "aws:ec2/route:Route";
const TABLE = "aws:ec2/routeTable:RouteTable";
const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";

type Subnet = GraphResource<"aws:ec2/subnet:Subnet">;
interface Vertex {
  readonly urn: string;
}

/**
 * Tells which subnets are public as AWS has it: those whose route table leads to an internet gateway. Tables that a subnet
 * gets without an association, being the main one of the VPC, are not looked at. Leaves the question open where a route is
 * unknown.
 */
export function publicSubnets(graph: Graph): (subnet: Subnet) => boolean {
  // Joined by URN: asking of each pair whether one refers to the other would take minutes in a large stack.
  const routes = leadingToInternet(graph, ROUTE, "gatewayId", ({ props }) => props.gatewayId);
  const ownTables = leadingToInternet(graph, TABLE, "routes.gatewayId", ({ props }) =>
    props.routes?.map((route) => route.gatewayId),
  );
  const associations = graph
    .byType(TABLE)
    .filter((table) =>
      anyOf(
        () => isAmong(ownTables, table),
        () => graph.referrers(table, ROUTE, "routeTableId").some((route) => isAmong(routes, route)),
      ),
    )
    .flatMap((table) => graph.referrers(table, ASSOCIATION, "routeTableId"));
  return (subnet) =>
    graph.referrers(subnet, ASSOCIATION, "subnetId").some((association) => isAmong(associations, association));
}

const isAmong = (vertices: readonly Vertex[], one: Vertex) => vertices.some(({ urn }) => urn === one.urn);

type Ids = string | undefined | readonly (string | undefined)[];

/** Gateways of this stack are told by what refers to them, others by their ids. */
function leadingToInternet<const T extends typeof ROUTE | typeof TABLE>(
  graph: Graph,
  type: T,
  property: string,
  idsOf: (from: GraphResource<T>) => Ids,
): readonly Vertex[] {
  const referrers = (gateway: GraphResource<typeof INTERNET_GATEWAY> | GraphResource<typeof VPN_GATEWAY>) =>
    graph.referrers(gateway, type as never, property) as readonly Vertex[];
  const toInternet = graph.byType(INTERNET_GATEWAY).flatMap(referrers);
  const toVpn = graph.byType(VPN_GATEWAY).flatMap(referrers);
  const byId = (graph.byType(type as never) as readonly GraphResource<T>[]).filter((from) =>
    allOf(
      () => !isAmong(toVpn, from),
      () => listOf(() => idsOf(from)).some((id) => id?.startsWith("igw-")),
    ),
  );
  return toInternet.concat(byId);
}
