import { defineView } from "../authoring/define-view";

/** An EKS resource that runs a version of Kubernetes. */
export interface KubernetesVersion {
  readonly version?: string;
}

/** The EKS clusters and node groups. */
export const kubernetesVersions = defineView<KubernetesVersion>()({
  "aws:eks/cluster:Cluster": (cluster) => [cluster],
  "aws:eks/nodeGroup:NodeGroup": (group) => [group],
});
