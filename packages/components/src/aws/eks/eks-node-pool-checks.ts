import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, integerBetween, matching, oneOf, plainObject } from "../../shared/checks";
import { checkAdoption, withDefaults } from "../../shared/component-args";
import { dnsLabel } from "../../shared/kubernetes-labels";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { checkCluster, type CheckedCluster } from "./cluster-checks";
import type { EksClusterLike } from "./eks-cluster-like";
import {
  EKS_NODE_POOL_ARGUMENTS,
  EKS_NODE_POOL_DEFAULTS,
  type EksDisruptionArgs,
  type EksNodePoolArgs,
  type EksNodePoolDefaults,
} from "./eks-node-pool-args";
import { checkStorage, type CheckedStorage } from "./ephemeral-storage";
import { checkLabels, checkTaints } from "./node-labels";
import { checkDisruption, checkNodeAge } from "./node-pool-disruption";
import { checkRequirements, unreservedPoolLabel } from "./node-pool-requirements";
import { checkPrivateSubnetIds } from "./node-subnets";
import { AUTO_MODE_NODE_POLICIES, NODE_ROLE, nodeRoleChildren } from "./node-role";
import { checkRoleName } from "./role-names";
import { checkSecurityGroupIds } from "./security-group-ids";

/** The checked arguments with all defaults. */
export interface EksNodePoolSettings
  extends
    Omit<EksNodePoolDefaults, "disruption" | "ephemeralStorage">,
    Omit<EksNodePoolArgs, keyof EksNodePoolDefaults | "cluster" | "kubernetesProvider" | "poolName"> {
  readonly cluster: CheckedCluster;
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly clusterSecurityGroupId: pulumi.Input<string>;
  readonly kubernetesProvider: pulumi.ProviderResource | undefined;
  readonly poolName: string;
  readonly disruption: Required<EksDisruptionArgs>;
  readonly storage: CheckedStorage;
}

/** The names of the children, without those of the role. */
export const NODE_POOL_CHILDREN = {
  accessEntry: "access-entry",
  accessPolicy: "access-policy",
  nodeClass: "node-class",
  nodePool: "node-pool",
} as const;

/** The names of the pools and the class that EKS Auto Mode creates. */
const BUILT_IN_NAMES = ["default", "general-purpose", "system"];

const poolName: Check<unknown> = (name) =>
  BUILT_IN_NAMES.some((builtIn) => builtIn === name)
    ? {
        code: "not-allowed",
        statement: "EKS Auto Mode has a pool or a class of this name",
        remedy: "Use another name.",
      }
    : dnsLabel("the name of a node pool", "batch")(name);

// https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const quantity = matching(
  /^(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/,
  "a quantity",
  'Examples: 100, "400Gi".',
);
const limit: Check<unknown> = (value) =>
  typeof value === "number" ? (value >= 0 ? undefined : quantity(String(value))) : quantity(value);

