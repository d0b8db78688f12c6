import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { kubernetesVersions } from "../../views/kubernetes-versions";

const cluster = "aws:eks/cluster:Cluster";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const addon = "aws:eks/addon:Addon";
const accessEntry = "aws:eks/accessEntry:AccessEntry";
const configMap = "kubernetes:core/v1:ConfigMap";

const ignores = (ignoreChanges: readonly string[], paths: readonly string[]) =>
  ignoreChanges.some((path) => path === "*" || paths.includes(path));

export const eksAccessOneOwner = defineStackRule({
  id: "eks-access-one-owner",
  title: "Who may use a cluster is said by access entries or by aws-auth, not by both",
  severity: "high",
  topic: "drift",
  types: [accessEntry],
  why: "Where both name an identity the access entry wins, and EKS itself writes to aws-auth: nobody can tell any more who may do what.",
  remedy: 'Drop the aws-auth ConfigMap, and set accessConfig: { authenticationMode: "API" } on the Cluster.',
  check: (graph) =>
    graph
      .byType(configMap)
      .filter(({ props }) => props.metadata?.name === "aws-auth")
      .filter(() => isNotEmpty(graph.byType(accessEntry)))
      .map((resource) => ({ resource, message: "access entries say who may use the cluster, too" })),
  examples: {
    pass: [
      examplePlan({ auth: [configMap, { metadata: { name: "aws-auth", namespace: "kube-system" } }] }),
      examplePlan({
        settings: [configMap, { metadata: { name: "settings" } }],
        entry: [accessEntry, { clusterName: "main", principalArn: "arn" }],
      }),
    ],
    fail: [
      examplePlan({
        auth: [configMap, { metadata: { name: "aws-auth", namespace: "kube-system" } }],
        entry: [accessEntry, { clusterName: "main", principalArn: "arn" }],
      }),
    ],
  },
});

export const eksNodeCountOneOwner = defineRule({
  id: "eks-node-count-one-owner",
  title: "The number of nodes of a group that scales is the autoscaler's",
  severity: "medium",
  topic: "drift",
  on: nodes,
  // The documentation of aws.eks.NodeGroup
  why: "Every update puts the number of the program back: it takes away nodes in the middle of the load, or adds some that nobody needs.",
  remedy: 'Give the NodeGroup { ignoreChanges: ["scalingConfig.desiredSize"] }.',
  check: ({ scalingConfig }, { resource: { ignoreChanges } }) =>
    !ignores(ignoreChanges, ["scalingConfig", "scalingConfig.desiredSize"]) &&
    scalingConfig !== undefined &&
    scalingConfig.minSize !== scalingConfig.maxSize && {
      at: scalingConfig,
      message: "an autoscaler changes the number of nodes between minSize and maxSize",
    },
  examples: {
    pass: [{ scalingConfig: { minSize: 3, maxSize: 3 } }, { scalingConfig: { minSize: 1, maxSize: 1 } }, {}],
    fail: [{ scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 } }],
  },
});

export const eksAddonConflicts = defineRule({
  id: "eks-addon-conflicts-resolved",
  title: "Add-ons say what happens to what others changed",
  severity: "medium",
  topic: "drift",
  on: addon,
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAddon.html
  why: "Left out, an update fails halfway on the first field that somebody changed in the cluster.",
  remedy: 'Set resolveConflictsOnUpdate: "OVERWRITE", or "PRESERVE" to keep what was changed in the cluster.',
  check: ({ resolveConflictsOnUpdate = "NONE" }) =>
    resolveConflictsOnUpdate === "NONE" && "an update fails on what somebody changed in the cluster",
  examples: {
    pass: [{ resolveConflictsOnUpdate: "OVERWRITE" }, { resolveConflictsOnUpdate: "PRESERVE" }],
    fail: [{}, { resolveConflictsOnUpdate: "NONE" }],
  },
});

/** What EKS installs by itself: https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */
const BOOTSTRAPPED = ["vpc-cni", "kube-proxy", "coredns"];

