/** When a CronJob starts jobs. */
export interface WorkloadScheduleArgs {
  /** A cron expression with five fields, such as `"0 3 * * *"`, or a macro, such as `"@hourly"`. */
  readonly expression: string;
  /**
   * The time zone of the expression: `"Europe/Berlin"`.
   *
   * @default "Etc/UTC"
   */
  readonly timeZone?: string;
  /**
   * What happens if the previous job still runs: `"Forbid"` skips the new job, `"Replace"` stops the previous job, and `"Allow"` runs
   * both.
   *
   * @default "Forbid"
   */
  readonly concurrency?: "Allow" | "Forbid" | "Replace";
  /**
   * The number of seconds after which a job that could not start is skipped, at least 10.
   *
   * @default 300
   */
  readonly startingDeadlineSeconds?: number;
  /**
   * The number of successful jobs that Kubernetes keeps.
   *
   * @default 3
   */
  readonly successfulJobsHistoryLimit?: number;
  /**
   * The number of failed jobs that Kubernetes keeps.
   *
   * @default 3
   */
  readonly failedJobsHistoryLimit?: number;
  /**
   * Whether no jobs start.
   *
   * @default false
   */
  readonly suspend?: boolean;
}

/** How the pods of a job run. */
export interface WorkloadJobArgs {
  /**
   * The number of failed pods after which the job fails.
   *
   * @default 6
   */
  readonly backoffLimit?: number;
  /**
   * The number of seconds after which the job fails if it still runs.
   *
   * @default no deadline
   */
  readonly activeDeadlineSeconds?: number;
  /**
   * The number of seconds after which Kubernetes deletes the finished job. Only for CronJobs: the next deployment would run a
   * deleted Job again.
   *
   * @default the job is kept until the history limits delete it
   */
  readonly ttlSecondsAfterFinished?: number;
  /**
   * The number of pods that have to succeed. Changing it replaces a Job.
   *
   * @default 1
   */
  readonly completions?: number;
  /**
   * The maximum number of pods that run at the same time. Changing it replaces a Job.
   *
   * @default 1
   */
  readonly parallelism?: number;
  /**
   * Whether each pod has an index from 0 to `completions - 1` in the variable `JOB_COMPLETION_INDEX`. Changing it replaces a Job.
   *
   * @default false
   */
  readonly indexed?: boolean;
  /**
   * Whether pods that Kubernetes evicts, for example to drain a node, do not count as failed. Changing it replaces a Job.
   *
   * @default true
   */
  readonly ignoreDisruptions?: boolean;
  /**
   * The exit codes, from 1 to 255, of the main container after which the job fails without further attempts. Changing them
   * replaces a Job.
   *
   * @default []
   */
  readonly failOnExitCodes?: readonly number[];
}
