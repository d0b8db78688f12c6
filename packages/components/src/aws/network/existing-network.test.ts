import * as pulumi from "@pulumi/pulumi";
import { propertyMap, type Properties } from "@roadbed/plan";
import { preview } from "@roadbed/testing";
import { deployed } from "../../../test/network";
import { Vpc, type NetworkLike, type NetworkOutputNames } from "../index";

const ids = {
  vpcId: "vpc-0a",
  privateSubnetIds: ["subnet-0a", "subnet-0b"],
  publicSubnetIds: ["subnet-0c"],
  cidrBlock: "10.0.0.0/16",
};

/** The values of a network, as outputs of the stack that has it. */
const valuesOf = async (network: () => NetworkLike) => (await preview(() => ({ ...network() }))).outputs;

describe("a network that exists", () => {
  it("has the shape of a Vpc, whatever is left out, and makes and looks up nothing", async () => {
    const { resources, outputs, gaps } = await preview(() => ({ ...Vpc.fromExisting(ids) }));
    expect(outputs).toEqual({ ...ids, isolatedSubnetIds: [] });
    expect([resources, gaps.unanswered]).toEqual([[], []]);
    expect(await valuesOf(() => Vpc.fromExisting({ vpcId: "vpc-0a", privateSubnetIds: [] }))).toEqual({
      vpcId: "vpc-0a",
      privateSubnetIds: [],
      publicSubnetIds: [],
      isolatedSubnetIds: [],
    });
  });

  it.each([
    ["of a list", { vpcId: pulumi.output("vpc-0a"), privateSubnetIds: pulumi.output(["subnet-0a"]) }],
    ["in a list", { vpcId: "vpc-0a", privateSubnetIds: [pulumi.output("subnet-0a")] }],
  ])("can be outputs, %s", async (_, network) => {
    expect(await valuesOf(() => Vpc.fromExisting(network))).toMatchObject({ privateSubnetIds: ["subnet-0a"] });
  });

  it("can be a resource, which has more members", async () => {
    const foreign = () => Object.assign(new pulumi.ComponentResource("awsx:ec2:Vpc", "old"), ids, { natGateways: [] });
    expect(await valuesOf(() => Vpc.fromExisting(foreign()))).toMatchObject(ids);
  });

  it("is not needed of a Vpc, which is one", async () => {
    const { outputs } = await deployed(() => {
      const network: NetworkLike = new Vpc("network", { availabilityZones: ["eu-west-1a"], nat: "none" });
      return { ids: network.privateSubnetIds, cidrBlock: network.cidrBlock };
    });
    expect(outputs).toEqual({ ids: ["network-private-az1-id"], cidrBlock: "10.0.0.0/16" });
  });

  it.each([
    [null, "arguments: nothing is not an object"],
    [{ ...ids, vpcId: "network" }, 'vpcId: "network" is not the ID of a VPC; write it like "vpc-0a1b2c3d4e5f60718"'],
    [
      { ...ids, privateSubnetIds: "subnet-0a" },
      'privateSubnetIds: "subnet-0a" is not a list of subnets; write their IDs',
    ],
    [{ vpcId: "vpc-0a" }, "privateSubnetIds: nothing is not a list of subnets; write their IDs"],
    [{ ...ids, publicSubnetIds: ["a"] }, 'publicSubnetIds: the element "a" is not the ID of a subnet'],
    [{ ...ids, subnets: [] }, "subnets: is not known here"],
    [{ ...ids, cidrBlock: "10.0.0.0" }, 'cidrBlock: "10.0.0.0" is not an IPv4 range'],
  ])("%j: %s", (network, message) => {
    expect(() => Vpc.fromExisting(network as unknown as NetworkLike)).toThrow(`Vpc.fromExisting: ${message}`);
  });
});

describe("the network of another stack", () => {
  const exported = async (outputs: object, names?: NetworkOutputNames): Promise<Properties> => {
    const program = () => ({ ...Vpc.fromStackReference(new pulumi.StackReference("acme/network/production"), names) });
    const stackOutputs = () => propertyMap(Object.entries(outputs));
    return (await preview(program, { lookups: { stackOutputs } })).outputs;
  };

  it("is read from outputs that are named as the members of a Vpc", async () => {
    expect(await exported(ids)).toEqual({ ...ids, isolatedSubnetIds: [] });
  });

  it("is read from outputs of other names", async () => {
    const { privateSubnetIds, ...others } = ids;
    expect(await exported({ ...others, apps: privateSubnetIds }, { privateSubnetIds: "apps" })).toMatchObject(ids);
  });

  it("says what an output should be", async () => {
    await expect(exported({ vpcId: "vpc-0a" })).rejects.toThrow(
      new Error("Vpc.fromStackReference: privateSubnetIds: nothing is not a list of subnets; write their IDs"),
    );
  });

  it("is not read by the name of a member that there is not", async () => {
    await expect(exported(ids, { vpc: "id" } as NetworkOutputNames)).rejects.toThrow(
      "Vpc.fromStackReference: names.vpc: is not known here; did you mean vpcId?",
    );
  });
});
