import type * as kubernetes from "@pulumi/kubernetes";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, oneOf } from "../../shared/checks";
import { isExclusive, type VolumePlan } from "./volumes";
import type {
  WorkloadArgs,
  WorkloadDefaults,
  WorkloadKind,
  WorkloadRolloutArgs,
  WorkloadScalingArgs,
} from "./workload-args";

/** Scaling by a HorizontalPodAutoscaler, with all defaults. */
export interface ScalingPlan {
  readonly minReplicas: number;
  readonly maxReplicas: number;
  readonly cpuPercent: number | undefined;
  readonly memoryPercent: number | undefined;
  readonly scaleDownStabilizationSeconds: number;
}

/** A rollout with all defaults. */
export interface RolloutPlan {
  readonly type: "RollingUpdate" | "Recreate" | "OnDelete";
  readonly maxSurge: number | string;
  readonly maxUnavailable: number | string;
  readonly minReadySeconds: number;
  readonly timeoutSeconds: number;
}

/** The number of pods, and how it changes. */
export interface ReplicasPlan {
  /** The number of pods, or the minimum number if they are scaled. */
  readonly replicas: number;
  readonly scaling: ScalingPlan | undefined;
  readonly rollout: RolloutPlan;
  /** The number or percentage of pods that can be evicted; undefined without a limit. */
  readonly maxDisruptedPods: number | string | undefined;
}

const PERCENTAGE = /^(?:[1-9]?\d|100)%$/;

const countOrPercentage: Check<unknown> = (value) => {
  if (typeof value === "string") {
    return PERCENTAGE.test(value)
      ? undefined
      : expected("invalid-format", "a number or a percentage", 'Example: "25%".');
  }
  return integerFrom(0)(value);
};

const isZero = (value: number | string): boolean => value === 0 || value === "0%";

/** Whether a user sets the number of pods of a kind. */
const hasReplicas = (kind: WorkloadKind): boolean => kind === "Deployment" || kind === "StatefulSet";

/** Checks the number of pods, and how it changes. */
export function planReplicas(
  issues: ArgumentIssues,
  args: WorkloadArgs,
  settings: WorkloadArgs & WorkloadDefaults,
  volumes: readonly VolumePlan[],
): ReplicasPlan {
  const { kind } = settings;
  const exclusive = kind === "Deployment" ? volumes.find(isExclusive) : undefined;
  const replicas = args.replicas ?? (exclusive ? 1 : settings.replicas);
  const isCount = issues.check("replicas", replicas, integerBetween(0, 10_000));
  const scaling = settings.scaling === undefined ? undefined : planScaling(issues, settings.scaling);
  for (const name of ["replicas", "scaling"] as const) {
    if (args[name] !== undefined && !hasReplicas(kind)) reportKind(issues, name, kind, "Deployment or StatefulSet");
  }
  if (args.replicas !== undefined && scaling !== undefined) {
    const statement = "has no effect, because scaling determines the number of pods";
    issues.add("replicas", args.replicas, { code: "conflict", statement, remedy: "Use scaling.minReplicas." });
  }
  if (exclusive !== undefined && ((isCount && replicas > 1) || scaling !== undefined)) {
    issues.add(`volumes.${exclusive.name}.claim`, undefined, {
      code: "conflict",
      statement: "several pods of a Deployment would share a volume that only one node can mount",
      remedy: 'Set kind: "StatefulSet", or accessMode: "ReadWriteMany", or replicas: 1.',
    });
  }
  const count = scaling?.minReplicas ?? (hasReplicas(kind) && isCount ? replicas : 1);
  const { maxDisruptedPods } = settings;
  if (maxDisruptedPods !== false && issues.check("maxDisruptedPods", maxDisruptedPods, countOrPercentage)) {
    if (isZero(maxDisruptedPods)) {
      const statement = "expected at least 1, because no node with such a pod could be drained";
      issues.add("maxDisruptedPods", maxDisruptedPods, { code: "out-of-range", statement, remedy: "Use 1." });
    }
  }
  return {
    replicas: count,
    scaling,
    rollout: planRollout(issues, settings.rollout, kind, exclusive !== undefined),
    maxDisruptedPods: maxDisruptedPods !== false && (count > 1 || scaling) ? maxDisruptedPods : undefined,
  };
}

/** Reports an argument that has no effect on workloads of a kind. */
export function reportKind(issues: ArgumentIssues, name: string, kind: WorkloadKind, allowed: string): void {
  issues.add(name, undefined, {
    code: "conflict",
    statement: `has no effect on a ${kind}`,
    remedy: `Remove it, or set kind to ${allowed}.`,
  });
}

