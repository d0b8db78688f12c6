import type * as pulumi from "@pulumi/pulumi";
import { matching, oneOf } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric, MetricMath } from "../metric";
import { metricsOf } from "../metric-factory";
import { missingInstances } from "../missing-instances";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { missingPercent } from "../shares";
import { shown } from "../shown";
import { utilization } from "../utilization";
import { eksClusterName } from "./eks-names";

/** The arguments of `monitors.eksWorkload`. */
export interface EksWorkloadMonitorsArgs extends MonitorSetArgs {
  /** The name of the cluster. */
  readonly clusterName: pulumi.Input<string>;
  /** The namespace of the workload. */
  readonly namespace: pulumi.Input<string>;
  /** The name of the Deployment, StatefulSet, or DaemonSet. */
  readonly workload: pulumi.Input<string>;
  /**
   * The kind of the workload, which determines the metrics.
   *
   * @default "Deployment"
   */
  readonly kind?: EksWorkloadKind;
}

/** The kinds of workloads that Container Insights watches. */
export type EksWorkloadKind = (typeof KINDS)[number];

const KINDS = ["Deployment", "StatefulSet", "DaemonSet"] as const;
const METRICS =
  "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-enhanced-EKS.html";
const PERIOD_SECONDS = 60;
const MAXIMUM_MEMORY_PERCENT = 90;

// https://kubernetes.io/docs/concepts/overview/working-with-objects/names/
const namespaceName = matching(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, "the name of a namespace");
const workloadName = matching(/^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/, "the name of a workload");

/**
 * Returns the monitors of a workload in an EKS cluster with Container Insights, which the `amazon-cloudwatch-observability` add-on
 * installs.
 *
 * @remarks
 * Alarms: `most-pods-missing` (page), `missing-pods` (ticket), `crash-loops` (ticket), and `memory` (ticket).
 *
 * @example
 * const set = monitors.eksWorkload({
 *   name: "orders",
 *   clusterName: cluster.name,
 *   namespace: "shop",
 *   workload: "orders",
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const eksWorkload = defineMonitorSet<EksWorkloadMonitorsArgs>({
  kind: "monitors.eksWorkload",
  checks: {
    clusterName: dimension(eksClusterName),
    namespace: dimension(namespaceName),
    workload: dimension(workloadName),
    kind: oneOf(KINDS),
  },
  required: ["clusterName", "namespace", "workload"],
  title: ({ name, kind = "Deployment" }) => `${kind} ${name}`,
  monitors: ({ clusterName, namespace, workload, kind = "Deployment" }) => {
    // In these metrics, the dimension is the name of the workload without the suffixes of its pods.
    const metric = metricsOf("ContainerInsights", {
      ClusterName: clusterName,
      Namespace: namespace,
      PodName: workload,
    });
    return [
      ...missingPods(kind === "DaemonSet" ? daemonSetPods(metric) : replicas(metric)),
      crashLoops(metric("pod_container_status_waiting_reason_crash_loop_back_off", "Maximum")),
      memory(metric("pod_memory_utilization_over_pod_limit", "Maximum")),
      shown("cpu", "CPU utilization of the limit", metric("pod_cpu_utilization_over_pod_limit", "Average"), {
        unit: "Percent",
      }),
      shown("restarts", "Restarts of containers", metric("pod_number_of_container_restarts", "Sum")),
      // Counts pods whose last container was killed, for as long as they exist, so an alarm would not clear.
      shown(
        "out-of-memory",
        "Pods with a container that ran out of memory",
        metric("pod_container_status_terminated_reason_oom_killed", "Maximum"),
      ),
    ];
  },
});

type WorkloadMetrics = ReturnType<typeof metricsOf>;

const replicas = (metric: WorkloadMetrics): MetricMath =>
  missingPercent({ desired: metric("replicas_desired", "Maximum"), running: metric("replicas_ready", "Maximum") });

/** For DaemonSets, Container Insights publishes the missing pods instead of the desired ones. */
const daemonSetPods = (metric: WorkloadMetrics): MetricMath => ({
  metrics: {
    available: metric("daemonset_status_number_available", "Maximum"),
    unavailable: metric("daemonset_status_number_unavailable", "Maximum"),
  },
  expressions: { missing: "FILL(unavailable, 0)", wanted: "FILL(available, 0) + missing" },
  expression: "IF(wanted > 0, 100 * missing / wanted, 0)",
});

const FIRST_STEP =
  "Read the events and the state of the pods with kubectl describe pod: they name a missing image, a failed probe, or missing capacity.";

const missingPods = (value: MetricMath): readonly Monitor[] =>
  missingInstances(value, {
    instances: "pods",
    runbooks: "eks-workload",
    most: {
      meaning:
        "Half of the pods of the workload or more are not ready, so the others are overloaded or there are none.",
      firstStep: FIRST_STEP,
      reason:
        "A new pod is ready within a few minutes. Workloads are planned for the loss of one of two or three zones.",
      source: METRICS,
    },
    any: {
      meaning: "Kubernetes cannot start all pods of the workload, or they do not become ready.",
      firstStep: FIRST_STEP,
      reason: "Fifteen minutes rule out rolling updates and autoscaling, which also wait for new nodes.",
      source: METRICS,
    },
  });

const crashLoops = (value: Metric): Monitor => ({
  name: "crash-loops",
  title: "Containers that crash again and again",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(10),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "A container ends soon after each start, so Kubernetes waits longer and longer before it starts it again.",
    firstStep:
      "Read the log of the last run with kubectl logs --previous, and compare the start of the crashes with the last deployment.",
    runbook: "eks-workload-crash-loops",
    reason:
      "The wait grows to five minutes, so after ten, the container has crashed several times. The other alarms report missing pods.",
    source: METRICS,
  },
});

/** The pod with the highest utilization, because the kernel ends a container that exceeds its own limit. */
const memory = (value: Metric): Monitor =>
  utilization(value, {
    name: "memory",
    title: "Memory utilization of the fullest pod",
    maximumPercent: MAXIMUM_MEMORY_PERCENT,
    minutes: 15,
    severity: "ticket",
    meaning: "A pod uses almost all of its memory limit, and a container is ended when it needs more.",
    firstStep:
      "Look for a leak: a utilization that grows until the pod is replaced. Otherwise, increase the memory limit.",
    runbook: "eks-workload-memory",
    reason: "Many runtimes use 80 % of the limit permanently. The rest leaves time to act before a container is ended.",
    source: METRICS,
  });
