import * as pulumi from "@pulumi/pulumi";
import type { StackPlan } from "@roadbed/testing";
import { deployed } from "../../../test/network";
import { ECS_INTERFACE_ENDPOINTS, Vpc, type VpcArgs } from "../index";

const ZONES = ["eu-west-1a", "eu-west-1b"];
const EIP = "aws:ec2/eip:Eip";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const NAT = "aws:ec2/natGateway:NatGateway";
const ROUTE = "aws:ec2/route:Route";
const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const TABLE = "aws:ec2/routeTable:RouteTable";
const TRANSIT = "aws:ec2transitgateway/vpcAttachment:VpcAttachment";
const INTERNET = "aws:ec2/internetGateway:InternetGateway network-internet-gateway";

const make = (args?: VpcArgs) => deployed(() => new Vpc("network", { availabilityZones: ZONES, ...args }));

/** Where the default routes of private subnets lead, in order of slots. */
const natRoutes = (made: StackPlan) =>
  made
    .ofType(ROUTE)
    .filter(({ name }) => /-private-az\d-default$/.test(name))
    .map(({ inputs }) => inputs.natGatewayId);

describe("NAT gateways", () => {
  it("are in each zone, and serve its private subnets, by default", async () => {
    const made = await make();
    expect(natRoutes(made)).toEqual(["network-nat-az1-id", "network-nat-az2-id"]);
    const nat = made.find(NAT, "network-nat-az2");
    expect(made.references(nat, "subnetId")).toEqual(["aws:ec2/subnet:Subnet network-public-az2"]);
    expect(made.references(nat, "allocationId")).toEqual([`${EIP} network-nat-az2-address`]);
    expect(made.dependencies(nat)).toContain(INTERNET);
    expect(made.find(EIP, "network-nat-az2-address").inputs.domain).toBe("vpc");
  });

  it("are one in the first zone, or in the one that is named", async () => {
    expect(natRoutes(await make({ nat: "single" }))).toEqual(["network-nat-az1-id", "network-nat-az1-id"]);
    const made = await make({ nat: { strategy: "single", slot: "az2" } });
    expect(natRoutes(made)).toEqual(["network-nat-az2-id", "network-nat-az2-id"]);
    expect(made.ofType(NAT)).toHaveLength(1);
  });

  it("are one that AWS spreads over the zones, without a public tier", async () => {
    const made = await make({ nat: "regional", tiers: { private: {} } });
    expect(natRoutes(made)).toEqual(["network-nat-regional-id", "network-nat-regional-id"]);
    const nat = made.find(NAT);
    expect(nat.inputs).toMatchObject({ availabilityMode: "regional", vpcId: "network-vpc-id" });
    expect(nat.inputs).not.toHaveProperty("allocationId");
    expect(made.dependencies(nat)).toContain(INTERNET);
    expect(made.ofType(EIP)).toEqual([]);
  });

  it("have addresses of the user's own, by slot", async () => {
    const elasticIpAllocationIds = { az2: "eipalloc-0b", az1: "eipalloc-0a" };
    const zonal = await make({ nat: { strategy: "perAz", elasticIpAllocationIds } });
    expect(zonal.ofType(NAT).map(({ inputs }) => inputs.allocationId)).toEqual(["eipalloc-0a", "eipalloc-0b"]);
    const regional = await make({ nat: { strategy: "regional", elasticIpAllocationIds } });
    expect(regional.find(NAT, "network-nat-regional").inputs.availabilityZoneAddresses).toEqual([
      { availabilityZone: "eu-west-1a", allocationIds: ["eipalloc-0a"] },
      { availabilityZone: "eu-west-1b", allocationIds: ["eipalloc-0b"] },
    ]);
    expect([zonal, regional].flatMap((made) => made.ofType(EIP))).toEqual([]);
  });

  it("are none where private subnets lead elsewhere, or where there are none", async () => {
    for (const args of [{ nat: "none" }, { tiers: { public: {}, isolated: {} } }] as VpcArgs[]) {
      const made = await make(args);
      expect(made.ofType(NAT)).toEqual([]);
      expect(natRoutes(made)).toEqual([]);
    }
  });

  it.each([
    ["perAz", ["network-nat-az1-ip", "network-nat-az2-ip"]],
    ["regional", ["a", "b"]],
    ["none", []],
  ] as const)("are seen under their addresses: %s", async (nat, expected) => {
    const { outputs } = await deployed(() => ({
      ips: new Vpc("network", { availabilityZones: ZONES, nat }).natGatewayPublicIps,
    }));
    expect(outputs.ips).toEqual(expected);
  });
});

