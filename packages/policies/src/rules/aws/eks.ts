import { addMissing } from "../../kernel/patch";
import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { isInternetRange } from "../../evaluation/cidr-blocks";

const cluster = "aws:eks/cluster:Cluster";
type Cluster = InputsOf<typeof cluster>;

/** Whether the public endpoint is enabled, which is the default: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
const isPublic = (props: Cluster) => props.vpcConfig?.endpointPublicAccess !== false;

export const eksEndpointNotWorld = defineRule({
  id: "eks-endpoint-not-world",
  title: "EKS cluster endpoints are not open to the internet",
  severity: "high",
  controls: { "aws-fsbp": ["EKS.1"], "cis-eks-1.4": ["5.4.1"] },
  on: cluster,
  why: "A leaked token or a vulnerability in the API server can be exploited from anywhere on the internet.",
  remedy:
    "Set vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false }, or list your own CIDR blocks in publicAccessCidrs.",
  check: (props) =>
    allOf(
      () => isPublic(props),
      () =>
        anyOf(
          () => !isNotEmpty(props.vpcConfig?.publicAccessCidrs),
          () => (props.vpcConfig?.publicAccessCidrs ?? []).some(isInternetRange),
        ),
    ) && { at: "vpcConfig", message: "the cluster endpoint is open to the internet" },
  examples: {
    pass: [
      { vpcConfig: { endpointPublicAccess: false, publicAccessCidrs: ["0.0.0.0/0"], subnetIds: [] } },
      { vpcConfig: { publicAccessCidrs: ["198.51.100.0/24", "203.0.113.0/24"], subnetIds: [] } },
    ],
    fail: [
      { vpcConfig: { subnetIds: ["subnet-1"] } },
      { vpcConfig: { subnetIds: ["subnet-1"], publicAccessCidrs: [] } },
      { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["198.51.100.0/24", "0.0.0.0/0"] } },
      { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["::/0"] } },
      { vpcConfig: { endpointPublicAccess: true, publicAccessCidrs: ["0.0.0.0/1", "128.0.0.0/1"] } },
    ],
  },
});

export const eksEndpointPrivate = defineRule({
  id: "eks-endpoint-private",
  title: "EKS clusters enable the private endpoint and disable the public endpoint",
  severity: "medium",
  controls: { "aws-fsbp": ["EKS.1"], "cis-eks-1.4": ["5.4.2"] },
  on: cluster,
  why: "Only a list of CIDR blocks protects a public endpoint, and without a private endpoint, requests from nodes to the API server leave the VPC.",
  remedy: "Set vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false }.",
  check: (props) =>
    listOf(
      () => (isPublic(props) ? [{ at: "vpcConfig", message: "the public endpoint is enabled" }] : []),
      () =>
        props.vpcConfig?.endpointPrivateAccess === true
          ? []
          : [{ at: "vpcConfig", message: "the private endpoint is not enabled" }],
    ),
  examples: {
    pass: [{ vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false } }],
    fail: [{ vpcConfig: { endpointPrivateAccess: true } }, { vpcConfig: { endpointPublicAccess: false } }],
  },
});

export const eksSecretsEncrypted = defineRule({
  id: "eks-secrets-encrypted",
  title: "EKS clusters encrypt Kubernetes secrets with a KMS key",
  severity: "high",
  controls: { "aws-fsbp": ["EKS.3"], "cis-eks-1.4": ["5.3.1"] },
  on: cluster,
  why: "Without a KMS key in your account, you can neither audit nor revoke the decryption of Kubernetes secrets.",
  remedy:
    'Set encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] }. You can add encryptionConfig to an existing cluster, but you cannot remove it later.',
  check: ({ encryptionConfig }) =>
    !(encryptionConfig?.resources ?? []).includes("secrets") && "secrets are not encrypted with a KMS key",
  examples: {
    pass: [{ encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } }],
    fail: [{}, { encryptionConfig: { provider: { keyArn: "arn" }, resources: [] } }],
  },
});

export const eksControlPlaneLogs = defineRule({
  id: "eks-control-plane-logs",
  title: "EKS clusters have the required control plane logs enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["EKS.8"], "cis-eks-1.4": ["2.1.1"] },
  on: cluster,
  why: "Without the audit log, you cannot determine who read a secret or changed a workload.",
  remedy: 'Set enabledClusterLogTypes: ["api", "audit", "authenticator"].',
  options: {
    logTypes: stringListOption(["api", "audit", "authenticator"], "Log types that every cluster must enable."),
  },
  check: ({ enabledClusterLogTypes = [] }, { options }) =>
    anyOf(
      // Fewer log types than required cannot be enough, even if some of them are unknown.
      () => enabledClusterLogTypes.length < options.logTypes.length,
      () => !options.logTypes.every((type) => enabledClusterLogTypes.includes(type)),
    ) && {
      at: "enabledClusterLogTypes",
      message: "a required control plane log is not enabled",
    },
  fix: ({ enabledClusterLogTypes: logTypes }, { options }) => ({
    enabledClusterLogTypes: addMissing(logTypes, options.logTypes),
  }),
  examples: {
    pass: [
      { enabledClusterLogTypes: ["api", "audit", "authenticator"] },
      { enabledClusterLogTypes: ["scheduler", "api", "audit", "authenticator"] },
    ],
    fail: [{}, { enabledClusterLogTypes: [] }, { enabledClusterLogTypes: ["scheduler"] }],
  },
});

export const eksAccessEntries = defineRule({
  id: "eks-access-entries",
  title: "EKS clusters enable authentication with access entries",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.5.1"] },
  on: cluster,
  why: "One wrong edit can make the aws-auth ConfigMap unreadable and lock all users out, and no AWS API can audit the contents of the ConfigMap.",
  remedy: 'Set accessConfig: { authenticationMode: "API" }, and create aws.eks.AccessEntry resources.',
  check: ({ accessConfig }) =>
    (accessConfig?.authenticationMode ?? "CONFIG_MAP") === "CONFIG_MAP" &&
    "only the aws-auth ConfigMap grants access to the cluster",
  examples: {
    pass: [
      { accessConfig: { authenticationMode: "API" } },
      { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } },
    ],
    fail: [{}, { accessConfig: { authenticationMode: "CONFIG_MAP" } }],
  },
});

export const eksDeletionProtection = defineRule({
  id: "eks-deletion-protection",
  title: "EKS clusters have deletion protection enabled",
  severity: "low",
  topic: "reliability",
  on: cluster,
  why: "Deleting a cluster also deletes its workloads and the OIDC issuer that the workloads' IAM roles trust.",
  remedy: "Set deletionProtection: true.",
  check: ({ deletionProtection }) => deletionProtection !== true && "deletion protection is not enabled",
  fix: { deletionProtection: true },
  examples: { pass: [{ deletionProtection: true }], fail: [{}, { deletionProtection: false }] },
});
