import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import type { Issue } from "../../kernel/check-result";
import { roleBindings, roleRules, grants, type RoleRule } from "../../views/rbac";

const role = (rule: RoleRule) => ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", { rules: [rule] }] as const;
const namespaced = (rule: RoleRule) => ["kubernetes:rbac.authorization.k8s.io/v1:Role", { rules: [rule] }] as const;
const issueAt = (at: RoleRule, message: string): Issue => ({ at, message });

const GROUP = "certificates.k8s.io";

export const rbacNoWildcards = defineViewRule({
  id: "rbac-no-wildcards",
  title: "Kubernetes Roles and ClusterRoles do not use wildcards for verbs, resources, or API groups",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.3"] },
  on: roleRules,
  why: "A wildcard grows with the cluster: it includes Secrets and every resource type that is added later.",
  remedy:
    'List the API groups, resources, and verbs explicitly: apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"].',
  check: (rule) =>
    listOf<string>(
      () => rule.verbs,
      () => rule.resources,
      () => rule.apiGroups,
    ).includes("*") && issueAt(rule, "the role uses a wildcard for verbs, resources, or API groups"),
  examples: {
    pass: [role({ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] })],
    fail: [
      role({ apiGroups: ["apps"], resources: ["deployments"], verbs: ["*"] }),
      namespaced({ apiGroups: [""], resources: ["*"], verbs: ["get"] }),
      role({ apiGroups: ["*"], resources: ["deployments"], verbs: ["get"] }),
    ],
  },
});

export const rbacNoEscalation = defineViewRule({
  id: "rbac-no-escalation",
  title: "Kubernetes Roles and ClusterRoles do not allow privilege escalation",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.8"] },
  on: roleRules,
  why: "The verbs bind and escalate bypass the check that prevents users from granting permissions that they do not have. The verb impersonate allows acting as any user.",
  remedy: "Remove bind, escalate, and impersonate from verbs, and manage roles with the program that deploys them.",
  check: (rule) =>
    anyOf(
      () => listOf(rule.verbs).some((verb) => ["bind", "escalate", "impersonate"].includes(verb)),
      () => grants(rule, "rbac.authorization.k8s.io", ["roles", "clusterroles"], ["bind", "escalate"]),
    ) && issueAt(rule, "the role allows bind, escalate, or impersonate"),
  examples: {
    pass: [role({ apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["get", "create"] })],
    fail: [
      role({ apiGroups: ["rbac.authorization.k8s.io"], resources: ["clusterroles"], verbs: ["get", "bind"] }),
      namespaced({ apiGroups: [""], resources: ["serviceaccounts"], verbs: ["impersonate"] }),
      namespaced({ apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["*"] }),
    ],
  },
});

export const rbacNoSecretReading = defineViewRule({
  id: "rbac-no-secret-reading",
  title: "Kubernetes Roles and ClusterRoles do not allow reading all Secrets",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.2"] },
  on: roleRules,
  why: "Secrets contain the passwords of every application in the namespace and the tokens of accounts with more permissions. The list verb also returns the contents of Secrets.",
  remedy: 'Restrict the rule to resourceNames: ["web-tls"], or mount the Secrets into the pods that need them.',
  check: (rule) =>
    allOf(
      () => grants(rule, "", ["secrets"], ["get", "list", "watch"]),
      () => !listOf(rule.resourceNames).some((name) => name !== ""),
    ) && issueAt(rule, "the role allows reading all Secrets"),
  examples: {
    pass: [
      role({ apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: ["web-tls"] }),
      role({ apiGroups: ["apps"], resources: ["secrets"], verbs: ["get"] }),
      role({ apiGroups: [""], resources: ["secrets"], verbs: ["create"] }),
    ],
    fail: [
      role({ apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["list"] }),
      namespaced({ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }),
    ],
  },
});

export const rbacNoCertificateApproval = defineViewRule({
  id: "rbac-no-certificate-approval",
  title: "Kubernetes Roles and ClusterRoles do not allow approving or signing certificates",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.11"] },
  on: roleRules,
  // https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization
  why: "Anyone who can approve a certificate can create a certificate for any user of the cluster, including system components.",
  remedy:
    "Remove the update and patch verbs for certificatesigningrequests/approval and certificatesigningrequests/status.",
  // The verbs approve and sign on signers are also required, but allow nothing on their own.
  check: (rule) =>
    grants(
      rule,
      GROUP,
      ["certificatesigningrequests/approval", "certificatesigningrequests/status"],
      ["update", "patch"],
    ) && issueAt(rule, "the role allows approving or signing certificates"),
  examples: {
    pass: [
      role({ apiGroups: [GROUP], resources: ["certificatesigningrequests"], verbs: ["get", "create"] }),
      role({ apiGroups: [GROUP], resources: ["signers"], resourceNames: ["acme.example/*"], verbs: ["approve"] }),
    ],
    fail: [
      role({ apiGroups: [GROUP], resources: ["certificatesigningrequests/approval"], verbs: ["update"] }),
      role({ apiGroups: [GROUP], resources: ["*/approval"], verbs: ["patch"] }),
      role({ apiGroups: [GROUP], resources: ["certificatesigningrequests/status"], verbs: ["update"] }),
    ],
  },
});

