import * as pulumi from "@pulumi/pulumi";
import { deployed } from "../../test/network";
import type { Registration } from "../../test/registrations";
import { ECS_INTERFACE_ENDPOINTS, Vpc, type VpcArgs } from "./index";

const ZONES = ["eu-west-1a", "eu-west-1b"];
const make = (args?: VpcArgs) => deployed(() => new Vpc("network", { availabilityZones: ZONES, ...args }));

const typed = (made: readonly Registration[], type: string) => made.filter((one) => one.type.endsWith(`:${type}`));
const named = (made: readonly Registration[], type: string, name: string): Registration => {
  const found = typed(made, type).find((one) => one.name === `network-${name}`);
  if (found === undefined) throw new Error(`there is no ${type} network-${name}`);
  return found;
};
/** Where the default routes of private subnets lead, in order of slots. */
const natRoutes = (made: readonly Registration[]) =>
  typed(made, "Route")
    .filter(({ name }) => /-private-az\d-default$/.test(name))
    .map(({ inputs }) => inputs.natGatewayId);

describe("NAT gateways", () => {
  it("are in each zone, and serve its private subnets, by default", async () => {
    const made = await make();
    expect(natRoutes(made)).toEqual(["network-nat-az1-id", "network-nat-az2-id"]);
    expect(named(made, "NatGateway", "nat-az2")).toMatchObject({
      inputs: { subnetId: "network-public-az2-id", allocationId: "network-nat-az2-address-allocation" },
      dependencies: expect.arrayContaining(["network-internet-gateway"]) as string[],
    });
    expect(named(made, "Eip", "nat-az2-address").inputs.domain).toBe("vpc");
  });

  it("are one in the first zone, or in the one that is named", async () => {
    expect(natRoutes(await make({ nat: "single" }))).toEqual(["network-nat-az1-id", "network-nat-az1-id"]);
    const made = await make({ nat: { strategy: "single", slot: "az2" } });
    expect(natRoutes(made)).toEqual(["network-nat-az2-id", "network-nat-az2-id"]);
    expect(typed(made, "NatGateway")).toHaveLength(1);
  });

  it("are one that AWS spreads over the zones, without a public tier", async () => {
    const made = await make({ nat: "regional", tiers: { private: {} } });
    expect(natRoutes(made)).toEqual(["network-nat-regional-id", "network-nat-regional-id"]);
    expect(named(made, "NatGateway", "nat-regional")).toMatchObject({
      inputs: { availabilityMode: "regional", vpcId: "network-vpc-id" },
      dependencies: expect.arrayContaining(["network-internet-gateway"]) as string[],
    });
    expect(named(made, "NatGateway", "nat-regional").inputs).not.toHaveProperty("allocationId");
    expect(typed(made, "Eip")).toEqual([]);
  });

  it("have addresses of the user's own, by slot", async () => {
    const elasticIpAllocationIds = { az2: "eipalloc-0b", az1: "eipalloc-0a" };
    const zonal = await make({ nat: { strategy: "perAz", elasticIpAllocationIds } });
    expect(typed(zonal, "NatGateway").map(({ inputs }) => inputs.allocationId)).toEqual(["eipalloc-0a", "eipalloc-0b"]);
    const regional = await make({ nat: { strategy: "regional", elasticIpAllocationIds } });
    expect(named(regional, "NatGateway", "nat-regional").inputs.availabilityZoneAddresses).toEqual([
      { availabilityZone: "eu-west-1a", allocationIds: ["eipalloc-0a"] },
      { availabilityZone: "eu-west-1b", allocationIds: ["eipalloc-0b"] },
    ]);
    expect(typed([...zonal, ...regional], "Eip")).toEqual([]);
  });

  it("are none where private subnets lead elsewhere, or where there are none", async () => {
    for (const args of [{ nat: "none" }, { tiers: { public: {}, isolated: {} } }] as VpcArgs[]) {
      const made = await make(args);
      expect(typed(made, "NatGateway")).toEqual([]);
      expect(natRoutes(made)).toEqual([]);
    }
  });

  it.each([
    ["perAz", ["network-nat-az1-ip", "network-nat-az2-ip"]],
    ["regional", ["a", "b"]],
    ["none", []],
  ] as const)("are seen under their addresses: %s", async (nat, expected) => {
    const seen: string[][] = [];
    await deployed(() => {
      const { natGatewayPublicIps } = new Vpc("network", { availabilityZones: ZONES, nat });
      natGatewayPublicIps.apply((ips) => seen.push(ips));
    });
    expect(seen).toEqual([expected]);
  });
});

