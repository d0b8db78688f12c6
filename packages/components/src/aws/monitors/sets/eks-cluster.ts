import type * as pulumi from "@pulumi/pulumi";
import { booleanValue, integerBetween } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { percentageOf } from "../rates";
import { shown } from "../shown";
import { eksClusterName } from "./eks-names";
import { eksNodeMonitors } from "./eks-nodes";

/** The arguments of `monitors.eksCluster`. */
export interface EksClusterMonitorsArgs extends MonitorSetArgs {
  /** The name of the cluster. Its Kubernetes version must be 1.28 or later. */
  readonly clusterName: pulumi.Input<string>;
  /**
   * The size to which the database of the control plane (etcd) may grow in GiB, from 1 to 64.
   *
   * @default 8, the limit of EKS
   */
  readonly storageGiB?: number;
  /**
   * Whether Container Insights is installed, which publishes the metrics of the nodes.
   *
   * @default false
   */
  readonly containerInsights?: boolean;
}

const METRICS = "https://docs.aws.amazon.com/eks/latest/userguide/cloudwatch.html";
const STORAGE_LIMIT = "https://docs.aws.amazon.com/eks/latest/userguide/clusters.html";
const PERIOD_SECONDS = 60;
const ERROR_PERCENT = 5;
const MINIMUM_REQUESTS = 100;
const STORAGE_GIB = 8;
const MAX_STORAGE_GIB = 64;
const BYTES_PER_GIB = 1024 ** 3;
const STORAGE_FRACTION = 0.8;

/**
 * Returns the monitors of the control plane of an EKS cluster, whose metrics are free.
 *
 * @remarks
 * Alarms: `api-errors` (page), `throttled-requests` (ticket), `unschedulable-pods` (ticket), and `storage` (ticket); with
 * `containerInsights`, also `failed-nodes`, `node-cpu`, `node-memory`, and `node-disk` (tickets).
 *
 * @example
 * const set = monitors.eksCluster({ name: "main", clusterName: cluster.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const eksCluster = defineMonitorSet<EksClusterMonitorsArgs>({
  kind: "monitors.eksCluster",
  checks: {
    clusterName: dimension(eksClusterName),
    storageGiB: integerBetween(1, MAX_STORAGE_GIB),
    containerInsights: booleanValue,
  },
  required: ["clusterName"],
  title: ({ name }) => `EKS cluster ${name}`,
  monitors: ({ clusterName, storageGiB = STORAGE_GIB, containerInsights = false }) => {
    const metric = metricsOf("AWS/EKS", { ClusterName: clusterName });
    const requests = metric("apiserver_request_total", "Sum");
    return [
      apiErrors(metric("apiserver_request_total_5XX", "Sum"), requests),
      throttledRequests(metric("apiserver_request_total_429", "Sum"), requests),
      unschedulablePods(metric("scheduler_pending_pods_UNSCHEDULABLE", "Sum")),
      storage(metric("apiserver_storage_size_bytes", "Maximum"), storageGiB),
      ...(containerInsights ? eksNodeMonitors(clusterName) : []),
      shown("requests", "Requests to the API server", requests),
      shown("get-time", "Response time of GET (p99)", metric("apiserver_request_duration_seconds_GET_P99", "Maximum"), {
        unit: "Seconds",
      }),
      shown(
        "post-time",
        "Response time of POST (p99)",
        metric("apiserver_request_duration_seconds_POST_P99", "Maximum"),
        { unit: "Seconds" },
      ),
      shown("pending-pods", "Pods that wait for a node", metric("scheduler_pending_pods", "Sum")),
    ];
  },
});

const apiErrors = (part: Metric, whole: Metric): Monitor => ({
  name: "api-errors",
  title: "Failed requests to the API server",
  value: percentageOf({ part, whole, minimum: MINIMUM_REQUESTS }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(5),
    operator: ">=",
    threshold: ERROR_PERCENT,
    severity: "page",
    meaning:
      "Requests to the API server fail with a 5xx status code: deployments, autoscaling, and the replacement of failed pods stop.",
    firstStep:
      "Look for an event of EKS in the AWS Health Dashboard, and then for admission webhooks that time out in the log of the API server.",
    runbook: "eks-cluster-api-errors",
    reason:
      "Clients in the cluster retry single failures. Five minutes rule out the replacement of an API server, which EKS does during updates.",
    source: METRICS,
  },
});

const throttledRequests = (part: Metric, whole: Metric): Monitor => ({
  name: "throttled-requests",
  title: "Throttled requests to the API server",
  value: percentageOf({ part, whole, minimum: MINIMUM_REQUESTS }),
  unit: "Percent",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(10),
    operator: ">=",
    threshold: ERROR_PERCENT,
    severity: "ticket",
    meaning: "The API server rejects requests with status code 429, because clients send more than it can process.",
    firstStep:
      "Find the client with the most requests in the audit log, such as a controller that lists all pods again and again.",
    runbook: "eks-cluster-throttled-requests",
    reason: "Clients wait and repeat throttled requests, so a short burst does no harm.",
    source: METRICS,
  },
});

const unschedulablePods = (value: Metric): Monitor => ({
  name: "unschedulable-pods",
  title: "Pods that fit on no node",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(15),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "Pods do not start, because no node has room for them or satisfies their constraints.",
    firstStep:
      "Read the events of a pending pod: they name the missing resource or the constraint. Then look for errors in the log of the autoscaler.",
    runbook: "eks-cluster-unschedulable-pods",
    reason: "A new node is ready within a few minutes. After fifteen, no node will come by itself.",
    source: METRICS,
  },
});

const storage = (value: Metric, storageGiB: number): Monitor => ({
  name: "storage",
  title: "Size of the control plane database",
  value,
  unit: "Bytes",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(15),
    operator: ">=",
    threshold: Math.round(storageGiB * BYTES_PER_GIB * STORAGE_FRACTION),
    severity: "ticket",
    meaning: `The database of the control plane uses ${STORAGE_FRACTION * 100} % of its storage. When the storage is full, the cluster becomes read-only.`,
    firstStep:
      "Count the objects of each kind, and delete those that accumulate, such as events, jobs, and old Helm releases.",
    runbook: "eks-cluster-storage",
    reason: "The rest leaves time to find and delete what accumulates.",
    source: STORAGE_LIMIT,
  },
});
