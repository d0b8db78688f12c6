import type * as kubernetes from "@pulumi/kubernetes";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, integerFrom, oneOf } from "../../shared/checks";
import { MAIN_CONTAINER } from "./container-args";
import type { WorkloadJobArgs, WorkloadScheduleArgs } from "./job-args";

/** The specification of a job without its pods. */
export type JobPlan = Omit<kubernetes.types.input.batch.v1.JobSpec, "template">;

/** The specification of a CronJob without its jobs. */
export type SchedulePlan = Omit<kubernetes.types.input.batch.v1.CronJobSpec, "jobTemplate">;

const JOB_ARGUMENTS: Readonly<Record<keyof WorkloadJobArgs, true>> = {
  backoffLimit: true,
  activeDeadlineSeconds: true,
  ttlSecondsAfterFinished: true,
  completions: true,
  parallelism: true,
  indexed: true,
  ignoreDisruptions: true,
  failOnExitCodes: true,
};

const SCHEDULE_ARGUMENTS: Readonly<Record<keyof WorkloadScheduleArgs, true>> = {
  expression: true,
  timeZone: true,
  concurrency: true,
  startingDeadlineSeconds: true,
  successfulJobsHistoryLimit: true,
  failedJobsHistoryLimit: true,
  suspend: true,
};

// https://kubernetes.io/docs/concepts/workloads/controllers/job/: the maximum for indexed jobs
const MAX_INDEXED_COMPLETIONS = 100_000;
const MAX_INT32 = 2_147_483_647;

/** Checks how the pods of a job run. */
export function planJob(issues: ArgumentIssues, args: WorkloadJobArgs = {}): JobPlan {
  if (!issues.checkNames("job", args, Object.keys(JOB_ARGUMENTS))) return {};
  const { backoffLimit = 6, completions = 1, parallelism = 1, indexed = false } = args;
  const { activeDeadlineSeconds, ttlSecondsAfterFinished } = args;
  issues.check("job.backoffLimit", backoffLimit, integerBetween(0, MAX_INT32));
  issues.check("job.indexed", indexed, booleanValue);
  const maximum = indexed ? MAX_INDEXED_COMPLETIONS : MAX_INT32;
  issues.check("job.completions", completions, integerBetween(1, maximum));
  issues.check("job.parallelism", parallelism, integerBetween(1, maximum));
  if (activeDeadlineSeconds !== undefined) {
    issues.check("job.activeDeadlineSeconds", activeDeadlineSeconds, integerFrom(1));
  }
  if (ttlSecondsAfterFinished !== undefined) {
    issues.check("job.ttlSecondsAfterFinished", ttlSecondsAfterFinished, integerBetween(0, MAX_INT32));
  }
  const rules = planFailureRules(issues, args);
  return {
    backoffLimit,
    completions,
    parallelism,
    completionMode: indexed ? "Indexed" : "NonIndexed",
    ...(activeDeadlineSeconds !== undefined && { activeDeadlineSeconds }),
    ...(ttlSecondsAfterFinished !== undefined && { ttlSecondsAfterFinished }),
    ...(rules.length > 0 && { podFailurePolicy: { rules } }),
  };
}

function planFailureRules(
  issues: ArgumentIssues,
  { ignoreDisruptions = true, failOnExitCodes = [] }: WorkloadJobArgs,
): kubernetes.types.input.batch.v1.PodFailurePolicyRule[] {
  issues.check("job.ignoreDisruptions", ignoreDisruptions, booleanValue);
  return [
    ...(ignoreDisruptions
      ? [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }]
      : []),
    ...planExitCodes(issues, failOnExitCodes),
  ];
}

function planExitCodes(
  issues: ArgumentIssues,
  exitCodes: readonly number[],
): kubernetes.types.input.batch.v1.PodFailurePolicyRule[] {
  const path = "job.failOnExitCodes";
  if (!Array.isArray(exitCodes)) {
    issues.add(path, exitCodes, expected("wrong-type", "an array of exit codes", "Example: [2]."));
    return [];
  }
  const codes = (exitCodes as readonly number[]).filter((code, index) =>
    issues.check(`${path}[${index}]`, code, integerBetween(1, 255)),
  );
  // The API server requires ordered values without duplicates.
  const values = [...new Set(codes)].sort((a, b) => a - b);
  if (values.length === 0) return [];
  return [{ action: "FailJob", onExitCodes: { containerName: MAIN_CONTAINER, operator: "In", values } }];
}

