import type * as pulumi from "@pulumi/pulumi";
import type { EcsSecret } from "./container-secrets";

/** When a container can start, relative to another container of the task. */
export type EcsContainerCondition = "START" | "COMPLETE" | "SUCCESS" | "HEALTHY";

/** A directory that a container can write to although its root file system is read-only. */
export interface EcsWritablePathArgs {
  /** The absolute path in the container. */
  readonly path: string;
  /**
   * The maximum size in MiB. Files count toward the memory of the task.
   *
   * @default 64
   */
  readonly sizeMiB?: number;
}

/** Where a container mounts a volume. */
export interface EcsMountArgs {
  /** The absolute path in the container. */
  readonly path: string;
  /**
   * Whether the container can only read the volume.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A command that ECS runs in a container to determine whether the container is healthy. */
export interface EcsContainerHealthCheckArgs {
  /** The command: `["CMD", "curl", "-f", "http://localhost:8080/health"]`, or `["CMD-SHELL", "…"]` for a shell. */
  readonly command: readonly pulumi.Input<string>[];
  /**
   * The number of seconds between two checks, from 5 to 300.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * The number of seconds after which a check fails, from 2 to 60.
   *
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * The number of failed checks after which the container is unhealthy, from 1 to 10.
   *
   * @default 3
   */
  readonly retries?: number;
  /**
   * The number of seconds after the start during which failures do not count, from 0 to 300.
   *
   * @default 0
   */
  readonly startPeriodSeconds?: number;
}

/** A container of a task. */
export interface EcsContainerArgs {
  /**
   * The image with a tag other than `latest`, or with a digest. A digest always refers to the same image:
   * `repository.imageUri("sha256:…")`.
   */
  readonly image: pulumi.Input<string>;
  /**
   * The arguments of the entry point.
   *
   * @default the command of the image
   */
  readonly command?: readonly pulumi.Input<string>[];
  /**
   * The executable and its first arguments.
   *
   * @default the entry point of the image
   */
  readonly entryPoint?: readonly pulumi.Input<string>[];
  /**
   * The working directory.
   *
   * @default the working directory of the image
   */
  readonly workingDirectory?: string;
  /**
   * The environment variables by name. Anyone who can read the task definition can read them, so names that look like
   * secrets are rejected; use `secrets`.
   *
   * @default {}
   */
  readonly environment?: Readonly<Record<string, pulumi.Input<string>>>;
  /**
   * The names of environment variables that are not secrets although their names look like it: `["PASSWORD_MIN_LENGTH"]`.
   *
   * @default []
   */
  readonly allowPlain?: readonly string[];
  /**
   * Environment variables whose values ECS reads when the container starts: `{ LOGIN: database }` for the entire secret,
   * `{ PASSWORD: { secret: database, key: "password" } }` for a member of it, or the ARN of a secret or an SSM parameter. The
   * execution role can read exactly these secrets.
   *
   * @default {}
   */
  readonly secrets?: Readonly<Record<string, EcsSecret>>;
  /**
   * The user and the group, by name or number: `"1000:1000"`. `"image"` uses the user of the image, which is root unless
   * the image specifies another one.
   *
   * @default "65532:65532", which is the user "nonroot" of distroless images
   */
  readonly user?: string;
  /**
   * Whether the root file system is read-only. Some images write to more than `/tmp`: nginx needs the writable paths
   * `/var/cache/nginx` and `/var/run`.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * Directories in memory that the container can write to, in addition to `/tmp`. They are empty when the container
   * starts.
   *
   * @default []
   */
  readonly writablePaths?: readonly (string | EcsWritablePathArgs)[];
  /**
   * Where the container mounts the volumes of the task, by volume: `{ uploads: "/data" }`.
   *
   * @default {}
   */
  readonly mounts?: Readonly<Record<string, string | EcsMountArgs>>;
  /**
   * A command that determines whether the container is healthy.
   *
   * @default no check; the load balancer checks the task
   */
  readonly containerHealthCheck?: EcsContainerHealthCheckArgs;
  /**
   * The containers that this container waits for: `{ migrate: "SUCCESS" }`.
   *
   * @default {}
   */
  readonly dependsOn?: Readonly<Record<string, EcsContainerCondition>>;
  /**
   * The number of seconds between the signals SIGTERM and SIGKILL when ECS stops the container, from 2 to 120.
   *
   * @default 30
   */
  readonly stopTimeoutSeconds?: number;
}

/** A container that runs beside the main container of a task. */
export interface EcsSidecarArgs extends EcsContainerArgs {
  /**
   * Whether the task stops when this container stops. Set this to `false` for containers that exit, such as those that
   * other containers depend on with the condition `SUCCESS`.
   *
   * @default true
   */
  readonly essential?: boolean;
  /**
   * The port on which the container accepts connections.
   *
   * @default no port
   */
  readonly port?: number;
  /**
   * The memory in MiB above which ECS stops the container, from 6. The sidecars together must leave memory of the task for the main
   * container.
   *
   * @default the memory of the task
   */
  readonly memoryLimitMiB?: number;
}

/** The names of the arguments of a container. */
export const CONTAINER_ARGUMENTS: Readonly<Record<keyof EcsContainerArgs, true>> = {
  image: true,
  command: true,
  entryPoint: true,
  workingDirectory: true,
  environment: true,
  allowPlain: true,
  secrets: true,
  user: true,
  readonlyRootFilesystem: true,
  writablePaths: true,
  mounts: true,
  containerHealthCheck: true,
  dependsOn: true,
  stopTimeoutSeconds: true,
};

/** The names of the arguments of a sidecar. */
export const SIDECAR_ARGUMENTS: Readonly<Record<keyof EcsSidecarArgs, true>> = {
  ...CONTAINER_ARGUMENTS,
  essential: true,
  port: true,
  memoryLimitMiB: true,
};

/** The name of the main container in the task definition, which pipelines and `aws ecs execute-command` refer to. */
export const MAIN_CONTAINER = "app";

/** The user "nonroot" of distroless images, and its group. */
export const DEFAULT_USER = "65532:65532";