export const eksAddonsOneOwner = defineStackRule({
  id: "eks-addons-one-owner",
  title: "Networking and DNS of a cluster are installed once",
  severity: "medium",
  topic: "drift",
  types: [addon],
  why: "EKS installs its own copies first; the add-ons then take them over or fail on what differs.",
  remedy:
    "Set bootstrapSelfManagedAddons: false on the Cluster; it replaces a cluster that exists, so on new ones only.",
  check: (graph) =>
    graph
      .byType(cluster)
      .filter((one) =>
        allOf(
          () => one.props.bootstrapSelfManagedAddons !== false,
          () =>
            isNotEmpty(
              graph
                .referrers(one, addon, "clusterName")
                .filter(({ props }) => BOOTSTRAPPED.includes(props.addonName ?? "")),
            ),
        ),
      )
      .map((resource) => ({
        resource,
        at: "bootstrapSelfManagedAddons",
        message: "EKS installs what add-ons install here too",
      })),
  examples: {
    pass: [
      examplePlan({
        cluster: [cluster, { bootstrapSelfManagedAddons: false }],
        cni: [addon, { clusterName: idOf("cluster"), addonName: "vpc-cni" }],
      }),
      examplePlan({
        cluster: [cluster, {}],
        csi: [addon, { clusterName: idOf("cluster"), addonName: "aws-ebs-csi-driver" }],
      }),
    ],
    fail: [
      examplePlan({
        cluster: [cluster, {}],
        cni: [addon, { clusterName: idOf("cluster"), addonName: "vpc-cni" }],
      }),
    ],
  },
});

export const eksVersionSet = defineViewRule({
  id: "eks-version-set",
  title: "Clusters and node groups name their version of Kubernetes",
  severity: "medium",
  topic: "drift",
  on: kubernetesVersions,
  // The documentation of aws.eks.Cluster and NodeGroup
  why: "Left out, it is whatever is the newest on the day of creation: two environments of one program differ, and an upgrade by others shows nowhere.",
  remedy: 'Set version: "1.34"; on node groups, version: cluster.version.',
  check: (versioned) => !("version" in versioned) && { at: "version", message: "no version is named" },
  examples: {
    pass: [
      [cluster, { version: "1.34" }],
      [nodes, { version: "1.34" }],
    ],
    fail: [
      [cluster, {}],
      [nodes, {}],
    ],
  },
});

export const eksAddonVersionSet = defineRule({
  id: "eks-addon-version-set",
  title: "Add-ons name their version",
  severity: "medium",
  topic: "drift",
  on: addon,
  why: "Left out, it is the default of the day of creation: two environments of one program differ, and no update ever moves it.",
  remedy: 'Set addonVersion: "v1.20.4-eksbuild.2".',
  check: (props) => !("addonVersion" in props) && "no version is named",
  examples: { pass: [{ addonName: "coredns", addonVersion: "v1.12.4-eksbuild.1" }], fail: [{ addonName: "coredns" }] },
});

export const eksNodeSettingsExplicit = defineRule({
  id: "eks-node-settings-explicit",
  title: "Node groups say what their nodes are",
  severity: "low",
  topic: "drift",
  on: nodes,
  // The documentation of aws.eks.NodeGroup: "will only perform drift detection if a configuration value is provided"
  why: "The provider compares only what the program sets, so what somebody changed elsewhere is never shown.",
  remedy: 'Set amiType, capacityType: "ON_DEMAND" and instanceTypes.',
  check: (props) =>
    listOf(
      () =>
        allOf(
          () => !("amiType" in props),
          () => !("launchTemplate" in props),
        ) && { at: "amiType", message: "changes of the image are never shown" },
      () => !("capacityType" in props) && { at: "capacityType", message: "changes of the capacity are never shown" },
      () =>
        allOf(
          () => !("instanceTypes" in props),
          () => !("launchTemplate" in props),
        ) && { at: "instanceTypes", message: "changes of the machines are never shown" },
    ),
  examples: {
    pass: [
      { amiType: "AL2023_x86_64_STANDARD", capacityType: "ON_DEMAND", instanceTypes: ["m7i.large"] },
      { capacityType: "SPOT", launchTemplate: { id: "lt-1", version: "3" } },
    ],
    fail: [{}, { amiType: "AL2023_x86_64_STANDARD", capacityType: "ON_DEMAND" }],
  },
});
