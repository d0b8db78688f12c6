import { secretOf, valueFromOf } from "./container-secrets";
import * as pulumi from "@pulumi/pulumi";
import { isPlainValue } from "../../shared/argument-issues";
import { arnScope, type ArnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { statementsOf, type PolicyStatement } from "../shared/permissions";
import { createServiceRole, serviceRoleChildren, type ServiceRole } from "../shared/service-role";
import type { EcsClusterLike } from "./ecs-cluster-like";
import { canBeInEcr, repositoryArnOf } from "./image-repository";
import type { TaskPlan } from "./task-plan";

/** The roles of a task. */
export interface TaskRoles {
  /** The role of ECS, which pulls images, reads secrets, and writes logs. */
  readonly executionRole: ServiceRole;
  /** The role of the application. */
  readonly taskRole: ServiceRole;
}

/** The child with the longest name of the two roles. */
export const EXECUTION_ROLE = "execution-role";
const TASK_ROLE = "task-role";
/** The service that assumes the roles of a task. */
const TASKS = "ecs-tasks.amazonaws.com";

/** Returns the names of the children that `createTaskRoles` creates. */
export const taskRoleChildren = (): string[] => [
  ...serviceRoleChildren(EXECUTION_ROLE),
  ...serviceRoleChildren(TASK_ROLE),
];

/** Creates the roles of a task. */
export function createTaskRoles(
  children: Children,
  plan: TaskPlan,
  logGroup: { readonly arn: pulumi.Output<string> },
): TaskRoles {
  const scope = arnScope(logGroup);
  const trust = {
    service: TASKS,
    scope: {
      accountId: scope.accountId,
      sourceArn: pulumi.interpolate`arn:${scope.partition}:ecs:${scope.region}:${scope.accountId}:*`,
    },
  };
  const executionStatements = [
    ...imageStatements(plan, scope),
    writeLogs(logGroup.arn),
    ...secretStatements(plan),
    ...secretKeyStatements(plan),
  ];
  const taskStatements = [
    ...statementsOf(plan.settings.permissions),
    ...fileSystemStatements(plan, scope),
    ...(plan.settings.exec ? execStatements(plan.settings.cluster) : []),
    ...(plan.collector?.statements ?? []),
  ];
  return {
    executionRole: createServiceRole(children, EXECUTION_ROLE, { ...trust, statements: executionStatements }),
    taskRole: createServiceRole(children, TASK_ROLE, { ...trust, statements: taskStatements }),
  };
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html lists the permissions that a pull requires.
const PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-iam.html
const IMPORT_ACTIONS = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"];

function imageStatements({ images, settings }: TaskPlan, scope: ArnScope): PolicyStatement[] {
  const ecrImages = images.filter(canBeInEcr);
  if (ecrImages.length === 0) return [];
  return [
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: settings.pullThroughCache ? [...PULL_ACTIONS, ...IMPORT_ACTIONS] : PULL_ACTIONS,
      Resource: unique(ecrImages.map((image) => repositoryArnOf(image, scope))),
    },
    // The token is valid for all registries that the role can pull from, so ECR does not support a narrower resource.
    { Sid: "AuthenticateToEcr", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
  ];
}

const writeLogs = (logGroupArn: pulumi.Output<string>): PolicyStatement => ({
  Sid: "WriteLogs",
  Effect: "Allow",
  Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
  Resource: pulumi.interpolate`${logGroupArn}:*`,
});

const READ_SECRET = "secretsmanager:GetSecretValue";
const READ_PARAMETER = "ssm:GetParameters";
const SECRET_ARN = /^arn:[^:]+:secretsmanager:/;
/** The number of parts of a secret's ARN, without the JSON key, the stage, and the version that can follow. */
const SECRET_ARN_PARTS = 7;

/** Returns the ARN of a secret without the JSON key, the stage, and the version that can follow. */
const secretArn = (reference: string): string =>
  SECRET_ARN.test(reference) ? reference.split(":").slice(0, SECRET_ARN_PARTS).join(":") : reference;

const secretArnIn = (reference: pulumi.Input<string>): pulumi.Input<string> =>
  isPlainValue(reference) ? secretArn(reference) : pulumi.output(reference).apply(secretArn);

function secretStatements({ secrets }: TaskPlan): PolicyStatement[] {
  const isSecret = (reference: pulumi.Input<string>) => isPlainValue(reference) && SECRET_ARN.test(reference);
  const isParameter = (reference: pulumi.Input<string>) => isPlainValue(reference) && !SECRET_ARN.test(reference);
  const known = secrets.flatMap((secret) => secretOf(secret)?.secretArn ?? []);
  const references = secrets.filter((secret) => secretOf(secret) === undefined).map(valueFromOf);
  const unresolved = references.filter((reference) => !isPlainValue(reference));
  const secretArns = unique([...known, ...references.filter(isSecret).map((reference) => secretArnIn(reference))]);
  return [
    ...(secretArns.length === 0
      ? []
      : [{ Sid: "ReadSecrets", Effect: "Allow" as const, Action: READ_SECRET, Resource: secretArns }]),
    ...readStatement("ReadParameters", READ_PARAMETER, references.filter(isParameter)),
    // The ARN determines which of the two actions can succeed.
    ...readStatement("ReadReferences", [READ_SECRET, READ_PARAMETER], unresolved),
  ];
}

function readStatement(
  Sid: string,
  Action: string | string[],
  references: readonly pulumi.Input<string>[],
): PolicyStatement[] {
  if (references.length === 0) return [];
  return [{ Sid, Effect: "Allow", Action, Resource: unique(references.map(secretArnIn)) }];
}

function secretKeyStatements({ settings: { secretsKmsKeyArns }, secrets }: TaskPlan): PolicyStatement[] {
  const keys = unique([...secretsKmsKeyArns, ...secrets.flatMap((secret) => secretOf(secret)?.kmsKeyArn ?? [])]);
  if (keys.length === 0) return [];
  const services = ["secretsmanager.*.amazonaws.com*", "ssm.*.amazonaws.com*"];
  return [
    {
      Sid: "DecryptSecrets",
      Effect: "Allow",
      Action: "kms:Decrypt",
      Resource: keys,
      Condition: { StringLike: { "kms:ViaService": services } },
    },
  ];
}

function fileSystemStatements({ volumes }: TaskPlan, scope: ArnScope): PolicyStatement[] {
  return Object.values(volumes).flatMap((volume) => {
    if (!("efs" in volume)) return [];
    const { fileSystemArn, accessPointId } = volume.efs;
    const { partition, region, accountId } = scope;
    const accessPointArn =
      accessPointId &&
      pulumi.interpolate`arn:${partition}:elasticfilesystem:${region}:${accountId}:access-point/${accessPointId}`;
    return [
      {
        Effect: "Allow",
        Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
        Resource: fileSystemArn,
        ...(accessPointArn && {
          Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPointArn } },
        }),
      },
    ];
  });
}

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html#ecs-exec-required-iam-permissions
const EXEC_ACTIONS = [
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

function execStatements({ execSettings: { kmsKeyArn, logGroupArn } = {} }: EcsClusterLike): PolicyStatement[] {
  return [
    // These actions do not support a narrower resource.
    { Sid: "OpenExecSessions", Effect: "Allow", Action: EXEC_ACTIONS, Resource: "*" },
    ...(kmsKeyArn === undefined
      ? []
      : [{ Sid: "DecryptExecSessions", Effect: "Allow" as const, Action: "kms:Decrypt", Resource: kmsKeyArn }]),
    ...(logGroupArn === undefined ? [] : execLogStatements(logGroupArn)),
  ];
}

const execLogStatements = (logGroupArn: pulumi.Input<string>): PolicyStatement[] => [
  { Sid: "FindExecLogGroup", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
  {
    Sid: "WriteExecLogs",
    Effect: "Allow",
    Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
    Resource: pulumi.interpolate`${logGroupArn}:*`,
  },
];

/** Removes duplicates among plain values. */
const unique = (values: readonly pulumi.Input<string>[]): pulumi.Input<string>[] => [...new Set(values)];
