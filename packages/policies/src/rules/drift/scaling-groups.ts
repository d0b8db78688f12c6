import { companion, hasCompanion } from "../../conditions/companions";
import { ignoresChanges } from "../../conditions/ignored-changes";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, isNotEmpty, listOf } from "../../kernel/connectives";
import { defineStackRule, type Graph, type GraphResource } from "../../authoring/define-stack-rule";

const scalingGroup = "aws:autoscaling/group:Group";
const scalingPolicy = "aws:autoscaling/policy:Policy";
const schedule = "aws:autoscaling/schedule:Schedule";
const capacityProvider = "aws:ecs/capacityProvider:CapacityProvider";

type ScalingGroup = GraphResource<typeof scalingGroup>;

/** The tag by which the Kubernetes Cluster Autoscaler discovers the groups that it scales. */
const CLUSTER_AUTOSCALER_TAG = "k8s.io/cluster-autoscaler/enabled";

/** Whether something other than the program changes the desired capacity of a group. */
const isAutoscaled = (graph: Graph, group: ScalingGroup): boolean =>
  anyOf(
    () =>
      hasCompanion(
        graph,
        group,
        companion(scalingPolicy, "autoscalingGroupName"),
        companion(schedule, "autoscalingGroupName"),
      ),
    () =>
      graph
        .referrers(group, capacityProvider, "autoScalingGroupProvider.autoScalingGroupArn")
        .some(({ props }) => props.autoScalingGroupProvider?.managedScaling?.status === "ENABLED"),
    () => listOf(group.props.tags).some(({ key }) => key === CLUSTER_AUTOSCALER_TAG),
  );

export const asgCapacityOneOwner = defineStackRule({
  id: "asg-desired-capacity-one-owner",
  title: "Autoscaled or scheduled Auto Scaling groups do not manage desiredCapacity",
  severity: "medium",
  topic: "drift",
  types: [scalingGroup],
  why: "Every update resets the size that the group chose for the current load.",
  remedy: 'Remove desiredCapacity from the Group, or set the resource option ignoreChanges: ["desiredCapacity"].',
  check: (graph) =>
    graph
      .byType(scalingGroup)
      .filter((group) =>
        allOf(
          () => !ignoresChanges(group, "desiredCapacity"),
          () => "desiredCapacity" in group.props,
          () => isAutoscaled(graph, group),
        ),
      )
      .map((resource) => ({
        resource,
        at: "desiredCapacity",
        message: "an autoscaler or a schedule also changes desiredCapacity",
      })),
  examples: {
    pass: [
      examplePlan({ group: [scalingGroup, {}], policy: [scalingPolicy, { autoscalingGroupName: exampleId("group") }] }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }, { options: { ignoreChanges: ["desiredCapacity"] } }],
        policy: [scalingPolicy, { autoscalingGroupName: exampleId("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        policy: [scalingPolicy, { autoscalingGroupName: "b" }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2, tags: [{ key: "team", value: "a", propagateAtLaunch: true }] }],
        provider: [
          capacityProvider,
          {
            autoScalingGroupProvider: {
              autoScalingGroupArn: exampleId("group"),
              managedScaling: { status: "DISABLED" },
            },
          },
        ],
      }),
    ],
    fail: [
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        policy: [scalingPolicy, { autoscalingGroupName: exampleId("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        night: [schedule, { autoscalingGroupName: exampleId("group") }],
      }),
      examplePlan({
        group: [scalingGroup, { desiredCapacity: 2 }],
        provider: [
          capacityProvider,
          {
            autoScalingGroupProvider: {
              autoScalingGroupArn: exampleId("group"),
              managedScaling: { status: "ENABLED" },
            },
          },
        ],
      }),
      examplePlan({
        group: [
          scalingGroup,
          {
            desiredCapacity: 2,
            tags: [{ key: "k8s.io/cluster-autoscaler/enabled", value: "true", propagateAtLaunch: false }],
          },
        ],
      }),
    ],
  },
});

/** Returns the issues of the groups with a limit that both the program and a schedule set. */
const scheduledGroups = (graph: Graph, limit: "minSize" | "maxSize") =>
  graph
    .byType(scalingGroup)
    .filter((group) =>
      allOf(
        () => !ignoresChanges(group, limit),
        () =>
          isNotEmpty(
            graph.referrers(group, schedule, "autoscalingGroupName").filter(({ props }) => props[limit] !== -1),
          ),
      ),
    )
    .map((resource) => ({ resource, message: "a schedule also changes the limits of the group" }));

export const asgLimitsOneOwner = defineStackRule({
  id: "asg-limits-one-owner",
  title: "Auto Scaling groups ignore changes to minSize and maxSize if a schedule sets them",
  severity: "medium",
  topic: "drift",
  types: [schedule],
  why: "Every update restores the declared limits, so a group that a schedule enlarged for the day shrinks during a deployment.",
  remedy:
    'Set the resource option ignoreChanges: ["minSize", "maxSize"] on the Group, or set the limits of the Schedule to -1.',
  // The documentation for aws.autoscaling.Schedule: -1 keeps the limit as it is. The default is 0.
  check: (graph) =>
    listOf(
      () => scheduledGroups(graph, "minSize"),
      () => scheduledGroups(graph, "maxSize"),
    ),
  examples: {
    pass: [
      examplePlan({
        group: [scalingGroup, { minSize: 1, maxSize: 4 }, { options: { ignoreChanges: ["minSize", "maxSize"] } }],
        night: [schedule, { autoscalingGroupName: exampleId("group"), minSize: 0, maxSize: 0 }],
      }),
      examplePlan({
        group: [scalingGroup, { minSize: 1, maxSize: 4 }],
        night: [schedule, { autoscalingGroupName: exampleId("group"), minSize: -1, maxSize: -1, desiredCapacity: 1 }],
      }),
      examplePlan({
        group: [scalingGroup, { minSize: 1, maxSize: 4 }],
        night: [schedule, { autoscalingGroupName: "other", minSize: 0, maxSize: 0 }],
      }),
    ],
    fail: [
      examplePlan({
        group: [scalingGroup, { minSize: 1, maxSize: 4 }],
        night: [schedule, { autoscalingGroupName: exampleId("group"), desiredCapacity: 2 }],
      }),
      examplePlan({
        group: [scalingGroup, { minSize: 1, maxSize: 4 }],
        night: [schedule, { autoscalingGroupName: exampleId("group"), minSize: 0, maxSize: 4 }],
      }),
      examplePlan({
        group: [scalingGroup, { minSize: 1, maxSize: 4 }, { options: { ignoreChanges: ["minSize"] } }],
        night: [schedule, { autoscalingGroupName: exampleId("group"), minSize: 0, maxSize: 0 }],
      }),
    ],
  },
});
