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

const create = (args?: VpcArgs) => deployed(() => new Vpc("network", { availabilityZones: ZONES, ...args }));

/** Returns the NAT gateways of the default routes of private subnets, in the order of their slots. */
const natRoutes = (plan: StackPlan) =>
  plan
    .byType(ROUTE)
    .filter(({ name }) => /-private-az\d-default$/.test(name))
    .map(({ inputs }) => inputs.natGatewayId);

describe("NAT gateways", () => {
  it("are created in each zone for its private subnets by default", async () => {
    const plan = await create();
    expect(natRoutes(plan)).toEqual(["network-nat-az1-id", "network-nat-az2-id"]);
    const nat = plan.get(NAT, "network-nat-az2");
    expect(plan.references(nat, "subnetId")).toEqual(["aws:ec2/subnet:Subnet network-public-az2"]);
    expect(plan.references(nat, "allocationId")).toEqual([`${EIP} network-nat-az2-address`]);
    expect(plan.dependencies(nat)).toContain(INTERNET);
    expect(plan.get(EIP, "network-nat-az2-address").inputs.domain).toBe("vpc");
  });

  it("are reduced to one, in the first slot or the given slot, by the single strategy", async () => {
    expect(natRoutes(await create({ nat: "single" }))).toEqual(["network-nat-az1-id", "network-nat-az1-id"]);
    const plan = await create({ nat: { strategy: "single", slot: "az2" } });
    expect(natRoutes(plan)).toEqual(["network-nat-az2-id", "network-nat-az2-id"]);
    expect(plan.byType(NAT)).toHaveLength(1);
  });

  it("are replaced by a regional gateway, which needs no public tier", async () => {
    const plan = await create({ nat: "regional", tiers: { private: {} } });
    expect(natRoutes(plan)).toEqual(["network-nat-regional-id", "network-nat-regional-id"]);
    const nat = plan.get(NAT);
    expect(nat.inputs).toMatchObject({ availabilityMode: "regional", vpcId: "network-vpc-id" });
    expect(nat.inputs).not.toHaveProperty("allocationId");
    expect(plan.dependencies(nat)).toContain(INTERNET);
    expect(plan.byType(EIP)).toEqual([]);
  });

  it("use existing Elastic IP addresses by slot", async () => {
    const elasticIpAllocationIds = { az2: "eipalloc-0b", az1: "eipalloc-0a" };
    const zonal = await create({ nat: { strategy: "perAz", elasticIpAllocationIds } });
    expect(zonal.byType(NAT).map(({ inputs }) => inputs.allocationId)).toEqual(["eipalloc-0a", "eipalloc-0b"]);
    const regional = await create({ nat: { strategy: "regional", elasticIpAllocationIds } });
    expect(regional.get(NAT, "network-nat-regional").inputs.availabilityZoneAddresses).toEqual([
      { availabilityZone: "eu-west-1a", allocationIds: ["eipalloc-0a"] },
      { availabilityZone: "eu-west-1b", allocationIds: ["eipalloc-0b"] },
    ]);
    expect([zonal, regional].flatMap((plan) => plan.byType(EIP))).toEqual([]);
  });

  it("are not created with the none strategy or without private tiers", async () => {
    for (const args of [{ nat: "none" }, { tiers: { public: {}, isolated: {} } }] as VpcArgs[]) {
      const plan = await create(args);
      expect(plan.byType(NAT)).toEqual([]);
      expect(natRoutes(plan)).toEqual([]);
    }
  });

  it.each([
    ["perAz", ["network-nat-az1-ip", "network-nat-az2-ip"]],
    ["regional", ["a", "b"]],
    ["none", []],
  ] as const)("provide their public IP addresses with the %s strategy", async (nat, expected) => {
    const { outputs } = await deployed(() => ({
      ips: new Vpc("network", { availabilityZones: ZONES, nat }).natGatewayPublicIps,
    }));
    expect(outputs.ips).toEqual(expected);
  });
});