/**
 * Checks the arguments of an EksNodePool.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkEksNodePoolArgs(name: string, args: EksNodePoolArgs): EksNodePoolSettings {
  const issues = new ArgumentIssues("EksNodePool", name);
  const settings = withDefaults(issues, EKS_NODE_POOL_DEFAULTS, EKS_NODE_POOL_ARGUMENTS, args);
  checkRoleName(issues, name, NODE_ROLE);
  if (settings.poolName === undefined) issues.check("name", name, poolName);
  else issues.check("poolName", settings.poolName, poolName);
  const cluster = checkAutoModeCluster(issues, settings.cluster);
  const subnetIds = checkPrivateSubnetIds(issues, settings.network);
  checkLimits(issues, settings.limits);
  checkChoices(issues, "capacityTypes", settings.capacityTypes, ["on-demand", "spot", "reserved"]);
  checkChoices(issues, "architectures", settings.architectures, ["amd64", "arm64"]);
  checkRequirements(issues, settings.requirements);
  checkTaints(issues, "taints", settings.taints);
  checkTaints(issues, "startupTaints", settings.startupTaints);
  if (settings.weight !== undefined) issues.check("weight", settings.weight, integerBetween(1, 100));
  checkNodeAge(issues, settings);
  issues.check("networkPolicy", settings.networkPolicy, oneOf(["DefaultAllow", "DefaultDeny"]));
  const checked = {
    ...settings,
    cluster,
    subnetIds,
    clusterSecurityGroupId: cluster.clusterSecurityGroupId ?? "",
    kubernetesProvider: providerOf(issues, settings),
    poolName: settings.poolName ?? name,
    labels: checkLabels(issues, settings.labels, unreservedPoolLabel),
    disruption: checkDisruption(issues, settings.disruption),
    storage: checkStorage(issues, settings.ephemeralStorage, 1),
    securityGroupIds: checkSecurityGroupIds(issues, settings.securityGroupIds),
    instanceTags: checkAwsTags(issues, settings.instanceTags, "instanceTags") as EksNodePoolDefaults["instanceTags"],
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  checkAdoption(issues, settings, [
    ...nodeRoleChildren(Object.keys(AUTO_MODE_NODE_POLICIES)),
    ...Object.values(NODE_POOL_CHILDREN),
  ]);
  issues.throwIfAny();
  return checked;
}

function checkAutoModeCluster(issues: ArgumentIssues, cluster: EksClusterLike): CheckedCluster {
  const checked = checkCluster(issues, cluster);
  // The check has already reported that the cluster is missing.
  if (checked.clusterName === "") return checked;
  const { compute = "managed", clusterSecurityGroupId } = checked;
  if (compute !== "auto") {
    const remedy = 'Use a cluster with EKS Auto Mode. For an existing one, set cluster.compute: "auto".';
    issues.add("cluster.compute", compute, expected("conflict", '"auto"', remedy));
  }
  if (clusterSecurityGroupId === undefined) {
    const remedy = "EKS creates this group: clusterSecurityGroupId in the vpcConfig of an aws.eks.Cluster.";
    issues.add("cluster.clusterSecurityGroupId", undefined, expected("missing", "the cluster security group", remedy));
  }
  return checked;
}

/** Returns the provider of the arguments or of the cluster. Reports a missing provider and a provider of another package. */
function providerOf(
  issues: ArgumentIssues,
  { cluster, kubernetesProvider }: EksNodePoolArgs,
): pulumi.ProviderResource | undefined {
  const provider = kubernetesProvider ?? (cluster as EksClusterLike | undefined)?.kubernetesProvider;
  const type: unknown = pulumi.CustomResource.isInstance(provider) ? Reflect.get(provider, "__pulumiType") : undefined;
  if (type === "pulumi:providers:kubernetes") return provider;
  const remedy = "Use new kubernetes.Provider(…) with the kubeconfig of the cluster.";
  issues.add("kubernetesProvider", provider, expected("wrong-type", "a provider of @pulumi/kubernetes", remedy));
  return undefined;
}

function checkLimits(issues: ArgumentIssues, limits: EksNodePoolArgs["limits"]): void {
  const what = "the maximum capacity of the pool";
  const remedy = 'Example: { cpu: 100, memory: "400Gi" }.';
  if (!issues.check("limits", limits, plainObject(what, remedy))) return;
  if ((limits.cpu as unknown) === undefined)
    issues.add("limits.cpu", undefined, expected("missing", "the maximum number of vCPUs", remedy));
  for (const [resource, value] of Object.entries(limits)) {
    if ((value as unknown) !== undefined) issues.check(`limits.${resource}`, value, limit);
  }
}

function checkChoices(
  issues: ArgumentIssues,
  path: string,
  choices: readonly string[],
  allowed: readonly string[],
): void {
  if (!Array.isArray(choices) || choices.length === 0) {
    issues.add(path, choices, expected("wrong-type", "a non-empty array", `Example: ["${allowed[0] ?? ""}"].`));
    return;
  }
  choices.forEach((choice: string, index) => {
    const itemPath = `${path}[${index}]`;
    if (issues.check(itemPath, choice, oneOf(allowed)) && choices.indexOf(choice) < index)
      issues.add(itemPath, choice, { code: "duplicate", statement: "occurs twice", remedy: "Remove it." });
  });
}
