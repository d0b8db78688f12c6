import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { growth } from "../../../test/network";
import { Vpc, type Adoption } from "../index";

const ZONES = ["eu-west-1a", "eu-west-1b"];
const RANGES = {
  private: { az1: "10.0.0.0/18", az2: "10.0.128.0/18" },
  public: { az1: "10.0.64.0/19", az2: "10.0.192.0/19" },
} as const;
const SLOTS = ["az1", "az2"] as const;

/** A network with the names and parents that awsx gives to its children. */
class AwsxVpc extends pulumi.ComponentResource {
  constructor(name: string) {
    super("awsx:ec2:Vpc", name);
    const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this });
    const igw = new aws.ec2.InternetGateway(name, { vpcId: vpc.id }, { parent: vpc });
    SLOTS.forEach((slot, index) => {
      const made = (tier: keyof typeof RANGES) => {
        const child = `${name}-${tier}-${index + 1}`;
        const place = { cidrBlock: RANGES[tier][slot], availabilityZone: ZONES[index] ?? "" };
        const subnet = new aws.ec2.Subnet(child, { vpcId: vpc.id, ...place }, { parent: vpc });
        const table = new aws.ec2.RouteTable(child, { vpcId: vpc.id }, { parent: subnet });
        const ids = { routeTableId: table.id, subnetId: subnet.id };
        new aws.ec2.RouteTableAssociation(child, ids, { parent: table });
        return { child, subnet, table };
      };
      const to = { destinationCidrBlock: "0.0.0.0/0" };
      const front = made("public");
      new aws.ec2.Route(
        front.child,
        { routeTableId: front.table.id, ...to, gatewayId: igw.id },
        { parent: front.table },
      );
      const parent = front.subnet;
      const eip = new aws.ec2.Eip(`${name}-${index + 1}`, {}, { parent });
      const placed = { subnetId: parent.id, allocationId: eip.allocationId };
      const nat = new aws.ec2.NatGateway(`${name}-${index + 1}`, placed, { parent });
      const back = made("private");
      const through = { routeTableId: back.table.id, ...to, natGatewayId: nat.id };
      new aws.ec2.Route(back.child, through, { parent: back.table });
    });
  }
}

/** The URN of a child of an awsx network, by the types between them. */
const awsxUrn = (name: string, ...types: string[]): string => {
  const chain = ["awsx:ec2:Vpc", "aws:ec2/vpc:Vpc", ...types].join("$");
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${chain}::${name}`;
};

/** What docs/network.md writes out: who each child was. */
function adoption(name: string): Record<string, Adoption> {
  const was = (child: string, ...types: string[]): Adoption => ({ aliases: [awsxUrn(child, ...types)] });
  const subnet = "aws:ec2/subnet:Subnet";
  const table = "aws:ec2/routeTable:RouteTable";
  const adopt: Record<string, Adoption> = {
    vpc: was(name),
    "internet-gateway": was(name, "aws:ec2/internetGateway:InternetGateway"),
  };
  SLOTS.forEach((slot, index) => {
    for (const tier of ["public", "private"]) {
      const child = `${name}-${tier}-${index + 1}`;
      adopt[`${tier}-${slot}`] = was(child, subnet);
      adopt[`${tier}-${slot}-routes`] = was(child, subnet, table);
      adopt[`${tier}-${slot}-association`] = was(
        child,
        subnet,
        table,
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
      );
      adopt[`${tier}-${slot}-default`] = was(child, subnet, table, "aws:ec2/route:Route");
    }
    adopt[`nat-${slot}`] = was(`${name}-${index + 1}`, subnet, "aws:ec2/natGateway:NatGateway");
    adopt[`nat-${slot}-address`] = was(`${name}-${index + 1}`, subnet, "aws:ec2/eip:Eip");
  });
  return adopt;
}

it("a network of awsx becomes a Vpc without anything being replaced or deleted", async () => {
  const taken = await growth(
    () => new AwsxVpc("network"),
    () =>
      new Vpc("network", {
        cidrBlock: "10.0.0.0/16",
        availabilityZones: ZONES,
        tiers: { public: { subnets: RANGES.public }, private: { subnets: RANGES.private } },
        flowLogs: false,
        gatewayEndpoints: [],
        adopt: adoption("network"),
      }),
  );
  expect(taken.deleted).toEqual(["network"]);
  expect(taken.created).toEqual(["network", "network-default-security-group"]);
  // All of them are updates in place; that of a domain is none, since every address has that one.
  expect(new Set(Object.values(taken.changed).flat())).toEqual(
    new Set([
      "tags",
      "enableDnsHostnames",
      "enableDnsSupport",
      "assignGeneratedIpv6CidrBlock",
      "mapPublicIpOnLaunch",
      "assignIpv6AddressOnCreation",
      "domain",
    ]),
  );
});
