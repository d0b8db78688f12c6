import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, matching, oneOf, plainObject } from "../../shared/checks";
import type {
  EcsDeploymentHookArgs,
  EcsDeploymentStage,
  EcsDeploymentStrategy,
  EcsFunctionHookArgs,
  EcsPauseHookArgs,
} from "./service-deployment-args";

const STAGES: readonly EcsDeploymentStage[] = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
];
/** The stages that cannot pause. */
const SHIFTS: readonly EcsDeploymentStage[] = ["TEST_TRAFFIC_SHIFT", "PRODUCTION_TRAFFIC_SHIFT"];

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html
const MAX_PAUSE_MINUTES = 20_160;
const DEFAULT_PAUSE_MINUTES = 60;
/** The number of minutes that a deployment can pause while Pulumi waits for it. Credentials rarely stay valid for longer. */
export const MAX_WAITING_PAUSE_MINUTES = 360;
/** The number of minutes that a function has at each stage. A function that reports `IN_PROGRESS` is invoked again. */
const FUNCTION_MINUTES = 10;

const functionArn = matching(
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]+(?::[A-Za-z0-9$_-]+)?$/,
  "the ARN of a Lambda function",
  "Use arn:aws:lambda:<region>:<account>:function:<name>.",
);

/** Whether a hook invokes a function rather than pausing the deployment. */
export const isFunctionHook = (hook: EcsDeploymentHookArgs): hook is EcsFunctionHookArgs => "functionArn" in hook;

/** Returns the number of minutes that a hook pauses a deployment; 0 for functions. */
export const pauseMinutes = (hook: EcsDeploymentHookArgs): number =>
  isFunctionHook(hook) ? 0 : (hook.pause.timeoutMinutes ?? DEFAULT_PAUSE_MINUTES);

/** Returns the number of minutes that the hooks of a deployment can take. */
export const hookMinutes = (hooks: readonly EcsDeploymentHookArgs[]): number =>
  hooks.reduce(
    (minutes, hook) => minutes + hook.stages.length * (isFunctionHook(hook) ? FUNCTION_MINUTES : pauseMinutes(hook)),
    0,
  );

/** Checks `deployment.hooks` and returns the valid hooks with checked inputs. */
export function checkHooks(
  issues: ArgumentIssues,
  hooks: readonly EcsDeploymentHookArgs[],
  strategy: EcsDeploymentStrategy,
): EcsDeploymentHookArgs[] {
  const path = "deployment.hooks";
  if (!Array.isArray(hooks)) {
    issues.add(path, hooks, expected("wrong-type", "an array of hooks"));
    return [];
  }
  if (strategy === "rolling" && hooks.length > 0) {
    issues.add(path, hooks, {
      code: "conflict",
      statement: "rolling deployments have no hooks",
      remedy: 'Use the strategy "blueGreen", "canary", or "linear".',
    });
  }
  return (hooks as readonly EcsDeploymentHookArgs[]).flatMap((hook, index) => {
    const checked = checkHook(issues, `${path}[${index}]`, hook);
    return checked === undefined ? [] : [checked];
  });
}

function checkHook(
  issues: ArgumentIssues,
  path: string,
  hook: EcsDeploymentHookArgs,
): EcsDeploymentHookArgs | undefined {
  if (!issues.checkNames(path, hook, ["stages", "functionArn", "details", "pause"])) return undefined;
  if ("details" in hook && hook.details !== undefined)
    issues.check(`${path}.details`, hook.details, plainObject("an object"));
  if (!checkStages(issues, `${path}.stages`, hook.stages)) return undefined;
  const hasFunction = "functionArn" in hook;
  if (hasFunction === "pause" in hook) {
    issues.add(path, undefined, {
      code: hasFunction ? "conflict" : "missing",
      statement: "expected exactly one of functionArn and pause",
    });
    return undefined;
  }
  if (!isFunctionHook(hook)) return checkPause(issues, path, hook);
  return { ...hook, functionArn: issues.checkInput(`${path}.functionArn`, hook.functionArn, functionArn) };
}

function checkStages(issues: ArgumentIssues, path: string, stages: readonly EcsDeploymentStage[]): boolean {
  if (!Array.isArray(stages) || stages.length === 0) {
    issues.add(path, stages, expected(Array.isArray(stages) ? "missing" : "wrong-type", "an array of stages"));
    return false;
  }
  return stages.every((stage, index) => issues.check(`${path}[${index}]`, stage, oneOf(STAGES)));
}

function checkPause(issues: ArgumentIssues, path: string, hook: EcsPauseHookArgs): EcsPauseHookArgs | undefined {
  if (!issues.checkNames(`${path}.pause`, hook.pause, ["timeoutMinutes", "onTimeout"])) return undefined;
  const { onTimeout = "rollback" } = hook.pause;
  issues.check(`${path}.pause.timeoutMinutes`, pauseMinutes(hook), integerBetween(1, MAX_PAUSE_MINUTES));
  issues.check(`${path}.pause.onTimeout`, onTimeout, oneOf(["rollback", "continue"]));
  hook.stages.forEach((stage, index) => {
    if (!SHIFTS.includes(stage)) return;
    issues.add(`${path}.stages[${index}]`, stage, {
      code: "not-allowed",
      statement: (got) => `a deployment cannot pause at the stage ${got}`,
      remedy: `Use "POST_${stage}".`,
    });
  });
  return hook;
}

/** Returns the hooks of a service. */
export function lifecycleHooks(
  hooks: readonly EcsDeploymentHookArgs[],
  roleArn: pulumi.Input<string> | undefined,
): aws.types.input.ecs.ServiceDeploymentConfigurationLifecycleHook[] {
  return hooks.map((hook) => {
    const lifecycleStages = [...hook.stages];
    if (isFunctionHook(hook)) {
      return {
        lifecycleStages,
        targetType: "AWS_LAMBDA",
        hookTargetArn: hook.functionArn,
        ...(roleArn !== undefined && { roleArn }),
        ...(hook.details && { hookDetails: JSON.stringify(hook.details) }),
      };
    }
    const action = hook.pause.onTimeout === "continue" ? "CONTINUE" : "ROLLBACK";
    return {
      lifecycleStages,
      targetType: "PAUSE",
      timeoutConfiguration: { action, timeoutInMinutes: String(pauseMinutes(hook)) },
    };
  });
}
