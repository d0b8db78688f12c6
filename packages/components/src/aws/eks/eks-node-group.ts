import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import type { ServiceRole } from "../shared/service-role";
import { componentInputs } from "./component-inputs";
import { EKS_NODE_GROUP_DEFAULTS, type EksNodeGroupArgs, type EksNodeGroupDefaults } from "./eks-node-group-args";
import { checkEksNodeGroupArgs, nodeGroupChild, type EksNodeGroupSettings } from "./eks-node-group-checks";
import { nodeGroupTaint } from "./node-group-labels";
import { repairConfigOf, updateConfigOf, updateTimeout } from "./node-group-updates";
import { createLaunchTemplate } from "./node-launch-template";
import { createNodeRole } from "./node-role";

/** EKS reports after about 25 minutes that nodes did not join. It does not end the creation of a degraded node group. */
const CREATE_TIMEOUT = "40m";
/** EKS waits until pods have left the nodes. */
const DELETE_TIMEOUT = "60m";

/**
 * Nodes that EKS updates and repairs, with one managed node group in each zone.
 *
 * @remarks
 * Creates the role of the nodes, a launch template, and a managed node group for each zone of the network. A zone that is added
 * to the network adds a node group and changes no other. Requires a cluster with the add-ons `vpc-cni`, `kube-proxy`, and
 * `coredns`.
 *
 * Nodes run an image that EKS provides, in the release that the program specifies. EKS updates nodes if `releaseVersion`,
 * `ephemeralStorage`, `securityGroupIds`, or `tags` change: it launches a new node, moves the pods, and removes the old node. All
 * zones are updated at the same time, so use PodDisruptionBudgets. If `ephemeralStorage`, `securityGroupIds`, or `tags` change
 * without `releaseVersion`, EKS can choose its newest release; change both together.
 *
 * Node groups are free. Each m7i.large node costs about $74 per month, $6 for 80 GiB of storage, and $2 for metrics in
 * intervals of one minute. Prices are for us-east-1.
 *
 * An autoscaler can change the number of nodes between `minNodes` and `maxNodes`. Pulumi ignores changes to it.
 *
 * The component has no stateful children, so `protection` has no effect. If the component is removed from the program, EKS
 * moves the pods to other nodes for a few minutes, and then terminates the nodes.
 *
 * Some zones, such as use1-az3 in us-east-1, do not support EKS or an instance type. Choose the zones of the network accordingly.
 *
 * Names of the children, for `adopt` and `transforms`: `node-role`, `node-role-<name>` for each policy, `launch-template`, and
 * `nodes-<slot>` (`nodes-az1`), or `nodes-all` for a network of which the zones are not known.
 *
 * @example
 * const network = new Vpc("network");
 * const cluster = {
 *   clusterName: "shop",
 *   clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/shop",
 *   version: "1.35",
 * };
 * new EksNodeGroup("general", {
 *   cluster,
 *   network,
 *   instanceTypes: ["m7i.large", "m6i.large"],
 *   maxNodes: 5,
 *   releaseVersion: "1.35.0-20260120",
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EksNodeGroup extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EksNodeGroupDefaults> = EKS_NODE_GROUP_DEFAULTS;

  /** The role of the nodes. */
  readonly nodeRole: ServiceRole;
  /** The launch template of the nodes. */
  readonly launchTemplate: aws.ec2.LaunchTemplate;
  /** The node groups by slot: `nodeGroups.az1`. For a network of which the zones are not known, `nodeGroups.all`. */
  readonly nodeGroups: Readonly<Record<string, aws.eks.NodeGroup>>;

  private readonly settings: EksNodeGroupSettings;
  private readonly children: Children;

  constructor(name: string, args: EksNodeGroupArgs, options?: pulumi.ComponentResourceOptions) {
    const settings = checkEksNodeGroupArgs(name, args);

    super("roadbed:aws:EksNodeGroup", name, componentInputs(args), options);
    this.settings = settings;
    this.children = new Children(this, name, settings);

    const { cluster, awsPolicies, policies, amiType, storage, securityGroupIds, subnets } = settings;
    this.nodeRole = createNodeRole(this.children, cluster, awsPolicies, policies);
    const tags = this.children.tags("node");
    this.launchTemplate = createLaunchTemplate(this.children, { amiType, storage, securityGroupIds, tags });
    this.nodeGroups = Object.fromEntries(
      Object.entries(subnets.idsByGroup).map(([slot, ids]) => [slot, this.createNodeGroup(slot, ids)]),
    );
    this.registerOutputs({ nodeRoleArn: this.nodeRole.role.arn });
  }

  private createNodeGroup(slot: string, subnetIds: pulumi.Input<pulumi.Input<string>[]>): aws.eks.NodeGroup {
    const { settings, children, launchTemplate } = this;
    const { cluster, versions, minNodes, maxNodes, initialNodes, labels, taints, update, repair } = settings;
    const child = nodeGroupChild(slot);
    return new aws.eks.NodeGroup(
      children.name(child),
      {
        region: children.region,
        clusterName: cluster.clusterName,
        nodeRoleArn: this.nodeRole.role.arn,
        subnetIds,
        instanceTypes: [...settings.instanceTypes],
        capacityType: settings.capacityType === "spot" ? "SPOT" : "ON_DEMAND",
        amiType: settings.amiType,
        releaseVersion: versions.releaseVersion,
        ...(versions.version !== undefined && { version: versions.version }),
        launchTemplate: { id: launchTemplate.id, version: launchTemplate.latestVersion.apply(String) },
        scalingConfig: { minSize: minNodes, maxSize: maxNodes, desiredSize: initialNodes },
        labels,
        taints: taints.map(nodeGroupTaint),
        updateConfig: updateConfigOf(update),
        forceUpdateVersion: update.force,
        nodeRepairConfig: repairConfigOf(repair),
        tags: children.tags(child),
      },
      children.options(child, this.nodeGroupOptions()),
    );
  }

  private nodeGroupOptions(): pulumi.CustomResourceOptions {
    const { cluster, network, subnets, hasOwnAmiType, maxNodes, update } = this.settings;
    return {
      dependsOn: [
        // Nodes need their permissions until they are terminated.
        ...Object.values(this.nodeRole.attachments),
        ...(cluster.nodeDependencies ?? []),
        // Nodes join through the routes and endpoints of the network.
        ...(network.connectivityDependencies ?? []),
      ],
      ignoreChanges: [
        // An autoscaler determines the number of nodes.
        "scalingConfig.desiredSize",
        // Another default would replace the nodes.
        ...(hasOwnAmiType ? [] : ["amiType"]),
        // Another subnet would replace the nodes.
        ...(subnets.isZonal ? [] : ["subnetIds"]),
      ],
      customTimeouts: { create: CREATE_TIMEOUT, update: updateTimeout(maxNodes, update), delete: DELETE_TIMEOUT },
    };
  }
}