describe("routes", () => {
  it("lead public subnets to the internet gateway, and isolated ones nowhere", async () => {
    const made = await make();
    expect(made.find(ROUTE, "network-public-az1-default").inputs).toEqual({
      routeTableId: "network-public-az1-routes-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "network-internet-gateway-id",
    });
    expect(made.ofType(ROUTE).filter(({ name }) => name.includes("isolated"))).toEqual([]);
    expect(
      made.find("aws:ec2/routeTableAssociation:RouteTableAssociation", "network-isolated-az1-association").inputs,
    ).toEqual({
      subnetId: "network-isolated-az1-id",
      routeTableId: "network-isolated-az1-routes-id",
    });
  });

  it("lead to the internet by IPv6 too: private subnets outwards only", async () => {
    const made = await make({ ipv6: true });
    const to = { destinationIpv6CidrBlock: "::/0" };
    expect(made.find(ROUTE, "network-public-az1-default-ipv6").inputs).toMatchObject({
      ...to,
      gatewayId: "network-internet-gateway-id",
    });
    expect(made.find(ROUTE, "network-private-az1-default-ipv6").inputs).toMatchObject({
      ...to,
      egressOnlyGatewayId: "network-egress-only-gateway-id",
    });
    expect(made.find("aws:ec2/vpc:Vpc", "network-vpc").inputs.assignGeneratedIpv6CidrBlock).toBe(true);
  });

  it("lead where the program says, from private tiers unless it names others", async () => {
    const routes = {
      office: { destination: "192.168.0.0/16", vpnGatewayId: "vgw-0a" },
      shared: { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a", tiers: ["isolated", "public"] },
      six: { destination: "fd00:8::/32", coreNetworkArn: "arn:core" },
    };
    const made = await make({ availabilityZones: ["eu-west-1b"], routes, ipv6: true });
    const given = made.ofType(ROUTE).filter(({ name }) => name.includes("-to-"));
    const leads = given.map(({ name, inputs: { routeTableId, ...inputs } }) => {
      expect(routeTableId).toBe(`${name.replace(/-to-.*/, "")}-routes-id`);
      return [name, inputs];
    });
    expect(leads).toEqual([
      ["network-isolated-az2-to-shared", { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a" }],
      ["network-private-az2-to-office", { destinationCidrBlock: "192.168.0.0/16", gatewayId: "vgw-0a" }],
      ["network-private-az2-to-six", { destinationIpv6CidrBlock: "fd00:8::/32", coreNetworkArn: "arn:core" }],
      ["network-public-az2-to-shared", { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a" }],
    ]);
  });

  it("lead to a transit gateway once the network is attached, all egress included", async () => {
    const transitGateway = { transitGatewayId: "tgw-0a", applianceMode: true };
    const routes = { all: { destination: "0.0.0.0/0", transitGatewayId: "tgw-0a" } };
    const made = await make({ nat: "none", transitGateway, routes });
    expect(made.find(TRANSIT, "network-transit-gateway").inputs).toMatchObject({
      transitGatewayId: "tgw-0a",
      subnetIds: ["network-private-az1-id", "network-private-az2-id"],
      applianceModeSupport: "enable",
      ipv6Support: "disable",
    });
    const route = made.find(ROUTE, "network-private-az1-to-all");
    expect(route.inputs).toMatchObject({ destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-0a" });
    expect(made.dependencies(route)).toContain(`${TRANSIT} network-transit-gateway`);
  });
});

describe("endpoints", () => {
  it("through gateways are in every route table", async () => {
    const made = await make();
    const { routeTableIds, ...inputs } = made.find(ENDPOINT, "network-gateway-s3").inputs;
    expect(inputs).toMatchObject({ vpcEndpointType: "Gateway", serviceName: "com.amazonaws.eu-west-1.s3" });
    expect([...(routeTableIds as string[])].sort()).toEqual(made.ofType(TABLE).map(({ name }) => `${name}-id`));
  });

  it("with interfaces are in one subnet a zone, under the services' public names, open to the VPC alone", async () => {
    const made = await make({ interfaceEndpoints: "ecs", secondaryCidrBlocks: { pods: "100.64.0.0/16" } });
    const interfaces = made.ofType(ENDPOINT).filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
    expect(interfaces.map(({ inputs }) => inputs.serviceName).sort()).toEqual(
      ECS_INTERFACE_ENDPOINTS.map((service) => `com.amazonaws.eu-west-1.${service}`),
    );
    for (const { inputs } of interfaces) {
      expect(inputs).toMatchObject({
        subnetIds: ["network-private-az1-id", "network-private-az2-id"],
        securityGroupIds: ["network-endpoints-id"],
        privateDnsEnabled: true,
      });
    }
    const admitted = made
      .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .map(({ inputs }) => inputs);
    expect(admitted).toMatchObject([
      { cidrIpv4: "10.0.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
      { cidrIpv4: "100.64.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
    ]);
    expect(made.find(GROUP, "network-endpoints").inputs).not.toHaveProperty("ingress");
  });

  it("are in the isolated tier where there is no private one, and take whole names and policies", async () => {
    const vendor = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b";
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }];
    const made = await make({
      tiers: { isolated: {} },
      interfaceEndpoints: [vendor, "s3"],
      endpointPolicies: { [vendor]: "{}", s3: pulumi.output({ Version: "2012-10-17", Statement }) as never },
    });
    expect(made.find(ENDPOINT, "network-endpoint-com-amazonaws-vpce-eu-west-1-vpce-svc-0a1b").inputs).toMatchObject({
      serviceName: vendor,
      subnetIds: ["network-isolated-az1-id", "network-isolated-az2-id"],
      policy: "{}",
    });
    // The gateway serves its public name.
    expect(made.find(ENDPOINT, "network-endpoint-s3").inputs.privateDnsEnabled).toBe(false);
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    expect(JSON.parse(made.find(ENDPOINT, "network-gateway-s3").inputs.policy as string)).toEqual(JSON.parse(policy));
  });

  it("have the region that is known last in their names, if no argument says one", async () => {
    const made = await make({ availabilityZones: 1 });
    const endpoint = made.find(ENDPOINT, "network-gateway-s3");
    expect(endpoint.inputs.serviceName).toBe("com.amazonaws.eu-west-1.s3");
    expect(made.references(endpoint, "serviceName")).toEqual(["aws:ec2/vpc:Vpc network-vpc"]);
  });
});

it("the default security group has no rules", async () => {
  const made = await make();
  expect(
    made.find("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default-security-group").inputs,
  ).toMatchObject({
    ingress: [],
    egress: [],
  });
});

it("an exclusion admits what a block of public access would not", async () => {
  const made = await make({ blockPublicAccessExclusion: "bidirectional" });
  expect(
    made.find("aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion", "network-public-access-exclusion")
      .inputs,
  ).toMatchObject({
    vpcId: "network-vpc-id",
    internetGatewayExclusionMode: "allow-bidirectional",
  });
});
