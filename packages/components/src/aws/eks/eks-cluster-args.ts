import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { ConnectionSource } from "../load-balancing/load-balancer-args";
import type { VpcLike } from "../network/existing-vpc";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { EksClusterLike, EksCompute } from "./eks-cluster-like";
import type { EksIdentitiesArgs } from "./eks-identities-args";
import type { EksKubeconfigOptions } from "./kubeconfig";

/**
 * What a principal can do in the cluster:
 *
 * - `"clusterAdmin"`: everything.
 * - `"admin"`: everything in namespaces, but not with nodes and other objects outside of namespaces.
 * - `"edit"`: changes most objects in namespaces, including secrets, but no permissions.
 * - `"view"`: reads most objects in namespaces, but no secrets.
 */
export type EksAccessPolicy = "clusterAdmin" | "admin" | "edit" | "view";

/** The access of an IAM principal to a cluster. */
export interface EksAccessArgs {
  /** The ARN of an IAM role or an IAM user. Changing it replaces the access entry. */
  readonly principalArn: pulumi.Input<string>;
  /** What the principal can do. */
  readonly policy: EksAccessPolicy;
  /**
   * The namespaces to which the access is limited, with `*` as a wildcard. Not allowed with `"clusterAdmin"`.
   *
   * @default all namespaces
   */
  readonly namespaces?: readonly string[];
}

