import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { objectOrResource } from "../../shared/checks";
import { ipv4CidrBlock } from "../shared/cidr";
import { subnetIds, vpcId, type VpcLike } from "./existing-vpc";

/** The properties of a network that contain subnets of one kind. */
export type SubnetProperty = "publicSubnetIds" | "privateSubnetIds" | "isolatedSubnetIds";

/** The subnets that a component needs. */
export interface RequiredSubnets {
  readonly subnets: SubnetProperty;
  /** Why the component needs them, as a clause: "the tasks run in private subnets". */
  readonly reason: string;
  /**
   * The number of subnets.
   *
   * @default 1
   */
  readonly minimum?: number;
  /**
   * Why the component needs as many subnets, as a clause.
   *
   * @default reason
   */
  readonly minimumReason?: string;
  readonly remedy?: string;
}

const network = objectOrResource(
  "a network",
  "Pass a Vpc, Vpc.fromStackReference(…), or { vpcId, privateSubnetIds }. Its properties can be outputs.",
  "vpcId",
);

const SUBNETS: readonly SubnetProperty[] = ["publicSubnetIds", "privateSubnetIds", "isolatedSubnetIds"];

/**
 * Checks a network that a component is placed in. Outputs in the network are not checked, because a component or
 * `Vpc.fromExisting` already checks them.
 *
 * @param path - the location of the network: "network", or "capacity.ec2.network"
 * @returns Whether the network is an object, so that its properties can be read.
 */
export function checkNetwork(issues: ArgumentIssues, path: string, value: VpcLike): boolean {
  if (!issues.check(path, value, network)) return false;
  if (isPlainValue(value.vpcId)) issues.check(`${path}.vpcId`, value.vpcId, vpcId);
  if (value.cidrBlock !== undefined) issues.checkIfPlain(`${path}.cidrBlock`, value.cidrBlock, ipv4CidrBlock);
  for (const property of SUBNETS) {
    const ids = value[property];
    if (ids !== undefined && isPlainValue(ids)) issues.check(`${path}.${property}`, ids, subnetIds);
  }
  return true;
}

/** Checks that a network has the subnets that a component needs. Outputs can contain any number of subnets. */
export function checkRequiredSubnets(
  issues: ArgumentIssues,
  path: string,
  value: VpcLike,
  { subnets, reason, minimum = 1, minimumReason = reason, remedy }: RequiredSubnets,
): void {
  const ids = value[subnets];
  if (ids !== undefined && (!isPlainValue(ids) || !Array.isArray(ids))) return;
  const count = ids?.length ?? 0;
  if (count >= minimum) return;
  issues.add(`${path}.${subnets}`, undefined, {
    code: count === 0 ? "missing" : "out-of-range",
    statement:
      count === 0
        ? `the network needs ${subnets}, because ${reason}`
        : `expected at least ${minimum} subnets, got ${count}, because ${minimumReason}`,
    ...(remedy !== undefined && { remedy }),
  });
}
