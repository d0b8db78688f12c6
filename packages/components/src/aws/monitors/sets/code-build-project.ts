import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import type { Metric } from "../metric";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";

/** The arguments of `monitors.codeBuildProject`. */
export interface CodeBuildProjectMonitorsArgs extends MonitorSetArgs {
  /** The name of the project. */
  readonly projectName: pulumi.Input<string>;
  /**
   * The number of builds in half an hour from which the share of failed builds counts, from 1 to 1000. Choose 1 for a project whose builds
   * must all succeed, and more for a project that also builds pull requests.
   *
   * @default 3
   */
  readonly minimumBuilds?: number;
  /**
   * The number of seconds that a build may wait in the queue, from 1 to 28,800 (8 hours).
   *
   * @default no alarm for waiting builds
   */
  readonly maximumQueuedSeconds?: number;
}

const METRICS = "https://docs.aws.amazon.com/codebuild/latest/userguide/cloudwatch_metrics-codebuild.html";
const HALF_HOUR_SECONDS = 1800;
const PERIOD_SECONDS = 300;
const FAILED_PERCENT = 75;
const DEFAULT_MINIMUM_BUILDS = 3;
const MAX_MINIMUM_BUILDS = 1000;
const MAX_QUEUED_SECONDS = 28_800;

/**
 * Returns the monitors of a project of AWS CodeBuild.
 *
 * @remarks
 * Alarms: `failed-builds` (ticket), and `queued` (ticket, with `maximumQueuedSeconds`).
 *
 * @example
 * const set = monitors.codeBuildProject({ name: "orders-build", projectName: project.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const codeBuildProject = defineMonitorSet<CodeBuildProjectMonitorsArgs>({
  kind: "monitors.codeBuildProject",
  checks: {
    // https://docs.aws.amazon.com/codebuild/latest/APIReference/API_CreateProject.html
    projectName: dimension(matching(/^[A-Za-z0-9][A-Za-z0-9_-]{1,254}$/, "the name of a project")),
    minimumBuilds: integerBetween(1, MAX_MINIMUM_BUILDS),
    maximumQueuedSeconds: integerBetween(1, MAX_QUEUED_SECONDS),
  },
  required: ["projectName"],
  title: ({ name }) => `CodeBuild project ${name}`,
  monitors: ({ projectName, minimumBuilds = DEFAULT_MINIMUM_BUILDS, maximumQueuedSeconds }) => {
    const metric = metricsOf("AWS/CodeBuild", { ProjectName: projectName });
    return [
      failedBuilds(metric("FailedBuilds", "Sum"), metric("SucceededBuilds", "Sum"), minimumBuilds),
      queued(metric("QueuedDuration", "Maximum"), maximumQueuedSeconds),
      shown("builds", "Builds per half hour", metric("Builds", "Sum"), {
        periodSeconds: HALF_HOUR_SECONDS,
      }),
      shown("duration", "Duration of the slowest build", metric("Duration", "Maximum"), {
        unit: "Seconds",
        periodSeconds: PERIOD_SECONDS,
      }),
    ];
  },
});

/** Counts builds that have ended: the metric of all builds counts them when they start. */
const failedBuilds = (failed: Metric, succeeded: Metric, minimumBuilds: number): Monitor => ({
  name: "failed-builds",
  title: "Failed builds",
  value: {
    metrics: { failed, succeeded },
    expressions: { total: "FILL(failed, 0) + FILL(succeeded, 0)" },
    expression: `IF(total >= ${minimumBuilds}, 100 * FILL(failed, 0) / total, 0)`,
  },
  unit: "Percent",
  periodSeconds: HALF_HOUR_SECONDS,
  alarm: {
    ...inARow(1),
    operator: ">=",
    threshold: FAILED_PERCENT,
    severity: "ticket",
    meaning: "Almost all builds of the last half hour failed, so changes cannot be built.",
    firstStep:
      "Compare the failed phases of two builds. If they are the same, look at what builds share: the image, the dependencies, the role, and the main branch.",
    runbook: "code-build-project-failed-builds",
    reason:
      "Single builds fail because of their change, which its author sees. Three of four failed builds have a common cause.",
    source: METRICS,
  },
});

const queued = (value: Metric, maximumSeconds: number | undefined): Monitor => ({
  name: "queued",
  title: "Longest time in the queue",
  value,
  unit: "Seconds",
  periodSeconds: PERIOD_SECONDS,
  ...(maximumSeconds !== undefined && {
    alarm: {
      ...inARow(3),
      operator: ">=",
      threshold: maximumSeconds,
      severity: "ticket",
      meaning: "Builds wait in the queue, because the account or the fleet runs as many as it may.",
      firstStep:
        "Compare the number of running builds with the quota of the compute type, and stop builds that nobody needs.",
      runbook: "code-build-project-queued",
      reason: "The argument states how long a build may wait. Three periods in a row rule out a single burst.",
      source: METRICS,
    },
  }),
});