/** An EKS add-on. */
export interface EksAddonArgs {
  /** The version, such as `v1.12.4-eksbuild.1`. */
  readonly version: string;
  /** The configuration. Its schema is the output of `aws eks describe-addon-configuration`. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /**
   * The ARNs of the roles of the add-on's service accounts, by service account. The roles must trust EKS Pod Identity.
   *
   * @default for `vpc-cni`, `aws-ebs-csi-driver`, `aws-efs-csi-driver`, and `amazon-cloudwatch-observability`, roles with the
   *   policies that AWS manages for them; otherwise none
   */
  readonly roleArns?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Add-ons by name: a version, a version with settings, or `false` for an add-on that is installed in another way. */
export type EksAddons = Readonly<Record<string, string | false | EksAddonArgs>>;

/** The logs of the control plane. */
export type EksLogType = "api" | "audit" | "authenticator" | "controllerManager" | "scheduler";

/** A node pool that EKS Auto Mode provides. */
export type EksBuiltInNodePool = "general-purpose" | "system";

/** Arguments of an EksCluster. */
export interface EksClusterArgs extends AwsComponentArgs {
  /**
   * The Kubernetes version, such as `"1.35"`. EKS upgrades by one minor version at a time and cannot downgrade later than seven
   * days after an upgrade.
   */
  readonly version: string;
  /**
   * Who manages the nodes: EKS Auto Mode, managed node groups, or nobody, because Fargate runs the pods.
   */
  readonly compute: EksCompute;
  /**
   * The network. The control plane has network interfaces in its private subnets. Subnets that are added later have no effect on
   * the cluster. *Identity*: another VPC requires another cluster.
   */
  readonly network: VpcLike;
  /**
   * Who can use the Kubernetes API, by a name of your choice. At least one principal needs the policy `"clusterAdmin"` without
   * `namespaces`. The principal that creates the cluster has no access unless it is listed.
   */
  readonly access: Readonly<Record<string, EksAccessArgs>>;
  /**
   * The EKS add-ons. A cluster with managed nodes needs `vpc-cni`, `kube-proxy`, `coredns`, `eks-pod-identity-agent`,
   * `aws-ebs-csi-driver`, and `metrics-server`; a cluster on Fargate needs `coredns` and `metrics-server`; and Auto Mode needs
   * `metrics-server`. Set a version, or `false` if you install the add-on in another way.
   */
  readonly addons: EksAddons;
  /**
   * The name of the cluster in AWS: up to 100 letters, digits, hyphens, and underscores. *Identity*: changing it replaces the
   * cluster.
   *
   * @default the names of the project, the stack, and the component, separated by hyphens
   */
  readonly clusterName?: string;
  /**
   * The node pools that Auto Mode provides. Only for `compute: "auto"`.
   *
   * @default ["general-purpose", "system"]
   */
  readonly nodePools?: readonly EksBuiltInNodePool[];
  /**
   * Creates the nodes, such as node groups, and returns them. The component calls this function when everything that nodes need is
   * part of the program. Add-ons that run on nodes are created after them and deleted before them, and so are the objects of
   * `provider`. If the function itself uses the provider of the cluster, objects of `provider` are deleted together with the nodes.
   * Not for `compute: "fargate"`.
   *
   * @default nodes that are created in another way; add-ons wait up to 20 minutes for them
   */
  readonly nodes?: (cluster: EksClusterLike) => readonly pulumi.Resource[];
  /**
   * The namespaces whose pods run on Fargate, in addition to `kube-system`. Only for `compute: "fargate"`.
   *
   * @default ["default"]
   */
  readonly fargateNamespaces?: readonly string[];
  /**
   * The CIDR blocks from which the API endpoint can be reached through the internet. `0.0.0.0/0` requires
   * `allowPublicEndpointFromAnywhere`.
   *
   * @default [], which makes the endpoint private
   */
  readonly publicAccessCidrs?: readonly string[];
  /**
   * Whether `publicAccessCidrs` can contain `0.0.0.0/0`.
   *
   * @default false
   */
  readonly allowPublicEndpointFromAnywhere?: boolean;
  /**
   * The sources in the VPC and in connected networks that can reach the private API endpoint, by a name of your choice: a CIDR
   * block, a security group, or a prefix list. Nodes can always reach it.
   *
   * @default no sources
   */
  readonly apiAccessFrom?: Readonly<Record<string, ConnectionSource>>;
  /**
   * Whether the program creates objects in the cluster: the default storage class, the ingress class of Auto Mode, and the
   * configuration of network policies in Auto Mode. The program must be able to reach the API endpoint, and needs the AWS CLI. If
   * the endpoint is reachable only from inside of the cluster, set this to `false`, and create the objects in another way.
   *
   * @default true
   */
  readonly kubernetesObjects?: boolean;
  /**
   * The credentials with which `kubeconfig` and `provider` use the Kubernetes API. The program's principal, or the role, must be
   * listed in `access`.
   *
   * @default the default credentials of the AWS CLI
   */
  readonly kubeconfigOptions?: EksKubeconfigOptions;
  /**
   * Whether the cluster enforces network policies. Kubernetes accepts NetworkPolicy objects in any case. Fargate cannot enforce
   * them.
   *
   * @default true; false on Fargate, with `kubernetesObjects: false` in Auto Mode, and with `"vpc-cni": false`
   */
  readonly networkPolicy?: boolean;
  /**
   * The ARN of the KMS key that encrypts the secrets of the cluster.
   *
   * @default a key that the component creates, with yearly rotation
   */
  readonly secretsKmsKeyArn?: pulumi.Input<string>;
  /**
   * The control plane logs that CloudWatch Logs stores.
   *
   * @default all
   */
  readonly logTypes?: readonly EksLogType[];
  /**
   * The number of days after which control plane logs are deleted.
   *
   * @default 90; 7 in the development profile
   */
  readonly logRetentionDays?: number;
  /**
   * The ARN of a KMS key that encrypts the control plane logs. Its policy must allow the CloudWatch Logs service principal of the
   * Region to use the key.
   *
   * @default a key that CloudWatch Logs owns
   */
  readonly logKmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether the control plane logs remain in AWS after the cluster is deleted.
   *
   * @default false
   */
  readonly retainLogsOnDelete?: boolean;
  /**
   * What happens at the end of standard support for the version: `"standard"` upgrades the cluster, and `"extended"` keeps the
   * version for up to another year, for $365 per month instead of $73.
   *
   * @default "standard"
   */
  readonly supportType?: "standard" | "extended";
  /**
   * Whether Amazon Application Recovery Controller can shift traffic away from an impaired Availability Zone.
   *
   * @default true
   */
  readonly zonalShift?: boolean;
  /**
   * The CIDR block of Kubernetes services: a private block from /24 to /12 that does not overlap with connected networks. Has an
   * effect only when the cluster is created.
   *
   * @default 10.100.0.0/16 or 172.20.0.0/16, which EKS chooses
   */
  readonly serviceCidrBlock?: string;
  /**
   * Whether the component creates an IAM OpenID Connect provider for the cluster. `IrsaRole` requires it; `PodIdentity` does not.
   *
   * @default false
   */
  readonly oidcProvider?: boolean;
  /**
   * The roles of controllers that you install, such as ExternalDNS, with the permissions that they need.
   *
   * @default no roles
   */
  readonly identities?: EksIdentitiesArgs;
}

/** The arguments of an EksCluster that have default values. `networkPolicy` depends on other arguments. */
export type EksClusterDefaults = Required<
  Pick<
    EksClusterArgs,
    | "nodePools"
    | "fargateNamespaces"
    | "publicAccessCidrs"
    | "allowPublicEndpointFromAnywhere"
    | "apiAccessFrom"
    | "kubernetesObjects"
    | "logTypes"
    | "logRetentionDays"
    | "retainLogsOnDelete"
    | "supportType"
    | "zonalShift"
    | "oidcProvider"
    | "identities"
    | "protection"
  >
>;

/** The default arguments in each profile. */
export const EKS_CLUSTER_DEFAULTS: ProfileDefaults<EksClusterDefaults> = defineDefaults<EksClusterDefaults>(
  {
    nodePools: ["general-purpose", "system"],
    fargateNamespaces: ["default"],
    publicAccessCidrs: [],
    allowPublicEndpointFromAnywhere: false,
    apiAccessFrom: {},
    kubernetesObjects: true,
    logTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
    logRetentionDays: 90,
    retainLogsOnDelete: false,
    supportType: "standard",
    zonalShift: true,
    oidcProvider: false,
    identities: {},
    protection: true,
  },
  { logRetentionDays: 7, protection: false },
);

/** The names of all arguments of an EksCluster. */
export const EKS_CLUSTER_ARGUMENTS: Readonly<Record<keyof EksClusterArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  version: true,
  compute: true,
  network: true,
  access: true,
  addons: true,
  clusterName: true,
  nodePools: true,
  nodes: true,
  fargateNamespaces: true,
  publicAccessCidrs: true,
  allowPublicEndpointFromAnywhere: true,
  apiAccessFrom: true,
  kubernetesObjects: true,
  kubeconfigOptions: true,
  networkPolicy: true,
  secretsKmsKeyArn: true,
  logTypes: true,
  logRetentionDays: true,
  logKmsKeyArn: true,
  retainLogsOnDelete: true,
  supportType: true,
  zonalShift: true,
  serviceCidrBlock: true,
  oidcProvider: true,
  identities: true,
};
