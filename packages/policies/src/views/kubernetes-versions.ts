import { defineView } from "../rule";

/** Something of EKS that runs a version of Kubernetes. */
export interface Versioned {
  readonly version?: string;
}

/** What runs a version of Kubernetes that the program may choose. */
export const kubernetesVersions = defineView<Versioned>()({
  "aws:eks/cluster:Cluster": (cluster) => [cluster],
  "aws:eks/nodeGroup:NodeGroup": (group) => [group],
});
