import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { mergedTags, type TaggedInputs } from "../../conditions/merged-tags";
import { publicSubnets } from "../../conditions/public-subnets";

const vpc = "aws:ec2/vpc:Vpc";
const flowLog = "aws:ec2/flowLog:FlowLog";
const subnet = "aws:ec2/subnet:Subnet";
const defaultSubnet = "aws:ec2/defaultSubnet:DefaultSubnet";

export const vpcFlowLogs = defineStackRule({
  id: "vpc-flow-logs",
  title: "VPCs have flow logs that record rejected traffic",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.6"], "cis-aws-3.0": ["3.7"], "cis-aws-4.0": ["3.7"] },
  types: [vpc],
  why: "Without flow logs, you cannot determine which systems were reached during an intrusion, or which traffic is rejected during an outage.",
  remedy: 'Add an aws.ec2.FlowLog with vpcId: vpc.id and trafficType: "REJECT" or "ALL".',
  check: (graph) =>
    graph.byType(vpc).map(
      (resource) =>
        !graph
          .referrers(resource, flowLog, "vpcId")
          .some(({ props: { trafficType = "" } }) => ["REJECT", "ALL"].includes(trafficType)) && {
          resource,
          message: "no flow log records rejected traffic",
        },
    ),
  examples: {
    pass: [
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: exampleId("vpc"), trafficType: "REJECT" }] }),
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: exampleId("vpc"), trafficType: "ALL" }] }),
    ],
    fail: [
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: exampleId("vpc"), trafficType: "ACCEPT" }] }),
      examplePlan({ vpc: [vpc, {}], log: [flowLog, { vpcId: "vpc-2", trafficType: "ALL" }] }),
    ],
  },
});

export const vpcBlockPublicAccess = defineRule({
  id: "vpc-block-public-access",
  title: "VPC Block Public Access blocks internet gateway traffic",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.172"] },
  on: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
  why: "Without VPC Block Public Access, anyone who can attach an internet gateway can expose any VPC in the Region.",
  remedy:
    'Set internetGatewayBlockMode: "block-ingress" or "block-bidirectional", and exclude public networks with aws.ec2.VpcBlockPublicAccessExclusion.',
  check: ({ internetGatewayBlockMode = "off" }) =>
    !["block-ingress", "block-bidirectional"].includes(internetGatewayBlockMode) &&
    "internet gateway traffic is not blocked",
  examples: {
    pass: [{ internetGatewayBlockMode: "block-ingress" }, { internetGatewayBlockMode: "block-bidirectional" }],
    fail: [{ internetGatewayBlockMode: "off" }],
  },
});

/** Whether a subnet has one of the tags. */
const hasTag = (props: TaggedInputs, keys: readonly string[]): boolean =>
  keys.some((key) => key in (mergedTags(props) ?? {}));

/** A public subnet whose provider adds the tag. The arguments of the SDK do not include `tagsAll`. */
const taggedByProvider = { mapPublicIpOnLaunch: true, tagsAll: { "kubernetes.io/role/elb": "1" } } as object;

