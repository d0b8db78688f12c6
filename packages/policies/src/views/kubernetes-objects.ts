import { defineView } from "../authoring/define-view";

/** An object that lives in a namespace. */
export interface NamespacedObject {
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

const whole = (props: NamespacedObject): readonly NamespacedObject[] => [props];

/** Objects of the kinds that live in namespaces, save those that only other controllers make. */
export const namespacedObjects = defineView<NamespacedObject>()({
  "kubernetes:apps/v1:DaemonSet": whole,
  "kubernetes:apps/v1:Deployment": whole,
  "kubernetes:apps/v1:ReplicaSet": whole,
  "kubernetes:apps/v1:StatefulSet": whole,
  "kubernetes:autoscaling/v2:HorizontalPodAutoscaler": whole,
  "kubernetes:batch/v1:CronJob": whole,
  "kubernetes:batch/v1:Job": whole,
  "kubernetes:core/v1:ConfigMap": whole,
  "kubernetes:core/v1:LimitRange": whole,
  "kubernetes:core/v1:PersistentVolumeClaim": whole,
  "kubernetes:core/v1:Pod": whole,
  "kubernetes:core/v1:PodTemplate": whole,
  "kubernetes:core/v1:ReplicationController": whole,
  "kubernetes:core/v1:ResourceQuota": whole,
  "kubernetes:core/v1:Secret": whole,
  "kubernetes:core/v1:Service": whole,
  "kubernetes:core/v1:ServiceAccount": whole,
  "kubernetes:networking.k8s.io/v1:Ingress": whole,
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": whole,
  "kubernetes:policy/v1:PodDisruptionBudget": whole,
  "kubernetes:rbac.authorization.k8s.io/v1:Role": whole,
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": whole,
});
