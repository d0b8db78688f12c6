import { defineView } from "../authoring/define-view";

/** An EKS resource with a Kubernetes version. */
export interface KubernetesVersion {
  readonly version?: string;
}

/** EKS clusters and node groups. */
export const kubernetesVersions = defineView<KubernetesVersion>()({
  "aws:eks/cluster:Cluster": (cluster) => [cluster],
  "aws:eks/nodeGroup:NodeGroup": (group) => [group],
});
