import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import type { Children } from "../shared/children";
import { createLogGroup } from "../shared/log-group";
import { physicalPrefix } from "../shared/physical-prefix";
import { canonicalDefinitions, containerDefinition } from "./container-definitions";
import type { EcsCapacityType } from "./ecs-cluster-like";
import type { TaskPlan } from "./task-plan";
import { createTaskRoles, taskRoleChildren, type TaskRoles } from "./task-roles";
import { taskVolumes } from "./task-volumes";

/** A task definition, its log group, and its roles. */
export interface TaskDefinitionResources extends TaskRoles {
  /** The task definition. */
  readonly taskDefinition: aws.ecs.TaskDefinition;
  /** The log group of all containers. */
  readonly logGroup: aws.cloudwatch.LogGroup;
}

const TASK_DEFINITION = "task-definition";
const LOGS = "logs";

/** Returns the names of the children that `createTaskDefinition` creates. */
export const taskDefinitionChildren = (): string[] => [TASK_DEFINITION, LOGS, ...taskRoleChildren()];

const COMPATIBILITIES: Readonly<Record<EcsCapacityType, string>> = {
  fargate: "FARGATE",
  ec2: "EC2",
  managedInstances: "MANAGED_INSTANCES",
};

/**
 * Creates a task definition, its log group, and its roles.
 *
 * @param name - the name of the component, with which the name of the task definition ends
 */
export function createTaskDefinition(children: Children, name: string, plan: TaskPlan): TaskDefinitionResources {
  const { settings, capacityType } = plan;
  const logGroup = createLogGroup(children, LOGS, {
    retentionDays: settings.logRetentionDays,
    retainOnDelete: settings.retainLogsOnDelete,
    ...(settings.logKmsKeyArn !== undefined && { kmsKeyArn: settings.logKmsKeyArn }),
  });
  const roles = createTaskRoles(children, plan, logGroup);
  const logs = { group: logGroup.name, region: logGroup.region };
  const definitions = plan.containers.map((container) => containerDefinition(container, logs));
  const taskDefinition = new aws.ecs.TaskDefinition(
    children.name(TASK_DEFINITION),
    {
      region: children.region,
      family: taskFamily(name),
      // Keeps the known parts readable for policy rules, although the log group and the image may be unknown.
      containerDefinitions: pulumi.jsonStringify(canonicalDefinitions(definitions)),
      cpu: String(settings.cpu),
      memory: String(settings.memoryMiB),
      networkMode: "awsvpc",
      requiresCompatibilities: [COMPATIBILITIES[capacityType]],
      runtimePlatform: { cpuArchitecture: settings.architecture, operatingSystemFamily: "LINUX" },
      ephemeralStorage:
        settings.ephemeralStorageGiB === undefined ? undefined : { sizeInGib: settings.ephemeralStorageGiB },
      volumes: taskVolumes(plan.volumes, fileSystemId),
      executionRoleArn: roles.executionRole.role.arn,
      taskRoleArn: roles.taskRole.role.arn,
      // ECS can roll back only to revisions that are still registered.
      skipDestroy: true,
      tags: children.tags(TASK_DEFINITION),
    },
    children.options(TASK_DEFINITION, { dependsOn: checksOf(plan.checkedImages) }),
  );
  return { taskDefinition, logGroup, ...roles };
}

/** Returns dependencies that fail if one of the images is invalid. */
const checksOf = (images: readonly pulumi.Input<string>[]): pulumi.Input<pulumi.Resource[]> =>
  images.length === 0 ? [] : pulumi.all([...images]).apply(() => []);

/** Returns the name of a task definition, for which Pulumi does not generate a suffix. */
export const taskFamily = (name: string): string => physicalPrefix(name);

function fileSystemId(arn: pulumi.Input<string>): pulumi.Input<string> {
  const idOf = (value: string) => value.slice(value.lastIndexOf("/") + 1);
  return isPlainValue(arn) ? idOf(arn) : pulumi.output(arn).apply(idOf);
}
