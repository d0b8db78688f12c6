import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { publicSubnets } from "../../conditions/subnet-reach";

const vpc = "aws:ec2/vpc:Vpc";
const flowLog = "aws:ec2/flowLog:FlowLog";
const subnet = "aws:ec2/subnet:Subnet";

export const vpcFlowLogs = defineStackRule({
  id: "vpc-flow-logs",
  title: "VPCs record the traffic that they refuse",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.6"], "cis-aws-3.0": ["3.7"], "cis-aws-4.0": ["3.7"] },
  types: [vpc],
  why: "Without flow logs nobody can tell after an intrusion what was reached from where, nor during an outage what is being refused.",
  remedy: 'Add an aws.ec2.FlowLog with the vpcId and trafficType: "REJECT" (or "ALL").',
  check: (graph) =>
    graph.byType(vpc).map(
      (resource) =>
        !graph
          .referrers(resource, flowLog, "vpcId")
          .some(({ props: { trafficType = "" } }) => ["REJECT", "ALL"].includes(trafficType)) && {
          resource,
          message: "no flow log records the traffic that is refused",
        },
    ),
  examples: {
    pass: [
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: idOf("vpc"), trafficType: "REJECT" }] }),
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: idOf("vpc"), trafficType: "ALL" }] }),
    ],
    fail: [
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: idOf("vpc"), trafficType: "ACCEPT" }] }),
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: "vpc-of-others", trafficType: "ALL" }] }),
    ],
  },
});

export const vpcBlockPublicAccess = defineRule({
  id: "vpc-block-public-access",
  title: "VPC Block Public Access blocks what comes from the internet",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.172"] },
  on: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  why: "Turned off, it leaves every VPC of the region to whoever attaches an internet gateway.",
  remedy:
    'Set internetGatewayBlockMode: "block-ingress", or "block-bidirectional", and exempt public networks by aws.ec2.VpcBlockPublicAccessExclusion.',
  check: ({ internetGatewayBlockMode = "off" }) =>
    !["block-ingress", "block-bidirectional"].includes(internetGatewayBlockMode) &&
    "traffic through internet gateways is not blocked",
  examples: {
    pass: [{ internetGatewayBlockMode: "block-ingress" }, { internetGatewayBlockMode: "block-bidirectional" }],
    fail: [{ internetGatewayBlockMode: "off" }],
  },
});

export const subnetNoAutoPublic = defineRule({
  id: "subnet-no-auto-public",
  title: "Subnets give no public addresses to whatever is started in them",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.15"] },
  on: subnet,
  options: {
    // The tag by which EKS and its load balancer controller know public subnets.
    publicTags: stringListOption(["kubernetes.io/role/elb"], "Tags of subnets that are meant to be public."),
  },
  why: "A machine that happens to be started there is on the internet, though nobody decided so.",
  remedy:
    "Set mapPublicIpOnLaunch: false. Load balancers and NAT gateways get their addresses anyway, and an instance that needs one can ask for it.",
  check: (props, { options }) =>
    allOf(
      () => props.mapPublicIpOnLaunch === true,
      () => !options.publicTags.some((tag) => props.tags !== undefined && tag in props.tags),
    ) && { at: "mapPublicIpOnLaunch", message: "whatever is started here gets a public address" },
  fix: { mapPublicIpOnLaunch: false },
  examples: {
    pass: [{}, { mapPublicIpOnLaunch: false }, { mapPublicIpOnLaunch: true, tags: { "kubernetes.io/role/elb": "1" } }],
    fail: [{ mapPublicIpOnLaunch: true }, { mapPublicIpOnLaunch: true, tags: { Name: "public-az1" } }],
  },
});

const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const route = "aws:ec2/route:Route";
const table = "aws:ec2/routeTable:RouteTable";
const gateway = "aws:ec2/internetGateway:InternetGateway";
const marked = { tags: { "kubernetes.io/role/internal-elb": "1" } };
const associated = { subnetId: idOf("subnet"), routeTableId: idOf("table") };
const anywhere = { routeTableId: idOf("table"), destinationCidrBlock: "0.0.0.0/0" };

export const subnetPrivateStaysPrivate = defineStackRule({
  id: "subnet-private-stays-private",
  title: "Subnets marked as private have no route to an internet gateway",
  severity: "medium",
  types: [subnet],
  options: {
    // The tag by which EKS and its load balancer controller know private subnets.
    privateTags: stringListOption(["kubernetes.io/role/internal-elb"], "Tags of subnets that are meant to be private."),
  },
  why: "Whoever puts a machine or an internal load balancer into a subnet that is marked private relies on the internet not getting there.",
  remedy: "Lead the route table of the subnet to a NAT gateway (natGatewayId), or take the tag away.",
  check: (graph, { options }) => {
    const isPublic = publicSubnets(graph);
    return graph.byType(subnet).map(
      (resource) =>
        allOf(
          () => options.privateTags.some((tag) => resource.props.tags !== undefined && tag in resource.props.tags),
          () => isPublic(resource),
        ) && { resource, message: "the subnet is marked as private, and its routes lead to an internet gateway" },
    );
  },
  examples: {
    pass: [
      examplePlan({
        subnet: [subnet, marked],
        association: [association, associated],
        table: [table, {}],
        nat: ["aws:ec2/natGateway:NatGateway", {}],
        route: [route, { ...anywhere, natGatewayId: idOf("nat") }],
      }),
      examplePlan({
        subnet: [subnet, { tags: { "kubernetes.io/role/elb": "1" } }],
        association: [association, associated],
        table: [table, {}],
        gateway: [gateway, {}],
        route: [route, { ...anywhere, gatewayId: idOf("gateway") }],
      }),
      examplePlan({
        subnet: [subnet, marked],
        association: [association, associated],
        table: [table, {}],
        vpn: ["aws:ec2/vpnGateway:VpnGateway", {}],
        route: [route, { ...anywhere, gatewayId: idOf("vpn") }],
      }),
    ],
    fail: [
      examplePlan({
        subnet: [subnet, marked],
        association: [association, associated],
        table: [table, {}],
        gateway: [gateway, {}],
        route: [route, { ...anywhere, gatewayId: idOf("gateway") }],
      }),
      examplePlan({
        subnet: [subnet, marked],
        association: [association, associated],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
  },
});
