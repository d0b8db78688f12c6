import * as pulumi from "@pulumi/pulumi";
import type { EksDisruptionBudget } from "./eks-node-pool-args";
import type { EksNodePoolSettings } from "./eks-node-pool-checks";
import type { KubernetesObject } from "./kubernetes-sdk";
import type { EksTaint } from "./node-labels";
import { ARCHITECTURE_LABEL, CAPACITY_TYPE_LABEL } from "./node-pool-requirements";

const NODE_CLASS_GROUP = "eks.amazonaws.com";
const NODE_CLASS_KIND = "NodeClass";

// All values are explicit, even defaults, so that the objects equal those that the API server stores.

/**
 * Returns the node class: the role, the network, and the storage of nodes.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export function nodeClassOf(settings: EksNodePoolSettings, roleName: pulumi.Input<string>): KubernetesObject {
  const { subnetIds, clusterSecurityGroupId, securityGroupIds, storage, instanceTags } = settings;
  return {
    apiVersion: `${NODE_CLASS_GROUP}/v1`,
    kind: NODE_CLASS_KIND,
    metadata: { name: settings.poolName },
    spec: {
      role: roleName,
      subnetSelectorTerms: termsOf(subnetIds),
      securityGroupSelectorTerms: [clusterSecurityGroupId, ...securityGroupIds].map((id) => ({ id })),
      snatPolicy: "Random",
      networkPolicy: settings.networkPolicy,
      networkPolicyEventLogs: "Disabled",
      ephemeralStorage: {
        size: `${storage.sizeGiB}Gi`,
        iops: storage.iops,
        throughput: storage.throughput,
        ...(storage.kmsKeyArn !== undefined && { kmsKeyID: storage.kmsKeyArn }),
      },
      ...(Object.keys(instanceTags).length > 0 && { tags: instanceTags }),
    },
  };
}

const termsOf = (ids: pulumi.Input<pulumi.Input<string>[]>): pulumi.Input<{ id: pulumi.Input<string> }[]> =>
  Array.isArray(ids) ? ids.map((id) => ({ id })) : pulumi.output(ids).apply((known) => known.map((id) => ({ id })));

/**
 * Returns the node pool: the instances that Karpenter can launch, and when it removes them.
 *
 * @see https://karpenter.sh/docs/concepts/nodepools/
 */
export function nodePoolOf(settings: EksNodePoolSettings): KubernetesObject {
  const { poolName, labels, taints, startupTaints, disruption, weight } = settings;
  return {
    apiVersion: "karpenter.sh/v1",
    kind: "NodePool",
    metadata: { name: poolName },
    spec: {
      template: {
        ...(Object.keys(labels).length > 0 && { metadata: { labels } }),
        spec: {
          nodeClassRef: { group: NODE_CLASS_GROUP, kind: NODE_CLASS_KIND, name: poolName },
          requirements: requirementsOf(settings),
          ...(taints.length > 0 && { taints: taints.map(taintOf) }),
          ...(startupTaints.length > 0 && { startupTaints: startupTaints.map(taintOf) }),
          expireAfter: `${settings.expireAfterHours}h`,
          terminationGracePeriod: `${settings.terminationGracePeriodHours}h`,
        },
      },
      limits: { ...settings.limits },
      disruption: {
        consolidationPolicy: disruption.consolidationPolicy,
        consolidateAfter: `${disruption.consolidateAfterSeconds}s`,
        budgets: disruption.budgets.map(budgetOf),
      },
      ...(weight !== undefined && { weight }),
    },
  };
}

const requirementsOf = ({ capacityTypes, architectures, requirements }: EksNodePoolSettings) => [
  { key: CAPACITY_TYPE_LABEL, operator: "In", values: [...capacityTypes] },
  { key: ARCHITECTURE_LABEL, operator: "In", values: [...architectures] },
  ...requirements.map(({ key, operator, values = [] }) => ({
    key,
    operator,
    ...(values.length > 0 && { values: [...values] }),
  })),
];

const taintOf = ({ key, value, effect }: EksTaint) => ({ key, effect, ...(value !== undefined && { value }) });

const budgetOf = ({ nodes, schedule, durationMinutes, reasons }: EksDisruptionBudget) => ({
  nodes: String(nodes),
  ...(schedule !== undefined && { schedule }),
  ...(durationMinutes !== undefined && { duration: `${durationMinutes}m` }),
  ...(reasons !== undefined && { reasons: [...reasons] }),
});
