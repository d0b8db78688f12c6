import { eksWorkload } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { healthy, serviceMetrics, unhealthy, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const PODS = 4;

const outcomes = {
  "most-pods-missing": raisedBy("outage"),
  "missing-pods": raisedBy("outage"),
  "crash-loops": raisedBy("outage"),
  memory: raisedBy("slowBurn"),
};

const pods = {
  pod_container_status_waiting_reason_crash_loop_back_off: unhealthy(PODS),
  pod_memory_utilization_over_pod_limit: utilization({ idle: 50, busy: 10, leaked: 50 }),
};

const workload = { name: "orders", clusterName: "main", namespace: "shop", workload: "orders" };

export const eksWorkloadDeclarations: AlarmDeclarations = {
  monitors: eksWorkload(workload),
  source: serviceMetrics({
    replicas_desired: utilization({ idle: PODS, busy: 0 }),
    replicas_ready: healthy(PODS),
    ...pods,
  }),
  outcomes,
};

export const eksDaemonSetDeclarations: AlarmDeclarations = {
  monitors: eksWorkload({ ...workload, kind: "DaemonSet" }),
  source: serviceMetrics({
    daemonset_status_number_available: healthy(PODS),
    daemonset_status_number_unavailable: unhealthy(PODS),
    ...pods,
  }),
  outcomes,
};
