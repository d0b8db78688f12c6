import { setting, type Facet } from "../facet";
import { networkPolicy } from "../kubernetes/network-policies";
import { roleBinding, roleRules } from "../kubernetes/rbac";

const REACH: Readonly<Record<string, number>> = { ExternalName: 0, ClusterIP: 0, NodePort: 1, LoadBalancer: 2 };

/** Where a service is reachable from. */
const serviceType = setting({
  path: "spec.type",
  message: "becomes reachable from outside the cluster",
  openness: (value = "ClusterIP") =>
    typeof value === "string" && Object.hasOwn(REACH, value) ? REACH[value] : undefined,
});

/** The Kubernetes resources that decide who can access what. */
export const KUBERNETES: Readonly<Record<string, readonly Facet[]>> = {
  "kubernetes:rbac.authorization.k8s.io/v1:Role": [roleRules],
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRole": [roleRules],
  "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding": [roleBinding],
  "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding": [roleBinding],
  "kubernetes:networking.k8s.io/v1:NetworkPolicy": [networkPolicy],
  "kubernetes:core/v1:Service": [serviceType],
};
