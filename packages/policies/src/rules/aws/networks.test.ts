import type { Plan } from "@roadbed/plan";
import { evaluate } from "../../evaluation/evaluate";
import { examplePlan, idOf } from "../../authoring/example-plan";
import type { Rule } from "../../authoring/rule";
import type { OptionValues } from "../../model/rule-options";
import { naclWorldAdminPorts } from "./network-acls";
import { eipInUse } from "./elastic-ips";
import { sgDefaultClosed } from "./default-security-groups";
import { sgWorldListedPortsOnly } from "./security-group-exposure";
import { subnetNoAutoPublic, subnetPrivateStaysPrivate, vpcFlowLogs } from "./vpc";
import { vpcEndpoints } from "./vpc-endpoints";

/** What rules say of a plan: `kind name path`, sorted. */
function said(plan: Plan, rule: Rule, options: OptionValues = {}): readonly string[] {
  return evaluate(plan, [{ rule, level: "mandatory", options }])
    .findings.map(({ kind, urn, path }) => [kind, urn.split("::").at(-1), path].filter(Boolean).join(" "))
    .sort();
}

const vpc = "aws:ec2/vpc:Vpc";
const bare = examplePlan({ network: [vpc, { cidrBlock: "10.0.0.0/16" }] });

describe("a network that is being created", () => {
  it.each([vpcFlowLogs, sgDefaultClosed, vpcEndpoints])("lacks what $id asks for if nothing is there", (rule) =>
    expect(said(bare, rule)).toEqual(["violation network"]),
  );

  const flowLog = "aws:ec2/flowLog:FlowLog";
  const complete = examplePlan({
    network: [vpc, { cidrBlock: "10.0.0.0/16" }],
    closed: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: idOf("network"), ingress: [], egress: [] }],
    log: [flowLog, { vpcId: idOf("network"), trafficType: "REJECT" }],
    s3: ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: idOf("network"), serviceName: "com.amazonaws.eu-west-1.s3" }],
    dynamodb: [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcId: idOf("network"), serviceName: "com.amazonaws.eu-west-1.dynamodb" },
    ],
  });

  it.each([vpcFlowLogs, sgDefaultClosed, vpcEndpoints])("has what $id asks for before any id is known", (rule) =>
    expect(said(complete, rule)).toEqual([]),
  );

  it("is told apart from another one of the stack", () => {
    const two = examplePlan({
      first: [vpc, {}],
      second: [vpc, {}],
      log: [flowLog, { vpcId: idOf("second"), trafficType: "ALL" }],
    });
    expect(said(two, vpcFlowLogs)).toEqual(["violation first"]);
  });

  it("lacks the endpoints that the configuration asks for", () => {
    expect(said(complete, vpcEndpoints, { services: ["s3"] })).toEqual([]);
    expect(said(complete, vpcEndpoints, { services: ["s3", "ecr.api"] })).toEqual(["violation network"]);
    expect(said(complete, vpcEndpoints, { services: ["s3", "s3", "s3"] })).toEqual([]);
  });
});

