import type * as pulumi from "@pulumi/pulumi";
import type { Quantity } from "../shared/quantity";

/** The CPU, memory, and local storage of a container. */
export interface WorkloadResourcesArgs {
  /**
   * The amount of memory that is reserved for the container: `"256Mi"`. It is also the limit, so the container never depends on
   * memory that other pods can claim.
   */
  readonly memory: Quantity;
  /**
   * The amount of CPU that is reserved for the container: `"250m"`, or `0.25`.
   *
   * @default "100m"
   */
  readonly cpu?: Quantity;
  /**
   * The maximum amount of CPU. A limit slows the container down even if its node has idle CPUs.
   *
   * @default no limit
   */
  readonly cpuLimit?: Quantity;
  /**
   * The amount of local storage that is reserved for logs, writable paths, and `emptyDir` volumes. It is also the limit.
   *
   * @default no reservation and no limit
   */
  readonly ephemeralStorage?: Quantity;
}

/** A directory that a container can write to. */
export interface WorkloadWritablePathArgs {
  /** The directory: `"/var/cache/nginx"`. */
  readonly path: string;
  /**
   * The maximum size. Kubernetes evicts the pod if the directory grows larger.
   *
   * @default no limit
   */
  readonly sizeLimit?: Quantity;
  /**
   * Whether the directory is in memory, which counts towards the memory of the container.
   *
   * @default false
   */
  readonly inMemory?: boolean;
}

/** Where a container mounts a volume. */
export interface WorkloadMountArgs {
  /** The directory in the container: `"/data"`. */
  readonly path: string;
  /**
   * Whether the container can only read the volume.
   *
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * The directory in the volume.
   *
   * @default the root directory of the volume
   */
  readonly subPath?: string;
}

/** A key of a Secret that exists in the namespace. */
export interface WorkloadSecretKey {
  /** The name of the Secret. */
  readonly secretName: pulumi.Input<string>;
  /** The key in the Secret. */
  readonly key: pulumi.Input<string>;
}

/** A container of a pod. */
export interface WorkloadContainerArgs {
  /** The image with a tag other than `latest`, or with a digest. Only a digest always refers to the same image. */
  readonly image: pulumi.Input<string>;
  /** The CPU and memory of the container. */
  readonly resources: WorkloadResourcesArgs;
  /**
   * The executable and its first arguments.
   *
   * @default the entry point of the image
   */
  readonly command?: readonly pulumi.Input<string>[];
  /**
   * The arguments of the executable.
   *
   * @default the command of the image
   */
  readonly args?: readonly pulumi.Input<string>[];
  /**
   * The working directory.
   *
   * @default the working directory of the image
   */
  readonly workingDirectory?: string;
  /**
   * The environment variables by name. Anyone who can read pods can read them, so names that look like secrets are rejected; use
   * a volume with `secretFiles`.
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
   * Environment variables whose values come from a Secret: from one that the component creates for a string, or from an existing
   * Secret. The strict preset prefers volumes with `secretFiles`, because environment variables appear in crash reports.
   *
   * @default {}
   */
  readonly secretEnvironment?: Readonly<Record<string, pulumi.Input<string> | WorkloadSecretKey>>;
  /**
   * Whether the root file system is read-only. Some images write to more than `/tmp`: nginx needs the writable paths
   * `/var/cache/nginx` and `/var/run`.
   *
   * @default true
   */
  readonly readonlyRootFilesystem?: boolean;
  /**
   * Directories that the container can write to, in addition to `/tmp`. They are empty when the pod starts.
   *
   * @default []
   */
  readonly writablePaths?: readonly (string | WorkloadWritablePathArgs)[];
  /**
   * Where the container mounts volumes of the workload, by volume: `{ uploads: "/data" }`. The main container also mounts each
   * volume that has a `path`.
   *
   * @default {}
   */
  readonly mounts?: Readonly<Record<string, string | WorkloadMountArgs>>;
}

