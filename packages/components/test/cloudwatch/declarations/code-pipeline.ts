import { codePipeline } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { builds } from "../sources/builds";
import { failingFraction } from "../sources/per-request";
import { serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const executions = builds(20, failingFraction);

export const codePipelineDeclarations: AlarmDeclarations = {
  monitors: codePipeline({ name: "orders-pipeline", pipelineName: "orders", maximumMinutes: 30 }),
  source: serviceMetrics({
    FailedPipelineExecutions: executions.failed,
    PipelineDuration: executions.duration(600, 2400),
  }),
  outcomes: {
    "failed-executions": raisedBy("outage", "failedDeployment"),
    duration: raisedBy("slowBurn"),
  },
};