describe("subnet-no-auto-public", () => {
  const plan = examplePlan({ edge: ["aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: true, tags: { edge: "yes" } }] });

  it("knows public subnets by the tags that are configured", () => {
    expect(said(plan, subnetNoAutoPublic)).toEqual(["violation edge mapPublicIpOnLaunch"]);
    expect(said(plan, subnetNoAutoPublic, { publicTags: ["edge"] })).toEqual([]);
  });
});

describe("subnet-private-stays-private", () => {
  const tags = { "kubernetes.io/role/internal-elb": "1" };
  const network = (gatewayId: string, marked: Readonly<Record<string, string>> = tags) =>
    examplePlan({
      subnet: ["aws:ec2/subnet:Subnet", { tags: marked }],
      table: ["aws:ec2/routeTable:RouteTable", {}],
      association: [
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        { subnetId: idOf("subnet"), routeTableId: idOf("table") },
      ],
      internet: ["aws:ec2/internetGateway:InternetGateway", {}],
      office: ["aws:ec2/vpnGateway:VpnGateway", {}],
      route: ["aws:ec2/route:Route", { routeTableId: idOf("table"), destinationCidrBlock: "0.0.0.0/0", gatewayId }],
    });

  it.each<[string, string, readonly string[]]>([
    ["an internet gateway of the stack", idOf("internet"), ["violation subnet"]],
    ["an internet gateway of another stack", "igw-1", ["violation subnet"]],
    ["a VPN gateway of the stack", idOf("office"), []],
    ["a VPN gateway of another stack", "vgw-1", []],
    ["something that is not known", idOf("missing"), ["undecided route gatewayId"]],
  ])("judges a route to %s", (_, gatewayId, findings) =>
    expect(said(network(gatewayId), subnetPrivateStaysPrivate)).toEqual(findings),
  );

  it("is not about subnets without the tag", () =>
    expect(said(network("igw-1", { Name: "edge" }), subnetPrivateStaysPrivate)).toEqual([]));
});

describe("nacl-world-admin-ports", () => {
  const acl = "aws:ec2/networkAcl:NetworkAcl";
  const allow = { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0 };
  const deny = { ruleNo: 90, action: "deny", protocol: "tcp", fromPort: 22, toPort: 3389 };

  it("knows that denying IPv4 leaves IPv6 open", () => {
    const entries = [
      { ...allow, ipv6CidrBlock: "::/0" },
      { ...deny, cidrBlock: "0.0.0.0/0" },
    ];
    expect(said(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toEqual([
      "violation acl ingress[0]",
    ]);
  });

  it("knows that denying some addresses leaves the others", () => {
    const entries = [
      { ...allow, cidrBlock: "0.0.0.0/0" },
      { ...deny, cidrBlock: "203.0.113.0/24" },
    ];
    expect(said(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toHaveLength(1);
  });

  it("finds each entry once, however many ports it opens", () => {
    const entries = [
      { ...allow, cidrBlock: "0.0.0.0/0" },
      { ...allow, ruleNo: 101, ipv6CidrBlock: "::/0" },
    ];
    expect(said(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toEqual([
      "violation acl ingress[0]",
      "violation acl ingress[1]",
    ]);
  });
});

describe("sg-world-listed-ports-only", () => {
  const opening = (fromPort: number, toPort: number) =>
    examplePlan({
      web: [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        { ipProtocol: "tcp", fromPort, toPort, cidrIpv4: "0.0.0.0/0" },
      ],
    });

  it("accepts a range of which every port is listed", () => {
    expect(said(opening(8080, 8082), sgWorldListedPortsOnly, { ports: [8082, 8081, 8080, 8080] })).toEqual([]);
    expect(said(opening(8080, 8082), sgWorldListedPortsOnly, { ports: [8080, 8080, 8082] })).toHaveLength(1);
  });
});

describe("eip-in-use", () => {
  const eip = "aws:ec2/eip:Eip";

  it("finds an address that nothing takes", () =>
    expect(said(examplePlan({ spare: [eip, {}] }), eipInUse)).toEqual(["violation spare"]));

  it("knows the addresses of network load balancers and regional NAT gateways", () => {
    const plan = examplePlan({
      first: [eip, {}, { id: "eipalloc-1" }],
      second: [eip, {}],
      balancer: [
        "aws:lb/loadBalancer:LoadBalancer",
        { subnetMappings: [{ subnetId: "s", allocationId: "eipalloc-1" }] },
      ],
      nat: [
        "aws:ec2/natGateway:NatGateway",
        { availabilityZoneAddresses: [{ availabilityZone: "eu-west-1a", allocationIds: [idOf("second")] }] },
      ],
    });
    expect(said(plan, eipInUse)).toEqual([]);
  });
});
