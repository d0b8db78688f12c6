import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, integerFrom, matching, oneOf } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { checkNodeImage, type EksAmiType } from "./ami-types";
import { checkCluster, type CheckedCluster } from "./cluster-checks";
import type { EksClusterLike } from "./eks-cluster-like";
import {
  EKS_NODE_GROUP_ARGUMENTS,
  EKS_NODE_GROUP_DEFAULTS,
  type EksNodeGroupArgs,
  type EksNodeGroupDefaults,
  type EksNodeRepairArgs,
  type EksNodeUpdateArgs,
} from "./eks-node-group-args";
import { checkStorage, type CheckedStorage } from "./ephemeral-storage";
import { nodeGroupLabelKey, nodeGroupLabelValue, shortKey } from "./node-group-labels";
import { checkRepair, checkUpdate } from "./node-group-updates";
import { checkLabels, checkTaints } from "./node-labels";
import { LAUNCH_TEMPLATE } from "./node-launch-template";
import {
  CNI_POLICY,
  MANAGED_NODE_POLICIES,
  NODE_ROLE,
  nodeRoleChildren,
  RESERVED_POLICY_NAMES,
  SESSION_MANAGER_POLICY,
} from "./node-role";
import { checkNodeSubnets, type NodeSubnets } from "./node-subnets";
import { checkNodeVersions, type NodeVersions } from "./node-version";
import { checkRoleName } from "./role-names";
import { checkPolicies } from "./role-policies";
import { checkSecurityGroupIds } from "./security-group-ids";

/** The checked arguments with all defaults. */
export interface EksNodeGroupSettings
  extends
    Omit<EksNodeGroupDefaults, "update" | "repair" | "ephemeralStorage">,
    Omit<EksNodeGroupArgs, keyof EksNodeGroupDefaults | "cluster" | "subnetIds" | "version" | "initialNodes"> {
  readonly cluster: CheckedCluster;
  readonly subnets: NodeSubnets;
  readonly amiType: EksAmiType;
  /** Whether the program chose the image. */
  readonly hasOwnAmiType: boolean;
  readonly versions: NodeVersions;
  readonly initialNodes: number;
  readonly storage: CheckedStorage;
  readonly update: Required<EksNodeUpdateArgs>;
  readonly repair: EksNodeRepairArgs | undefined;
  /** The managed policies of the role that AWS provides, by name. */
  readonly awsPolicies: Readonly<Record<string, string>>;
}

/** Returns the name of the child for a slot. */
export const nodeGroupChild = (slot: string): string => `nodes-${slot}`;

// https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html
const NAME_LIMIT = { noun: nodeGroupChild("az1"), resource: "an EKS node group", maxCharacters: 63 };
const nodeGroupName = matching(
  /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  "a name that a node group can begin with",
  "Use letters, digits, hyphens, and underscores, beginning with a letter or digit.",
);

/** The size of the images that EKS provides. */
const MIN_STORAGE_GIB = 20;

/**
 * Checks the arguments of an EksNodeGroup.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkEksNodeGroupArgs(name: string, args: EksNodeGroupArgs): EksNodeGroupSettings {
  const issues = new ArgumentIssues("EksNodeGroup", name);
  const settings = withDefaults(issues, EKS_NODE_GROUP_DEFAULTS, EKS_NODE_GROUP_ARGUMENTS, args);
  if (checkNameLength(issues, name, NAME_LIMIT) && issues.check("name", name, nodeGroupName))
    checkRoleName(issues, name, NODE_ROLE);
  const cluster = checkManagedCluster(issues, settings.cluster);
  const subnets = checkNodeSubnets(issues, settings.network, settings.subnetIds);
  issues.check("capacityType", settings.capacityType, oneOf(["on-demand", "spot"]));
  const amiType = checkNodeImage(issues, settings);
  const initialNodes = checkNodeCounts(issues, settings);
  checkTaints(issues, "taints", settings.taints, shortKey);
  issues.check("sessionManager", settings.sessionManager, booleanValue);
  const awsPolicies = awsPoliciesOf(cluster, settings.sessionManager);
  const policies = checkPolicies(issues, settings.policies, RESERVED_POLICY_NAMES);
  const checked = {
    ...settings,
    ...{ cluster, subnets, amiType, initialNodes, awsPolicies, policies },
    hasOwnAmiType: settings.amiType !== undefined,
    versions: checkNodeVersions(issues, settings, amiType, cluster.version),
    labels: checkLabels(issues, settings.labels, nodeGroupLabelKey, nodeGroupLabelValue),
    storage: checkStorage(issues, settings.ephemeralStorage, MIN_STORAGE_GIB),
    securityGroupIds: checkNodeSecurityGroups(issues, settings.securityGroupIds, cluster),
    update: checkUpdate(issues, settings.update),
    repair: checkRepair(issues, settings.repair),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, [
    ...nodeRoleChildren([...Object.keys(awsPolicies), ...Object.keys(policies)]),
    LAUNCH_TEMPLATE,
    ...Object.keys(subnets.idsByGroup).map(nodeGroupChild),
  ]);
  issues.throwIfAny();
  return checked;
}

function checkManagedCluster(issues: ArgumentIssues, cluster: EksClusterLike): CheckedCluster {
  const checked = checkCluster(issues, cluster);
  const { compute = "managed" } = checked;
  if (compute !== "managed") {
    const remedy =
      compute === "auto"
        ? "The cluster lacks the add-ons that nodes need. Use an EksNodePool."
        : "The cluster lacks the add-ons that nodes need.";
    issues.add("cluster.compute", compute, expected("conflict", '"managed"', remedy));
  }
  return checked;
}

/** Checks the numbers of nodes, and returns the initial number. */
function checkNodeCounts(
  issues: ArgumentIssues,
  { minNodes, maxNodes, initialNodes = minNodes }: EksNodeGroupArgs & EksNodeGroupDefaults,
): number {
  const areValid = [
    issues.check("minNodes", minNodes, integerFrom(0)),
    issues.check("maxNodes", maxNodes, integerFrom(1)),
  ].every(Boolean);
  if (!areValid) return initialNodes;
  if (minNodes > maxNodes) {
    const statement = `is above maxNodes, which is ${maxNodes}`;
    issues.add("minNodes", minNodes, { code: "conflict", statement });
  } else issues.check("initialNodes", initialNodes, integerBetween(minNodes, maxNodes));
  return initialNodes;
}

const awsPoliciesOf = ({ vpcCniHasOwnRole }: CheckedCluster, sessionManager: boolean) => ({
  ...MANAGED_NODE_POLICIES,
  ...(vpcCniHasOwnRole !== true && CNI_POLICY),
  ...(sessionManager && SESSION_MANAGER_POLICY),
});

/** Checks `securityGroupIds`, and returns all groups of the nodes; empty for the group of the cluster only. */
function checkNodeSecurityGroups(
  issues: ArgumentIssues,
  ids: readonly pulumi.Input<string>[],
  { clusterSecurityGroupId }: CheckedCluster,
): pulumi.Input<string>[] {
  const checked = checkSecurityGroupIds(issues, ids);
  if (checked.length === 0) return [];
  if (clusterSecurityGroupId !== undefined) return [clusterSecurityGroupId, ...checked];
  const remedy =
    "With securityGroupIds, nodes no longer receive this group by themselves, and could not join the cluster.";
  issues.add("cluster.clusterSecurityGroupId", undefined, expected("missing", "the cluster security group", remedy));
  return checked;
}
