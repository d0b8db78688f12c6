import { codeBuildProject } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { builds } from "../sources/builds";
import { serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const BUILDS = builds(4, ({ failing }) => failing);

export const codeBuildProjectDeclarations: AlarmDeclarations = {
  monitors: codeBuildProject({ name: "orders-build", projectName: "orders", maximumQueuedSeconds: 600 }),
  source: serviceMetrics({
    Builds: BUILDS.all,
    FailedBuilds: BUILDS.failed,
    SucceededBuilds: BUILDS.succeeded,
    Duration: BUILDS.duration(240),
    QueuedDuration: BUILDS.duration(10, 1200),
  }),
  outcomes: {
    "failed-builds": raisedBy("outage"),
    queued: raisedBy("slowBurn"),
  },
};
