import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, isPlainValue, type Check } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import { ipv4CidrBlock } from "../shared/cidr";
import type { SubnetKind } from "./address-plan";

/**
 * A network that components can be placed in, whether or not this program created the network: a `Vpc`, an awsx VPC, the
 * outputs of another stack, or IDs.
 */
export interface VpcLike {
  /** The ID of the VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** The IDs of subnets that services run in. These subnets reach the internet through NAT gateways, or not at all. */
  readonly privateSubnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** The IDs of subnets that the internet can reach, for public load balancers. */
  readonly publicSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The IDs of subnets without internet access, for databases. */
  readonly isolatedSubnetIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** The CIDR block of the VPC, from which internal load balancers accept traffic. */
  readonly cidrBlock?: pulumi.Input<string | undefined>;
  /**
   * The resources that public load balancers and tasks wait for: routes, gateways, and interface endpoints of a network
   * that the same program creates. The IDs of subnets are available before these resources exist.
   *
   * @default []
   */
  readonly connectivityDependencies?: readonly pulumi.Resource[];
}

/** A network whose routes and endpoints are known. */
export interface ConnectedVpc extends VpcLike {
  /** What workloads in the network can connect to. */
  readonly connectivity: {
    /** The kinds of subnets with a route that leaves the VPC, such as a route to a NAT gateway. */
    readonly routedKinds: readonly SubnetKind[];
    /** The services with an endpoint: `s3`, `ecr.api`. */
    readonly endpoints: readonly string[];
  };
}

/** An existing network in the form that components accept. */
export interface ExistingVpc extends VpcLike {
  /** The ID of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The IDs of the private subnets. */
  readonly privateSubnetIds: pulumi.Output<string[]>;
  /** The IDs of the public subnets; empty by default. */
  readonly publicSubnetIds: pulumi.Output<string[]>;
  /** The IDs of the isolated subnets; empty by default. */
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  /** The CIDR block of the VPC; `undefined` by default. */
  readonly cidrBlock: pulumi.Output<string | undefined>;
}

/** The names of the stack outputs for the properties of a network, where the output names differ from the property names. */
export type VpcOutputNames = Readonly<Partial<Record<VpcOutput, string>>>;

type VpcOutput = Exclude<keyof VpcLike, "connectivityDependencies">;

const OUTPUTS: Readonly<Record<VpcOutput, true>> = {
  vpcId: true,
  privateSubnetIds: true,
  publicSubnetIds: true,
  isolatedSubnetIds: true,
  cidrBlock: true,
};
const PROPERTIES = [...Object.keys(OUTPUTS), "connectivityDependencies"];

/** Accepts IDs of VPCs. */
export const vpcId = matching(/^vpc-[0-9a-f]+$/, "the ID of a VPC", 'Example: "vpc-0a1b2c3d4e5f60718".');
const subnetId = matching(/^subnet-[0-9a-f]+$/, "the ID of a subnet", 'Example: "subnet-0a1b2c3d4e5f60718".');

/** Accepts arrays of subnet IDs. Outputs in a plain array are not checked. */
export const subnetIds: Check<unknown> = (ids) => {
  if (!Array.isArray(ids)) return expected("wrong-type", "an array of subnet IDs");
  const index = ids.findIndex((id) => isPlainValue(id) && subnetId(id) !== undefined);
  const detail = index < 0 ? undefined : subnetId(ids[index]);
  return detail && { ...detail, statement: `element ${index} is not the ID of a subnet` };
};

const optionalCidrBlock: Check<unknown> = (block) => (block === undefined ? undefined : ipv4CidrBlock(block));

/** Implements `Vpc.fromExisting`. */
export function existingNetwork(network: VpcLike): ExistingVpc {
  const issues = new ArgumentIssues("Vpc.fromExisting");
  // Resources have more properties than a network needs, so only object literals are checked for unknown names.
  if (!pulumi.Resource.isInstance(network)) issues.checkNames("", network, PROPERTIES);
  return resolveNetwork(issues, network);
}

/** Implements `Vpc.fromStackReference`. */
export function networkOfStack(stack: pulumi.StackReference, names: VpcOutputNames): ExistingVpc {
  const issues = new ArgumentIssues("Vpc.fromStackReference");
  issues.checkNames("names", names, Object.keys(OUTPUTS), "property");
  issues.throwIfAny();
  const output = <T>(property: VpcOutput) => stack.getOutput(names[property] ?? property) as pulumi.Output<T>;
  const optionalIds = (property: VpcOutput) => output<string[] | undefined>(property).apply((ids) => ids ?? []);
  return resolveNetwork(issues, {
    vpcId: output("vpcId"),
    privateSubnetIds: output("privateSubnetIds"),
    publicSubnetIds: optionalIds("publicSubnetIds"),
    isolatedSubnetIds: optionalIds("isolatedSubnetIds"),
    cidrBlock: output("cidrBlock"),
  });
}

function resolveNetwork(issues: ArgumentIssues, network: VpcLike): ExistingVpc {
  const ids = (
    property: "privateSubnetIds" | "publicSubnetIds" | "isolatedSubnetIds",
    value: VpcLike["publicSubnetIds"],
  ) => pulumi.output(issues.checkInput<unknown>(property, value, subnetIds)) as pulumi.Output<string[]>;
  const resolved = {
    vpcId: pulumi.output(issues.checkInput("vpcId", network.vpcId, vpcId)),
    privateSubnetIds: ids("privateSubnetIds", network.privateSubnetIds),
    publicSubnetIds: ids("publicSubnetIds", network.publicSubnetIds ?? []),
    isolatedSubnetIds: ids("isolatedSubnetIds", network.isolatedSubnetIds ?? []),
    cidrBlock: pulumi.output(issues.checkInput("cidrBlock", network.cidrBlock, optionalCidrBlock)),
    ...(network.connectivityDependencies && { connectivityDependencies: network.connectivityDependencies }),
  };
  issues.throwIfAny();
  return resolved;
}
