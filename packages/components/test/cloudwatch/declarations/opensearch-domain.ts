import { openSearchDomain } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { failures, healthy, requests, serviceMetrics, unhealthy, utilization } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 600;
const NODE_STORAGE_MIB = 100 * 1024;

/** A state that is 1 after a part of a leak: `exhausted(0.5)` in its second half. */
const exhausted = (part: number) => utilization({ idle: -100 * part, busy: 0, leaked: 100, range: [0, 1] });

export const openSearchDomainDeclarations: AlarmDeclarations = {
  monitors: openSearchDomain({
    name: "search",
    domainName: "search",
    accountId: "123456789012",
    dedicatedMasters: true,
    nodeStorageGiB: 100,
  }),
  source: serviceMetrics({
    OpenSearchRequests: requests(PEAK_REQUESTS),
    "5xx": failures(PEAK_REQUESTS),
    "ClusterStatus.red": unhealthy(1),
    "ClusterStatus.yellow": exhausted(0.5),
    ClusterIndexWritesBlocked: exhausted(0.95),
    KMSKeyInaccessible: unhealthy(1),
    AutomatedSnapshotFailure: exhausted(0.5),
    CPUUtilization: utilization({ idle: 5, busy: 50, leaked: 90 }),
    JVMMemoryPressure: utilization({ idle: 40, busy: 20, leaked: 60 }),
    FreeStorageSpace: utilization({
      idle: 0.6 * NODE_STORAGE_MIB,
      busy: 0,
      leaked: -0.6 * NODE_STORAGE_MIB,
      range: [0, NODE_STORAGE_MIB],
    }),
    MasterReachableFromNode: healthy(1),
    MasterCPUUtilization: utilization({ idle: 5, busy: 10, leaked: 60 }),
  }),
  outcomes: {
    errors: raisedBy("outage"),
    "red-status": raisedBy("outage"),
    "writes-blocked": raisedBy("slowBurn"),
    "key-inaccessible": raisedBy("outage"),
    "yellow-status": raisedBy("slowBurn"),
    "failed-snapshots": raisedBy("slowBurn"),
    cpu: raisedBy("slowBurn"),
    "jvm-memory": raisedBy("slowBurn"),
    "used-storage": raisedBy("slowBurn"),
    "master-unreachable": raisedBy("outage"),
    "master-cpu": raisedBy("slowBurn"),
  },
};
