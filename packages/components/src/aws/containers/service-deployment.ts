import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, checkArray, expected, integerBetween, nonEmptyString, oneOf } from "../../shared/checks";
import {
  DEPLOYMENT_ARGUMENTS,
  type EcsDeploymentHookArgs,
  type EcsDeploymentStrategy,
  type EcsServiceDeploymentArgs,
} from "./service-deployment-args";
import { checkHooks, hookMinutes, isFunctionHook, MAX_WAITING_PAUSE_MINUTES, pauseMinutes } from "./service-hooks";

/** The checked deployment arguments with all defaults. */
export interface DeploymentPlan {
  readonly strategy: EcsDeploymentStrategy;
  readonly owner: "pulumi" | "pipeline";
  readonly usesCircuitBreaker: boolean;
  readonly usesAlarms: boolean;
  readonly alarmNames: readonly pulumi.Input<string>[];
  readonly bakeMinutes: number;
  readonly canary: { readonly percent: number; readonly bakeMinutes: number };
  readonly linear: { readonly stepPercent: number; readonly stepBakeMinutes: number };
  readonly hooks: readonly EcsDeploymentHookArgs[];
  readonly minimumHealthyPercent: number;
  readonly maximumPercent: number;
  readonly waitForSteadyState: boolean;
  /** The number of minutes after which an update of the service fails. */
  readonly timeoutMinutes: number;
}

const STRATEGIES: Readonly<Record<EcsDeploymentStrategy, string>> = {
  rolling: "ROLLING",
  blueGreen: "BLUE_GREEN",
  canary: "CANARY",
  linear: "LINEAR",
};
// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
const MAX_BAKE_MINUTES = 1440;
const DEFAULT_BAKE_MINUTES = 5;
const DEFAULT_TIMEOUT_MINUTES = 20;
const MAX_TIMEOUT_MINUTES = 360;
/** ECS waits ten minutes in each of the two traffic shifts, until a Network Load Balancer applies the weights everywhere. */
const NETWORK_SHIFT_MINUTES = 20;
/** The number of minutes that ECS needs to stop the old tasks. */
const CLEANUP_MINUTES = 5;

const alarmName = nonEmptyString("the name of a CloudWatch alarm");

const DEFAULT_STEPS: Steps = {
  bakeMinutes: DEFAULT_BAKE_MINUTES,
  canary: { percent: 10, bakeMinutes: DEFAULT_BAKE_MINUTES },
  linear: { stepPercent: 20, stepBakeMinutes: DEFAULT_BAKE_MINUTES },
};

/** Checks `deployment` and returns it with its defaults. */
export function planDeployment(
  issues: ArgumentIssues,
  deployment: EcsServiceDeploymentArgs,
  loadBalancerType: "application" | "network" | undefined,
): DeploymentPlan {
  const args = issues.checkNames("deployment", deployment, Object.keys(DEPLOYMENT_ARGUMENTS)) ? deployment : {};
  const { strategy = "rolling", owner = "pulumi", waitForSteadyState = true, hooks = [] } = args;
  const { minimumHealthyPercent = 100, maximumPercent = 200, timeoutMinutes = DEFAULT_TIMEOUT_MINUTES } = args;
  const isStrategy = issues.check("deployment.strategy", strategy, oneOf(Object.keys(STRATEGIES)));
  issues.check("deployment.owner", owner, oneOf(["pulumi", "pipeline"]));
  issues.check("deployment.waitForSteadyState", waitForSteadyState, booleanValue);
  issues.check("deployment.minimumHealthyPercent", minimumHealthyPercent, integerBetween(0, 100));
  issues.check("deployment.maximumPercent", maximumPercent, integerBetween(100, 200));
  issues.check("deployment.timeoutMinutes", timeoutMinutes, integerBetween(1, MAX_TIMEOUT_MINUTES));
  if (minimumHealthyPercent === 100 && maximumPercent === 100) {
    issues.add("deployment.maximumPercent", maximumPercent, {
      code: "conflict",
      statement: "ECS can neither stop old tasks nor start new ones",
      remedy: "Increase maximumPercent, or decrease minimumHealthyPercent.",
    });
  }
  // Without a valid strategy, it is unknown which arguments have an effect.
  const steps = isStrategy ? planSteps(issues, args, strategy) : DEFAULT_STEPS;
  const checkedHooks = checkHooks(issues, hooks, strategy);
  checkPauses(issues, checkedHooks, waitForSteadyState);
  const networkMinutes = loadBalancerType === "network" && strategy !== "rolling" ? NETWORK_SHIFT_MINUTES : 0;
  return {
    strategy,
    owner,
    ...(isStrategy ? planRollback(issues, args, strategy) : { usesCircuitBreaker: false, usesAlarms: false }),
    alarmNames: checkArray(issues, "deployment.alarmNames", args.alarmNames ?? [], alarmName),
    ...steps,
    hooks: checkedHooks,
    minimumHealthyPercent,
    maximumPercent,
    waitForSteadyState,
    timeoutMinutes: timeoutMinutes + networkMinutes + stepMinutes(strategy, steps) + hookMinutes(checkedHooks),
  };
}

