import { defineView } from "../authoring/define-view";

/** An object in a namespace. */
export interface NamespacedObject {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

const allProperties = (props: NamespacedObject): readonly NamespacedObject[] => [props];

/** The objects of namespaced kinds, except kinds that only controllers create. */
export const namespacedObjects = defineView<NamespacedObject>()({
  "kubernetes:apps/v1:DaemonSet": allProperties,
  "kubernetes:apps/v1:Deployment": allProperties,
  "kubernetes:apps/v1:ReplicaSet": allProperties,
  "kubernetes:apps/v1:StatefulSet": allProperties,
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": allProperties,
  "kubernetes:batch/v1:CronJob": allProperties,
  "kubernetes:batch/v1:Job": allProperties,
  "kubernetes:core/v1:ConfigMap": allProperties,
  "kubernetes:core/v1:LimitRange": allProperties,
  "kubernetes:core/v1:PersistentVolumeClaim": allProperties,
  "kubernetes:core/v1:Pod": allProperties,
  "kubernetes:core/v1:PodTemplate": allProperties,
  "kubernetes:core/v1:ReplicationController": allProperties,
  "kubernetes:core/v1:ResourceQuota": allProperties,
  "kubernetes:core/v1:Secret": allProperties,
  "kubernetes:core/v1:Service": allProperties,
  "kubernetes:core/v1:ServiceAccount": allProperties,
  "kubernetes:networking.k8s.io/v1:Ingress": allProperties,
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": allProperties,
  "kubernetes:policy/v1:PodDisruptionBudget": allProperties,
  "kubernetes:rbac.authorization.k8s.io/v1:Role": allProperties,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": allProperties,
});