const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
] as const;
const FIELD_NAMES = [
  [],
  [],
  [],
  ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
] as const;
const MACROS = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"];

/** Accepts the cron expressions that Kubernetes accepts. */
const cronExpression: Check<unknown> = (value) => {
  const what = "a cron expression with five fields";
  if (typeof value !== "string") return expected("wrong-type", what, 'Example: "0 3 * * *".');
  if (/^(?:CRON_)?TZ=/.test(value)) {
    const statement = "Kubernetes rejects time zones in cron expressions";
    return { code: "not-allowed", statement, remedy: "Use timeZone." };
  }
  if (MACROS.includes(value)) return undefined;
  const fields = value.trim().split(/\s+/);
  const isValid = fields.length === RANGES.length && fields.every((field, index) => isCronField(field, index));
  return isValid ? undefined : expected("invalid-format", what, 'Examples: "0 3 * * *", "*/15 * * * *", "@hourly".');
};

function isCronField(field: string, index: number): boolean {
  const [minimum, maximum] = RANGES[index] ?? [0, 0];
  const names: readonly string[] = FIELD_NAMES[index] ?? [];
  const valueOf = (text: string): number => {
    const position = names.indexOf(text.toLowerCase());
    return position >= 0 ? position + minimum : /^\d{1,2}$/.test(text) ? Number(text) : NaN;
  };
  const isInRange = (value: number) => value >= minimum && value <= maximum;
  return field.split(",").every((part) => {
    const [, range = "", step] = /^([^/]+)(?:\/([1-9]\d?))?$/.exec(part) ?? [];
    if (step !== undefined && Number(step) > maximum - minimum + 1) return false;
    if (range === "*" || range === "?") return true;
    const [first = NaN, last = first, ...others] = range.split("-").map(valueOf);
    return others.length === 0 && isInRange(first) && isInRange(last) && first <= last;
  });
}

const timeZoneName: Check<unknown> = (value) => {
  const what = "the name of a time zone";
  if (typeof value !== "string") return expected("wrong-type", what, 'Example: "Europe/Berlin".');
  return isTimeZone(value) ? undefined : expected("not-allowed", what, 'Examples: "Europe/Berlin", "Etc/UTC".');
};

function isTimeZone(name: string): boolean {
  // Kubernetes accepts only names of the time zone database, but no offsets such as "+01:00".
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Checks when a CronJob starts jobs. */
export function planSchedule(issues: ArgumentIssues, args: WorkloadScheduleArgs): SchedulePlan {
  if (!issues.checkNames("schedule", args, Object.keys(SCHEDULE_ARGUMENTS))) return { schedule: "" };
  const { expression, timeZone = "Etc/UTC", concurrency = "Forbid", suspend = false } = args;
  const { startingDeadlineSeconds = 300, successfulJobsHistoryLimit = 3, failedJobsHistoryLimit = 3 } = args;
  issues.check("schedule.expression", expression, cronExpression);
  issues.check("schedule.timeZone", timeZone, timeZoneName);
  issues.check("schedule.concurrency", concurrency, oneOf(["Allow", "Forbid", "Replace"]));
  // The controller checks schedules every 10 seconds, so it would miss shorter deadlines.
  issues.check("schedule.startingDeadlineSeconds", startingDeadlineSeconds, integerFrom(10));
  issues.check("schedule.successfulJobsHistoryLimit", successfulJobsHistoryLimit, integerBetween(0, MAX_INT32));
  issues.check("schedule.failedJobsHistoryLimit", failedJobsHistoryLimit, integerBetween(0, MAX_INT32));
  issues.check("schedule.suspend", suspend, booleanValue);
  return {
    schedule: expression,
    timeZone,
    concurrencyPolicy: concurrency,
    startingDeadlineSeconds,
    successfulJobsHistoryLimit,
    failedJobsHistoryLimit,
    suspend,
  };
}
