import type * as pulumi from "@pulumi/pulumi";
import { integerBetween, matching } from "../../../shared/checks";
import { inARow } from "../alarm-periods";
import { metricsOf } from "../metric-factory";
import type { Monitor } from "../monitor";
import { defineMonitorSet, dimension, type MonitorSetArgs } from "../monitor-set";
import { shown } from "../shown";

/** The arguments of `monitors.ecrRepository`. */
export interface EcrRepositoryMonitorsArgs extends MonitorSetArgs {
  /** The name of the repository. */
  readonly repositoryName: pulumi.Input<string>;
  /**
   * The number of pulls per hour that is not usual, from 1 to 1,000,000.
   *
   * @default no alarm
   */
  readonly maximumPullsPerHour?: number;
}

const METRICS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-repository-metrics.html";
const HOUR_SECONDS = 3600;
const MAX_PULLS = 1_000_000;

/**
 * Returns the monitors of a private ECR repository.
 *
 * @remarks
 * Alarms: `pulls` (ticket, with `maximumPullsPerHour`). ECR publishes the number of pulls only: pushes, failed pulls, and findings of
 * scans are events of EventBridge, not metrics.
 *
 * @example
 * const set = monitors.ecrRepository({ name: "orders-images", repositoryName: repository.name });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export const ecrRepository = defineMonitorSet<EcrRepositoryMonitorsArgs>({
  kind: "monitors.ecrRepository",
  checks: {
    // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
    repositoryName: dimension(
      matching(
        /^(?=.{2,256}$)[a-z0-9]+(?:[._/-]{1,2}[a-z0-9]+)*$/,
        "the name of a repository",
        'Example: "shop/orders".',
      ),
    ),
    maximumPullsPerHour: integerBetween(1, MAX_PULLS),
  },
  required: ["repositoryName"],
  title: ({ name }) => `ECR repository ${name}`,
  monitors: ({ repositoryName, maximumPullsPerHour }) => {
    const metric = metricsOf("AWS/ECR", { RepositoryName: repositoryName });
    const pulls = shown("pulls", "Pulls per hour", metric("RepositoryPullCount", "Sum"), {
      periodSeconds: HOUR_SECONDS,
    });
    return [maximumPullsPerHour === undefined ? pulls : { ...pulls, alarm: pullsAlarm(maximumPullsPerHour) }];
  },
});

const pullsAlarm = (threshold: number): Required<Monitor>["alarm"] => ({
  ...inARow(1),
  operator: ">=",
  threshold,
  severity: "ticket",
  meaning:
    "Images are pulled unusually often: containers probably start and fail again and again, or somebody copies the images.",
  firstStep: "Look for tasks or pods that restart. If there are none, find the callers of BatchGetImage in CloudTrail.",
  runbook: "ecr-repository-pulls",
  reason: "The argument states what is unusual. An hour rules out a deployment that starts all containers once.",
  source: METRICS,
});
