import type { Plan } from "@roadbed/plan";
import { evaluate } from "../../evaluation/evaluate";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import type { Rule } from "../../authoring/rule";
import type { OptionValues } from "../../model/rule-options";
import { naclWorldAdminPorts } from "./network-acls";
import { eipInUse } from "./elastic-ips";
import { sgDefaultClosed } from "./default-security-groups";
import { sgWorldListedPortsOnly } from "./security-group-exposure";
import { subnetNoAutoPublic, subnetPrivateStaysPrivate, vpcFlowLogs } from "./vpc";
import { vpcEndpoints } from "./vpc-endpoints";

/** Returns the findings of a rule for a plan, each as `kind name path`, sorted. */
function findingsFor(plan: Plan, rule: Rule, options: OptionValues = {}): readonly string[] {
  return evaluate(plan, [{ rule, level: "mandatory", options }])
    .findings.map(({ kind, urn, path }) => [kind, urn.split("::").at(-1), path].filter(Boolean).join(" "))
    .sort();
}

const vpc = "aws:ec2/vpc:Vpc";
const bare = examplePlan({ network: [vpc, { cidrBlock: "10.0.0.0/16" }] });

describe("rules for a new network", () => {
  it.each([vpcFlowLogs, sgDefaultClosed, vpcEndpoints])("$id reports a VPC without the required resource", (rule) =>
    expect(findingsFor(bare, rule)).toEqual(["violation network"]),
  );

  const flowLog = "aws:ec2/flowLog:FlowLog";
  const complete = examplePlan({
    network: [vpc, { cidrBlock: "10.0.0.0/16" }],
    closed: [
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      { vpcId: exampleId("network"), ingress: [], egress: [] },
    ],
    log: [flowLog, { vpcId: exampleId("network"), trafficType: "REJECT" }],
    s3: ["aws:ec2/vpcEndpoint:VpcEndpoint", { vpcId: exampleId("network"), serviceName: "com.amazonaws.eu-west-1.s3" }],
    dynamodb: [
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      { vpcId: exampleId("network"), serviceName: "com.amazonaws.eu-west-1.dynamodb" },
    ],
  });

  it.each([vpcFlowLogs, sgDefaultClosed, vpcEndpoints])("$id accepts a VPC whose ID is still unknown", (rule) =>
    expect(findingsFor(complete, rule)).toEqual([]),
  );

  it("reports only the VPC without a flow log", () => {
    const twoVpcs = examplePlan({
      first: [vpc, {}],
      second: [vpc, {}],
      log: [flowLog, { vpcId: exampleId("second"), trafficType: "ALL" }],
    });
    expect(findingsFor(twoVpcs, vpcFlowLogs)).toEqual(["violation first"]);
  });

  it("reports a VPC without the configured endpoints", () => {
    expect(findingsFor(complete, vpcEndpoints, { services: ["s3"] })).toEqual([]);
    expect(findingsFor(complete, vpcEndpoints, { services: ["s3", "ecr.api"] })).toEqual(["violation network"]);
    expect(findingsFor(complete, vpcEndpoints, { services: ["s3", "s3", "s3"] })).toEqual([]);
  });
});

describe("subnet-no-auto-public", () => {
  const plan = examplePlan({ edge: ["aws:ec2/subnet:Subnet", { mapPublicIpOnLaunch: true, tags: { edge: "yes" } }] });

  it("accepts subnets with a configured public tag", () => {
    expect(findingsFor(plan, subnetNoAutoPublic)).toEqual(["violation edge mapPublicIpOnLaunch"]);
    expect(findingsFor(plan, subnetNoAutoPublic, { publicTags: ["edge"] })).toEqual([]);
  });
});

