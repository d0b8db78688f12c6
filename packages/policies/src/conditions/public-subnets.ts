import { allOf, anyOf, listOf } from "../kernel/connectives";
import type { Graph, GraphResource } from "../authoring/define-stack-rule";
import type { ResourceReference } from "../graph/graph";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ROUTE = "aws:ec2/route:Route";
const TABLE = "aws:ec2/routeTable:RouteTable";
const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";

type Subnet = GraphResource<"aws:ec2/subnet:Subnet">;

/**
 * Returns a function that reports whether a subnet is public, that is, whether its route table has a route to an internet
 * gateway. Undecided if a route is unknown.
 *
 * @remarks
 * Ignores the main route table of the VPC, which subnets without an explicit association use.
 */
export function publicSubnets(graph: Graph): (subnet: Subnet) => boolean {
  // Joins by URN, because checking each pair for a reference would take minutes in a large stack.
  const routes = withInternetRoute(graph, ROUTE, "gatewayId", ({ props }) => props.gatewayId);
  const tablesWithInlineRoute = withInternetRoute(graph, TABLE, "routes.gatewayId", ({ props }) =>
    props.routes?.map((route) => route.gatewayId),
  );
  const associations = graph
    .byType(TABLE)
    .filter((table) =>
      anyOf(
        () => isAmong(tablesWithInlineRoute, table),
        () => graph.referrers(table, ROUTE, "routeTableId").some((route) => isAmong(routes, route)),
      ),
    )
    .flatMap((table) => graph.referrers(table, ASSOCIATION, "routeTableId"));
  return (subnet) =>
    graph.referrers(subnet, ASSOCIATION, "subnetId").some((association) => isAmong(associations, association));
}

const isAmong = (resources: readonly ResourceReference[], resource: ResourceReference) =>
  resources.some(({ urn }) => urn === resource.urn);

type Ids = string | undefined | readonly (string | undefined)[];

/**
 * Returns the resources of a type that route traffic to an internet gateway. Finds gateways in this stack by their
 * referrers, and other gateways by their IDs.
 */
function withInternetRoute<const T extends typeof ROUTE | typeof TABLE>(
  graph: Graph,
  type: T,
  property: string,
  idsOf: (from: GraphResource<T>) => Ids,
): readonly ResourceReference[] {
  const referrers = (gateway: GraphResource<typeof INTERNET_GATEWAY> | GraphResource<typeof VPN_GATEWAY>) =>
    graph.referrers(gateway, type as never, property) as readonly ResourceReference[];
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
