import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching } from "../../shared/checks";
import { slotKeys } from "../network/availability-zones";
import type { VpcLike } from "../network/existing-vpc";
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

const subnetId = matching(/^subnet-[0-9a-f]+$/, "the ID of a subnet", 'Example: "subnet-0a1b2c3d4e5f60718".');

/** Checks `network` and `subnetIds`, and returns the subnets of the node groups. */
export function checkNodeSubnets(
  issues: ArgumentIssues,
  network: VpcLike,
  subnetIds: Readonly<Record<string, pulumi.Input<string>>> | undefined,
): NodeSubnets {
  if (subnetIds !== undefined) return zonal(checkSubnetIds(issues, subnetIds));
  if (network instanceof Vpc) return zonal(privateSubnetIds(issues, network));
  const ids = (network as VpcLike | undefined)?.privateSubnetIds;
  if (ids === undefined) {
    issues.add("network", network, expected("wrong-type", "a network with privateSubnetIds, such as a Vpc"));
  } else if (Array.isArray(ids) && ids.length === 0) {
    const statement = "expected at least one subnet, got an empty array";
    issues.add("network.privateSubnetIds", ids, { code: "out-of-range", statement });
  }
  return { idsByGroup: { [ALL_ZONES]: ids ?? [] }, isZonal: false };
}

const zonal = (ids: Readonly<Record<string, pulumi.Input<string>>>): NodeSubnets => ({
  idsByGroup: Object.fromEntries(Object.entries(ids).map(([slot, id]) => [slot, [id]])),
  isZonal: true,
});

function checkSubnetIds(
  issues: ArgumentIssues,
  subnetIds: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string>> {
  const path = "subnetIds";
  if (!issues.checkNames(path, subnetIds, slotKeys(MAX_SLOTS), "slot")) return {};
  const entries = Object.entries(subnetIds).filter(([, id]) => (id as unknown) !== undefined);
  if (entries.length === 0) {
    const remedy = 'Example: { az1: "subnet-0a1b2c3d" }.';
    issues.add(path, subnetIds, { code: "out-of-range", statement: "expected at least one slot", remedy });
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
