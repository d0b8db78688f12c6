import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { withUnknownArnFields } from "../../kernel/stand-ins";
import { publicSubnets } from "../../conditions/public-subnets";
import { kubernetesVersions } from "../../views/kubernetes-versions";

const cluster = "aws:eks/cluster:Cluster";
const group = "aws:eks/nodeGroup:NodeGroup";
const subnet = "aws:ec2/subnet:Subnet";
const table = "aws:ec2/routeTable:RouteTable";
const routeTableAssociation = "aws:ec2/routeTableAssociation:RouteTableAssociation";

const minorOf = (version: string) => Number(/^1\.(\d+)/.exec(version)?.[1]);

export const eksSupportedVersion = defineViewRule({
  id: "eks-supported-version",
  title: "EKS clusters and node groups run a Kubernetes version in standard support",
  severity: "high",
  controls: { "aws-fsbp": ["EKS.2", "EKS.9"] },
  on: kubernetesVersions,
  // https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
  why: "When standard support ends, AWS charges six times the price for extended support. When extended support ends, EKS upgrades the cluster automatically.",
  remedy: "Raise version by one minor version at a time, first on the cluster and then on its node groups.",
  options: {
    minimumMinor: integerOption(33, "Oldest accepted minor version of Kubernetes 1.x.", { minimum: 1 }),
  },
  check: ({ version }, { options }) =>
    version !== undefined &&
    minorOf(version) < options.minimumMinor &&
    `the version is older than Kubernetes 1.${options.minimumMinor}`,
  examples: {
    pass: [
      [cluster, {}],
      [cluster, { version: "1.33" }],
      [group, { version: "1.34" }],
    ],
    fail: [
      [cluster, { version: "1.29" }],
      [group, { version: "1.9" }],
    ],
  },
});

export const eksNodesPrivate = defineStackRule({
  id: "eks-nodes-private",
  title: "EKS node groups do not use public subnets",
  severity: "medium",
  controls: { "cis-eks-1.4": ["5.4.3"] },
  types: [group],
  why: "A node in a public subnet is one permissive security group rule away from being reachable from the internet.",
  remedy:
    "Set subnetIds to private subnets. Nodes can reach container registries through a NAT gateway or VPC endpoints. This change replaces an existing node group.",
  check: (graph) => {
    const isPublic = publicSubnets(graph);
    return graph
      .byType(subnet)
      .filter((resource) =>
        anyOf(
          () => resource.props.mapPublicIpOnLaunch === true,
          () => isPublic(resource),
        ),
      )
      .flatMap((resource) => graph.referrers(resource, group, "subnetIds"))
      .map((resource) => ({ resource, message: "the node group uses a public subnet" }));
  },
  examples: {
    pass: [
      examplePlan({ subnet: [subnet, {}], nodes: [group, { subnetIds: [exampleId("subnet")] }] }),
      examplePlan({
        subnet: [subnet, { mapPublicIpOnLaunch: true }],
        other: [subnet, {}],
        nodes: [group, { subnetIds: [exampleId("other")] }],
      }),
    ],
    fail: [
      examplePlan({
        subnet: [subnet, { mapPublicIpOnLaunch: true }],
        nodes: [group, { subnetIds: [exampleId("subnet")] }],
      }),
      examplePlan({
        subnet: [subnet, {}],
        table: [table, { routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }] }],
        association: [routeTableAssociation, { subnetId: exampleId("subnet"), routeTableId: exampleId("table") }],
        nodes: [group, { subnetIds: [exampleId("subnet")] }],
      }),
    ],
  },
});

