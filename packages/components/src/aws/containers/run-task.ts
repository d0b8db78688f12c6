import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../shared/permissions";
import type { EcsClusterLike } from "./ecs-cluster-like";
import type { TaskDefinitionResources } from "./task-definition";

/** Returns the statements that allow running a task in a cluster, with any revision of its definition. */
export function runTaskStatements(
  { clusterArn }: Pick<EcsClusterLike, "clusterArn">,
  { taskDefinition, taskRole, executionRole }: TaskDefinitionResources,
): PolicyStatement[] {
  return [
    {
      Sid: "RunTask",
      Effect: "Allow",
      Action: "ecs:RunTask",
      Resource: pulumi.interpolate`${taskDefinition.arnWithoutRevision}:*`,
      Condition: { ArnEquals: { "ecs:cluster": clusterArn } },
    },
    {
      Sid: "PassTaskRoles",
      Effect: "Allow",
      Action: "iam:PassRole",
      Resource: [executionRole.role.arn, taskRole.role.arn],
      Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
  ];
}