function planSteps(issues: ArgumentIssues, args: EcsServiceDeploymentArgs, strategy: EcsDeploymentStrategy) {
  const conflict = (path: string, value: unknown, wanted: string) => {
    if (value === undefined) return;
    issues.add(`deployment.${path}`, value, {
      code: "conflict",
      statement: `has no effect, because the strategy is "${strategy}"`,
      remedy: `Use the strategy ${wanted}, or remove ${path}.`,
    });
  };
  if (strategy === "rolling") conflict("bakeMinutes", args.bakeMinutes, '"blueGreen", "canary", or "linear"');
  if (strategy !== "canary") conflict("canary", args.canary, '"canary"');
  if (strategy !== "linear") conflict("linear", args.linear, '"linear"');
  const { canary = {}, linear = {}, bakeMinutes = DEFAULT_BAKE_MINUTES } = args;
  issues.checkNames("deployment.canary", canary, ["percent", "bakeMinutes"]);
  issues.checkNames("deployment.linear", linear, ["stepPercent", "stepBakeMinutes"]);
  const steps = {
    bakeMinutes,
    canary: { ...DEFAULT_STEPS.canary, ...canary },
    linear: { ...DEFAULT_STEPS.linear, ...linear },
  };
  issues.check("deployment.bakeMinutes", bakeMinutes, integerBetween(0, MAX_BAKE_MINUTES));
  issues.check("deployment.canary.percent", steps.canary.percent, percentFrom(0.1));
  issues.check("deployment.canary.bakeMinutes", steps.canary.bakeMinutes, integerBetween(0, MAX_BAKE_MINUTES));
  issues.check("deployment.linear.stepPercent", steps.linear.stepPercent, percentFrom(3));
  issues.check("deployment.linear.stepBakeMinutes", steps.linear.stepBakeMinutes, integerBetween(0, MAX_BAKE_MINUTES));
  return steps;
}

/** Accepts percentages from a minimum to 100 with at most one decimal. */
const percentFrom = (minimum: number) => (value: unknown) => {
  const what = `a percentage from ${minimum} to 100 with at most one decimal`;
  if (typeof value !== "number") return expected("wrong-type", what);
  const isValid = value >= minimum && value <= 100 && Number.isInteger(Math.round(value * 1e6) / 1e5);
  return isValid ? undefined : expected("out-of-range", what);
};

type Steps = Pick<DeploymentPlan, "bakeMinutes" | "canary" | "linear">;

/** Returns the number of minutes during which the traffic is shifted and the old version keeps running. */
function stepMinutes(strategy: EcsDeploymentStrategy, { bakeMinutes, canary, linear }: Steps): number {
  switch (strategy) {
    case "rolling":
      return 0;
    case "blueGreen":
      return bakeMinutes + CLEANUP_MINUTES;
    case "canary":
      return bakeMinutes + canary.bakeMinutes + CLEANUP_MINUTES;
    case "linear":
      return bakeMinutes + Math.ceil(100 / linear.stepPercent) * linear.stepBakeMinutes + CLEANUP_MINUTES;
  }
}

function planRollback(issues: ArgumentIssues, args: EcsServiceDeploymentArgs, strategy: EcsDeploymentStrategy) {
  const { rollbackOn } = args;
  const path = "deployment.rollbackOn";
  if (rollbackOn === undefined) return { usesCircuitBreaker: strategy === "rolling", usesAlarms: true };
  if (!Array.isArray(rollbackOn)) {
    issues.add(path, rollbackOn, expected("wrong-type", "an array", 'Example: ["alarms"].'));
    return { usesCircuitBreaker: false, usesAlarms: false };
  }
  const causes: readonly string[] = rollbackOn;
  causes.forEach((cause, index) => issues.check(`${path}[${index}]`, cause, oneOf(["circuitBreaker", "alarms"])));
  if (strategy !== "rolling" && causes.includes("circuitBreaker")) {
    issues.add(path, rollbackOn, {
      code: "conflict",
      statement: `the circuit breaker has no effect, because the strategy is "${strategy}"`,
      remedy: 'Remove "circuitBreaker". Alarms and hooks roll back the deployment.',
    });
  }
  return { usesCircuitBreaker: causes.includes("circuitBreaker"), usesAlarms: causes.includes("alarms") };
}

function checkPauses(
  issues: ArgumentIssues,
  hooks: readonly EcsDeploymentHookArgs[],
  waitForSteadyState: boolean,
): void {
  if (!waitForSteadyState) return;
  hooks.forEach((hook, index) => {
    const minutes = pauseMinutes(hook);
    if (isFunctionHook(hook) || minutes <= MAX_WAITING_PAUSE_MINUTES) return;
    issues.add(`deployment.hooks[${index}].pause.timeoutMinutes`, minutes, {
      code: "conflict",
      statement: (got) => `Pulumi waits for the deployment, which can pause for ${got} minutes`,
      remedy: `Use at most ${MAX_WAITING_PAUSE_MINUTES} minutes, or set waitForSteadyState: false.`,
    });
  });
}

/** Returns the deployment configuration of a service, except for its hooks. */
export function deploymentConfiguration({
  strategy,
  bakeMinutes,
  canary,
  linear,
}: DeploymentPlan): aws.types.input.ecs.ServiceDeploymentConfiguration {
  return {
    strategy: STRATEGIES[strategy],
    ...(strategy !== "rolling" && { bakeTimeInMinutes: String(bakeMinutes) }),
    ...(strategy === "canary" && {
      canaryConfiguration: {
        canaryPercent: canary.percent,
        canaryBakeTimeInMinutes: String(canary.bakeMinutes),
      },
    }),
    ...(strategy === "linear" && {
      linearConfiguration: {
        stepPercent: linear.stepPercent,
        stepBakeTimeInMinutes: String(linear.stepBakeMinutes),
      },
    }),
  };
}
