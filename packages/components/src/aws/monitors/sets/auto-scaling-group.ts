import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import { missingInstances } from "../missing-instances";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { missingPercent } from "../shares";
import { shown } from "../shown";
import { recommendedAlarms } from "./recommended-alarms";

/** The arguments of `monitors.autoScalingGroup`. */
export interface AutoScalingGroupMonitorsArgs extends MonitorSetArgs {
  /** The name of the group. */
  readonly autoScalingGroupName: pulumi.Input<string>;
  /**
   * Whether the group publishes its metrics: its `enabledMetrics` contain `GroupDesiredCapacity` and `GroupInServiceCapacity`, which
   * are free. Without them, the alarms on missing instances would always be raised.
   *
   * @default false
   */
  readonly groupMetrics?: boolean;
}

const GROUP_METRICS = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html";
const HEALTH_CHECKS = "https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-health-checks.html";
const MAXIMUM_PERCENT = 90;
// Without detailed monitoring, instances publish their utilization every five minutes.
const CPU_PERIOD_SECONDS = 300;

/**
 * Returns the monitors of the EC2 instances in an Auto Scaling group. `monitors.targetGroup` watches the requests to them.
 *
 * @remarks
 * Alarms: `status-checks` (ticket) and `cpu` (ticket); with `groupMetrics`, also `most-instances-missing` (page) and
 * `missing-instances` (ticket).
 *
 * @example
 * const set = monitors.autoScalingGroup({ name: "workers", autoScalingGroupName: group.name, groupMetrics: true });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const autoScalingGroup = defineMonitorSet<AutoScalingGroupMonitorsArgs>({
  kind: "monitors.autoScalingGroup",
  checks: {
    // https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
    autoScalingGroupName: dimension(
      matching(/^(?!arn:)[\x20-\x7e]{1,255}$/, "the name of an Auto Scaling group, not its ARN"),
    ),
    groupMetrics: booleanValue,
  },
  required: ["autoScalingGroupName"],
  title: ({ name }) => `Auto Scaling group ${name}`,
  monitors: ({ autoScalingGroupName, groupMetrics = false }) => {
    const dimensions = { AutoScalingGroupName: autoScalingGroupName };
    const group = metricsOf("AWS/AutoScaling", dimensions);
    const instances = metricsOf("AWS/EC2", dimensions);
    const inService = group("GroupInServiceCapacity", "Maximum");
    return [
      ...(groupMetrics ? missing(group("GroupDesiredCapacity", "Maximum"), inService) : []),
      statusChecks(instances("StatusCheckFailed", "Maximum")),
      cpu(instances("CPUUtilization", "Average")),
      ...(groupMetrics ? [shown("in-service", "Capacity in service", inService, { unit: "None" })] : []),
    ];
  },
});

const FIRST_STEP =
  "Read the activities of the group: they state why launches fail and why instances are terminated, such as missing capacity, an image that no longer exists, or failed health checks.";

/** In groups with weights, the desired capacity is a number of units, so it is compared with units instead of instances. */
const missing = (desired: Metric, running: Metric): readonly Monitor[] =>
  missingInstances(missingPercent({ desired, running }), {
    instances: "instances",
    runbooks: "auto-scaling-group",
    most: {
      meaning: "Half of the capacity of the group or more is not in service, so the other instances are overloaded.",
      firstStep: FIRST_STEP,
      reason:
        "An instance is in service within a few minutes, unless lifecycle hooks delay it. Groups are planned for the loss of one of two or three zones.",
      source: GROUP_METRICS,
    },
    any: {
      meaning: "The group cannot launch all of its instances, or terminates them again and again.",
      firstStep: FIRST_STEP,
      reason:
        "Fifteen minutes rule out autoscaling and instance refreshes, which launch instances one after the other.",
      source: GROUP_METRICS,
    },
  });

const statusChecks = (value: Metric): Monitor => ({
  name: "status-checks",
  title: "Failed status checks",
  value,
  unit: "Count",
  periodSeconds: 60,
  alarm: {
    ...inARow(15),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "An instance of the group fails its status checks, and the group has not replaced it.",
    firstStep:
      "Find the instance with aws ec2 describe-instance-status, and check whether the group has suspended processes or protects the instance.",
    runbook: "auto-scaling-group-status-checks",
    reason: "The group replaces an instance that fails its status checks within minutes, so it cannot do so.",
    source: HEALTH_CHECKS,
  },
});

/** The average of all instances, because a single busy instance is usual. */
const cpu = (value: Metric): Monitor => ({
  name: "cpu",
  title: "CPU utilization",
  value,
  unit: "Percent",
  periodSeconds: CPU_PERIOD_SECONDS,
  alarm: {
    ...inARow(3),
    operator: ">=",
    threshold: MAXIMUM_PERCENT,
    severity: "ticket",
    meaning: "The instances have almost no CPU time left, so responses become slow.",
    firstStep:
      "Compare the number of instances with the maximum size of the group, and the utilization with that before the last deployment.",
    runbook: "auto-scaling-group-cpu",
    reason:
      "AWS recommends 80 %, which is close to the target of autoscaling. 90 % for fifteen minutes shows that autoscaling does not help.",
    source: recommendedAlarms("EC2"),
  },
});