export const eksNodeRemoteAccess = defineRule({
  id: "eks-node-remote-access",
  title: "EKS node groups allow SSH access only from specified security groups",
  severity: "high",
  on: group,
  // https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html
  why: "If ec2SshKey is set without source security groups, EKS opens port 22 of every node to the internet.",
  remedy:
    "Remove remoteAccess and use Session Manager, or set sourceSecurityGroupIds to the security groups that need SSH access. This change replaces an existing node group.",
  check: ({ remoteAccess }) =>
    remoteAccess !== undefined &&
    allOf(
      () => "ec2SshKey" in remoteAccess,
      () => (remoteAccess.sourceSecurityGroupIds?.length ?? 0) === 0,
    ) && { at: remoteAccess, message: "port 22 of the nodes is open to the internet" },
  examples: {
    pass: [{}, { remoteAccess: { ec2SshKey: "key", sourceSecurityGroupIds: ["sg-1", "sg-2"] } }],
    fail: [{ remoteAccess: { ec2SshKey: "key" } }],
  },
});

export const eksNodeAmiSupported = defineRule({
  id: "eks-node-ami-supported",
  title: "EKS node groups do not use Amazon Linux 2",
  severity: "high",
  on: group,
  // https://docs.aws.amazon.com/eks/latest/userguide/eks-ami-deprecation-faqs.html
  why: "EKS stopped publishing Amazon Linux 2 AMIs in November 2025, so nodes that use them no longer receive security patches.",
  remedy:
    'Set amiType: "AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD", or a BOTTLEROCKET type. This change replaces an existing node group.',
  check: ({ amiType }) => (amiType ?? "").startsWith("AL2_") && "the nodes run Amazon Linux 2",
  examples: {
    pass: [{}, { amiType: "AL2023_x86_64_STANDARD" }, { amiType: "BOTTLEROCKET_ARM_64" }],
    fail: [{ amiType: "AL2_x86_64" }, { amiType: "AL2_ARM_64" }],
  },
});

const accessPolicyAssociation = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";

const clusterAdmin = (clusterName: string) => ({
  clusterName,
  policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
  accessScope: { type: "cluster" },
});

export const eksAccessNoClusterAdmin = defineStackRule({
  id: "eks-access-no-cluster-admin",
  title: "EKS clusters have few access entries with AmazonEKSClusterAdminPolicy",
  severity: "medium",
  controls: { "cis-eks-1.4": ["4.1.1"] },
  types: [accessPolicyAssociation],
  // https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
  why: "An attacker who takes over the identity can read every secret and run any workload on every node. Someone has to administer the cluster, but every further administrator is another target.",
  remedy:
    'Set policyArn to the ARN of AmazonEKSAdminPolicy or AmazonEKSEditPolicy, and set accessScope: { type: "namespace", namespaces: […] }.',
  options: {
    maxAdministrators: integerOption(
      2,
      "Number of administrators that a cluster can have: by default, its owners and the program that manages it.",
      { minimum: 1 },
    ),
  },
  check: (graph, { options: { maxAdministrators } }) => {
    const administrators = graph
      .byType(accessPolicyAssociation)
      .filter(({ props }) =>
        (withUnknownArnFields(() => props.policyArn) ?? "").endsWith("/AmazonEKSClusterAdminPolicy"),
      );
    // Which cluster an entry belongs to makes no difference if no cluster can have too many.
    if (administrators.length <= maxAdministrators) return [];
    return administrators.map((resource) => {
      const { clusterName } = resource.props;
      const count = administrators.filter(({ props }) => props.clusterName === clusterName).length;
      const message = "the identity is one of too many cluster administrators";
      return count > maxAdministrators && { resource, at: "policyArn", message };
    });
  },
  examples: {
    pass: [
      examplePlan({
        view: [
          accessPolicyAssociation,
          {
            clusterName: "shop",
            policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSViewPolicy",
            accessScope: { type: "cluster" },
          },
        ],
      }),
      examplePlan({
        owners: [accessPolicyAssociation, clusterAdmin("shop")],
        pipeline: [accessPolicyAssociation, clusterAdmin("shop")],
        other: [accessPolicyAssociation, clusterAdmin("data")],
      }),
    ],
    fail: [
      examplePlan({
        owners: [accessPolicyAssociation, clusterAdmin("shop")],
        pipeline: [accessPolicyAssociation, clusterAdmin("shop")],
        developers: [accessPolicyAssociation, clusterAdmin("shop")],
      }),
    ],
  },
});