export const subnetNoAutoPublic = defineViewRule({
  id: "subnet-no-auto-public",
  title: "VPC subnets do not automatically assign public IP addresses",
  severity: "medium",
  controls: { "aws-fsbp": ["EC2.15"] },
  on: defineView<Pick<InputsOf<typeof subnet>, "mapPublicIpOnLaunch"> & TaggedInputs>()({
    [subnet]: (props) => [props],
    [defaultSubnet]: (props) => [props],
  }),
  options: {
    // EKS and the AWS Load Balancer Controller discover public subnets by this tag.
    publicTags: stringListOption(
      ["kubernetes.io/role/elb"],
      "Keys of the tags that mark a subnet as intentionally public.",
    ),
  },
  why: "Every instance that is launched in the subnet is exposed to the internet, whether or not it needs to be.",
  remedy:
    "Set mapPublicIpOnLaunch: false. Load balancers and NAT gateways still get public IP addresses, and individual instances can request one.",
  check: (props, { options }) =>
    allOf(
      () => props.mapPublicIpOnLaunch === true,
      () => !hasTag(props, options.publicTags),
    ) && { at: "mapPublicIpOnLaunch", message: "instances get a public IP address automatically" },
  fix: { mapPublicIpOnLaunch: false },
  examples: {
    pass: [
      [subnet, {}],
      [subnet, { mapPublicIpOnLaunch: false }],
      [subnet, { mapPublicIpOnLaunch: true, tags: { "kubernetes.io/role/elb": "1" } }],
      [defaultSubnet, { mapPublicIpOnLaunch: true, tags: { "kubernetes.io/role/elb": "1" } }],
      [subnet, taggedByProvider],
      [defaultSubnet, taggedByProvider],
    ],
    fail: [
      [subnet, { mapPublicIpOnLaunch: true }],
      [subnet, { mapPublicIpOnLaunch: true, tags: { Name: "public-az1" } }],
      [defaultSubnet, { mapPublicIpOnLaunch: true }],
    ],
  },
});

const association = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const route = "aws:ec2/route:Route";
const table = "aws:ec2/routeTable:RouteTable";
const gateway = "aws:ec2/internetGateway:InternetGateway";
const taggedPrivate = { tags: { "kubernetes.io/role/internal-elb": "1" } };
const associated = { subnetId: exampleId("subnet"), routeTableId: exampleId("table") };
const defaultRoute = { routeTableId: exampleId("table"), destinationCidrBlock: "0.0.0.0/0" };

export const subnetPrivateStaysPrivate = defineStackRule({
  id: "subnet-private-stays-private",
  title: "VPC subnets tagged as private have no route to an internet gateway",
  severity: "medium",
  types: [subnet],
  options: {
    // EKS and the AWS Load Balancer Controller discover private subnets by this tag.
    privateTags: stringListOption(
      ["kubernetes.io/role/internal-elb"],
      "Keys of the tags that mark a subnet as private.",
    ),
  },
  why: "Workloads and internal load balancers in a subnet tagged as private rely on not being reachable from the internet.",
  remedy: "In the subnet's route table, set natGatewayId rather than gatewayId on the route, or remove the tag.",
  check: (graph, { options }) => {
    const isPublic = publicSubnets(graph);
    return graph.byType(subnet).map(
      (resource) =>
        allOf(
          () => hasTag(resource.props, options.privateTags),
          () => isPublic(resource),
        ) && { resource, message: "the subnet is tagged as private but has a route to an internet gateway" },
    );
  },
  examples: {
    pass: [
      examplePlan({
        subnet: [subnet, taggedPrivate],
        association: [association, associated],
        table: [table, {}],
        nat: ["aws:ec2/natGateway:NatGateway", {}],
        route: [route, { ...defaultRoute, natGatewayId: exampleId("nat") }],
      }),
      examplePlan({
        subnet: [subnet, { tags: { "kubernetes.io/role/elb": "1" } }],
        association: [association, associated],
        table: [table, {}],
        gateway: [gateway, {}],
        route: [route, { ...defaultRoute, gatewayId: exampleId("gateway") }],
      }),
      examplePlan({
        subnet: [subnet, taggedPrivate],
        association: [association, associated],
        table: [table, {}],
        vpn: ["aws:ec2/vpnGateway:VpnGateway", {}],
        route: [route, { ...defaultRoute, gatewayId: exampleId("vpn") }],
      }),
    ],
    fail: [
      examplePlan({
        subnet: [subnet, taggedPrivate],
        association: [association, associated],
        table: [table, {}],
        gateway: [gateway, {}],
        route: [route, { ...defaultRoute, gatewayId: exampleId("gateway") }],
      }),
      examplePlan({
        subnet: [subnet, taggedPrivate],
        association: [association, associated],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
      }),
    ],
  },
});
