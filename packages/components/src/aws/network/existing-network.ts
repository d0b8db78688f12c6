import * as pulumi from "@pulumi/pulumi";
import { isPlain, Problems, textLike, type Check } from "../../shared/argument-issues";
import { ipv4Range } from "../shared/cidr";

/**
 * A network, whoever made it: a Vpc, one of awsx, the outputs of a stack, or IDs written down. Components that stand in a
 * network take this.
 */
export interface NetworkLike {
  readonly vpcId: pulumi.Input<string>;
  /** Subnets with a way out, if any, through NAT: where services run. */
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Subnets that the internet reaches: where public load balancers are. */
  readonly publicSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** Subnets without a way out: where databases are. */
  readonly isolatedSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The range of the VPC, which security groups of internal load balancers admit. */
  readonly cidrBlock?: pulumi.Input<string | undefined>;
}

/** A network that something else made, in the shape that components read. */
export interface ExistingNetwork extends NetworkLike {
  readonly vpcId: pulumi.Output<string>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** Empty if none were named. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** Empty if none were named. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** Undefined if it was not named. */
  readonly cidrBlock: pulumi.Output<string | undefined>;
}

/** The names of a stack's outputs, by what they hold. */
export type NetworkOutputNames = Readonly<Partial<Record<keyof NetworkLike, string>>>;

const MEMBERS: Readonly<Record<keyof NetworkLike, true>> = {
  vpcId: true,
  privateSubnetIds: true,
  publicSubnetIds: true,
  isolatedSubnetIds: true,
  cidrBlock: true,
};

const vpcId = textLike(/^vpc-[0-9a-f]+$/, "the ID of a VPC", 'write it like "vpc-0a1b2c3d4e5f60718"');
const subnetId = textLike(/^subnet-[0-9a-f]+$/, "the ID of a subnet", 'write it like "subnet-0a1b2c3d4e5f60718"');
// Judges IDs that are known; those that are outputs inside of a plain list are left to AWS.
const subnetIds: Check<unknown> = (ids) => {
  if (!Array.isArray(ids)) return { limit: "is not a list of subnets", remedy: "write their IDs" };
  const wrong: unknown = ids.find((id) => isPlain(id) && subnetId(id) !== undefined);
  const fault = wrong === undefined ? undefined : subnetId(wrong);
  return fault && { ...fault, shown: `the element ${JSON.stringify(wrong)}` };
};

const optionalRange: Check<unknown> = (range) => (range === undefined ? undefined : ipv4Range(range));

/** What `Vpc.fromExisting` returns. */
export function existingNetwork(network: NetworkLike): ExistingNetwork {
  const problems = new Problems("Vpc.fromExisting");
  // Of an object literal only: a network that is an instance of a class has more members than are needed here.
  const isInstance = pulumi.Resource.isInstance(network);
  if (!isInstance) problems.checkNames("", network, Object.keys(MEMBERS));
  return readNetwork(problems, network);
}

/** What `Vpc.fromStackReference` returns. */
export function networkOfStack(stack: pulumi.StackReference, names: NetworkOutputNames): ExistingNetwork {
  const problems = new Problems("Vpc.fromStackReference");
  problems.checkNames("names", names, Object.keys(MEMBERS));
  problems.throwIfAny();
  const output = <T>(member: keyof NetworkLike) => stack.getOutput(names[member] ?? member) as pulumi.Output<T>;
  const listed = (member: keyof NetworkLike) => output<string[] | undefined>(member).apply((ids) => ids ?? []);
  return readNetwork(problems, {
    vpcId: output("vpcId"),
    privateSubnetIds: output("privateSubnetIds"),
    publicSubnetIds: listed("publicSubnetIds"),
    isolatedSubnetIds: listed("isolatedSubnetIds"),
    cidrBlock: output("cidrBlock"),
  });
}

function readNetwork(problems: Problems, network: NetworkLike): ExistingNetwork {
  const ids = (member: "privateSubnetIds" | "publicSubnetIds" | "isolatedSubnetIds", given = network[member]) =>
    pulumi.output(problems.checkInput<unknown>(member, given, subnetIds)) as pulumi.Output<string[]>;
  const read = {
    vpcId: pulumi.output(problems.checkInput("vpcId", network.vpcId, vpcId)),
    privateSubnetIds: ids("privateSubnetIds"),
    publicSubnetIds: ids("publicSubnetIds", network.publicSubnetIds ?? []),
    isolatedSubnetIds: ids("isolatedSubnetIds", network.isolatedSubnetIds ?? []),
    cidrBlock: pulumi.output(problems.checkInput("cidrBlock", network.cidrBlock, optionalRange)),
  };
  problems.throwIfAny();
  return read;
}
