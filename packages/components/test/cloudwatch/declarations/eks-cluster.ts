import { eksCluster } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { failures, rejections, requests, serviceMetrics, unhealthy, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 12_000;
const GIB = 1024 ** 3;

export const eksClusterDeclarations: AlarmDeclarations = {
  monitors: eksCluster({ name: "main", clusterName: "main", containerInsights: true }),
  source: serviceMetrics({
    apiserver_request_total: requests(PEAK_REQUESTS),
    apiserver_request_total_5XX: failures(PEAK_REQUESTS),
    apiserver_request_total_429: rejections(PEAK_REQUESTS),
    scheduler_pending_pods_UNSCHEDULABLE: unhealthy(4),
    apiserver_storage_size_bytes: utilization({ idle: GIB, busy: GIB, leaked: 7 * GIB, range: [0, 8 * GIB] }),
    cluster_failed_node_count: unhealthy(4),
    node_cpu_utilization: utilization({ idle: 10, busy: 50, leaked: 60 }),
    node_memory_utilization: utilization({ idle: 40, busy: 20, leaked: 60 }),
    node_filesystem_utilization: utilization({ idle: 30, busy: 0, leaked: 70 }),
  }),
  outcomes: {
    // Without any work at night, only the ten requests that fail reach the API server, which are too few.
    "api-errors": raisedBy("outage"),
    "throttled-requests": raisedBy("slowBurn"),
    "unschedulable-pods": raisedBy("outage"),
    storage: raisedBy("slowBurn"),
    "failed-nodes": raisedBy("outage"),
    "node-cpu": raisedBy("slowBurn"),
    "node-memory": raisedBy("slowBurn"),
    "node-disk": raisedBy("slowBurn"),
  },
};
