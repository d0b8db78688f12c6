import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import type { ConnectionTarget } from "../shared/connections";
import {
  DEVELOPMENT_TASK_DEFINITION_DEFAULTS,
  TASK_DEFINITION_ARGUMENTS,
  TASK_DEFINITION_DEFAULTS,
  type EcsTaskDefinitionArgs,
  type TaskDefinitionDefaults,
} from "./task-definition-args";
import type { EcsTaskScheduleArgs } from "./task-schedule";

/** Arguments of an EcsTask. */
export interface EcsTaskArgs extends EcsTaskDefinitionArgs {
  /**
   * When the task runs.
   *
   * @default no schedule; the task runs on demand
   */
  readonly schedule?: EcsTaskScheduleArgs;
  /**
   * Targets that the task connects to, by name: databases, caches, or services.
   *
   * @default {}
   */
  readonly connections?: Readonly<Record<string, ConnectionTarget>>;
}

/** The arguments of an EcsTask that have default values. */
export type EcsTaskDefaults = TaskDefinitionDefaults & Required<Pick<EcsTaskArgs, "connections">>;

/** The default arguments of an EcsTask in each profile. */
export const ECS_TASK_DEFAULTS: ProfileDefaults<EcsTaskDefaults> = defineDefaults<EcsTaskDefaults>(
  { ...TASK_DEFINITION_DEFAULTS, connections: {} },
  DEVELOPMENT_TASK_DEFINITION_DEFAULTS,
);

/** The names of the arguments. */
export const ECS_TASK_ARGUMENTS: Readonly<Record<keyof EcsTaskArgs, true>> = {
  ...TASK_DEFINITION_ARGUMENTS,
  schedule: true,
  connections: true,
};