export const rbacNoPodCreation = defineViewRule({
  id: "rbac-no-pod-creation",
  title: "Kubernetes Roles and ClusterRoles do not allow creating pods",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.4"] },
  on: roleRules,
  why: "Anyone who can create a pod can mount any Secret in the namespace and run the pod as any service account in the namespace.",
  remedy: "Remove the create verb for pods. Kubernetes controllers create the pods of Deployments and other workloads.",
  check: (rule) => grants(rule, "", ["pods"], ["create"]) && issueAt(rule, "the role allows creating pods"),
  examples: {
    pass: [
      role({ apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] }),
      role({ apiGroups: [""], resources: ["configmaps"], verbs: ["create"] }),
    ],
    fail: [
      role({ apiGroups: [""], resources: ["pods"], verbs: ["create"] }),
      namespaced({ apiGroups: [""], resources: ["*"], verbs: ["*"] }),
    ],
  },
});

export const rbacNoExec = defineViewRule({
  id: "rbac-no-exec",
  title: "Kubernetes Roles and ClusterRoles do not allow pod exec, pod attach, or node proxy access",
  severity: "high",
  on: roleRules,
  why: "The resource pods/exec runs commands with the permissions of any pod, and nodes/proxy accesses kubelets without admission control or audit logging.",
  remedy:
    "Remove the create verb for pods/exec, pods/attach, and nodes/proxy, and give people time-limited access instead.",
  check: (rule) =>
    grants(rule, "", ["pods/exec", "pods/attach", "nodes/proxy"], ["create"]) &&
    issueAt(rule, "the role allows running commands in pods or calling kubelets"),
  examples: {
    pass: [
      role({ apiGroups: [""], resources: ["pods/log"], verbs: ["get"] }),
      role({ apiGroups: [""], resources: ["pods"], verbs: ["create"] }),
    ],
    fail: [
      role({ apiGroups: [""], resources: ["pods/exec"], verbs: ["create"] }),
      namespaced({ apiGroups: [""], resources: ["nodes/proxy"], verbs: ["*"] }),
    ],
  },
});

export const rbacNoClusterAdmin = defineViewRule({
  id: "rbac-no-cluster-admin",
  title: "Kubernetes RoleBindings and ClusterRoleBindings do not grant cluster-admin",
  severity: "critical",
  controls: { "cis-eks-1.4": ["4.1.1"] },
  on: roleBindings,
  why: "The cluster-admin role allows every action on every resource.",
  remedy:
    "Bind a ClusterRole with only the required permissions. For people, use an EKS access entry with a narrower policy.",
  check: (binding) =>
    allOf(
      () => binding.roleRef?.name === "cluster-admin",
      () => binding.roleRef?.kind === "ClusterRole",
    ) && { at: binding.roleRef ?? "roleRef", message: "the binding grants cluster-admin" },
  examples: {
    pass: [
      [
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "view" } },
      ],
      [
        "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "cluster-admin" } },
      ],
    ],
    fail: [
      [
        "kubernetes:rbac.authorization.k8s.io/v1:ClusterRoleBinding",
        { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" } },
      ],
      [
        "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        { roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" } },
      ],
    ],
  },
});

export const rbacNoDefaultAccount = defineViewRule({
  id: "rbac-no-default-account",
  title: "Kubernetes RoleBindings and ClusterRoleBindings do not grant permissions to default service accounts",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.5"] },
  on: roleBindings,
  why: "Every pod in the namespace that does not specify a service account receives these permissions.",
  remedy: "Create a ServiceAccount for the application, bind the role to it, and set serviceAccountName on the pod.",
  check: (binding) =>
    listOf(binding.subjects)
      .filter((subject) => subject.kind === "ServiceAccount" && subject.name === "default")
      .map((at): Issue => ({ at, message: "the binding grants permissions to a default service account" })),
  examples: {
    pass: [
      [
        "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        {
          subjects: [
            { kind: "ServiceAccount", name: "web" },
            { kind: "User", name: "default" },
          ],
        },
      ],
    ],
    fail: [
      [
        "kubernetes:rbac.authorization.k8s.io/v1:RoleBinding",
        { subjects: [{ kind: "ServiceAccount", name: "default", namespace: "shop" }] },
      ],
    ],
  },
});