describe("subnet-private-stays-private", () => {
  const tags = { "kubernetes.io/role/internal-elb": "1" };
  const network = (gatewayId: string, subnetTags: Readonly<Record<string, string>> = tags) =>
    examplePlan({
      subnet: ["aws:ec2/subnet:Subnet", { tags: subnetTags }],
      table: ["aws:ec2/routeTable:RouteTable", {}],
      association: [
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
        { subnetId: exampleId("subnet"), routeTableId: exampleId("table") },
      ],
      internet: ["aws:ec2/internetGateway:InternetGateway", {}],
      office: ["aws:ec2/vpnGateway:VpnGateway", {}],
      route: [
        "aws:ec2/route:Route",
        { routeTableId: exampleId("table"), destinationCidrBlock: "0.0.0.0/0", gatewayId },
      ],
    });

  it.each<[string, string, readonly string[]]>([
    ["an internet gateway in the stack", exampleId("internet"), ["violation subnet"]],
    ["an internet gateway in another stack", "igw-1", ["violation subnet"]],
    ["a VPN gateway in the stack", exampleId("office"), []],
    ["a VPN gateway in another stack", "vgw-1", []],
    ["an unknown gateway", exampleId("missing"), ["undecided route gatewayId"]],
  ])("evaluates a route to %s", (_, gatewayId, findings) =>
    expect(findingsFor(network(gatewayId), subnetPrivateStaysPrivate)).toEqual(findings),
  );

  it("ignores subnets without a private tag", () =>
    expect(findingsFor(network("igw-1", { Name: "edge" }), subnetPrivateStaysPrivate)).toEqual([]));
});

describe("nacl-world-admin-ports", () => {
  const acl = "aws:ec2/networkAcl:NetworkAcl";
  const allow = { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0 };
  const deny = { ruleNo: 90, action: "deny", protocol: "tcp", fromPort: 22, toPort: 3389 };

  it("reports IPv6 traffic that only an IPv4 entry denies", () => {
    const entries = [
      { ...allow, ipv6CidrBlock: "::/0" },
      { ...deny, cidrBlock: "0.0.0.0/0" },
    ];
    expect(findingsFor(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toEqual([
      "violation acl ingress[0]",
    ]);
  });

  it("reports an entry if only some of its addresses are denied", () => {
    const entries = [
      { ...allow, cidrBlock: "0.0.0.0/0" },
      { ...deny, cidrBlock: "203.0.113.0/24" },
    ];
    expect(findingsFor(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toHaveLength(1);
  });

  it("reports the entries that together allow every address", () => {
    const entries = [
      { ...allow, cidrBlock: "0.0.0.0/1" },
      { ...allow, ruleNo: 101, cidrBlock: "128.0.0.0/1" },
    ];
    expect(findingsFor(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toEqual([
      "violation acl ingress[0]",
      "violation acl ingress[1]",
    ]);
  });

  it("accepts an entry whose addresses are all denied", () => {
    const entries = [
      { ...allow, cidrBlock: "0.0.0.0/1" },
      { ...deny, cidrBlock: "0.0.0.0/0" },
    ];
    expect(findingsFor(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toEqual([]);
  });

  it("reports each entry once, even if it opens several ports", () => {
    const entries = [
      { ...allow, cidrBlock: "0.0.0.0/0" },
      { ...allow, ruleNo: 101, ipv6CidrBlock: "::/0" },
    ];
    expect(findingsFor(examplePlan({ acl: [acl, { ingress: entries }] }), naclWorldAdminPorts)).toEqual([
      "violation acl ingress[0]",
      "violation acl ingress[1]",
    ]);
  });
});

describe("sg-world-listed-ports-only", () => {
  const webGroup = (fromPort: number, toPort: number) =>
    examplePlan({
      web: [
        "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        { ipProtocol: "tcp", fromPort, toPort, cidrIpv4: "0.0.0.0/0" },
      ],
    });

  it("accepts a port range only if every port is listed", () => {
    expect(findingsFor(webGroup(8080, 8082), sgWorldListedPortsOnly, { ports: [8082, 8081, 8080, 8080] })).toEqual([]);
    expect(findingsFor(webGroup(8080, 8082), sgWorldListedPortsOnly, { ports: [8080, 8080, 8082] })).toHaveLength(1);
  });
});

describe("eip-in-use", () => {
  const eip = "aws:ec2/eip:Eip";

  it("reports an address that no resource uses", () =>
    expect(findingsFor(examplePlan({ spare: [eip, {}] }), eipInUse)).toEqual(["violation spare"]));

  it("accepts addresses that Network Load Balancers or regional NAT gateways use", () => {
    const plan = examplePlan({
      first: [eip, {}, { id: "eipalloc-1" }],
      second: [eip, {}],
      balancer: [
        "aws:lb/loadBalancer:LoadBalancer",
        { subnetMappings: [{ subnetId: "s", allocationId: "eipalloc-1" }] },
      ],
      nat: [
        "aws:ec2/natGateway:NatGateway",
        { availabilityZoneAddresses: [{ availabilityZone: "eu-west-1a", allocationIds: [exampleId("second")] }] },
      ],
    });
    expect(findingsFor(plan, eipInUse)).toEqual([]);
  });
});
