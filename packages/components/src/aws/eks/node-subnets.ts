import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { slotKeys } from "../network/availability-zones";
import { subnetIds as subnetIdArray, type VpcLike } from "../network/existing-vpc";
import { Vpc } from "../network/vpc";

/** The number of slots that the address plan of a network can have. */
const MAX_SLOTS = 8;

/** The key of the node group in the subnets of a network whose zones are not known. */
export const ALL_ZONES = "all";

/** The subnets of the node groups. */
export interface NodeSubnets {
  /** The IDs of the subnets of each node group, by slot, or for `ALL_ZONES`. */
  readonly idsByGroup: Readonly<Record<string, pulumi.Input<pulumi.Input<string>[]>>>;
  /** Whether each node group has one subnet, so that a growing network adds node groups. */
  readonly isZonal: boolean;
}

const NETWORK = "a network with privateSubnetIds, such as a Vpc";
const SUBNET_IDS_EXAMPLE = 'Example: { az1: "subnet-0a1b2c3d" }.';
const subnetIdObject = plainObject("an object of subnet IDs by slot", SUBNET_IDS_EXAMPLE);
const subnetId = matching(/^subnet-[0-9a-f]+$/, "the ID of a subnet", 'Example: "subnet-0a1b2c3d4e5f60718".');

/** Checks `network` and `subnetIds`, and returns the subnets of the node groups. */
export function checkNodeSubnets(
  issues: ArgumentIssues,
  network: VpcLike,
  subnetIds: Readonly<Record<string, pulumi.Input<string>>> | undefined,
): NodeSubnets {
  if (subnetIds !== undefined) {
    if (typeof (network as unknown) !== "object" || (network as unknown) === null)
      issues.add("network", network, expected("wrong-type", NETWORK));
    return zonal(checkSubnetIds(issues, subnetIds));
  }
  if (network instanceof Vpc) return zonal(privateSubnetIds(issues, network));
  return { idsByGroup: { [ALL_ZONES]: checkPrivateSubnetIds(issues, network) }, isZonal: false };
}

/** Checks that a network has private subnets, and returns their checked IDs. */
export function checkPrivateSubnetIds(issues: ArgumentIssues, network: VpcLike): pulumi.Input<pulumi.Input<string>[]> {
  const ids = (network as Partial<VpcLike> | null | undefined)?.privateSubnetIds;
  if (ids === undefined) {
    issues.add("network", network, expected("wrong-type", NETWORK));
    return [];
  }
  return issues.checkInput<pulumi.Input<string>[]>("network.privateSubnetIds", ids, privateSubnetIdArray);
}

const privateSubnetIdArray: Check<unknown> = (ids) =>
  Array.isArray(ids) && ids.length === 0
    ? { code: "out-of-range", statement: "expected at least one subnet, got an empty array" }
    : subnetIdArray(ids);

const zonal = (ids: Readonly<Record<string, pulumi.Input<string>>>): NodeSubnets => ({
  idsByGroup: Object.fromEntries(Object.entries(ids).map(([slot, id]) => [slot, [id]])),
  isZonal: true,
});

function checkSubnetIds(
  issues: ArgumentIssues,
  subnetIds: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string>> {
  const path = "subnetIds";
  if (!issues.check(path, subnetIds, subnetIdObject)) return {};
  if (!issues.checkNames(path, subnetIds, slotKeys(MAX_SLOTS), "slot")) return {};
  const entries = Object.entries(subnetIds).filter(([, id]) => (id as unknown) !== undefined);
  if (entries.length === 0) {
    const statement = "expected at least one slot";
    issues.add(path, subnetIds, { code: "out-of-range", statement, remedy: SUBNET_IDS_EXAMPLE });
  }
  return Object.fromEntries(entries.map(([slot, id]) => [slot, issues.checkInput(`${path}.${slot}`, id, subnetId)]));
}

/** Returns the IDs of the subnets of the first private tier by slot. More tiers must not change existing node groups. */
function privateSubnetIds(
  issues: ArgumentIssues,
  { subnets, subnetLayout }: Vpc,
): Record<string, pulumi.Output<string>> {
  const tier = subnetLayout.find(({ kind }) => kind === "private")?.tier;
  if (tier === undefined) {
    const remedy = "Add a tier of the kind private, or set subnetIds.";
    issues.add("network", undefined, { code: "conflict", statement: "the network has no private tier", remedy });
    return {};
  }
  return Object.fromEntries(Object.entries(subnets[tier] ?? {}).map(([slot, { id }]) => [slot, id]));
}
