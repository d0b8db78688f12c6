import { examplePlan, exampleId } from "../../authoring/example-plan";
import { ignoresChanges } from "../../conditions/ignored-changes";
import { allOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { kubernetesVersions } from "../../views/kubernetes-versions";

const cluster = "aws:eks/cluster:Cluster";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const addon = "aws:eks/addon:Addon";

export const eksNodeCountOneOwner = defineRule({
  id: "eks-node-count-one-owner",
  title: "EKS node groups with a variable size ignore changes to desiredSize",
  severity: "medium",
  topic: "drift",
  on: nodes,
  // See the documentation for aws.eks.NodeGroup.
  why: "Every update resets the number of nodes, which removes nodes under load or adds nodes that are not needed.",
  remedy: 'Set the resource option ignoreChanges: ["scalingConfig.desiredSize"] on the NodeGroup.',
  check: ({ scalingConfig }, { resource }) =>
    !ignoresChanges(resource, "scalingConfig.desiredSize") &&
    scalingConfig !== undefined &&
    scalingConfig.minSize !== scalingConfig.maxSize && {
      at: scalingConfig,
      message: "an autoscaler can change the number of nodes between minSize and maxSize",
    },
  examples: {
    pass: [{ scalingConfig: { minSize: 3, maxSize: 3 } }, { scalingConfig: { minSize: 1, maxSize: 1 } }, {}],
    fail: [{ scalingConfig: { minSize: 1, maxSize: 3, desiredSize: 2 } }],
  },
});

export const eksAddonConflicts = defineRule({
  id: "eks-addon-conflicts-resolved",
  title: "EKS add-ons specify how updates resolve conflicts",
  severity: "medium",
  topic: "drift",
  on: addon,
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_UpdateAddon.html
  why: "By default, an update fails at the first field that was changed in the cluster.",
  remedy: 'Set resolveConflictsOnUpdate: "OVERWRITE", or "PRESERVE" to keep changes that were made in the cluster.',
  check: ({ resolveConflictsOnUpdate = "NONE" }) =>
    resolveConflictsOnUpdate === "NONE" && "updates fail if a field was changed in the cluster",
  examples: {
    pass: [{ resolveConflictsOnUpdate: "OVERWRITE" }, { resolveConflictsOnUpdate: "PRESERVE" }],
    fail: [{}, { resolveConflictsOnUpdate: "NONE" }],
  },
});

/** The add-ons that EKS installs by default: https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html */
const BOOTSTRAPPED = ["vpc-cni", "kube-proxy", "coredns"];

export const eksAddonsOneOwner = defineStackRule({
  id: "eks-addons-one-owner",
  title: "EKS clusters do not bootstrap self-managed add-ons that the program also declares",
  severity: "medium",
  topic: "drift",
  types: [addon],
  why: "EKS installs self-managed add-ons when it creates the cluster. The declared add-ons then take over the self-managed add-ons, or fail because of differences.",
  remedy:
    "Set bootstrapSelfManagedAddons: false on the Cluster. This change replaces an existing cluster, so set the property only on new clusters.",
  check: (graph) =>
    graph
      .byType(cluster)
      .filter((candidate) =>
        allOf(
          () => candidate.props.bootstrapSelfManagedAddons !== false,
          () =>
            isNotEmpty(
              graph
                .referrers(candidate, addon, "clusterName")
                .filter(({ props }) => BOOTSTRAPPED.includes(props.addonName ?? "")),
            ),
        ),
      )
      .map((resource) => ({
        resource,
        at: "bootstrapSelfManagedAddons",
        message: "EKS also installs add-ons that the program declares",
      })),
  examples: {
    pass: [
      examplePlan({
        cluster: [cluster, { bootstrapSelfManagedAddons: false }],
        cni: [addon, { clusterName: exampleId("cluster"), addonName: "vpc-cni" }],
      }),
      examplePlan({
        cluster: [cluster, {}],
        csi: [addon, { clusterName: exampleId("cluster"), addonName: "aws-ebs-csi-driver" }],
      }),
    ],
    fail: [
      examplePlan({
        cluster: [cluster, {}],
        cni: [addon, { clusterName: exampleId("cluster"), addonName: "vpc-cni" }],
      }),
    ],
  },
});

export const eksVersionSet = defineViewRule({
  id: "eks-version-set",
  title: "EKS clusters and node groups specify a Kubernetes version",
  severity: "medium",
  topic: "drift",
  on: kubernetesVersions,
  // See the documentation for aws.eks.Cluster and aws.eks.NodeGroup.
  why: "Without a version, EKS uses the latest version at creation, so environments differ, and no preview shows an upgrade made outside the program.",
  remedy: 'Set version: "1.34". On node groups, set version: cluster.version.',
  check: (versioned) => !("version" in versioned) && { at: "version", message: "version is not set" },
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
  title: "EKS add-ons specify a version",
  severity: "medium",
  topic: "drift",
  on: addon,
  why: "Without a version, EKS uses the default version at creation, so environments differ, and no update ever changes the version.",
  remedy: 'Set addonVersion: "v1.20.4-eksbuild.2".',
  check: (props) => !("addonVersion" in props) && "addonVersion is not set",
  examples: { pass: [{ addonName: "coredns", addonVersion: "v1.12.4-eksbuild.1" }], fail: [{ addonName: "coredns" }] },
});

export const eksNodeSettingsExplicit = defineRule({
  id: "eks-node-settings-explicit",
  title: "EKS node groups set the AMI type, capacity type, and instance types explicitly",
  severity: "low",
  topic: "drift",
  on: nodes,
  // The documentation for aws.eks.NodeGroup: "will only perform drift detection if a configuration value is provided"
  why: "The provider compares only properties that the program sets, so no preview shows changes made elsewhere.",
  remedy:
    "Set amiType, capacityType, and instanceTypes to the values that the node group uses. Other values replace an existing node group.",
  check: (props) =>
    listOf(
      () =>
        allOf(
          () => !("amiType" in props),
          () => !("launchTemplate" in props),
        ) && { at: "amiType", message: "changes to the AMI type are not detected" },
      () =>
        !("capacityType" in props) && { at: "capacityType", message: "changes to the capacity type are not detected" },
      () =>
        allOf(
          () => !("instanceTypes" in props),
          () => !("launchTemplate" in props),
        ) && { at: "instanceTypes", message: "changes to the instance types are not detected" },
    ),
  examples: {
    pass: [
      { amiType: "AL2023_x86_64_STANDARD", capacityType: "ON_DEMAND", instanceTypes: ["m7i.large"] },
      { capacityType: "SPOT", launchTemplate: { id: "lt-1", version: "3" } },
    ],
    fail: [{}, { amiType: "AL2023_x86_64_STANDARD", capacityType: "ON_DEMAND" }],
  },
});