function planScaling(issues: ArgumentIssues, args: WorkloadScalingArgs): ScalingPlan | undefined {
  const names = ["minReplicas", "maxReplicas", "cpuPercent", "memoryPercent", "scaleDownStabilizationSeconds"];
  if (!issues.checkNames("scaling", args, names)) return undefined;
  const { minReplicas = 2, maxReplicas, cpuPercent = 70, memoryPercent } = args;
  const { scaleDownStabilizationSeconds = 300 } = args;
  const areCounts = [
    issues.check("scaling.minReplicas", minReplicas, integerBetween(1, 10_000)),
    issues.check("scaling.maxReplicas", maxReplicas, integerBetween(1, 10_000)),
  ];
  const isValid = !areCounts.includes(false);
  if (isValid && maxReplicas < minReplicas) {
    issues.add("scaling.maxReplicas", maxReplicas, {
      code: "conflict",
      statement: `expected at least minReplicas, which is ${minReplicas}, got ${maxReplicas}`,
      remedy: "Increase maxReplicas, or reduce minReplicas.",
    });
  }
  if (cpuPercent !== false) issues.check("scaling.cpuPercent", cpuPercent, integerFrom(1));
  if (memoryPercent !== undefined) issues.check("scaling.memoryPercent", memoryPercent, integerFrom(1));
  if (cpuPercent === false && memoryPercent === undefined) {
    issues.add("scaling.cpuPercent", false, {
      code: "conflict",
      statement: "the autoscaler would have no metric",
      remedy: "Set memoryPercent, or remove cpuPercent.",
    });
  }
  issues.check("scaling.scaleDownStabilizationSeconds", scaleDownStabilizationSeconds, integerBetween(0, 3600));
  if (!isValid) return undefined;
  return {
    ...{ minReplicas, maxReplicas, memoryPercent, scaleDownStabilizationSeconds },
    cpuPercent: cpuPercent === false ? undefined : cpuPercent,
  };
}

const ROLLOUT_TYPES: Readonly<Record<WorkloadKind, readonly string[]>> = {
  Deployment: ["RollingUpdate", "Recreate"],
  StatefulSet: ["RollingUpdate", "OnDelete"],
  DaemonSet: ["RollingUpdate", "OnDelete"],
  Job: [],
  CronJob: [],
};

const ROLLOUT_ARGUMENTS = ["type", "maxSurge", "maxUnavailable", "minReadySeconds", "timeoutSeconds"];

const DEFAULT_TIMEOUT_SECONDS = 600;

function planRollout(
  issues: ArgumentIssues,
  args: WorkloadRolloutArgs = {},
  kind: WorkloadKind,
  isExclusiveVolume: boolean,
): RolloutPlan {
  const isDaemonSet = kind === "DaemonSet";
  if (!issues.checkNames("rollout", args, ROLLOUT_ARGUMENTS)) return planRollout(issues, {}, kind, isExclusiveVolume);
  const { type = isExclusiveVolume ? "Recreate" : "RollingUpdate" } = args;
  const { maxSurge = isDaemonSet ? 0 : "25%", maxUnavailable = isDaemonSet && args.maxSurge === undefined ? 1 : 0 } =
    args;
  const { minReadySeconds = 0, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = args;
  const rollout = { type, maxSurge, maxUnavailable, minReadySeconds, timeoutSeconds };
  const types = ROLLOUT_TYPES[kind];
  if (types.length === 0) {
    const names = Object.keys(args).filter((name) => name !== "timeoutSeconds");
    for (const name of names) reportKind(issues, `rollout.${name}`, kind, "Deployment, StatefulSet, or DaemonSet");
  } else issues.check("rollout.type", type, oneOf(types));
  const isReadyTime = issues.check("rollout.minReadySeconds", minReadySeconds, integerFrom(0));
  issues.check("rollout.timeoutSeconds", timeoutSeconds, integerFrom(isReadyTime ? minReadySeconds + 1 : 1));
  checkSteps(issues, args, rollout, kind);
  return rollout;
}

function checkSteps(issues: ArgumentIssues, args: WorkloadRolloutArgs, rollout: RolloutPlan, kind: WorkloadKind): void {
  const { type, maxSurge, maxUnavailable } = rollout;
  for (const name of ["maxSurge", "maxUnavailable"] as const) {
    issues.check(`rollout.${name}`, rollout[name], countOrPercentage);
    if (args[name] !== undefined && (type !== "RollingUpdate" || kind === "StatefulSet")) {
      const statement = "has an effect only on rolling updates of a Deployment or DaemonSet";
      issues.add(`rollout.${name}`, undefined, { code: "conflict", statement, remedy: "Remove it." });
    }
  }
  if (isZero(maxSurge) && isZero(maxUnavailable)) {
    const statement = "no pod could be replaced, because maxSurge and maxUnavailable are both 0";
    issues.add("rollout.maxUnavailable", undefined, { code: "conflict", statement, remedy: "Set one of them to 1." });
  } else if (kind === "DaemonSet" && !isZero(maxSurge) && !isZero(maxUnavailable)) {
    const statement = "a DaemonSet accepts either maxSurge or maxUnavailable";
    issues.add("rollout.maxUnavailable", undefined, { code: "conflict", statement, remedy: "Set maxUnavailable: 0." });
  }
}

type Strategy = kubernetes.types.input.apps.v1.DeploymentStrategy;

/** Returns the update strategy of a Deployment or DaemonSet. */
export const rollingStrategy = ({ type, maxSurge, maxUnavailable }: RolloutPlan): Strategy =>
  type === "RollingUpdate" ? { type, rollingUpdate: { maxSurge, maxUnavailable } } : { type };

/** Returns the specification of the autoscaler without its target. */
export function autoscalerSpec(
  scaling: ScalingPlan,
): Omit<kubernetes.types.input.autoscaling.v2.HorizontalPodAutoscalerSpec, "scaleTargetRef"> {
  const { minReplicas, maxReplicas, cpuPercent, memoryPercent, scaleDownStabilizationSeconds } = scaling;
  const metric = (name: string, averageUtilization: number | undefined) =>
    averageUtilization === undefined
      ? []
      : [{ type: "Resource", resource: { name, target: { type: "Utilization", averageUtilization } } }];
  return {
    minReplicas,
    maxReplicas,
    metrics: [...metric("cpu", cpuPercent), ...metric("memory", memoryPercent)],
    behavior: { scaleDown: { stabilizationWindowSeconds: scaleDownStabilizationSeconds } },
  };
}
