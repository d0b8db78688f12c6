import type { CustomResource } from "@pulumi/kubernetes/apiextensions";
import type { ConfigMap } from "@pulumi/kubernetes/core/v1";
import type { IngressClass } from "@pulumi/kubernetes/networking/v1";
import type { StorageClass } from "@pulumi/kubernetes/storage/v1";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "../shared/children";
import { EBS_CSI_DRIVER } from "./addon-checks";
import type { EksClusterSettings } from "./eks-cluster-settings";
import { loadKubernetes } from "./kubernetes-sdk";

/** The objects that a new cluster contains. */
export interface EksKubernetesObjects {
  /** The default storage class, `gp3`; `undefined` without an EBS driver. */
  readonly storageClass: StorageClass | undefined;
  /** The default ingress class, `alb`; `undefined` without Auto Mode. */
  readonly ingressClass: IngressClass | undefined;
  /** The parameters of the ingress class; `undefined` without Auto Mode. */
  readonly ingressClassParams: CustomResource | undefined;
  /** The configuration that makes Auto Mode enforce network policies; `undefined` without Auto Mode or `networkPolicy`. */
  readonly networkPolicyConfig: ConfigMap | undefined;
}

const STORAGE_CLASS = "storage-class";
const INGRESS_CLASS = "ingress-class";
const INGRESS_CLASS_PARAMS = "ingress-class-params";
const INGRESS_CLASS_NAME = "alb";
const NETWORK_POLICY_CONFIG = "network-policy-config";

type ObjectSettings = Pick<EksClusterSettings, "compute" | "kubernetesObjects" | "enforcesNetworkPolicy" | "installed">;

/** Returns the provisioner of EBS volumes; `undefined` if the cluster has none. */
function provisionerOf({ compute, installed }: ObjectSettings): string | undefined {
  if (compute === "auto") return "ebs.csi.eks.amazonaws.com";
  return Object.hasOwn(installed, EBS_CSI_DRIVER) ? "ebs.csi.aws.com" : undefined;
}

/** Returns the names of the children that `createKubernetesObjects` creates. */
export function kubernetesObjectChildren(settings: ObjectSettings): string[] {
  if (!settings.kubernetesObjects) return [];
  const isAuto = settings.compute === "auto";
  return [
    ...(provisionerOf(settings) === undefined ? [] : [STORAGE_CLASS]),
    ...(isAuto ? [INGRESS_CLASS, INGRESS_CLASS_PARAMS] : []),
    ...(isAuto && settings.enforcesNetworkPolicy ? [NETWORK_POLICY_CONFIG] : []),
  ];
}

/**
 * Creates the objects that a new cluster needs before its first workload.
 *
 * @param provider - returns the provider; not called if there are no objects to create
 */
export function createKubernetesObjects(
  children: Children,
  settings: ObjectSettings,
  provider: () => pulumi.ProviderResource,
): EksKubernetesObjects {
  const created = new Set(kubernetesObjectChildren(settings));
  const context = { children, provider };
  const ingressClassParams = created.has(INGRESS_CLASS_PARAMS) ? createIngressClassParams(context) : undefined;
  return {
    storageClass: created.has(STORAGE_CLASS) ? createStorageClass(context, provisionerOf(settings) ?? "") : undefined,
    ingressClass: ingressClassParams && createIngressClass(context, ingressClassParams),
    ingressClassParams,
    networkPolicyConfig: created.has(NETWORK_POLICY_CONFIG) ? createNetworkPolicyConfig(context) : undefined,
  };
}

interface ObjectContext {
  readonly children: Children;
  readonly provider: () => pulumi.ProviderResource;
}

const kubernetes = () => loadKubernetes("EksCluster");

/** Kubernetes creates a volume in the zone of its first pod, so that the pod can use it. */
function createStorageClass({ children, provider }: ObjectContext, provisioner: string): StorageClass {
  return new (kubernetes().storage.v1.StorageClass)(
    children.name(STORAGE_CLASS),
    {
      metadata: { name: "gp3", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner,
      parameters: { type: "gp3", encrypted: "true" },
      volumeBindingMode: "WaitForFirstConsumer",
      reclaimPolicy: "Delete",
      allowVolumeExpansion: true,
    },
    children.options(STORAGE_CLASS, { provider: provider() }),
  );
}

/** The parameters set no scheme, so that each Ingress can; without its annotation, a load balancer is internal. */
function createIngressClassParams({ children, provider }: ObjectContext): CustomResource {
  return new (kubernetes().apiextensions.CustomResource)(
    children.name(INGRESS_CLASS_PARAMS),
    { apiVersion: "eks.amazonaws.com/v1", kind: "IngressClassParams", metadata: { name: INGRESS_CLASS_NAME } },
    children.options(INGRESS_CLASS_PARAMS, { provider: provider() }),
  );
}

function createIngressClass({ children, provider }: ObjectContext, params: CustomResource): IngressClass {
  return new (kubernetes().networking.v1.IngressClass)(
    children.name(INGRESS_CLASS),
    {
      metadata: { name: INGRESS_CLASS_NAME, annotations: { "ingressclass.kubernetes.io/is-default-class": "true" } },
      spec: {
        controller: "eks.amazonaws.com/alb",
        parameters: { apiGroup: "eks.amazonaws.com", kind: "IngressClassParams", name: INGRESS_CLASS_NAME },
      },
    },
    children.options(INGRESS_CLASS, { provider: provider(), dependsOn: params }),
  );
}

/** @see https://docs.aws.amazon.com/eks/latest/userguide/auto-net-pol.html */
function createNetworkPolicyConfig({ children, provider }: ObjectContext): ConfigMap {
  return new (kubernetes().core.v1.ConfigMap)(
    children.name(NETWORK_POLICY_CONFIG),
    {
      metadata: { name: "amazon-vpc-cni", namespace: "kube-system" },
      data: { "enable-network-policy-controller": "true" },
    },
    children.options(NETWORK_POLICY_CONFIG, { provider: provider() }),
  );
}
