import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { eksCluster } from "../monitors/sets";
import { arnScope } from "../shared/arn";
import { Children } from "../shared/children";
import { createAccess, type EksAccess } from "./access";
import { POD_IDENTITY_AGENT, VPC_CNI } from "./addon-checks";
import { createAddon, isNeededByNodes, type EksAddon } from "./addons";
import { createControlPlane, type EksControlPlane } from "./control-plane";
import { EKS_CLUSTER_DEFAULTS, type EksClusterArgs, type EksClusterDefaults } from "./eks-cluster-args";
import { checkEksClusterArgs, OIDC_PROVIDER, PROVIDER } from "./eks-cluster-checks";
import type { EksClusterLike, EksCompute } from "./eks-cluster-like";
import type { EksClusterSettings } from "./eks-cluster-settings";
import { checkKubeconfigOptions } from "./eks-setting-checks";
import { createApiAccess, isReachable } from "./endpoint";
import { existingCluster, type ExistingEksCluster } from "./existing-cluster";
import { createFargateProfiles, type EksFargate } from "./fargate-profiles";
import { createIdentities, type EksIdentities, type EksKarpenterNodes } from "./identities";
import { kubeconfigOf, type EksKubeconfigOptions } from "./kubeconfig";
import { createKubernetesObjects, type EksKubernetesObjects } from "./kubernetes-objects";
import { loadKubernetes } from "./kubernetes-sdk";
import { createNodes } from "./nodes";

const CLOUDWATCH_OBSERVABILITY = "amazon-cloudwatch-observability";

