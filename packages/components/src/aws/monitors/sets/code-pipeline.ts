import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";

/** The arguments of `monitors.codePipeline`. */
export interface CodePipelineMonitorsArgs extends MonitorSetArgs {
  /** The name of the pipeline. */
  readonly pipelineName: pulumi.Input<string>;
  /**
   * The number of minutes that an execution may take, from 1 to 10,080 (7 days).
   *
   * @default no alarm for slow executions
   */
  readonly maximumMinutes?: number;
}

const METRICS = "https://docs.aws.amazon.com/codepipeline/latest/userguide/metrics-dimensions.html";
const PERIOD_SECONDS = 300;
const MINUTE_SECONDS = 60;
const MAX_MINUTES = 10_080;

/**
 * Returns the monitors of a pipeline of AWS CodePipeline.
 *
 * @remarks
 * Alarms: `failed-executions` (ticket), and `duration` (ticket, with `maximumMinutes`). CodePipeline publishes no metric for
 * executions that succeed or wait for an approval; those are events of EventBridge.
 *
 * @example
 * const set = monitors.codePipeline({ name: "orders-pipeline", pipelineName: pipeline.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const codePipeline = defineMonitorSet<CodePipelineMonitorsArgs>({
  kind: "monitors.codePipeline",
  checks: {
    // https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_PipelineDeclaration.html
    pipelineName: dimension(matching(/^[A-Za-z0-9.@_-]{1,100}$/, "the name of a pipeline")),
    maximumMinutes: integerBetween(1, MAX_MINUTES),
  },
  required: ["pipelineName"],
  title: ({ name }) => `Pipeline ${name}`,
  monitors: ({ pipelineName, maximumMinutes }) => {
    const metric = metricsOf("AWS/CodePipeline", { PipelineName: pipelineName });
    return [
      failedExecutions(metric("FailedPipelineExecutions", "Sum")),
      duration(metric("PipelineDuration", "Maximum"), maximumMinutes),
    ];
  },
});

const failedExecutions = (value: Metric): Monitor => ({
  name: "failed-executions",
  title: "Failed executions",
  value,
  unit: "Count",
  periodSeconds: PERIOD_SECONDS,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: 1,
    severity: "ticket",
    meaning: "An execution of the pipeline failed, so the change is not deployed everywhere.",
    firstStep:
      "Open the failed action of the execution and read its log. Then correct the change, or retry the stage if the cause is gone.",
    runbook: "code-pipeline-failed-executions",
    reason:
      "Each failed execution is a change that somebody waits for. Alarms on the deployed service page if users are affected.",
    source: METRICS,
  },
});

const duration = (value: Metric, maximumMinutes: number | undefined): Monitor => ({
  name: "duration",
  title: "Duration of the slowest execution",
  value,
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  ...(maximumMinutes !== undefined && {
    alarm: {
      ...inARow(1),
      operator: ">=",
      threshold: maximumMinutes * MINUTE_SECONDS,
      severity: "ticket",
      meaning: "An execution of the pipeline took longer than it may, and delays each change, including corrections.",
      firstStep: "Compare the durations of the actions with those of an earlier execution.",
      runbook: "code-pipeline-duration",
      reason: "The argument states how long an execution may take, including the time in which it waits for approvals.",
      source: METRICS,
    },
  }),
});
