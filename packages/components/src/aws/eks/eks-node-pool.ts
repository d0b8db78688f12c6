import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { arnScope } from "../shared/arn";
import { Children } from "../shared/children";
import type { ServiceRole } from "../shared/service-role";
import { componentInputs } from "./component-inputs";
import { EKS_NODE_POOL_DEFAULTS, type EksNodePoolArgs, type EksNodePoolDefaults } from "./eks-node-pool-args";
import { checkEksNodePoolArgs, NODE_POOL_CHILDREN, type EksNodePoolSettings } from "./eks-node-pool-checks";
import { createKubernetesObject, type KubernetesObject } from "./kubernetes-sdk";
import { nodeClassOf, nodePoolOf } from "./node-pool-objects";
import { AUTO_MODE_NODE_POLICIES, createNodeRole } from "./node-role";

const COMPONENT = "EksNodePool";

/** How long Pulumi waits until EKS has moved the pods of a deleted pool to other nodes. */
const DELETE_TIMEOUT = "60m";

/**
 * A pool of nodes that EKS Auto Mode launches and removes as pods need them.
 *
 * @remarks
 * Creates the role of the nodes, the access entry with which nodes join the cluster, and two Kubernetes objects: a NodeClass
 * with the role, the network, and the storage of nodes, and a NodePool with their instance types, limits, and lifetime.
 *
 * Requires the package `@pulumi/kubernetes`. The machine that runs Pulumi must reach the Kubernetes API of the cluster.
 *
 * EKS Auto Mode costs about 12% of the On-Demand price of each instance, in addition to the price of the instance. Nodes
 * without pods are removed. `limits` bound the costs: 100 vCPUs of m7i instances cost about $3,700 per month, and about $440
 * for EKS Auto Mode. Prices are for us-east-1.
 *
 * EKS replaces nodes with the operating system that it currently recommends, at the latest when they are `expireAfterHours`
 * old, and within the budgets of `disruption`. Changes to the instance types, labels, taints, or storage replace nodes in the
 * same way. More private subnets do not.
 *
 * The component has no stateful children, so `protection` has no effect. If the component is removed from the program, EKS
 * moves the pods to other pools before the pool is deleted. Pods that fit nowhere else stay pending.
 *
 * Names of the children, for `adopt` and `transforms`: `node-role`, `node-role-node`, `node-role-registry`, `access-entry`,
 * `access-policy`, `node-class`, and `node-pool`.
 *
 * @example
 * const network = new Vpc("network");
 * const kubernetesProvider = new kubernetes.Provider("shop", { kubeconfig: "~/.kube/config" });
 * const cluster = {
 *   clusterName: "shop",
 *   clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
 *   compute: "auto" as const,
 *   clusterSecurityGroupId: "sg-0a1b2c3d",
 * };
 * new EksNodePool("batch", {
 *   cluster,
 *   network,
 *   kubernetesProvider,
 *   limits: { cpu: 64 },
 *   capacityTypes: ["spot", "on-demand"],
 *   taints: [{ key: "dedicated", value: "batch", effect: "NoSchedule" }],
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EksNodePool extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EksNodePoolDefaults> = EKS_NODE_POOL_DEFAULTS;

  /** The name of the pool in Kubernetes, and the value of the label `karpenter.sh/nodepool` of its nodes. */
  readonly poolName: string;

  /** The role of the nodes. */
  readonly nodeRole: ServiceRole;
  /** The access entry with which nodes join the cluster. */
  readonly accessEntry: aws.eks.AccessEntry;
  /** The permissions of the nodes in the Kubernetes API. */
  readonly accessPolicy: aws.eks.AccessPolicyAssociation;
  /** The NodeClass: a `CustomResource` of `@pulumi/kubernetes`. */
  readonly nodeClass: pulumi.CustomResource;
  /** The NodePool: a `CustomResource` of `@pulumi/kubernetes`. */
  readonly nodePool: pulumi.CustomResource;

  private readonly settings: EksNodePoolSettings;
  private readonly children: Children;

  constructor(name: string, args: EksNodePoolArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkEksNodePoolArgs(name, args);

    super("roadbed:aws:EksNodePool", name, componentInputs(args), options);
    this.settings = settings;
    this.children = new Children(this, name, settings);
    this.poolName = settings.poolName;

    this.nodeRole = createNodeRole(this.children, settings.cluster, AUTO_MODE_NODE_POLICIES);
    this.accessEntry = this.createAccessEntry();
    this.accessPolicy = this.createAccessPolicy();
    this.nodeClass = this.createObject(
      NODE_POOL_CHILDREN.nodeClass,
      nodeClassOf(settings, this.nodeRole.role.name),
      // Nodes need their permissions, and the routes and endpoints of the network, until they are terminated.
      [
        ...Object.values(this.nodeRole.attachments),
        this.accessPolicy,
        ...(settings.network.connectivityDependencies ?? []),
      ],
    );
    this.nodePool = this.createObject(NODE_POOL_CHILDREN.nodePool, nodePoolOf(settings), [this.nodeClass]);
    this.registerOutputs({ poolName: this.poolName, nodeRoleArn: this.nodeRole.role.arn });
  }

  private createAccessEntry(): aws.eks.AccessEntry {
    const child = NODE_POOL_CHILDREN.accessEntry;
    return new aws.eks.AccessEntry(
      this.children.name(child),
      {
        region: this.children.region,
        clusterName: this.settings.cluster.clusterName,
        principalArn: this.nodeRole.role.arn,
        type: "EC2",
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createAccessPolicy(): aws.eks.AccessPolicyAssociation {
    const child = NODE_POOL_CHILDREN.accessPolicy;
    const { clusterName, clusterArn } = this.settings.cluster;
    const { partition } = arnScope({ arn: pulumi.output(clusterArn) });
    return new aws.eks.AccessPolicyAssociation(
      this.children.name(child),
      {
        region: this.children.region,
        clusterName,
        principalArn: this.accessEntry.principalArn,
        policyArn: pulumi.interpolate`arn:${partition}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy`,
        accessScope: { type: "cluster" },
      },
      this.children.options(child),
    );
  }

  private createObject(child: string, object: KubernetesObject, dependsOn: pulumi.Resource[]): pulumi.CustomResource {
    const { kubernetesProvider } = this.settings;
    return createKubernetesObject(
      COMPONENT,
      this.children.name(child),
      object,
      this.children.options(child, {
        ...(kubernetesProvider !== undefined && { provider: kubernetesProvider }),
        dependsOn,
        customTimeouts: { delete: DELETE_TIMEOUT },
      }),
    );
  }
}
