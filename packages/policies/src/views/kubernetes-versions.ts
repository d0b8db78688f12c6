import { defineView } from "../authoring/define-view";

/** Something of EKS that runs a version of Kubernetes. */
export interface KubernetesVersion {
  readonly version?: string;
}

/** What runs a version of Kubernetes that the program may choose. */
export const kubernetesVersions = defineView<KubernetesVersion>()({
  "aws:eks/cluster:Cluster": (cluster) => [cluster],
  "aws:eks/nodeGroup:NodeGroup": (group) => [group],
});
