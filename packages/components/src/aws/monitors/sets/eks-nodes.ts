import type * as pulumi from "@pulumi/pulumi";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { utilization } from "../utilization";
import { recommendedAlarms } from "./recommended-alarms";

const METRICS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-EKS.html";
const MAXIMUM_PERCENT = 90;
const MAXIMUM_DISK_PERCENT = 80;

/** Returns the monitors of the nodes of an EKS cluster, whose metrics Container Insights publishes. */
export function eksNodeMonitors(clusterName: pulumi.Input<string>): Monitor[] {
  const metric = metricsOf("ContainerInsights", { ClusterName: clusterName });
  const alarm = { severity: "ticket", source: recommendedAlarms("ContainerInsights") } as const;
  return [
    {
      name: "failed-nodes",
      title: "Failed nodes",
      value: metric("cluster_failed_node_count", "Maximum"),
      unit: "Count",
      periodSeconds: 60,
      alarm: {
        ...inARow(15),
        operator: ">=",
        threshold: 1,
        severity: "ticket",
        meaning: "Nodes report a failure, so Kubernetes starts their pods on other nodes.",
        firstStep:
          "Read the conditions of the nodes with kubectl describe node, and replace nodes that do not recover.",
        runbook: "eks-cluster-failed-nodes",
        reason: "Fifteen minutes rule out nodes that restart, or that autoscaling replaces.",
        source: METRICS,
      },
    },
    utilization(metric("node_cpu_utilization", "Average"), {
      ...alarm,
      name: "node-cpu",
      title: "CPU utilization of the nodes",
      maximumPercent: MAXIMUM_PERCENT,
      minutes: 15,
      meaning: "The nodes have almost no CPU time left, so pods become slow.",
      firstStep: "Find the pods with the highest CPU usage, and check whether autoscaling adds nodes.",
      runbook: "eks-cluster-node-cpu",
      reason: "The average of all nodes: a single busy node is usual. Autoscaling adds nodes within fifteen minutes.",
    }),
    utilization(metric("node_memory_utilization", "Maximum"), {
      ...alarm,
      name: "node-memory",
      title: "Memory utilization of the fullest node",
      maximumPercent: MAXIMUM_PERCENT,
      minutes: 15,
      meaning: "A node has almost no memory left, and soon ends pods.",
      firstStep: "Find the pods with the highest memory usage on the node, and compare it with their requests.",
      runbook: "eks-cluster-node-memory",
      reason: "Kubernetes evicts pods of a node without memory, whatever the other nodes have.",
    }),
    utilization(metric("node_filesystem_utilization", "Maximum"), {
      ...alarm,
      name: "node-disk",
      title: "Disk utilization of the fullest node",
      maximumPercent: MAXIMUM_DISK_PERCENT,
      minutes: 15,
      meaning: "The disk of a node is almost full. Kubernetes then evicts its pods and starts no new ones.",
      firstStep:
        "Find what fills the disk: large images, logs, or files in emptyDir volumes. Replace the node if it is urgent.",
      runbook: "eks-cluster-node-disk",
      reason: "AWS recommends 80 %. Kubernetes begins to evict pods at 85 to 90 %.",
    }),
  ];
}
