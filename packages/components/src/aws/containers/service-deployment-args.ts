import type * as pulumi from "@pulumi/pulumi";

/** How ECS replaces the tasks of a service. */
export type EcsDeploymentStrategy = "rolling" | "blueGreen" | "canary" | "linear";

/** The stages of a deployment at which hooks run. */
export type EcsDeploymentStage =
  | "RECONCILE_SERVICE"
  | "PRE_SCALE_UP"
  | "POST_SCALE_UP"
  | "TEST_TRAFFIC_SHIFT"
  | "POST_TEST_TRAFFIC_SHIFT"
  | "PRODUCTION_TRAFFIC_SHIFT"
  | "POST_PRODUCTION_TRAFFIC_SHIFT";

/** A Lambda function that ECS invokes during a deployment. The deployment fails if the function reports a failure. */
export interface EcsFunctionHookArgs {
  /** The stages at which the hook runs. */
  readonly stages: readonly EcsDeploymentStage[];
  /** The ARN of the function, which returns `{ hookStatus: "SUCCEEDED" | "FAILED" | "IN_PROGRESS" }`. */
  readonly functionArn: pulumi.Input<string>;
  /**
   * Values that the function receives as `hookDetails`.
   *
   * @default {}
   */
  readonly details?: Readonly<Record<string, string | number | boolean>>;
}

/** A pause during a deployment until someone continues it in the console or with the AWS CLI. */
export interface EcsPauseHookArgs {
  /** The stages at which the deployment pauses. The two traffic shifts themselves cannot pause. */
  readonly stages: readonly EcsDeploymentStage[];
  /** What happens if nobody continues the deployment. */
  readonly pause: {
    /**
     * The number of minutes to wait, from 1 to 20160. A deployment that Pulumi waits for can pause for at most 360 minutes.
     *
     * @default 60
     */
    readonly timeoutMinutes?: number;
    /**
     * What happens after that time.
     *
     * @default "rollback"
     */
    readonly onTimeout?: "rollback" | "continue";
  };
}

/** Something that happens at a stage of a deployment: a function runs, or the deployment pauses. */
export type EcsDeploymentHookArgs = EcsFunctionHookArgs | EcsPauseHookArgs;

/** How new versions of a service are deployed. */
export interface EcsServiceDeploymentArgs {
  /**
   * How ECS replaces tasks. `rolling` replaces them gradually. The other strategies start all new tasks, and then shift the
   * traffic: `blueGreen` at once, `canary` in two steps, and `linear` in equal steps. Changing the strategy replaces no
   * resources.
   *
   * @default "rolling"
   */
  readonly strategy?: EcsDeploymentStrategy;
  /**
   * Who deploys new versions: Pulumi, or a pipeline that registers task definitions and updates the service itself. With
   * `pipeline`, Pulumi ignores the service's task definition after the first deployment.
   *
   * @default "pulumi"
   */
  readonly owner?: "pulumi" | "pipeline";
  /**
   * What rolls back a deployment: tasks that do not start (the circuit breaker, for rolling deployments only), or alarms.
   *
   * @default ["circuitBreaker", "alarms"] for rolling deployments; ["alarms"] otherwise
   */
  readonly rollbackOn?: readonly ("circuitBreaker" | "alarms")[];
  /**
   * The names of further alarms that roll back a deployment.
   *
   * @default []
   */
  readonly alarmNames?: readonly pulumi.Input<string>[];
  /**
   * The number of minutes during which the old version keeps running after all traffic has been shifted, from 0 to 1440. Not
   * for rolling deployments.
   *
   * @default 5
   */
  readonly bakeMinutes?: number;
  /**
   * The first step of a canary deployment: the percentage of the traffic, from 0.1 to 100, and the number of minutes before
   * the remaining traffic is shifted, from 0 to 1440.
   *
   * @default { percent: 10, bakeMinutes: 5 }
   */
  readonly canary?: { readonly percent?: number; readonly bakeMinutes?: number };
  /**
   * The steps of a linear deployment: the percentage of the traffic, from 3 to 100, and the number of minutes between two
   * steps, from 0 to 1440.
   *
   * @default { stepPercent: 20, stepBakeMinutes: 5 }
   */
  readonly linear?: { readonly stepPercent?: number; readonly stepBakeMinutes?: number };
  /**
   * What happens at the stages of a deployment. Not for rolling deployments.
   *
   * @default []
   */
  readonly hooks?: readonly EcsDeploymentHookArgs[];
  /**
   * The percentage of the desired tasks that must be running and healthy during a rolling deployment, from 0 to 100.
   *
   * @default 100
   */
  readonly minimumHealthyPercent?: number;
  /**
   * The percentage of the desired tasks that can exist during a deployment, from 100 to 200.
   *
   * @default 200
   */
  readonly maximumPercent?: number;
  /**
   * Whether `pulumi up` waits until the deployment is complete. If it does, a deployment that is rolled back fails the update.
   *
   * @default true
   */
  readonly waitForSteadyState?: boolean;
  /**
   * The number of minutes that tasks have to become healthy, from 1 to 360. Bake times, steps, and hooks are added.
   *
   * @default 20
   */
  readonly timeoutMinutes?: number;
}

/** The names of the arguments. */
export const DEPLOYMENT_ARGUMENTS: Readonly<Record<keyof EcsServiceDeploymentArgs, true>> = {
  strategy: true,
  owner: true,
  rollbackOn: true,
  alarmNames: true,
  bakeMinutes: true,
  canary: true,
  linear: true,
  hooks: true,
  minimumHealthyPercent: true,
  maximumPercent: true,
  waitForSteadyState: true,
  timeoutMinutes: true,
};
