import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { changeBetween } from "../../../test/network";
import { Vpc, type Adoption } from "../index";

const ZONES = ["eu-west-1a", "eu-west-1b"];
const RANGES = {
  private: { az1: "10.0.0.0/18", az2: "10.0.128.0/18" },
  public: { az1: "10.0.64.0/19", az2: "10.0.192.0/19" },
} as const;
const SLOTS = ["az1", "az2"] as const;

/** A network whose children have the names and parents of awsx. */
class AwsxVpc extends pulumi.ComponentResource {
  constructor(name: string) {
    super("awsx:ec2:Vpc", name);
    const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this });
    const igw = new aws.ec2.InternetGateway(name, { vpcId: vpc.id }, { parent: vpc });
    SLOTS.forEach((slot, index) => {
      const createSubnet = (tier: keyof typeof RANGES) => {
        const child = `${name}-${tier}-${index + 1}`;
        const placement = { cidrBlock: RANGES[tier][slot], availabilityZone: ZONES[index] ?? "" };
        const subnet = new aws.ec2.Subnet(child, { vpcId: vpc.id, ...placement }, { parent: vpc });
        const table = new aws.ec2.RouteTable(child, { vpcId: vpc.id }, { parent: subnet });
        const ids = { routeTableId: table.id, subnetId: subnet.id };
        new aws.ec2.RouteTableAssociation(child, ids, { parent: table });
        return { child, subnet, table };
      };
      const destination = { destinationCidrBlock: "0.0.0.0/0" };
      const publicSubnet = createSubnet("public");
      new aws.ec2.Route(
        publicSubnet.child,
        { routeTableId: publicSubnet.table.id, ...destination, gatewayId: igw.id },
        { parent: publicSubnet.table },
      );
      const parent = publicSubnet.subnet;
      const eip = new aws.ec2.Eip(`${name}-${index + 1}`, {}, { parent });
      const natArgs = { subnetId: parent.id, allocationId: eip.allocationId };
      const nat = new aws.ec2.NatGateway(`${name}-${index + 1}`, natArgs, { parent });
      const privateSubnet = createSubnet("private");
      const routeArgs = { routeTableId: privateSubnet.table.id, ...destination, natGatewayId: nat.id };
      new aws.ec2.Route(privateSubnet.child, routeArgs, { parent: privateSubnet.table });
    });
  }
}

/** Returns the URN of a child of an awsx network. It contains the types of all parents. */
const awsxUrn = (name: string, ...types: string[]): string => {
  const chain = ["awsx:ec2:Vpc", "aws:ec2/vpc:Vpc", ...types].join("$");
  return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${chain}::${name}`;
};

/** The adoption that docs/network.md shows. */
function adoption(name: string): Record<string, Adoption> {
  const alias = (child: string, ...types: string[]): Adoption => ({ aliases: [awsxUrn(child, ...types)] });
  const subnet = "aws:ec2/subnet:Subnet";
  const table = "aws:ec2/routeTable:RouteTable";
  const adopt: Record<string, Adoption> = {
    vpc: alias(name),
    "internet-gateway": alias(name, "aws:ec2/internetGateway:InternetGateway"),
  };
  SLOTS.forEach((slot, index) => {
    for (const tier of ["public", "private"]) {
      const child = `${name}-${tier}-${index + 1}`;
      adopt[`${tier}-${slot}`] = alias(child, subnet);
      adopt[`${tier}-${slot}-routes`] = alias(child, subnet, table);
      adopt[`${tier}-${slot}-association`] = alias(
        child,
        subnet,
        table,
        "aws:ec2/routeTableAssociation:RouteTableAssociation",
      );
      adopt[`${tier}-${slot}-default`] = alias(child, subnet, table, "aws:ec2/route:Route");
    }
    adopt[`nat-${slot}`] = alias(`${name}-${index + 1}`, subnet, "aws:ec2/natGateway:NatGateway");
    adopt[`nat-${slot}-address`] = alias(`${name}-${index + 1}`, subnet, "aws:ec2/eip:Eip");
  });
  return adopt;
}

it("a Vpc adopts an awsx network without replacing or deleting resources", async () => {
  const change = await changeBetween(
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
  expect(change.deleted).toEqual(["network"]);
  expect(change.created).toEqual(["network", "network-default-security-group"]);
  // All of them are updated in place. `domain` is already the same in AWS.
  expect(new Set(Object.values(change.changed).flat())).toEqual(
    new Set([
      "tags",
      "tagsAll",
      "enableDnsHostnames",
      "enableDnsSupport",
      "assignGeneratedIpv6CidrBlock",
      "mapPublicIpOnLaunch",
      "assignIpv6AddressOnCreation",
      "domain",
    ]),
  );
});
