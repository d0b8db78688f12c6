import { withMissing } from "../../kernel/patch";
import { allOf, anyOf, isNotEmpty } from "../../kernel/connectives";
import { stringListOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { isAnyAddress } from "../../views/ingress";

const cluster = "aws:eks/cluster:Cluster";
type Cluster = InputsOf<typeof cluster>;

/** Public and open to all addresses by default: https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html */
const isPublic = (props: Cluster) => props.vpcConfig?.endpointPublicAccess !== false;

export const eksEndpointNotWorld = defineRule({
  id: "eks-endpoint-not-world",
  title: "Not everybody can reach the API server of a cluster",
  severity: "high",
  controls: { "aws-fsbp": ["EKS.1"], "cis-eks-1.4": ["5.4.1"] },
  on: cluster,
  why: "Whoever gets hold of a token, or of a flaw of the API server, can use it from anywhere.",
  remedy:
    "Set vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false }, or name your own ranges in publicAccessCidrs.",
  check: (props) =>
    allOf(
      () => isPublic(props),
      () =>
        anyOf(
          () => !isNotEmpty(props.vpcConfig?.publicAccessCidrs),
          () => (props.vpcConfig?.publicAccessCidrs ?? []).some(isAnyAddress),
        ),
    ) && { at: "vpcConfig", message: "everybody can reach the API server" },
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
    ],
  },
});

export const eksEndpointPrivate = defineRule({
  id: "eks-endpoint-private",
  title: "The API server of a cluster has a private endpoint and no public one",
  severity: "medium",
  controls: { "aws-fsbp": ["EKS.1"], "cis-eks-1.4": ["5.4.2"] },
  on: cluster,
  why: "A public endpoint depends on one list of ranges being right, and nodes leave the network to reach it.",
  remedy: "Set vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false }.",
  check: (props) =>
    anyOf(
      () => isPublic(props),
      () => props.vpcConfig?.endpointPrivateAccess !== true,
    ) && { at: "vpcConfig", message: "the API server can be reached past the network of the cluster" },
  examples: {
    pass: [{ vpcConfig: { endpointPrivateAccess: true, endpointPublicAccess: false } }],
    fail: [{ vpcConfig: { endpointPrivateAccess: true } }, { vpcConfig: { endpointPublicAccess: false } }],
  },
});

export const eksSecretsEncrypted = defineRule({
  id: "eks-secrets-encrypted",
  title: "Secrets of a cluster are encrypted with a KMS key",
  severity: "high",
  controls: { "aws-fsbp": ["EKS.3"], "cis-eks-1.4": ["5.3.1"] },
  on: cluster,
  why: "With a key of your own you see who reads secrets, and can take that away.",
  remedy:
    'Set encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] }; it can be added to a cluster, but not taken away again.',
  check: ({ encryptionConfig }) =>
    !(encryptionConfig?.resources ?? []).includes("secrets") && "secrets are not encrypted with a key of one's own",
  examples: {
    pass: [{ encryptionConfig: { provider: { keyArn: "arn" }, resources: ["secrets"] } }],
    fail: [{}, { encryptionConfig: { provider: { keyArn: "arn" }, resources: [] } }],
  },
});

export const eksControlPlaneLogs = defineRule({
  id: "eks-control-plane-logs",
  title: "Clusters log what their API server is asked",
  severity: "medium",
  controls: { "aws-fsbp": ["EKS.8"], "cis-eks-1.4": ["2.1.1"] },
  on: cluster,
  why: "Without the audit log nobody can say who read a secret or changed a workload.",
  remedy: 'Set enabledClusterLogTypes: ["api", "audit", "authenticator"].',
  options: {
    logTypes: stringListOption(["api", "audit", "authenticator"], "The logs that every cluster writes."),
  },
  check: ({ enabledClusterLogTypes = [] }, { options }) =>
    anyOf(
      // Too few, whatever they are.
      () => enabledClusterLogTypes.length < options.logTypes.length,
      () => !options.logTypes.every((type) => enabledClusterLogTypes.includes(type)),
    ) && {
      at: "enabledClusterLogTypes",
      message: "logs of the control plane are not written",
    },
  fix: ({ enabledClusterLogTypes: types }, { options }) => ({
    enabledClusterLogTypes: withMissing(types, options.logTypes),
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
  title: "Who may use a cluster is said by access entries",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.5.1"] },
  on: cluster,
  why: "The aws-auth ConfigMap is a text that one wrong edit makes unreadable, which locks everybody out, and no API audits it.",
  remedy: 'Set accessConfig: { authenticationMode: "API" } and make aws.eks.AccessEntry resources.',
  check: ({ accessConfig }) =>
    (accessConfig?.authenticationMode ?? "CONFIG_MAP") === "CONFIG_MAP" && "a ConfigMap says who may use the cluster",
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
  title: "Clusters cannot be deleted by mistake",
  severity: "low",
  topic: "reliability",
  on: cluster,
  why: "With the cluster go its workloads, and the identity provider that their roles trust.",
  remedy: "Set deletionProtection: true.",
  check: ({ deletionProtection }) => deletionProtection !== true && "nothing keeps the cluster from being deleted",
  fix: { deletionProtection: true },
  examples: { pass: [{ deletionProtection: true }], fail: [{}, { deletionProtection: false }] },
});
