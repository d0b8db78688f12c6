import * as pulumi from "@pulumi/pulumi";
import { propertyMap, type Properties } from "@roadbed/plan";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { deployed } from "../../../test/network";
import { Vpc, type VpcLike, type VpcOutputNames } from "../index";

const ids = {
  vpcId: "vpc-0a",
  privateSubnetIds: ["subnet-0a", "subnet-0b"],
  publicSubnetIds: ["subnet-0c"],
  cidrBlock: "10.0.0.0/16",
};

/** Returns the resolved properties of a network. */
const valuesOf = async (network: () => VpcLike) => (await preview(() => ({ ...network() }))).outputs;

describe("Vpc.fromExisting", () => {
  it("returns all properties of a network, without resources or lookups", async () => {
    const { resources, outputs, gaps } = await preview(() => ({ ...Vpc.fromExisting(ids) }));
    expect(outputs).toEqual({ ...ids, isolatedSubnetIds: [] });
    expect([resources, gaps.unansweredLookups]).toEqual([[], []]);
    expect(await valuesOf(() => Vpc.fromExisting({ vpcId: "vpc-0a", privateSubnetIds: [] }))).toEqual({
      vpcId: "vpc-0a",
      privateSubnetIds: [],
      publicSubnetIds: [],
      isolatedSubnetIds: [],
    });
  });

  it.each([
    ["an output of an array", { vpcId: pulumi.output("vpc-0a"), privateSubnetIds: pulumi.output(["subnet-0a"]) }],
    ["outputs in an array", { vpcId: "vpc-0a", privateSubnetIds: [pulumi.output("subnet-0a")] }],
  ])("accepts %s", async (_, network) => {
    expect(await valuesOf(() => Vpc.fromExisting(network))).toMatchObject({ privateSubnetIds: ["subnet-0a"] });
  });

  it("accepts a resource with additional properties", async () => {
    const foreign = () => Object.assign(new pulumi.ComponentResource("awsx:ec2:Vpc", "old"), ids, { natGateways: [] });
    expect(await valuesOf(() => Vpc.fromExisting(foreign()))).toMatchObject(ids);
  });

  it("is not needed for a Vpc, which is a VpcLike", async () => {
    const { outputs } = await deployed(() => {
      const network: VpcLike = new Vpc("network", { availabilityZones: ["eu-west-1a"], nat: "none" });
      return { ids: network.privateSubnetIds, cidrBlock: network.cidrBlock };
    });
    expect(outputs).toEqual({ ids: ["network-private-az1-id"], cidrBlock: "10.0.0.0/16" });
  });

  /** Invalid networks, with the code and path of the issue. */
  const invalid: [network: object | null, code: string][] = [
    [null, "wrong-type args"],
    [{ ...ids, vpcId: "network" }, "invalid-format vpcId"],
    [{ ...ids, privateSubnetIds: "subnet-0a" }, "wrong-type privateSubnetIds"],
    [{ vpcId: "vpc-0a" }, "missing privateSubnetIds"],
    [{ ...ids, publicSubnetIds: ["a"] }, "invalid-format publicSubnetIds"],
    [{ ...ids, subnets: [] }, "unknown-argument subnets"],
    [{ ...ids, cidrBlock: "10.0.0.0" }, "invalid-format cidrBlock"],
  ];
  const issuesOfNetwork = (network: object | null) =>
    issuesThrownBy(() => Vpc.fromExisting(network as unknown as VpcLike));

  it.each(invalid)("reports the issue of %j: %s", (network, code) => {
    expect(codesOf(issuesOfNetwork(network))).toEqual([code]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([network]) => wordingOf(issuesOfNetwork(network))).join("\n")).toMatchSnapshot();
  });
});

describe("Vpc.fromStackReference", () => {
  const exported = async (outputs: object, names?: VpcOutputNames): Promise<Properties> => {
    const program = () => ({ ...Vpc.fromStackReference(new pulumi.StackReference("acme/network/production"), names) });
    const stackOutputs = () => propertyMap(Object.entries(outputs));
    return (await preview(program, { lookups: { stackOutputs } })).outputs;
  };

  it("reads outputs with the names of a Vpc's properties", async () => {
    expect(await exported(ids)).toEqual({ ...ids, isolatedSubnetIds: [] });
  });

  it("reads outputs with other names", async () => {
    const { privateSubnetIds, ...otherIds } = ids;
    expect(await exported({ ...otherIds, apps: privateSubnetIds }, { privateSubnetIds: "apps" })).toMatchObject(ids);
  });

  it("rejects a stack without a required output", async () => {
    await expect(exported({ vpcId: "vpc-0a" })).rejects.toThrow(
      new Error("Vpc.fromStackReference: privateSubnetIds: expected an array of subnet IDs, got undefined"),
    );
  });

  it("rejects names of unknown properties", async () => {
    await expect(exported(ids, { vpc: "id" } as VpcOutputNames)).rejects.toThrow(
      'Vpc.fromStackReference: names.vpc: unknown property. Did you mean "vpcId"?',
    );
  });
});
