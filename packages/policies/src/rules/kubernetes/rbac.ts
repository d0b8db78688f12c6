import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineViewRule } from "../../authoring/define-rule";
import type { Issue } from "../../kernel/check-result";
import { roleBindings, roleRules, grants, type RoleRule } from "../../views/rbac";

const role = (rule: RoleRule) => ["kubernetes:rbac.authorization.k8s.io/v1:ClusterRole", { rules: [rule] }] as const;
const namespaced = (rule: RoleRule) => ["kubernetes:rbac.authorization.k8s.io/v1:Role", { rules: [rule] }] as const;
const fault = (at: RoleRule, message: string): Issue => ({ at, message });

const GROUP = "certificates.k8s.io";

export const rbacNoWildcards = defineViewRule({
  id: "rbac-no-wildcards",
  title: "Roles name what they allow",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.3"] },
  on: roleRules,
  why: "A * grows with the cluster: it includes secrets, and every kind that an operator adds later.",
  remedy: 'Name them: resources: ["pods", "pods/log"], verbs: ["get", "list", "watch"].',
  check: (rule) =>
    listOf<string>(
      () => rule.verbs,
      () => rule.resources,
    ).includes("*") && fault(rule, "the role allows every verb, or something on every resource"),
  examples: {
    pass: [role({ apiGroups: ["apps"], resources: ["deployments"], verbs: ["get"] }), role({ apiGroups: ["*"] })],
    fail: [
      role({ apiGroups: ["apps"], resources: ["deployments"], verbs: ["*"] }),
      namespaced({ apiGroups: [""], resources: ["*"], verbs: ["get"] }),
    ],
  },
});

export const rbacNoEscalation = defineViewRule({
  id: "rbac-no-escalation",
  title: "Roles do not allow to gain more rights",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.8"] },
  on: roleRules,
  why: "bind and escalate lift the guard that nobody may grant what they do not have; who may impersonate is everyone.",
  remedy: "Drop bind, escalate and impersonate from verbs, and let roles be managed by the program that deploys.",
  check: (rule) =>
    anyOf(
      () => listOf(rule.verbs).some((verb) => ["bind", "escalate", "impersonate"].includes(verb)),
      () => grants(rule, "rbac.authorization.k8s.io", ["roles", "clusterroles"], ["bind", "escalate"]),
    ) && fault(rule, "the role allows to bind, escalate or impersonate"),
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
  title: "Roles do not allow to read all secrets",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.2"] },
  on: roleRules,
  why: "Among the secrets are the passwords of every program there, and tokens of accounts that may do more. list gives their content too.",
  remedy: 'Name the secrets: resourceNames: ["web-tls"], or mount them into the pod that needs them.',
  check: (rule) =>
    allOf(
      () => grants(rule, "", ["secrets"], ["get", "list", "watch"]),
      () => !listOf(rule.resourceNames).some((name) => name !== ""),
    ) && fault(rule, "the role allows to read all secrets"),
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
  title: "Roles do not approve or sign certificates",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.11"] },
  on: roleRules,
  // https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/#authorization
  why: "Who approves a certificate may make one for any user of the cluster, system components among them.",
  remedy: "Drop update and patch on certificatesigningrequests/approval and certificatesigningrequests/status.",
  // Approve or sign on signers is needed as well, and allows nothing by itself.
  check: (rule) =>
    grants(
      rule,
      GROUP,
      ["certificatesigningrequests/approval", "certificatesigningrequests/status"],
      ["update", "patch"],
    ) && fault(rule, "the role allows to approve or sign certificates"),
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
  title: "Roles do not allow to create bare pods",
  severity: "high",
  controls: { "cis-eks-1.4": ["4.1.4"] },
  on: roleRules,
  why: "Who may create a pod may mount any secret of the namespace into it and run as any of its service accounts.",
  remedy: "Drop create on pods; controllers make the pods of a Deployment by themselves.",
  check: (rule) => grants(rule, "", ["pods"], ["create"]) && fault(rule, "the role allows to create pods"),
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
  title: "Roles do not open shells in pods or the way past the API",
  severity: "high",
  on: roleRules,
  why: "pods/exec runs commands with the rights of any pod, and nodes/proxy speaks to kubelets past admission and audit.",
  remedy: "Drop create on pods/exec, pods/attach and nodes/proxy; give people time-limited access in their place.",
  check: (rule) =>
    grants(rule, "", ["pods/exec", "pods/attach", "nodes/proxy"], ["create"]) &&
    fault(rule, "the role allows to run commands in pods or to call kubelets"),
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
  title: "Nobody is bound to cluster-admin",
  severity: "critical",
  controls: { "cis-eks-1.4": ["4.1.1"] },
  on: roleBindings,
  why: "cluster-admin may do everything, in every namespace, and past every other role.",
  remedy: "Bind a ClusterRole that names what is needed; for people, an EKS access entry with a narrower policy.",
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
  title: "Default service accounts get no rights",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.5"] },
  on: roleBindings,
  why: "Every pod of the namespace that names no account of its own gets the rights as well.",
  remedy: "Make a ServiceAccount for the program, bind that, and name it by serviceAccountName in the pod.",
  check: (binding) =>
    listOf(binding.subjects)
      .filter((subject) => subject.kind === "ServiceAccount" && subject.name === "default")
      .map((at): Issue => ({ at, message: "the binding gives rights to a default service account" })),
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
