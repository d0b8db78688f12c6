import { stringListOption } from "../../authoring/option-builders";
import { examplePlan, idOf } from "../../authoring/example-plan";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { namespacedObjects } from "../../views/kubernetes-objects";

const SYSTEM_NAMESPACES = stringListOption(
  ["kube-system", "kube-public", "kube-node-lease"],
  "Namespaces that belong to the cluster itself.",
);

export const k8sNamespaceSet = defineViewRule({
  id: "k8s-namespace-set",
  title: "Objects name their namespace",
  severity: "medium",
  topic: "drift",
  on: namespacedObjects,
  why: "Without a namespace an object lands where the provider or the kubeconfig of whoever deploys points, so the same program makes it in two places.",
  remedy: "Set metadata: { namespace: namespace.metadata.name }.",
  check: (object) =>
    !("namespace" in (object.metadata ?? {})) && "the object does not say in which namespace it belongs",
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
  title: "Nothing is put into the default namespace",
  severity: "low",
  controls: { "cis-eks-1.4": ["4.5.3"] },
  on: namespacedObjects,
  why: "Quotas, network policies and roles are set by namespace; in default everything shares them with everything.",
  remedy: "Make a Namespace and set metadata: { namespace: namespace.metadata.name }.",
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
  title: "Namespaces enforce a level of the Pod Security Standards",
  severity: "medium",
  on: "kubernetes:core/v1:Namespace",
  options: { exemptNamespaces: SYSTEM_NAMESPACES },
  why: "Without the label the cluster admits privileged pods, also those that no program of yours makes.",
  remedy: 'Set metadata: { labels: { "pod-security.kubernetes.io/enforce": "restricted" } }, or baseline.',
  check: (props, { options }) =>
    !["baseline", "restricted"].includes(props.metadata?.labels?.["pod-security.kubernetes.io/enforce"] ?? "") &&
    !options.exemptNamespaces.some((name) => name === props.metadata?.name) &&
    "the namespace enforces no level of the Pod Security Standards",
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
  title: "Namespaces have a network policy",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.3.2"] },
  types: ["kubernetes:core/v1:Namespace"],
  options: { exemptNamespaces: SYSTEM_NAMESPACES },
  why: "Without one every pod of the cluster may connect to every pod of the namespace, and those to anywhere.",
  remedy:
    'Add a NetworkPolicy with podSelector: {} and policyTypes: ["Ingress", "Egress"], then one for each connection that is wanted.',
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
      .map((resource) => ({ resource, message: "no network policy of this stack is in the namespace" })),
  examples: {
    pass: [
      examplePlan({
        shop: ["kubernetes:core/v1:Namespace", {}],
        deny: ["kubernetes:networking.k8s.io/v1:NetworkPolicy", { metadata: { namespace: idOf("shop") } }],
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
