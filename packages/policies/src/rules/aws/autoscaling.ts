import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const group = "aws:autoscaling/group:Group";
const isGiven = (list: readonly unknown[] | undefined) => (list?.length ?? 0) > 0;

const attachment = "aws:autoscaling/attachment:Attachment";

export const asgLoadBalancerHealth = defineStackRule({
  id: "asg-load-balancer-health",
  title: "Auto Scaling groups behind load balancers ask them who is healthy",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["AutoScaling.1"] },
  types: [group],
  why: "Otherwise a machine whose application hangs stays in the group for as long as the machine itself runs.",
  remedy: 'Set healthCheckType: "ELB", with a healthCheckGracePeriod in which the application starts.',
  check: (graph) =>
    graph.byType(group).map(
      (resource) =>
        allOf(
          () => resource.props.healthCheckType !== "ELB",
          () =>
            anyOf(
              () => isGiven(resource.props.targetGroupArns),
              () => isGiven(resource.props.loadBalancers),
              () => isGiven(resource.props.trafficSources),
              () => graph.referrers(resource, attachment, "autoscalingGroupName").some(Boolean),
            ),
        ) && {
          resource,
          at: "healthCheckType",
          message: "the group does not ask its load balancer who is healthy",
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
        attachment: [attachment, { autoscalingGroupName: idOf("group"), lbTargetGroupArn: "arn" }],
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
  why: "Launch configurations cannot be changed, have none of what EC2 learnt since 2023, and new accounts cannot make them.",
  remedy: "Replace launchConfiguration by launchTemplate: { id, version } of an aws.ec2.LaunchTemplate.",
  check: (props) =>
    allOf(
      () => !("launchTemplate" in props),
      () => !("mixedInstancesPolicy" in props),
    ) && { at: "launchTemplate", message: "the group uses no launch template" },
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
  title: "Auto Scaling groups spread over several zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["AutoScaling.2"] },
  on: group,
  why: "When the only zone fails, the group has nowhere to start other machines.",
  remedy: "Name a subnet in each of several zones in vpcZoneIdentifiers.",
  check: (props) =>
    allOf(
      () => (props.vpcZoneIdentifiers?.length ?? 0) < 2,
      () => (props.availabilityZones?.length ?? 0) < 2,
    ) && { at: "vpcZoneIdentifiers", message: "the group has one zone" },
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
  title: "Auto Scaling groups can start machines of several types",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["AutoScaling.6"] },
  on: group,
  // https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
  why: "When a zone has no more machines of the only type, as happens while others flee from a failing zone, the group cannot grow.",
  remedy:
    "Set mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification, overrides: [{ instanceType }, { instanceType }] } }.",
  check: ({ mixedInstancesPolicy }) => {
    const overrides = mixedInstancesPolicy?.launchTemplate?.overrides;
    return (
      allOf(
        () => (overrides?.length ?? 0) < 2,
        () => !(overrides ?? []).some((one) => one.instanceRequirements !== undefined),
      ) && "the group knows one type of machine"
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
