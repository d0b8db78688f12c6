import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const group = "aws:autoscaling/group:Group";
const hasElements = (list: readonly unknown[] | undefined) => (list?.length ?? 0) > 0;

const attachment = "aws:autoscaling/attachment:Attachment";

export const asgLoadBalancerHealth = defineStackRule({
  id: "asg-load-balancer-health",
  title: "Auto Scaling groups behind a load balancer use ELB health checks",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["AutoScaling.1"] },
  types: [group],
  why: "With EC2 health checks only, the group keeps instances whose application no longer responds.",
  remedy: 'Set healthCheckType: "ELB", with a healthCheckGracePeriod that gives the application time to start.',
  check: (graph) =>
    graph.byType(group).map(
      (resource) =>
        allOf(
          () => resource.props.healthCheckType !== "ELB",
          () =>
            anyOf(
              () => hasElements(resource.props.targetGroupArns),
              () => hasElements(resource.props.loadBalancers),
              () => hasElements(resource.props.trafficSources),
              () => graph.referrers(resource, attachment, "autoscalingGroupName").some(Boolean),
            ),
        ) && {
          resource,
          at: "healthCheckType",
          message: "the group does not use ELB health checks",
        },
    ),
  examples: {
    pass: [
      examplePlan({ group: [group, { targetGroupArns: [] }] }),
      examplePlan({ group: [group, { targetGroupArns: ["web", "api"], healthCheckType: "ELB" }] }),
    ],
    fail: [
      examplePlan({ group: [group, { targetGroupArns: ["web", "api"] }] }),
      examplePlan({
        group: [group, { healthCheckType: "EC2" }],
        attachment: [attachment, { autoscalingGroupName: exampleId("group"), lbTargetGroupArn: "arn" }],
      }),
    ],
  },
});

export const asgLaunchTemplate = defineRule({
  id: "asg-launch-template",
  title: "Auto Scaling groups use launch templates",
  severity: "medium",
  controls: { "aws-fsbp": ["AutoScaling.9"] },
  on: group,
  why: "Launch configurations are immutable, lack EC2 features released since 2023, and cannot be created in new accounts.",
  remedy: "Replace launchConfiguration with launchTemplate: { id, version } from an aws.ec2.LaunchTemplate.",
  check: (props) =>
    allOf(
      () => !("launchTemplate" in props),
      () => !("mixedInstancesPolicy" in props),
    ) && { at: "launchTemplate", message: "the group does not use a launch template" },
  examples: {
    pass: [
      { launchTemplate: { id: "lt-1", version: "3" } },
      { mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: { launchTemplateId: "lt-1" } } } },
    ],
    fail: [{ launchConfiguration: "web" }],
  },
});

export const asgSeveralZones = defineRule({
  id: "asg-several-zones",
  title: "Auto Scaling groups use at least two subnets or Availability Zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["AutoScaling.2"] },
  on: group,
  why: "A subnet is in one Availability Zone. If the only Availability Zone fails, the group cannot launch replacement instances.",
  remedy: "Specify subnets in at least two Availability Zones in vpcZoneIdentifiers.",
  check: (props) =>
    allOf(
      () => (props.vpcZoneIdentifiers?.length ?? 0) < 2,
      () => (props.availabilityZones?.length ?? 0) < 2,
    ) && { at: "vpcZoneIdentifiers", message: "the group uses fewer than two subnets" },
  examples: {
    pass: [
      { vpcZoneIdentifiers: ["subnet-1", "subnet-2", "subnet-3"] },
      { availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
    ],
    fail: [{ vpcZoneIdentifiers: ["subnet-1"] }, { availabilityZones: ["eu-west-1a"] }],
  },
});

export const asgSeveralInstanceTypes = defineRule({
  id: "asg-several-instance-types",
  title: "Auto Scaling groups use multiple instance types",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["AutoScaling.6"] },
  on: group,
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
  why: "If an Availability Zone runs out of capacity for the only instance type, for example while another Availability Zone is down, the group cannot scale out.",
  remedy:
    "Set mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification, overrides: [{ instanceType }, { instanceType }] } }.",
  check: ({ mixedInstancesPolicy }) => {
    const overrides = mixedInstancesPolicy?.launchTemplate?.overrides;
    return (
      allOf(
        () => (overrides?.length ?? 0) < 2,
        () => !(overrides ?? []).some((override) => override.instanceRequirements !== undefined),
      ) && "the group uses a single instance type"
    );
  },
  examples: {
    pass: [
      {
        mixedInstancesPolicy: {
          launchTemplate: {
            overrides: [{ instanceType: "m7g.large" }, { instanceType: "m6g.large" }, { instanceType: "m7i.large" }],
          },
        },
      },
      { mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceRequirements: {} }] } } },
    ],
    fail: [
      { launchTemplate: { id: "lt-1", version: "3" } },
      { mixedInstancesPolicy: { launchTemplate: { overrides: [{ instanceType: "m7g.large" }] } } },
    ],
  },
});

const CAPACITIES = ["minSize", "maxSize", "desiredCapacity"] as const;

export const asgScheduleCapacities = defineRule({
  id: "asg-schedule-capacities-set",
  title: "Auto Scaling scheduled actions set minSize, maxSize, and desiredCapacity",
  severity: "high",
  topic: "reliability",
  on: "aws:autoscaling/schedule:Schedule",
  // internal/service/autoscaling/schedule.go of the Terraform provider sends every value other than -1, including the 0 of
  // a property that is not set.
  why: "The provider sets a capacity that the program leaves out to 0, so a schedule that only raises minSize fails or removes all instances.",
  remedy:
    "Set minSize, maxSize, and desiredCapacity. The value -1 keeps a capacity as it is, such as desiredCapacity: -1.",
  check: (props) =>
    CAPACITIES.map(
      (capacity) => !(capacity in props) && { at: capacity, message: "not set, so the provider sets it to 0" },
    ),
  examples: {
    pass: [
      { minSize: 0, maxSize: 0, desiredCapacity: 0 },
      { minSize: 2, maxSize: -1, desiredCapacity: -1 },
    ],
    fail: [{ minSize: 2 }, { minSize: 2, maxSize: 4 }, { desiredCapacity: 2, maxSize: -1 }],
  },
});