describe("routes", () => {
  it("lead public subnets to the internet gateway, and isolated ones nowhere", async () => {
    const made = await make();
    expect(named(made, "Route", "public-az1-default").inputs).toEqual({
      routeTableId: "network-public-az1-routes-id",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "network-internet-gateway-id",
    });
    expect(typed(made, "Route").filter(({ name }) => name.includes("isolated"))).toEqual([]);
    expect(named(made, "RouteTableAssociation", "isolated-az1-association").inputs).toEqual({
      subnetId: "network-isolated-az1-id",
      routeTableId: "network-isolated-az1-routes-id",
    });
  });

  it("lead to the internet by IPv6 too: private subnets outwards only", async () => {
    const made = await make({ ipv6: true });
    const to = { destinationIpv6CidrBlock: "::/0" };
    expect(named(made, "Route", "public-az1-default-ipv6").inputs).toMatchObject({
      ...to,
      gatewayId: "network-internet-gateway-id",
    });
    expect(named(made, "Route", "private-az1-default-ipv6").inputs).toMatchObject({
      ...to,
      egressOnlyGatewayId: "network-egress-only-gateway-id",
    });
    expect(named(made, "Vpc", "vpc").inputs.assignGeneratedIpv6CidrBlock).toBe(true);
  });

  it("lead where the program says, from private tiers unless it names others", async () => {
    const routes = {
      office: { destination: "192.168.0.0/16", vpnGatewayId: "vgw-0a" },
      shared: { destinationPrefixListId: "pl-0a", vpcPeeringConnectionId: "pcx-0a", tiers: ["isolated", "public"] },
      six: { destination: "fd00:8::/32", coreNetworkArn: "arn:core" },
    };
    const made = await make({ availabilityZones: ["eu-west-1b"], routes, ipv6: true });
    const given = typed(made, "Route").filter(({ name }) => name.includes("-to-"));
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
    expect(named(made, "VpcAttachment", "transit-gateway").inputs).toMatchObject({
      transitGatewayId: "tgw-0a",
      subnetIds: ["network-private-az1-id", "network-private-az2-id"],
      applianceModeSupport: "enable",
      ipv6Support: "disable",
    });
    expect(named(made, "Route", "private-az1-to-all")).toMatchObject({
      inputs: { destinationCidrBlock: "0.0.0.0/0", transitGatewayId: "tgw-0a" },
      dependencies: expect.arrayContaining(["network-transit-gateway"]) as string[],
    });
  });
});

describe("endpoints", () => {
  it("through gateways are in every route table", async () => {
    const made = await make();
    const { routeTableIds, ...inputs } = named(made, "VpcEndpoint", "gateway-s3").inputs;
    expect(inputs).toMatchObject({ vpcEndpointType: "Gateway", serviceName: "com.amazonaws.eu-west-1.s3" });
    expect((routeTableIds as string[]).sort()).toEqual(typed(made, "RouteTable").map(({ name }) => `${name}-id`));
  });

  it("with interfaces are in one subnet a zone, under the services' public names, open to the VPC alone", async () => {
    const made = await make({ interfaceEndpoints: "ecs", secondaryCidrBlocks: { pods: "100.64.0.0/16" } });
    const interfaces = typed(made, "VpcEndpoint").filter(({ inputs }) => inputs.vpcEndpointType === "Interface");
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
    const admitted = typed(made, "SecurityGroupIngressRule").map(({ inputs }) => inputs);
    expect(admitted).toMatchObject([
      { cidrIpv4: "10.0.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
      { cidrIpv4: "100.64.0.0/16", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
    ]);
    expect(named(made, "SecurityGroup", "endpoints").inputs).not.toHaveProperty("ingress");
  });

  it("are in the isolated tier where there is no private one, and take whole names and policies", async () => {
    const vendor = "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b";
    const Statement = [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "*" }];
    const made = await make({
      tiers: { isolated: {} },
      interfaceEndpoints: [vendor, "s3"],
      endpointPolicies: { [vendor]: "{}", s3: pulumi.output({ Version: "2012-10-17", Statement }) as never },
    });
    expect(named(made, "VpcEndpoint", "endpoint-com-amazonaws-vpce-eu-west-1-vpce-svc-0a1b").inputs).toMatchObject({
      serviceName: vendor,
      subnetIds: ["network-isolated-az1-id", "network-isolated-az2-id"],
      policy: "{}",
    });
    // The gateway serves its public name.
    expect(named(made, "VpcEndpoint", "endpoint-s3").inputs.privateDnsEnabled).toBe(false);
    const policy = JSON.stringify({ Version: "2012-10-17", Statement });
    expect(JSON.parse(named(made, "VpcEndpoint", "gateway-s3").inputs.policy as string)).toEqual(JSON.parse(policy));
  });

  it("have the region that is known last in their names, if no argument says one", async () => {
    const made = await deployed(() => new Vpc("network", { availabilityZones: 1 }));
    expect(named(made, "VpcEndpoint", "gateway-s3")).toMatchObject({
      inputs: { serviceName: "com.amazonaws.eu-west-1.s3" },
      dependencies: expect.arrayContaining(["network-vpc"]) as string[],
    });
  });
});

it("the default security group has no rules", async () => {
  const made = await make();
  expect(named(made, "DefaultSecurityGroup", "default-security-group").inputs).toMatchObject({
    ingress: [],
    egress: [],
  });
});

it("an exclusion admits what a block of public access would not", async () => {
  const made = await make({ blockPublicAccessExclusion: "bidirectional" });
  expect(named(made, "VpcBlockPublicAccessExclusion", "public-access-exclusion").inputs).toMatchObject({
    vpcId: "network-vpc-id",
    internetGatewayExclusionMode: "allow-bidirectional",
  });
});