/** An HTTP request. */
export interface WorkloadHttpProbe {
  /** The path: `"/ready"`. */
  readonly path: string;
  /**
   * The name of a port in `ports`, or a number.
   *
   * @default the only port of the container
   */
  readonly port?: string | number;
  /**
   * The scheme. Certificates are not verified.
   *
   * @default "HTTP"
   */
  readonly scheme?: "HTTP" | "HTTPS";
}

/** A connection to a port. */
export interface WorkloadTcpProbe {
  /**
   * The name of a port in `ports`, or a number.
   *
   * @default the only port of the container
   */
  readonly port?: string | number;
}

/** A request to the gRPC health service. */
export interface WorkloadGrpcProbe {
  /**
   * The name of a port in `ports`, or a number.
   *
   * @default the only port of the container
   */
  readonly port?: string | number;
  /**
   * The service whose health is queried.
   *
   * @default the entire server
   */
  readonly service?: string;
}

/** A command that succeeds if the container is healthy. */
export interface WorkloadExecProbe {
  /** The executable and its arguments. */
  readonly command: readonly string[];
}

/** A check of a container. Exactly one of `http`, `tcp`, `grpc`, and `exec` must be set. */
export interface WorkloadProbeArgs {
  /** An HTTP request that succeeds with a status code from 200 to 399. */
  readonly http?: WorkloadHttpProbe;
  /** A TCP connection. */
  readonly tcp?: WorkloadTcpProbe;
  /** A request to the gRPC health service. */
  readonly grpc?: WorkloadGrpcProbe;
  /** A command that exits with the code 0. */
  readonly exec?: WorkloadExecProbe;
  /**
   * The number of seconds before the first check.
   *
   * @default 0
   */
  readonly initialDelaySeconds?: number;
  /**
   * The number of seconds between two checks.
   *
   * @default 10
   */
  readonly periodSeconds?: number;
  /**
   * The number of seconds after which a check fails.
   *
   * @default 1
   */
  readonly timeoutSeconds?: number;
  /**
   * The number of failed checks in a row after which the probe fails.
   *
   * @default 3
   */
  readonly failureThreshold?: number;
  /**
   * The number of successful checks in a row after which a failed readiness probe succeeds. Other probes accept only 1.
   *
   * @default 1
   */
  readonly successThreshold?: number;
}

/** The probes of a container. */
export interface WorkloadProbesArgs {
  /**
   * Determines whether the container receives traffic, and whether a rollout continues. `false` for none.
   *
   * @default a TCP connection to the only port; required for other containers of long-running workloads
   */
  readonly readiness?: false | WorkloadProbeArgs;
  /**
   * Determines whether Kubernetes restarts the container. A probe that depends on other services restarts all pods when such a
   * service fails.
   *
   * @default no probe
   */
  readonly liveness?: WorkloadProbeArgs;
  /**
   * Delays the other probes until the container has started.
   *
   * @default no probe
   */
  readonly startup?: WorkloadProbeArgs;
}

/** A container that starts before the main container and runs until the main container has stopped. */
export interface WorkloadSidecarArgs extends WorkloadContainerArgs {
  /**
   * The probes of the container. The readiness probe has no default.
   *
   * @default {}
   */
  readonly probes?: WorkloadProbesArgs;
}

/** The names of the arguments of a container. */
export const CONTAINER_ARGUMENTS: Readonly<Record<keyof WorkloadContainerArgs, true>> = {
  image: true,
  resources: true,
  command: true,
  args: true,
  workingDirectory: true,
  environment: true,
  allowPlain: true,
  secretEnvironment: true,
  readonlyRootFilesystem: true,
  writablePaths: true,
  mounts: true,
};

/** The names of the arguments of a sidecar. */
export const SIDECAR_ARGUMENTS: Readonly<Record<keyof WorkloadSidecarArgs, true>> = {
  ...CONTAINER_ARGUMENTS,
  probes: true,
};

/** The name of the main container, which commands such as `kubectl logs` refer to. */
export const MAIN_CONTAINER = "app";
