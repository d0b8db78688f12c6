import type * as pulumi from "@pulumi/pulumi";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { PermissionInput } from "../shared/permissions";
import type { VpcLike } from "../network/existing-vpc";
import type { TracingLike } from "../tracing/collector";
import { CONTAINER_ARGUMENTS, DEFAULT_USER, type EcsContainerArgs, type EcsSidecarArgs } from "./container-args";
import type { EcsCapacityProviderStrategy, EcsClusterLike } from "./ecs-cluster-like";
import type { EcsEgressRuleArgs } from "./task-network";
import type { EcsVolumeArgs } from "./task-volumes";

/** Arguments that services and tasks share. The arguments of a container describe the main container, `app`. */
export interface EcsTaskDefinitionArgs extends AwsComponentArgs, EcsContainerArgs {
  /** The cluster: an `EcsCluster`, or the ARN and the name of an existing cluster. */
  readonly cluster: EcsClusterLike;
  /** The network: a `Vpc`, an awsx VPC, or the IDs of an existing network. */
  readonly network: VpcLike;
  /**
   * The kind of subnets that the tasks run in. Isolated subnets need interface endpoints: `interfaceEndpoints: "ecs"`.
   *
   * @default "private"
   */
  readonly subnets?: "private" | "isolated";
  /**
   * The CPU units of a task; 1024 units are one vCPU. Fargate offers 256, 512, 1024, 2048, 4096, 8192, and 16384.
   *
   * @default 256
   */
  readonly cpu?: number;
  /**
   * The memory of a task in MiB. The valid amounts depend on `cpu`.
   *
   * @default 512
   */
  readonly memoryMiB?: number;
  /**
   * The CPU architecture, which the image must support. ARM64 costs a fifth less.
   *
   * @default "X86_64"
   */
  readonly architecture?: "X86_64" | "ARM64";
  /**
   * The size of the ephemeral storage of a Fargate task in GiB, from 21 to 200.
   *
   * @default 20 GiB, the size that Fargate includes
   */
  readonly ephemeralStorageGiB?: number;
  /**
   * Containers that run beside the main container, by name.
   *
   * @default {}
   */
  readonly sidecars?: Readonly<Record<string, EcsSidecarArgs>>;
  /**
   * The volumes of a task, by name. Containers mount them with `mounts`.
   *
   * @default {}
   */
  readonly volumes?: Readonly<Record<string, EcsVolumeArgs>>;
  /**
   * What the application can do: permissions such as `read(bucket)` and `consume(queue)`, or policy statements.
   *
   * @default []
   */
  readonly permissions?: readonly PermissionInput[];
  /**
   * The ARNs of the customer managed keys that encrypt the secrets.
   *
   * @default []
   */
  readonly secretsKmsKeyArns?: readonly pulumi.Input<string>[];
  /**
   * Whether the images come from an ECR pull-through cache. The execution role can then import images that are not in the
   * cache yet.
   *
   * @default false
   */
  readonly pullThroughCache?: boolean;
  /**
   * Outgoing TCP connections by name, in addition to HTTPS (port 443): `{ smtp: { port: 587, cidrBlock: "0.0.0.0/0" } }`.
   * `"all"` allows every connection. For resources that have a security group, such as databases, use `allowTo`.
   *
   * @default {}
   */
  readonly egress?: "all" | Readonly<Record<string, EcsEgressRuleArgs>>;
  /**
   * Whether `aws ecs execute-command` can open a shell in the containers. Session logs are configured on the cluster.
   *
   * @default false
   */
  readonly exec?: boolean;
  /**
   * The number of days after which log events are deleted.
   *
   * @default 30; 7 in the development profile
   */
  readonly logRetentionDays?: number;
  /**
   * The ARN of a KMS key that encrypts the log events. The key policy must allow the CloudWatch Logs service principal of
   * the Region to use the key.
   *
   * @default a key that AWS owns
   */
  readonly logKmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether the log group remains in AWS after it is removed from the program.
   *
   * @default false
   */
  readonly retainLogsOnDelete?: boolean;
  /**
   * A `Tracing`, whose OpenTelemetry collector runs beside the application and sends its traces to X-Ray. The component sets the
   * environment variables that OpenTelemetry SDKs read, except those that the application has. `true` sends traces without
   * Transaction Search, and applies no sampling rules.
   *
   * @default false
   */
  readonly tracing?: boolean | TracingLike;
  /**
   * The capacity providers on which the tasks run.
   *
   * @default the capacity providers of the cluster
   */
  readonly capacityProviderStrategies?: readonly EcsCapacityProviderStrategy[];
}

/** The arguments of services and tasks that have default values. */
export type TaskDefinitionDefaults = Required<
  Pick<
    EcsTaskDefinitionArgs,
    | "protection"
    | "environment"
    | "secrets"
    | "allowPlain"
    | "user"
    | "readonlyRootFilesystem"
    | "writablePaths"
    | "mounts"
    | "dependsOn"
    | "subnets"
    | "cpu"
    | "memoryMiB"
    | "architecture"
    | "sidecars"
    | "volumes"
    | "permissions"
    | "secretsKmsKeyArns"
    | "pullThroughCache"
    | "egress"
    | "exec"
    | "logRetentionDays"
    | "retainLogsOnDelete"
    | "tracing"
  >
>;

/** The default arguments that services and tasks share, in the production profile. */
export const TASK_DEFINITION_DEFAULTS: TaskDefinitionDefaults = {
  protection: true,
  environment: {},
  secrets: {},
  allowPlain: [],
  user: DEFAULT_USER,
  readonlyRootFilesystem: true,
  writablePaths: [],
  mounts: {},
  dependsOn: {},
  subnets: "private",
  cpu: 256,
  memoryMiB: 512,
  architecture: "X86_64",
  sidecars: {},
  volumes: {},
  permissions: [],
  secretsKmsKeyArns: [],
  pullThroughCache: false,
  egress: {},
  exec: false,
  logRetentionDays: 30,
  retainLogsOnDelete: false,
  tracing: false,
};

/** The default arguments that services and tasks share and that differ in the development profile. */
export const DEVELOPMENT_TASK_DEFINITION_DEFAULTS: Partial<TaskDefinitionDefaults> = {
  protection: false,
  logRetentionDays: 7,
};

/** The arguments that services and tasks share, with all defaults. */
export type TaskDefinitionSettings = EcsTaskDefinitionArgs & TaskDefinitionDefaults;

/** The names of the arguments that services and tasks share. */
export const TASK_DEFINITION_ARGUMENTS: Readonly<Record<keyof EcsTaskDefinitionArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  ...CONTAINER_ARGUMENTS,
  cluster: true,
  network: true,
  subnets: true,
  cpu: true,
  memoryMiB: true,
  architecture: true,
  ephemeralStorageGiB: true,
  sidecars: true,
  volumes: true,
  permissions: true,
  secretsKmsKeyArns: true,
  pullThroughCache: true,
  egress: true,
  exec: true,
  logRetentionDays: true,
  logKmsKeyArn: true,
  retainLogsOnDelete: true,
  tracing: true,
  capacityProviderStrategies: true,
};
