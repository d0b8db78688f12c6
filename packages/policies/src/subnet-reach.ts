import { both, either, listed } from "./kernel/connectives";
import type { Graph, GraphResource } from "./rule";

const ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const INTERNET_GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ROUTE = "aws:ec2/route:Route";
const TABLE = "aws:ec2/routeTable:RouteTable";
const VPN_GATEWAY = "aws:ec2/vpnGateway:VpnGateway";

type Subnet = GraphResource<"aws:ec2/subnet:Subnet">;
type Table = GraphResource<typeof TABLE>;

/**
 * Whether a subnet is public as AWS has it: its route table leads to an internet gateway. Tables that it gets without an
 * association, being the main one of the VPC, are not looked at. Leaves the question open if a route is unknown.
 */
export function isPublic(graph: Graph, subnet: Subnet): boolean {
  return graph.referrers(subnet, ASSOCIATION, "subnetId").some((association) =>
    graph.byType(TABLE).some((table) =>
      both(
        () => leadsToInternet(graph, table),
        () => graph.refers(association, "routeTableId", table),
      ),
    ),
  );
}

const leadsToInternet = (graph: Graph, table: Table): boolean =>
  either(
    () => isInternet(graph, table, "routes.gatewayId", () => table.props.routes?.map((route) => route.gatewayId)),
    () =>
      graph
        .referrers(table, ROUTE, "routeTableId")
        .some((route) => isInternet(graph, route, "gatewayId", () => route.props.gatewayId)),
  );

/** Gateways of this stack are told by what refers to them, others by their ids. */
const isInternet = (
  graph: Graph,
  from: GraphResource<typeof ROUTE> | Table,
  property: string,
  ids: () => string | undefined | readonly (string | undefined)[],
): boolean =>
  either(
    () => graph.byType(INTERNET_GATEWAY).some((gateway) => graph.refers(from, property, gateway)),
    () =>
      both(
        () => !graph.byType(VPN_GATEWAY).some((gateway) => graph.refers(from, property, gateway)),
        () => listed(ids).some((id) => id?.startsWith("igw-")),
      ),
  );
