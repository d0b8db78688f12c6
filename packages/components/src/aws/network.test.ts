import * as pulumi from "@pulumi/pulumi";
import { deployed } from "../../test/network";
import { registrationsOf, resolved } from "../../test/registrations";
import { Vpc, type NetworkLike, type NetworkOutputNames } from "./index";

const ids = {
  vpcId: "vpc-0a",
  privateSubnetIds: ["subnet-0a", "subnet-0b"],
  publicSubnetIds: ["subnet-0c"],
  cidrBlock: "10.0.0.0/16",
};

/** The values of a network, once they are known. */
const valuesOf = async (network: NetworkLike) =>
  (await resolved({ ...network })) as Readonly<Record<keyof NetworkLike, unknown>>;

describe("a network that exists", () => {
  it("has the shape of a Vpc, whatever is left out", async () => {
    expect(await valuesOf(Vpc.fromExisting(ids))).toEqual({ ...ids, isolatedSubnetIds: [] });
    expect(await valuesOf(Vpc.fromExisting({ vpcId: "vpc-0a", privateSubnetIds: [] }))).toEqual({
      vpcId: "vpc-0a",
      privateSubnetIds: [],
      publicSubnetIds: [],
      isolatedSubnetIds: [],
      cidrBlock: undefined,
    });
  });

  it("makes and looks up nothing", async () => {
    expect(await registrationsOf(() => Vpc.fromExisting(ids))).toEqual([]);
  });

  it("can be outputs, of a list or in a list", async () => {
    const asOutputs = { vpcId: pulumi.output("vpc-0a"), privateSubnetIds: pulumi.output(["subnet-0a"]) };
    expect(await valuesOf(Vpc.fromExisting(asOutputs))).toMatchObject({ privateSubnetIds: ["subnet-0a"] });
    const inList = { vpcId: "vpc-0a", privateSubnetIds: [pulumi.output("subnet-0a")] };
    expect(await valuesOf(Vpc.fromExisting(inList))).toMatchObject({ privateSubnetIds: ["subnet-0a"] });
  });

  it("can be a resource, which has more members", async () => {
    await registrationsOf(async () => {
      const foreign = Object.assign(new pulumi.ComponentResource("awsx:ec2:Vpc", "old"), ids, { natGateways: [] });
      expect(await valuesOf(Vpc.fromExisting(foreign))).toMatchObject(ids);
    });
  });

  it("is not needed of a Vpc, which is one", async () => {
    await deployed(async () => {
      const network: NetworkLike = new Vpc("network", { availabilityZones: ["eu-west-1a"], nat: "none" });
      expect(await resolved(network.privateSubnetIds)).toEqual(["network-private-az1-id"]);
      expect(await resolved(network.cidrBlock)).toBe("10.0.0.0/16");
    });
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
  const exported = async (outputs: Record<string, unknown>, names?: NetworkOutputNames) => {
    const read: Promise<unknown>[] = [];
    await registrationsOf(
      () => {
        const stack = new pulumi.StackReference("acme/network/production");
        read.push(valuesOf(Vpc.fromStackReference(stack, names)).catch((error: unknown) => error));
      },
      () => ({ outputs }),
    );
    return read[0];
  };

  it("is read from outputs that are named as the members of a Vpc", async () => {
    expect(await exported(ids)).toEqual({ ...ids, isolatedSubnetIds: [] });
  });

  it("is read from outputs of other names", async () => {
    const { privateSubnetIds, ...others } = ids;
    expect(await exported({ ...others, apps: privateSubnetIds }, { privateSubnetIds: "apps" })).toMatchObject(ids);
  });

  it("says what an output should be", async () => {
    expect(await exported({ vpcId: "vpc-0a" })).toEqual(
      new Error("Vpc.fromStackReference: privateSubnetIds: nothing is not a list of subnets; write their IDs"),
    );
  });

  it("is not read by the name of a member that there is not", async () => {
    const names = { vpc: "id" } as NetworkOutputNames;
    await registrationsOf(() => {
      const stack = new pulumi.StackReference("acme/network/production");
      expect(() => Vpc.fromStackReference(stack, names)).toThrow(
        "Vpc.fromStackReference: names.vpc: is not known here; did you mean vpcId?",
      );
    });
  });
});