describe("routes", () => {
  it("connect public subnets to the internet gateway, and isolated subnets to nothing", async () => {
    const plan = await create();
    expect(plan.get(ROUTE, "network-public-az1-default").inputs).toMatchObject({
      routeTableId: "network-public-az1-routes-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "network-internet-gateway-id",
    });
    expect(plan.byType(ROUTE).filter(({ name }) => name.includes("isolated"))).toEqual([]);
    expect(
      plan.get("aws:ec2/routeTableAssociation:RouteTableAssociation", "network-isolated-az1-association").inputs,
    ).toMatchObject({
      subnetId: "network-isolated-az1-id",
      routeTableId: "network-isolated-az1-routes-id",
    });
  });

  it("connect subnets over IPv6, private subnets outbound only", async () => {
    const plan = await create({ ipv6: true });
    const destination = { destinationIpv6CidrBlock: "::/0" };
    expect(plan.get(ROUTE, "network-public-az1-default-ipv6").inputs).toMatchObject({
      ...destination,
      gatewayId: "network-internet-gateway-id",
    });
    expect(plan.get(ROUTE, "network-private-az1-default-ipv6").inputs).toMatchObject({
      ...destination,
      egressOnlyGatewayId: "network-egress-only-gateway-id",
    });
    expect(plan.get("aws:ec2/vpc:Vpc", "network-vpc").inputs.assignGeneratedIpv6CidrBlock).toBe(true);
  });

  it("are created in the given tiers, or in private tiers by default", async () => {
    const routes = {
      office: { destinationCidrBlock: "192.168.0.0/16", vpnGatewayId: "vgw-0a" },
      shared: { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a", tiers: ["isolated", "public"] },
      six: { destinationCidrBlock: "fd00:8::/32", coreNetworkArn: "arn:core" },
    };
    const plan = await create({ availabilityZones: ["eu-west-1b"], routes, ipv6: true });
    const customRoutes = plan.byType(ROUTE).filter(({ name }) => name.includes("-to-"));
    const inputsByName = customRoutes.map(({ name, inputs: { routeTableId, region, ...inputs } }) => {
      expect(region).toBe("eu-west-1");
      expect(routeTableId).toBe(`${name.replace(/-to-.*/, "")}-routes-id`);
      return [name, inputs];
    });
    expect(inputsByName).toEqual([
      ["network-isolated-az2-to-shared", { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a" }],
      ["network-private-az2-to-office", { destinationCidrBlock: "192.168.0.0/16", gatewayId: "vgw-0a" }],
      ["network-private-az2-to-six", { destinationIpv6CidrBlock: "fd00:8::/32", coreNetworkArn: "arn:core" }],
      ["network-public-az2-to-shared", { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a" }],
    ]);
  });

  it("depend on the transit gateway attachment, including default routes", async () => {
    const transitGateway = { transitGatewayId: "tgw-0a", applianceMode: true };
    const routes = { all: { destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-0a" } };
    const plan = await create({ nat: "none", transitGateway, routes });
    expect(plan.get(TRANSIT, "network-transit-gateway").inputs).toMatchObject({
      transitGatewayId: "tgw-0a",
      subnetIds: ["network-private-az1-id", "network-private-az2-id"],
      applianceModeSupport: "enable",
      ipv6Support: "disable",
    });
    const route = plan.get(ROUTE, "network-private-az1-to-all");
    expect(route.inputs).toMatchObject({ destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-0a" });
    expect(plan.dependencies(route)).toContain(`${TRANSIT} network-transit-gateway`);
  });
});

describe("VPC endpoints", () => {
  it("are added to every route table if they are gateway endpoints", async () => {
    const plan = await create();
    const { routeTableIds, ...inputs } = plan.get(ENDPOINT, "network-gateway-s3").inputs;
    expect(inputs).toMatchObject({ vpcEndpointType: "Gateway", serviceName: "com.amazonaws.eu-west-1.s3" });
    expect([...(routeTableIds as string[])].sort()).toEqual(plan.byType(TABLE).map(({ name }) => `${name}-id`));
  });

  it("are placed in one subnet of each zone and accept only traffic from the VPC if they are interface endpoints", async () => {
    const plan = await create({ interfaceEndpoints: "ecs", secondaryCidrBlocks: { pods: "100.64.0.0/16" } });
    const interfaces = plan.byType(ENDPOINT).filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
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
    const ingressRules = plan
      .byType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
      .map(({ inputs }) => inputs);
    expect(ingressRules).toMatchObject([
      { cidrIpv4: "10.0.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
      { cidrIpv4: "100.64.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
    ]);
    expect(plan.get(GROUP, "network-endpoints").inputs).not.toHaveProperty("ingress");
  });

  it("use the isolated tier if there is no private tier, and accept full service names and policies", async () => {
    const vendor = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b";
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }];
    const plan = await create({
      tiers: { isolated: {} },
      interfaceEndpoints: [vendor, "s3"],
      endpointPolicies: { [vendor]: "{}", s3: pulumi.output({ Version: "2012-10-17", Statement }) as never },
    });
    expect(plan.get(ENDPOINT, "network-endpoint-com-amazonaws-vpce-eu-west-1-vpce-svc-0a1b").inputs).toMatchObject({
      serviceName: vendor,
      subnetIds: ["network-isolated-az1-id", "network-isolated-az2-id"],
      policy: "{}",
    });
    // The gateway endpoint serves the public name.
    expect(plan.get(ENDPOINT, "network-endpoint-s3").inputs.privateDnsEnabled).toBe(false);
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    expect(JSON.parse(plan.get(ENDPOINT, "network-gateway-s3").inputs.policy as string)).toEqual(JSON.parse(policy));
  });

  it("take the Region from the VPC if no argument determines it", async () => {
    const plan = await create({ availabilityZones: 1 });
    const endpoint = plan.get(ENDPOINT, "network-gateway-s3");
    expect(endpoint.inputs.serviceName).toBe("com.amazonaws.eu-west-1.s3");
    expect(plan.references(endpoint, "serviceName")).toEqual(["aws:ec2/vpc:Vpc network-vpc"]);
  });
});

it("the default security group of a Vpc has no rules", async () => {
  const plan = await create();
  expect(
    plan.get("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default-security-group").inputs,
  ).toMatchObject({
    ingress: [],
    egress: [],
  });
});

it("blockPublicAccessExclusion creates an exclusion", async () => {
  const plan = await create({ blockPublicAccessExclusion: "bidirectional" });
  expect(
    plan.get("aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion", "network-public-access-exclusion")
      .inputs,
  ).toMatchObject({
    vpcId: "network-vpc-id",
    internetGatewayExclusionMode: "allow-bidirectional",
  });
});
