import { INSTANCE_LABEL, NAME_LABEL } from "../shared/kubernetes-labels";

/**
 * Returns the labels that select the pods of a workload. They never change, because Kubernetes does not permit changes to the
 * selectors of Deployments, StatefulSets, and DaemonSets.
 */
export const workloadSelector = (workloadName: string): Readonly<Record<string, string>> => ({
  [NAME_LABEL]: workloadName,
  [INSTANCE_LABEL]: workloadName,
});
