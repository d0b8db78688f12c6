import { stringListOption } from "../../authoring/option-builders";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { namespacedObjects } from "../../views/kubernetes-objects";

const SYSTEM_NAMESPACES = stringListOption(
  ["kube-system", "kube-public", "kube-node-lease"],
  "System namespaces that are exempt from the rule.",
);

export const k8sNamespaceSet = defineViewRule({
  id: "k8s-namespace-set",
  title: "Namespaced Kubernetes objects specify a namespace",
  severity: "medium",
  topic: "drift",
  on: namespacedObjects,
  why: "Without a namespace, the provider or the kubeconfig determines where the object is created, so the same program can create it in different namespaces.",
  remedy: "Set metadata: { namespace: namespace.metadata.name }. Changing the namespace replaces an existing object.",
  check: (object) => !("namespace" in (object.metadata ?? {})) && "metadata.namespace is not set",
  examples: {
    pass: [
      ["kubernetes:core/v1:ConfigMap", { metadata: { namespace: "shop" } }],
      ["kubernetes:apps/v1:Deployment", { metadata: { namespace: "shop" } }],
    ],
    fail: [
      ["kubernetes:core/v1:ConfigMap", { metadata: { name: "settings" } }],
      ["kubernetes:apps/v1:Deployment", {}],
    ],
  },
});

export const k8sNoDefaultNamespace = defineViewRule({
  id: "k8s-no-default-namespace",
  title: "Kubernetes objects are not created in the default namespace",
  severity: "low",
  controls: { "cis-eks-1.4": ["4.5.3"] },
  on: namespacedObjects,
  why: "Quotas, network policies, and roles apply to a namespace, so all objects in the default namespace share the same ones.",
  remedy:
    "Create a Namespace, and set metadata: { namespace: namespace.metadata.name }. This change replaces an existing object.",
  check: (object) => object.metadata?.namespace === "default" && "the object is in the default namespace",
  examples: {
    pass: [
      ["kubernetes:core/v1:Service", { metadata: { namespace: "shop" } }],
      ["kubernetes:core/v1:Service", { metadata: { name: "default", namespace: "shop" } }],
    ],
    fail: [["kubernetes:core/v1:Service", { metadata: { namespace: "default" } }]],
  },
});

export const namespacePodSecurityEnforced = defineRule({
  id: "namespace-pod-security-enforced",
  title: "Kubernetes Namespaces enforce the baseline or restricted Pod Security Standard",
  severity: "medium",
  on: "kubernetes:core/v1:Namespace",
  options: { exemptNamespaces: SYSTEM_NAMESPACES },
  why: "Without the label, the cluster admits privileged pods, including pods that your programs do not create.",
  remedy: 'Set metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } }, or use "baseline".',
  check: (props, { options }) =>
    !["baseline", "restricted"].includes(props.metadata?.labels?.["pod-security.kubernetes.io/enforce"] ?? "") &&
    !options.exemptNamespaces.some((name) => name === props.metadata?.name) &&
    "the namespace does not enforce a Pod Security Standard",
  fix: { metadata: { labels: { "pod-security.kubernetes.io/enforce": "baseline" } } },
  examples: {
    pass: [
      { metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "restricted" } } },
      { metadata: { name: "kube-system" } },
    ],
    fail: [
      { metadata: { name: "shop", labels: { "pod-security.kubernetes.io/warn": "restricted" } } },
      { metadata: { name: "shop", labels: { "pod-security.kubernetes.io/enforce": "privileged" } } },
    ],
  },
});

export const namespaceNetworkPolicy = defineStackRule({
  id: "namespace-network-policy",
  title: "Kubernetes Namespaces have a NetworkPolicy",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.3.2"] },
  types: ["kubernetes:core/v1:Namespace"],
  options: { exemptNamespaces: SYSTEM_NAMESPACES },
  why: "Without a network policy, every pod in the cluster can connect to every pod in the namespace, and those pods can connect to any address.",
  remedy:
    'Add a NetworkPolicy with podSelector: {} and policyTypes: ["Ingress", "Egress"], and another NetworkPolicy for each required connection.',
  check: (graph, { options }) =>
    graph
      .byType("kubernetes:core/v1:Namespace")
      .filter(
        (namespace) =>
          !graph
            .referrers(namespace, "kubernetes:networking.k8s.io/v1:NetworkPolicy", "metadata.namespace")
            .some((policy) => policy.urn !== namespace.urn) &&
          !options.exemptNamespaces.some((name) => name === namespace.props.metadata?.name),
      )
      .map((resource) => ({ resource, message: "the stack has no NetworkPolicy for the namespace" })),
  examples: {
    pass: [
      examplePlan({
        shop: ["kubernetes:core/v1:Namespace", {}],
        deny: ["kubernetes:networking.k8s.io/v1:NetworkPolicy", { metadata: { namespace: exampleId("shop") } }],
      }),
      examplePlan({
        shop: ["kubernetes:core/v1:Namespace", { metadata: { name: "shop" } }],
        deny: ["kubernetes:networking.k8s.io/v1:NetworkPolicy", { metadata: { namespace: "shop" } }],
      }),
      examplePlan({ system: ["kubernetes:core/v1:Namespace", { metadata: { name: "kube-system" } }] }),
    ],
    fail: [
      examplePlan({
        shop: ["kubernetes:core/v1:Namespace", { metadata: { name: "shop" } }],
        deny: ["kubernetes:networking.k8s.io/v1:NetworkPolicy", { metadata: { namespace: "office" } }],
      }),
    ],
  },
});
