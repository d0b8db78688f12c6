import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { ConnectionTarget } from "../shared/connections";
import type { EcsServiceAlarmArgs } from "./service-alarms";
import type { EcsServiceConnectArgs } from "./service-connect";
import type { EcsServiceDeploymentArgs } from "./service-deployment-args";
import type { EcsServiceLoadBalancerArgs } from "./service-load-balancer-args";
import type { EcsTaskBeforeDeployArgs } from "./task-before-deploy";
import {
  DEVELOPMENT_TASK_DEFINITION_DEFAULTS,
  TASK_DEFINITION_ARGUMENTS,
  TASK_DEFINITION_DEFAULTS,
  type EcsTaskDefinitionArgs,
  type TaskDefinitionDefaults,
} from "./task-definition-args";

/** A change of the limits of a service at certain times. */
export interface EcsServiceScheduleArgs {
  /** When the limits change: `cron(0 8 ? * MON-FRI *)`, `rate(1 hour)`, or `at(2030-01-01T00:00:00)`. */
  readonly expression: string;
  /**
   * The time zone of the schedule: `Europe/Berlin`.
   *
   * @default "UTC"
   */
  readonly timeZone?: string;
  /** The new minimum number of tasks. */
  readonly min?: number;
  /** The new maximum number of tasks. */
  readonly max?: number;
}

/** How many tasks a service runs: a fixed number, or a number that depends on the load. */
export type EcsServiceScalingArgs =
  | { readonly count: number }
  | {
      /**
       * The minimum number of tasks, and the number of tasks after the first deployment.
       *
       * @default 2; 1 in the development profile
       */
      readonly min?: number;
      /**
       * The maximum number of tasks.
       *
       * @default 10, or `min` if it is greater; 2 in the development profile
       */
      readonly max?: number;
      /**
       * The average CPU utilization to maintain, in percent.
       *
       * @default 60 without another target
       */
      readonly cpuPercent?: number;
      /**
       * The average memory utilization to maintain, in percent.
       *
       * @default no target
       */
      readonly memoryPercent?: number;
      /**
       * The number of requests per minute and task to maintain. With an Application Load Balancer only.
       *
       * @default no target
       */
      readonly requestsPerTarget?: number;
      /**
       * Changes of the limits at certain times, by name.
       *
       * @default {}
       */
      readonly schedules?: Readonly<Record<string, EcsServiceScheduleArgs>>;
    };

/** Arguments of an EcsService. */
export interface EcsServiceArgs extends EcsTaskDefinitionArgs {
  /**
   * The port on which the main container accepts connections, from 1 to 65535. Ports below 1024 require `user: "0"`.
   *
   * @default no port; the service is a worker
   */
  readonly port?: number;
  /**
   * How the service receives requests from a load balancer.
   *
   * @default no load balancer
   */
  readonly loadBalancer?: EcsServiceLoadBalancerArgs;
  /**
   * How many tasks the service runs. If it scales, Pulumi ignores the number of tasks after the first deployment.
   *
   * @default { min: 2, max: 10, cpuPercent: 60 }; { min: 1, max: 2, cpuPercent: 60 } in the development profile
   */
  readonly scaling?: EcsServiceScalingArgs;
  /**
   * How new versions are deployed.
   *
   * @default { strategy: "rolling", owner: "pulumi" }
   */
  readonly deployment?: EcsServiceDeploymentArgs;
  /**
   * When alarms roll back a deployment.
   *
   * @default { errorPercent: 5, minimumRequests: 20 }
   */
  readonly alarms?: EcsServiceAlarmArgs;
  /**
   * Targets that the service connects to, by name: databases, caches, or other services. The rules exist before the first task
   * starts; those that `allowTo` adds later may not.
   *
   * @default {}
   */
  readonly connections?: Readonly<Record<string, ConnectionTarget>>;
  /**
   * Whether the service reaches other services by name with Service Connect and, if it has a port, is reached by name.
   *
   * @default false
   */
  readonly serviceConnect?: boolean | EcsServiceConnectArgs;
  /**
   * A command that runs with the new version before the service is updated, such as a database migration. If it fails, the
   * service keeps its version and the update fails.
   *
   * @default no command
   */
  readonly taskBeforeDeploy?: EcsTaskBeforeDeployArgs;
  /**
   * The image of the first deployment, if a pipeline deploys the service and the repository is still empty. It must accept
   * connections on `port` and pass the health check.
   *
   * @default `image`
   */
  readonly bootstrapImage?: pulumi.Input<string>;
}

/** The arguments of an EcsService that have default values. */
export type EcsServiceDefaults = TaskDefinitionDefaults &
  Required<Pick<EcsServiceArgs, "scaling" | "deployment" | "alarms" | "connections" | "serviceConnect">>;

/** The default arguments of an EcsService in each profile. */
export const ECS_SERVICE_DEFAULTS: ProfileDefaults<EcsServiceDefaults> = defineDefaults<EcsServiceDefaults>(
  {
    ...TASK_DEFINITION_DEFAULTS,
    scaling: { min: 2, max: 10, cpuPercent: 60 },
    deployment: {},
    alarms: {},
    connections: {},
    serviceConnect: false,
  },
  {
    ...DEVELOPMENT_TASK_DEFINITION_DEFAULTS,
    scaling: { min: 1, max: 2, cpuPercent: 60 },
  },
);

/** The checked arguments with all defaults. */
export type EcsServiceSettings = EcsServiceArgs & EcsServiceDefaults;

/** The names of the arguments. */
export const ECS_SERVICE_ARGUMENTS: Readonly<Record<keyof EcsServiceArgs, true>> = {
  ...TASK_DEFINITION_ARGUMENTS,
  port: true,
  loadBalancer: true,
  scaling: true,
  deployment: true,
  alarms: true,
  connections: true,
  serviceConnect: true,
  taskBeforeDeploy: true,
  bootstrapImage: true,
};