/**
 * An EKS cluster with everything that its first workload needs.
 *
 * @remarks
 * Creates the control plane with its role, its KMS key, and its log group; the access entries of the principals in `access`; the
 * add-ons; and the default storage class. In Auto Mode, also creates the role of the nodes and the default ingress class. On
 * Fargate, also creates a Fargate profile for each namespace.
 *
 * The control plane costs $73 per month, and the KMS key $1. Auto Mode costs about 12 % of the price of the instances that it
 * launches. CloudWatch Logs charges $0.50 per GB for the control plane logs. Prices are for us-east-1.
 *
 * Access entries are the only way into the cluster: the principal that creates the cluster has no access unless it is listed in
 * `access`. The API endpoint is private by default. To create Kubernetes objects, the program must be able to reach it, so
 * `apiAccessFrom` or `publicAccessCidrs` is required unless `kubernetesObjects` is `false`.
 *
 * No zone, no add-on, and no version replaces the cluster. The cluster keeps the subnets with which it was created, because EKS
 * rejects subnets in other zones. EKS does not support some zones, such as us-east-1e: use the argument `availabilityZones` of the
 * network.
 *
 * To delete a protected cluster, set `protection: false` and deploy, and then remove the component from the program. Delete
 * Services of type `LoadBalancer`, Ingresses, and PersistentVolumeClaims first: AWS resources that controllers have created for
 * them remain otherwise, and prevent the deletion of the network.
 *
 * Names of the children, for `adopt` and `transforms`: `cluster`, `cluster-role`, `node-role`, `secrets-key`, `logs`,
 * `access-entry-<name>`, `access-policy-<name>`, `api-<name>`, `addon-<name>`, `storage-class`, `provider`, and others.
 * docs/eks.md lists all of them.
 *
 * @example
 * const network = new Vpc("network");
 * const cluster = new EksCluster("main", {
 *   network,
 *   version: "1.35",
 *   compute: "auto",
 *   access: { platform: { principalArn: "arn:aws:iam::123456789012:role/platform", policy: "clusterAdmin" } },
 *   addons: { "metrics-server": "v0.8.1-eksbuild.1" },
 *   publicAccessCidrs: ["203.0.113.0/24"],
 * });
 * export const { clusterName, kubeconfig } = cluster;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EksCluster extends pulumi.ComponentResource implements EksClusterLike, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EksClusterDefaults> = EKS_CLUSTER_DEFAULTS;

  /** The name of the cluster. */
  readonly clusterName: pulumi.Output<string>;
  /** The ARN of the cluster. */
  readonly clusterArn: pulumi.Output<string>;
  /** The Kubernetes version. */
  readonly version: pulumi.Output<string>;
  /** Who manages the nodes. */
  readonly compute: EksCompute;
  /** The URL of the API endpoint. */
  readonly endpoint: pulumi.Output<string>;
  /** The certificate authority of the API endpoint, encoded in Base64. */
  readonly certificateAuthority: pulumi.Output<string>;
  /**
   * A kubeconfig with the credentials in `kubeconfigOptions`. It contains no secrets: clients run the AWS CLI to obtain a token.
   */
  readonly kubeconfig: pulumi.Output<string>;
  /** The security group that EKS creates for the control plane and the nodes. */
  readonly clusterSecurityGroupId: pulumi.Output<string>;
  /** The URL of the cluster's OpenID Connect issuer. */
  readonly oidcIssuerUrl: pulumi.Output<string>;
  /** Resources that must exist before a node can join and must be deleted after it. */
  readonly nodeDependencies: readonly pulumi.Resource[];
  /** Resources that must exist before a pod can use an identity. */
  readonly identityDependencies: readonly pulumi.Resource[];
  /** Whether the add-on `vpc-cni` has an IAM role of its own. */
  readonly vpcCniHasOwnRole: boolean;
  /** The nodes that the argument `nodes` created. */
  readonly nodes: readonly pulumi.Resource[] = [];

  /** The cluster, its roles, its KMS key, and its log group. */
  readonly controlPlane: EksControlPlane;
  /** The access entries by the name of the principal. */
  readonly access: Readonly<Record<string, EksAccess>>;
  /** The rules that allow sources to connect to the private API endpoint, by the name of the source. */
  readonly apiAccessRules: Readonly<Record<string, aws.vpc.SecurityGroupIngressRule>>;
  /** The add-ons by name. */
  readonly addons: Readonly<Record<string, EksAddon>>;
  /** The Fargate profiles; `undefined` without Fargate. */
  readonly fargate: EksFargate | undefined;
  /** The roles of controllers, by the name of the controller. */
  readonly identities: EksIdentities;
  /** What the nodes of Karpenter need; `undefined` without `identities.karpenter`. */
  readonly karpenterNodes: EksKarpenterNodes | undefined;
  /** The IAM OpenID Connect provider; `undefined` without `oidcProvider`. */
  readonly oidcProvider: aws.iam.OpenIdConnectProvider | undefined;
  /** The objects in the cluster. */
  readonly kubernetesObjects: EksKubernetesObjects;

  private readonly componentName: string;
  private readonly settings: EksClusterSettings;
  private readonly children: Children;
  private createdProvider: pulumi.ProviderResource | undefined;

  constructor(name: string, args: EksClusterArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkEksClusterArgs(name, args);

    super("roadbed:aws:EksCluster", name, inputsOf(args), options);
    this.componentName = name;
    this.settings = settings;
    this.children = new Children(this, name, settings);

    this.controlPlane = createControlPlane(this.children, settings, isProtected(settings, options));
    const { cluster } = this.controlPlane;
    this.clusterName = cluster.name;
    this.clusterArn = cluster.arn;
    this.version = cluster.version;
    this.compute = settings.compute;
    this.endpoint = cluster.endpoint;
    this.certificateAuthority = cluster.certificateAuthority.data;
    this.clusterSecurityGroupId = clusterSecurityGroupOf(cluster);
    this.oidcIssuerUrl = cluster.identities.apply(([identity]) => identity?.oidcs[0]?.issuer ?? "");
    this.kubeconfig = this.kubeconfigWith(settings.kubeconfigOptions);

    const { partition } = arnScope(cluster);
    this.access = createAccess(this.children, settings.access, { clusterName: this.clusterName, partition });
    this.apiAccessRules = createApiAccess(this.children, settings.apiAccessFrom, this.clusterSecurityGroupId);
    this.oidcProvider = settings.oidcProvider ? this.createOidcProvider() : undefined;

    this.addons = this.createAddons(isNeededByNodes, []);
    this.nodeDependencies = [...resourcesOf(this.addons), ...this.accessPolicies()];
    this.identityDependencies = resourcesOf(this.addons, [POD_IDENTITY_AGENT]);
    this.vpcCniHasOwnRole = this.addons[VPC_CNI]?.role !== undefined;
    this.fargate = settings.compute === "fargate" ? createFargateProfiles(this.children, settings, cluster) : undefined;
    const { identities, karpenterNodes } = this.createIdentities();
    this.identities = identities;
    this.karpenterNodes = karpenterNodes;
    this.nodes = createNodes(name, settings, this);
    this.addons = {
      ...this.addons,
      ...this.createAddons((addon) => !isNeededByNodes(addon), this.neededByPods()),
    };
    this.kubernetesObjects = createKubernetesObjects(this.children, settings, () => this.provider);
    this.registerOutputs({
      clusterName: this.clusterName,
      clusterArn: this.clusterArn,
      endpoint: this.endpoint,
      kubeconfig: this.kubeconfig,
      clusterSecurityGroupId: this.clusterSecurityGroupId,
      oidcProviderArn: this.oidcProviderArn,
    });
  }

  /**
   * Returns an existing cluster in the form that components accept. Creates no resources and performs no lookups.
   *
   * @throws ArgumentsError if a property is invalid; if it is an output, the returned output fails instead
   */
  static fromExisting(cluster: EksClusterLike): ExistingEksCluster {
    return existingCluster(cluster);
  }

  /** The ARN of the IAM OpenID Connect provider of the cluster; `undefined` without `oidcProvider`. */
  get oidcProviderArn(): pulumi.Output<string> | undefined {
    return this.oidcProvider?.arn;
  }

  /**
   * The provider for objects in the cluster, as in `new Namespace("shop", {}, { provider: cluster.provider })`. The component
   * creates the provider when this property is read for the first time.
   *
   * @throws RunError if `@pulumi/kubernetes` is not installed
   */
  get provider(): pulumi.ProviderResource {
    this.createdProvider ??= this.createProvider();
    return this.createdProvider;
  }

  /** The same as `provider`, for components that create objects in a cluster. */
  get kubernetesProvider(): pulumi.ProviderResource {
    return this.provider;
  }

  /**
   * Returns a kubeconfig for other credentials than those in `kubeconfigOptions`.
   *
   * @throws ArgumentsError if an option is invalid
   */
  kubeconfigFor(options: EksKubeconfigOptions): pulumi.Output<string> {
    const issues = new ArgumentIssues("EksCluster.kubeconfigFor");
    const checked = checkKubeconfigOptions(issues, options, "");
    issues.throwIfAny();
    return this.kubeconfigWith(checked);
  }

  /**
   * Returns the monitors of the control plane, for a `Monitoring`, and those of the nodes if the add-on
   * `amazon-cloudwatch-observability` is installed, which publishes their metrics.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: ComponentMonitorsArgs = {}): MonitorSet {
    const component = { component: "EksCluster", name: this.componentName, region: this.settings.region };
    return eksCluster({
      ...componentSetArgs(component, args),
      clusterName: this.clusterName,
      containerInsights: CLOUDWATCH_OBSERVABILITY in this.settings.installed,
    });
  }

  private kubeconfigWith(options: EksKubeconfigOptions | undefined): pulumi.Output<string> {
    const { clusterName, clusterArn, endpoint, certificateAuthority } = this;
    const { region } = arnScope({ arn: clusterArn });
    return kubeconfigOf({ name: clusterName, arn: clusterArn, region, endpoint, certificateAuthority }, options);
  }

  private createProvider(): pulumi.ProviderResource {
    const { settings, children } = this;
    if (!isReachable(settings)) {
      const message = `The API endpoint of ${settings.clusterName} is private, and only nodes can reach it. If this program runs elsewhere, its Kubernetes objects will fail with a timeout. Set apiAccessFrom or publicAccessCidrs.`;
      void pulumi.log.warn(message, this);
    }
    return new (loadKubernetes("EksCluster").Provider)(
      children.name(PROVIDER),
      {
        kubeconfig: this.kubeconfig,
        enableServerSideApply: true,
        // Without an identifier, a change of the kubeconfig would replace all objects.
        clusterIdentifier: this.clusterArn,
      },
      children.options(PROVIDER, { dependsOn: this.providerDependencies() }),
    );
  }

  /**
   * Returns what must exist until all objects are deleted: the rights to delete them, and the nodes, add-ons, and identities with
   * which controllers delete the AWS resources of the objects, such as volumes and load balancers.
   */
  private providerDependencies(): pulumi.Resource[] {
    const associations = Object.values(this.identities).map(({ association }) => association);
    // Without built-in node pools, add-ons wait for nodes, and therefore for the objects that define node pools.
    const waitsForObjects = this.compute === "auto" && this.settings.nodePools.length === 0;
    return [
      ...this.accessPolicies(),
      ...Object.values(this.apiAccessRules),
      ...associations,
      ...(this.karpenterNodes ? [this.karpenterNodes.accessEntry] : []),
      ...(waitsForObjects ? [] : [...this.neededByPods(), ...resourcesOf(this.addons)]),
    ];
  }

  private createOidcProvider(): aws.iam.OpenIdConnectProvider {
    return new aws.iam.OpenIdConnectProvider(
      this.children.name(OIDC_PROVIDER),
      { url: this.oidcIssuerUrl, clientIdLists: ["sts.amazonaws.com"], tags: this.children.tags(OIDC_PROVIDER) },
      this.children.options(OIDC_PROVIDER),
    );
  }

  private accessPolicies(): pulumi.Resource[] {
    return Object.values(this.access).map(({ policyAssociation }) => policyAssociation);
  }

  /** Returns what must exist before pods can run. Auto Mode launches nodes when pods need them. */
  private neededByPods(): pulumi.Resource[] {
    return [...this.nodeDependencies, ...Object.values(this.fargate?.profiles ?? {}), ...this.nodes];
  }

  private createAddons(
    isIncluded: (name: string) => boolean,
    dependsOn: readonly pulumi.Resource[],
  ): Readonly<Record<string, EksAddon>> {
    const { installed, hasPodIdentity, enforcesNetworkPolicy } = this.settings;
    const { clusterName, clusterArn, compute } = this;
    const { partition } = arnScope({ arn: clusterArn });
    const cluster = { clusterName, clusterArn, compute, partition, hasPodIdentity, enforcesNetworkPolicy };
    const addons = Object.entries(installed)
      .filter(([name]) => isIncluded(name))
      .map(([name, addon]) => [name, createAddon(this.children, name, addon, cluster, dependsOn)] as const);
    return Object.fromEntries(addons);
  }

  private createIdentities() {
    const { clusterName, clusterArn, identityDependencies, settings } = this;
    return createIdentities(this.children, settings.identities, {
      ...arnScope({ arn: clusterArn }),
      ...{ name: settings.clusterName, clusterName, clusterArn, identityDependencies },
    });
  }
}

/**
 * Returns the security group that EKS creates. The ID is part of `vpcConfig`, of which a preview already contains the inputs. The
 * endpoint, which does not exist either, makes the ID unknown until then.
 */
const clusterSecurityGroupOf = ({ vpcConfig, endpoint }: aws.eks.Cluster): pulumi.Output<string> =>
  pulumi.all([vpcConfig, endpoint]).apply(([{ clusterSecurityGroupId }]) => clusterSecurityGroupId);

/** Returns the arguments without the function `nodes`, which cannot be an input of a resource. */
const inputsOf = (args: EksClusterArgs): pulumi.Inputs => ({ ...args, nodes: undefined });

/** Returns the add-ons, or those with the given names. */
const resourcesOf = (addons: Readonly<Record<string, EksAddon>>, names = Object.keys(addons)): pulumi.Resource[] =>
  Object.entries(addons).flatMap(([name, { addon }]) => (names.includes(name) ? [addon] : []));
