import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, integerBetween, stringValue } from "../../shared/checks";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import type { PolicyStatement } from "../shared/permissions";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import { MAIN_CONTAINER } from "./container-args";
import type { EcsCapacityProviderStrategy, EcsClusterLike } from "./ecs-cluster-like";
import { runTaskStatements } from "./run-task";
import { taskFamily, type TaskDefinitionResources } from "./task-definition";
import { TASK_RUNNER_SOURCE } from "./task-runner";

/** A command that runs with the new version before the service is updated. */
export interface EcsTaskBeforeDeployArgs {
  /** The command of the main container: `["npm", "run", "migrate"]`. Sidecars run as well. */
  readonly command: readonly pulumi.Input<string>[];
  /**
   * The number of minutes after which the task is stopped and the update fails, from 1 to 14.
   *
   * @default 10
   */
  readonly timeoutMinutes?: number;
}

/** The resources that run a command before each deployment. */
export interface EcsTaskBeforeDeploy {
  /** The function that runs the task and waits for its end. */
  readonly function: aws.lambda.Function;
  /** The invocation of the function for the current revision of the task definition. */
  readonly invocation: aws.lambda.Invocation;
  /** The role of the function. */
  readonly role: ServiceRole;
}

/** The checked arguments, with all defaults. */
export type TaskBeforeDeployPlan = Required<EcsTaskBeforeDeployArgs>;

const FUNCTION = "before-deploy";
const INVOCATION = "before-deploy-run";
const ROLE = "before-deploy-role";
/** The number of minutes that a function can run is 15. One minute remains for stopping the task. */
const MAX_TIMEOUT_MINUTES = 14;
const STOP_SECONDS = 60;
const FUNCTION_MEMORY_MIB = 256;
/** The number of characters of the hash that identifies the tasks of a service. */
const STARTED_BY_HASH_CHARACTERS = 16;

/** Returns the names of the children that `createTaskBeforeDeploy` creates. */
export const taskBeforeDeployChildren = (): string[] => [FUNCTION, INVOCATION, ...serviceRoleChildren(ROLE)];

/** Checks `taskBeforeDeploy` and returns it with its defaults. */
export function planTaskBeforeDeploy(
  issues: ArgumentIssues,
  args: EcsTaskBeforeDeployArgs | undefined,
): TaskBeforeDeployPlan | undefined {
  if (args === undefined || !issues.checkNames("taskBeforeDeploy", args, ["command", "timeoutMinutes"]))
    return undefined;
  const { command, timeoutMinutes = 10 } = args;
  if (!Array.isArray(command) || command.length === 0) {
    const code = Array.isArray(command) ? "missing" : "wrong-type";
    issues.add(
      "taskBeforeDeploy.command",
      command,
      expected(code, "an array of strings", 'Example: ["npm", "run", "migrate"].'),
    );
  } else
    command.forEach((word: unknown, index) =>
      issues.checkIfPlain(`taskBeforeDeploy.command[${index}]`, word, stringValue),
    );
  issues.check("taskBeforeDeploy.timeoutMinutes", timeoutMinutes, integerBetween(1, MAX_TIMEOUT_MINUTES));
  return { command, timeoutMinutes };
}

/** What the task needs. */
export interface TaskBeforeDeployContext {
  readonly name: string;
  readonly cluster: EcsClusterLike;
  readonly definition: TaskDefinitionResources;
  readonly capacity: readonly EcsCapacityProviderStrategy[];
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly securityGroupId: pulumi.Input<string>;
  /** Resources that must exist before the task starts, such as the rules of its security group. */
  readonly dependencies: readonly pulumi.Resource[];
}

/**
 * Creates the function that runs the task, and the invocation of the function.
 *
 * @remarks
 * The invocation is updated, and so runs the task, whenever the task definition gets a new revision.
 */
export function createTaskBeforeDeploy(
  children: Children,
  plan: TaskBeforeDeployPlan,
  context: TaskBeforeDeployContext,
): EcsTaskBeforeDeploy {
  const { definition, name } = context;
  const role = createRole(children, context);
  const code = new pulumi.asset.AssetArchive({ "index.mjs": new pulumi.asset.StringAsset(TASK_RUNNER_SOURCE) });
  const runner = new aws.lambda.Function(
    children.name(FUNCTION),
    {
      region: children.region,
      description: `Runs a command before each deployment of ${name}`,
      role: role.role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: "index.handler",
      code,
      memorySize: FUNCTION_MEMORY_MIB,
      timeout: plan.timeoutMinutes * 60 + STOP_SECONDS,
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: definition.logGroup.name },
      tags: children.tags(FUNCTION),
    },
    children.options(FUNCTION, { dependsOn: role.policy ? [role.policy] : [] }),
  );
  const invocation = new aws.lambda.Invocation(
    children.name(INVOCATION),
    {
      region: children.region,
      functionName: runner.name,
      input: pulumi.jsonStringify({
        taskDefinition: definition.taskDefinition.arn,
        command: plan.command,
        ...runnerSettings(plan, context),
      }),
      // With this scope, a new revision updates the invocation. Otherwise, it would be replaced.
      lifecycleScope: "CRUD",
    },
    children.options(INVOCATION, {
      dependsOn: [...context.dependencies, ...(context.cluster.capacityDependencies ?? [])],
    }),
  );
  return { function: runner, invocation, role };
}

/** Returns the part of the input that does not cause the task to run when it changes. */
function runnerSettings({ timeoutMinutes }: TaskBeforeDeployPlan, context: TaskBeforeDeployContext) {
  const hash = createHash("sha256").update(taskFamily(context.name)).digest("hex");
  return {
    cluster: context.cluster.clusterArn,
    container: MAIN_CONTAINER,
    timeoutSeconds: timeoutMinutes * 60,
    startedBy: `before-deploy-${hash.slice(0, STARTED_BY_HASH_CHARACTERS)}`,
    capacityProviderStrategy: [...context.capacity],
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: context.subnetIds,
        securityGroups: [context.securityGroupId],
        assignPublicIp: "DISABLED",
      },
    },
  };
}

function createRole(children: Children, { cluster, definition }: TaskBeforeDeployContext): ServiceRole {
  const { logGroup } = definition;
  const { partition, region, accountId } = arnScope(logGroup);
  const inCluster = { ArnEquals: { "ecs:cluster": cluster.clusterArn } };
  const statements: PolicyStatement[] = [
    ...runTaskStatements(cluster, definition),
    {
      Sid: "WatchTasks",
      Effect: "Allow",
      Action: ["ecs:DescribeTasks", "ecs:StopTask"],
      Resource: pulumi.interpolate`arn:${partition}:ecs:${region}:${accountId}:task/${cluster.clusterName}/*`,
      Condition: inCluster,
    },
    // The action supports container instances only as resources, and Fargate has none.
    { Sid: "FindTasks", Effect: "Allow", Action: "ecs:ListTasks", Resource: "*", Condition: inCluster },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: pulumi.interpolate`${logGroup.arn}:*`,
    },
    // X-Ray does not support a narrower resource.
    {
      Sid: "SendTraces",
      Effect: "Allow",
      Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      Resource: "*",
    },
  ];
  return createServiceRole(children, ROLE, { service: "lambda.amazonaws.com", statements });
}
