import { companion, hasCompanion } from "../../conditions/companions";
import { ignoresChanges } from "../../conditions/ignored-changes";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";

const cluster = "aws:emr/cluster:Cluster";
const instanceGroup = "aws:emr/instanceGroup:InstanceGroup";
const instanceFleet = "aws:emr/instanceFleet:InstanceFleet";
const scalingPolicy = "aws:emr/managedScalingPolicy:ManagedScalingPolicy";

type Cluster = GraphResource<typeof cluster>;
type Member = GraphResource<typeof instanceGroup> | GraphResource<typeof instanceFleet>;

/** The paths of the target capacities of a core instance fleet. */
const CORE_FLEET_PATHS = {
  targetOnDemandCapacity: "coreInstanceFleet.targetOnDemandCapacity",
  targetSpotCapacity: "coreInstanceFleet.targetSpotCapacity",
} as const;

type FleetCapacity = keyof typeof CORE_FLEET_PATHS;

/** Whether managed scaling changes the core and task units of a cluster. */
const isManaged = (graph: Graph, owner: Cluster): boolean =>
  hasCompanion(graph, owner, companion(scalingPolicy, "clusterId"));

/** Whether managed scaling changes an instance group or fleet that the program adds to a cluster. */
const isInManagedCluster = (graph: Graph, member: Member): boolean =>
  graph.byType(cluster).some((owner) =>
    allOf(
      () => graph.references(member, "clusterId", owner),
      () => isManaged(graph, owner),
    ),
  );

/** A capacity that may have a second owner. */
interface Capacity {
  /** The path for `ignoreChanges`. */
  readonly path: string;
  /** The property to report. */
  readonly at: string;
  readonly isDeclared: () => boolean;
  readonly isScaled: () => boolean;
}

const conflict = (resource: Cluster | Member, capacity: Capacity) =>
  allOf(() => !ignoresChanges(resource, capacity.path), capacity.isDeclared, capacity.isScaled) && {
    resource,
    at: capacity.at,
    message: "an autoscaler also changes this capacity",
  };

const coreGroupConflict = (graph: Graph, owner: Cluster) =>
  conflict(owner, {
    path: "coreInstanceGroup.instanceCount",
    at: "coreInstanceGroup",
    // If the program leaves out the number of core instances, the provider sets it to 1.
    isDeclared: () => "coreInstanceGroup" in owner.props,
    isScaled: () =>
      anyOf(
        () => "autoscalingPolicy" in (owner.props.coreInstanceGroup ?? {}),
        () => isManaged(graph, owner),
      ),
  });

const coreFleetConflict = (graph: Graph, owner: Cluster, capacity: FleetCapacity) =>
  conflict(owner, {
    path: CORE_FLEET_PATHS[capacity],
    at: "coreInstanceFleet",
    isDeclared: () => capacity in (owner.props.coreInstanceFleet ?? {}),
    isScaled: () => isManaged(graph, owner),
  });

const groupConflict = (graph: Graph, group: GraphResource<typeof instanceGroup>) =>
  conflict(group, {
    path: "instanceCount",
    at: "instanceCount",
    isDeclared: () => "instanceCount" in group.props,
    isScaled: () =>
      anyOf(
        () => "autoscalingPolicy" in group.props,
        () => isInManagedCluster(graph, group),
      ),
  });

const fleetConflict = (graph: Graph, fleet: GraphResource<typeof instanceFleet>, capacity: FleetCapacity) =>
  conflict(fleet, {
    path: capacity,
    at: capacity,
    isDeclared: () => capacity in fleet.props,
    isScaled: () => isInManagedCluster(graph, fleet),
  });

export const emrScaledCapacityOneOwner = defineStackRule({
  id: "emr-scaled-capacity-one-owner",
  title: "Amazon EMR clusters with managed scaling or automatic scaling do not manage the number of instances",
  severity: "medium",
  topic: "drift",
  types: [cluster, instanceGroup, instanceFleet],
  // hashicorp/terraform-provider-aws#15968, terraform-aws-modules/terraform-aws-emr#41
  why: "Every update resets the capacity that the autoscaler chose for the current load, and a different target capacity of the core instance fleet replaces the cluster.",
  remedy:
    'Set the resource option ignoreChanges, such as ["coreInstanceGroup.instanceCount"] on a Cluster, ["instanceCount"] on an InstanceGroup, or ["targetOnDemandCapacity", "targetSpotCapacity"] on an InstanceFleet.',
  check: (graph) =>
    listOf(
      () => graph.byType(cluster).map((owner) => coreGroupConflict(graph, owner)),
      () => graph.byType(cluster).map((owner) => coreFleetConflict(graph, owner, "targetOnDemandCapacity")),
      () => graph.byType(cluster).map((owner) => coreFleetConflict(graph, owner, "targetSpotCapacity")),
      () => graph.byType(instanceGroup).map((group) => groupConflict(graph, group)),
      () => graph.byType(instanceFleet).map((fleet) => fleetConflict(graph, fleet, "targetOnDemandCapacity")),
      () => graph.byType(instanceFleet).map((fleet) => fleetConflict(graph, fleet, "targetSpotCapacity")),
    ),
  examples: {
    pass: [
      examplePlan({ cluster: [cluster, { coreInstanceGroup: { instanceType: "m6i.xlarge", instanceCount: 2 } }] }),
      examplePlan({
        cluster: [
          cluster,
          { coreInstanceGroup: { instanceType: "m6i.xlarge", instanceCount: 2 } },
          { options: { ignoreChanges: ["coreInstanceGroup.instanceCount"] } },
        ],
        policy: [scalingPolicy, { clusterId: exampleId("cluster") }],
        group: [
          instanceGroup,
          { clusterId: exampleId("cluster"), instanceCount: 2 },
          { options: { ignoreChanges: ["instanceCount"] } },
        ],
      }),
      examplePlan({
        cluster: [cluster, { masterInstanceFleet: { targetOnDemandCapacity: 1 } }],
        other: [cluster, {}],
        policy: [scalingPolicy, { clusterId: exampleId("cluster") }],
        group: [instanceGroup, { clusterId: exampleId("other"), instanceCount: 2 }],
      }),
    ],
    fail: [
      examplePlan({
        cluster: [cluster, { coreInstanceGroup: { instanceType: "m6i.xlarge", instanceCount: 2 } }],
        policy: [scalingPolicy, { clusterId: exampleId("cluster") }],
      }),
      examplePlan({
        cluster: [cluster, { coreInstanceGroup: { instanceType: "m6i.xlarge", autoscalingPolicy: "{}" } }],
      }),
      examplePlan({
        cluster: [cluster, { coreInstanceFleet: { targetSpotCapacity: 4 } }],
        policy: [scalingPolicy, { clusterId: exampleId("cluster") }],
      }),
      examplePlan({
        cluster: [cluster, {}],
        policy: [scalingPolicy, { clusterId: exampleId("cluster") }],
        group: [instanceGroup, { clusterId: exampleId("cluster"), instanceCount: 2 }],
      }),
      examplePlan({ group: [instanceGroup, { instanceCount: 2, autoscalingPolicy: "{}" }] }),
      examplePlan({
        cluster: [cluster, {}],
        policy: [scalingPolicy, { clusterId: exampleId("cluster") }],
        fleet: [instanceFleet, { clusterId: exampleId("cluster"), targetOnDemandCapacity: 2 }],
      }),
    ],
  },
});
