import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import {
  defineStackRule,
  type Graph,
  type GraphResource,
  type UntypedGraphResource,
} from "../../authoring/define-stack-rule";

const cluster = "aws:eks/cluster:Cluster";
const nodes = "aws:eks/nodeGroup:NodeGroup";
const fargateProfile = "aws:eks/fargateProfile:FargateProfile";
const role = "aws:iam/role:Role";
const accessEntry = "aws:eks/accessEntry:AccessEntry";
const configMap = "kubernetes:core/v1:ConfigMap";

type ConfigMap = GraphResource<typeof configMap>;

const isAccessMap = ({ props: { metadata } }: ConfigMap): boolean => metadata?.name === "aws-auth";

export const eksAccessOneOwner = defineStackRule({
  id: "eks-access-one-owner",
  title: "EKS cluster access is managed by access entries or by aws-auth, not both",
  severity: "high",
  topic: "drift",
  types: [accessEntry],
  why: "If an access entry and aws-auth name the same identity, the access entry takes precedence, and EKS itself also writes to aws-auth, so the effective permissions are hard to determine.",
  remedy: 'Remove the aws-auth ConfigMap, and set accessConfig: { authenticationMode: "API" } on the Cluster.',
  check: (graph) =>
    graph
      .byType(configMap)
      .filter(isAccessMap)
      .filter(() => isNotEmpty(graph.byType(accessEntry)))
      .map((resource) => ({ resource, message: "access entries also manage access to the cluster" })),
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

/** A resource whose nodes or pods join a cluster with a role. */
interface ClusterMember {
  readonly resource: UntypedGraphResource;
  /** The property with the ARN of the role. */
  readonly property: string;
  readonly arn: () => string | undefined;
}

/** Returns the node groups and Fargate profiles. EKS itself adds their roles to aws-auth when it creates them. */
const clusterMembers = (graph: Graph): readonly ClusterMember[] =>
  listOf<ClusterMember>(
    graph
      .byType(nodes)
      .map((resource) => ({ resource, property: "nodeRoleArn", arn: () => resource.props.nodeRoleArn })),
    graph.byType(fargateProfile).map((resource) => ({
      resource,
      property: "podExecutionRoleArn",
      arn: () => resource.props.podExecutionRoleArn,
    })),
  );

/** Whether the resource belongs to a cluster of this stack that authenticates nodes only with aws-auth. */
const dependsOnAccessMap = (graph: Graph, { resource }: ClusterMember): boolean =>
  graph.byType(cluster).some((candidate) =>
    allOf(
      () => graph.references(resource, "clusterName", candidate),
      () => (candidate.props.accessConfig?.authenticationMode ?? "CONFIG_MAP") === "CONFIG_MAP",
    ),
  );

/** Returns the ARN of a role without its path, because EKS does not recognize roles in aws-auth with a path. */
const withoutPath = (arn: string) => arn.replace(/:role\/.*\//, ":role/");

/** Whether a document contains an ARN, or the end of one, and not only as part of a longer ARN. */
const containsArn = (document: string, arn: string): boolean =>
  document
    .split(arn)
    .slice(1)
    .some((rest) => !/^[\w+=,.@/-]/.test(rest));

/**
 * Whether aws-auth maps the role of a cluster member. A map that is unknown because it contains the ARNs of new roles maps
 * the roles on which it depends.
 */
function mapsRole(graph: Graph, map: ConfigMap, member: ClusterMember): boolean {
  const declared = graph
    .byType(role)
    .filter((candidate) => graph.references(member.resource, member.property, candidate));
  const document = () => map.props.data?.mapRoles ?? "";
  return anyOf(
    () =>
      graph.isOutputOf(map, "data.mapRoles", role)
        ? declared.some((candidate) => graph.matchReference(map, "data.mapRoles", candidate) !== "no")
        : declared.some((candidate) => graph.references(map, "data.mapRoles", candidate)),
    () => declared.some(({ props }) => "name" in props && containsArn(document(), ":role/".concat(props.name ?? ""))),
    // The ARN of a new role is unknown, and no known document contains it.
    () =>
      !graph.isOutputOf(member.resource, member.property, role) &&
      containsArn(document(), withoutPath(member.arn() ?? "")),
  );
}

const accessMap = (mapRoles: string) => ({
  metadata: { name: "aws-auth", namespace: "kube-system" },
  data: { mapRoles },
});

export const eksAccessMapContainsNodes = defineStackRule({
  id: "eks-access-map-contains-nodes",
  title: "aws-auth ConfigMaps map the roles of the EKS node groups and Fargate profiles in the program",
  severity: "high",
  topic: "drift",
  types: [nodes, fargateProfile],
  // pulumi/pulumi-eks#293, https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html
  why: "EKS adds these roles to aws-auth when it creates the node group or profile. A ConfigMap in the program replaces that entry, and the nodes can no longer join the cluster.",
  remedy:
    'Add the role, without its path, to mapRoles with the group system:nodes, or remove the ConfigMap and set accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } on the Cluster.',
  check: (graph) => {
    const maps = graph.byType(configMap).filter(isAccessMap);
    return clusterMembers(graph)
      .filter((member) =>
        allOf(
          () => isNotEmpty(maps),
          () => dependsOnAccessMap(graph, member),
          () => !maps.some((map) => mapsRole(graph, map, member)),
        ),
      )
      .map(({ resource }) => ({ resource, message: "aws-auth does not map the role" }));
  },
  examples: {
    pass: [
      examplePlan({
        main: [cluster, {}],
        workers: [nodes, { clusterName: exampleId("main"), nodeRoleArn: "arn:aws:iam::123456789012:role/eks/workers" }],
        auth: [configMap, accessMap("- rolearn: arn:aws:iam::123456789012:role/workers\n  groups: [system:nodes]\n")],
      }),
      examplePlan({
        main: [cluster, {}],
        role: [role, {}],
        admin: [role, {}],
        workers: [nodes, { clusterName: exampleId("main"), nodeRoleArn: exampleId("role") }],
        auth: [
          configMap,
          { metadata: { name: "aws-auth" }, data: { mapRoles: exampleId("role"), mapUsers: exampleId("admin") } },
        ],
      }),
      examplePlan({
        main: [cluster, { accessConfig: { authenticationMode: "API_AND_CONFIG_MAP" } }],
        workers: [nodes, { clusterName: exampleId("main"), nodeRoleArn: "arn:aws:iam::123456789012:role/workers" }],
        auth: [configMap, accessMap("- rolearn: arn:aws:iam::123456789012:role/admin\n  groups: [system:nodes]\n")],
      }),
      examplePlan({
        main: [cluster, {}],
        workers: [nodes, { clusterName: exampleId("main"), nodeRoleArn: "arn:aws:iam::123456789012:role/workers" }],
      }),
    ],
    fail: [
      examplePlan({
        main: [cluster, {}],
        workers: [nodes, { clusterName: exampleId("main"), nodeRoleArn: "arn:aws:iam::123456789012:role/workers" }],
        auth: [
          configMap,
          accessMap("- rolearn: arn:aws:iam::123456789012:role/workers-admin\n  groups: [system:nodes]\n"),
        ],
      }),
      examplePlan({
        main: [cluster, { accessConfig: { authenticationMode: "CONFIG_MAP" } }],
        role: [role, {}],
        admin: [role, {}],
        pods: [fargateProfile, { clusterName: exampleId("main"), podExecutionRoleArn: exampleId("role") }],
        auth: [configMap, { metadata: { name: "aws-auth" }, data: { mapRoles: exampleId("admin") } }],
      }),
    ],
  },
});
