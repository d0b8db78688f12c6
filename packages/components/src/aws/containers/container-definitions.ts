import { valueFromOf, type EcsSecret } from "./container-secrets";
import type * as pulumi from "@pulumi/pulumi";
import type { EcsContainerArgs, EcsContainerHealthCheckArgs, EcsSidecarArgs } from "./container-args";

/** A value in a container definition. */
export type DefinitionValue =
  | pulumi.Input<string>
  | pulumi.Input<number>
  | boolean
  | readonly DefinitionValue[]
  | { readonly [name: string]: DefinitionValue | undefined };

/** A container definition, in the form in which ECS returns it. */
export type ContainerDefinition = Readonly<Record<string, DefinitionValue | undefined>> & { readonly name: string };

/** Where the containers of a task write their output. */
export interface LogDestination {
  readonly group: pulumi.Input<string>;
  readonly region: pulumi.Input<string>;
}

/** A container of a task. */
export interface ContainerPlan {
  readonly name: string;
  readonly args: EcsContainerArgs & Pick<EcsSidecarArgs, "essential" | "port" | "memoryLimitMiB">;
  /** The protocol that Service Connect uses for the port; `undefined` without Service Connect, or for TCP. */
  readonly appProtocol?: string | undefined;
  /** Whether the agent of ECS Exec runs in the container. */
  readonly exec: boolean;
  /** Returns environment variables that depend on the Region, which is known only when the log group exists. */
  readonly regionalVariables?: (region: pulumi.Input<string>) => Readonly<Record<string, pulumi.Input<string>>>;
}

/** The volumes that the agent of ECS Exec writes to, because the root file system is read-only. */
export const EXEC_MOUNTS: Readonly<Record<string, string>> = {
  "exec-agent": "/var/lib/amazon",
  "exec-logs": "/var/log/amazon",
};

const TEMPORARY_FILES = "/tmp";
const DEFAULT_TMPFS_MIB = 64;

/** The user name that stands for the user of the image. */
const IMAGE_USER = "image";

/**
 * The number of bytes that the log driver buffers before it drops messages. In blocking mode, an application stops when
 * CloudWatch Logs is unavailable.
 */
const LOG_BUFFER = "25m";

/**
 * Returns the definition of a container, in the form in which ECS returns it: empty arrays are present, and so are the
 * defaults of the port mappings and of the health check. Otherwise, the provider would report differences that do not exist.
 */
export function containerDefinition(container: ContainerPlan, logs: LogDestination): ContainerDefinition {
  const { name, args } = container;
  const { user } = args;
  return withoutUndefined({
    name,
    image: args.image,
    essential: args.essential ?? true,
    memory: args.memoryLimitMiB,
    command: args.command,
    entryPoint: args.entryPoint,
    workingDirectory: args.workingDirectory,
    user: user === IMAGE_USER ? undefined : user,
    readonlyRootFilesystem: args.readonlyRootFilesystem ?? true,
    stopTimeout: args.stopTimeoutSeconds,
    environment: namedValues({ ...args.environment, ...container.regionalVariables?.(logs.region) }, "value"),
    secrets: secretVariables(args.secrets ?? {}),
    portMappings: portMappings(container),
    mountPoints: mountPoints(container),
    linuxParameters: { initProcessEnabled: true, tmpfs: temporaryFileSystems(args) },
    healthCheck: args.containerHealthCheck && healthCheck(args.containerHealthCheck),
    dependsOn: dependencies(args.dependsOn ?? {}),
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": logs.group,
        "awslogs-region": logs.region,
        "awslogs-stream-prefix": name,
        "max-buffer-size": LOG_BUFFER,
        mode: "non-blocking",
      },
    },
    systemControls: [],
    volumesFrom: [],
  });
}

/** Returns container definitions in the order in which the provider stores them, with sorted property names. */
export function canonicalDefinitions(definitions: readonly ContainerDefinition[]): ContainerDefinition[] {
  return [...definitions]
    .sort((first, second) => compare(first.name, second.name))
    .map((definition) => sorted(definition) as ContainerDefinition);
}

const compare = (first: string, second: string): number => (first < second ? -1 : Number(first > second));

function secretVariables(secrets: Readonly<Record<string, EcsSecret>>) {
  const references = Object.entries(secrets).map(([name, secret]) => [name, valueFromOf(secret)] as const);
  return references.length === 0 ? undefined : namedValues(Object.fromEntries(references), "valueFrom");
}

const namedValues = (values: Readonly<Record<string, pulumi.Input<string>>>, property: "value" | "valueFrom") =>
  Object.entries(values)
    .sort(([first], [second]) => compare(first, second))
    .map(([name, value]) => ({ name, [property]: value }));

function portMappings({ name, args: { port }, appProtocol }: ContainerPlan): DefinitionValue {
  if (port === undefined) return [];
  return [withoutUndefined({ appProtocol, containerPort: port, hostPort: port, name, protocol: "tcp" })];
}

function mountPoints({ args, exec }: ContainerPlan): DefinitionValue {
  const mounts = Object.entries(args.mounts ?? {}).map(([sourceVolume, mount]) => {
    const { path, readOnly = false } = typeof mount === "string" ? { path: mount } : mount;
    return { containerPath: path, readOnly, sourceVolume };
  });
  const execMounts = Object.entries(exec ? EXEC_MOUNTS : {}).map(([sourceVolume, containerPath]) => ({
    containerPath,
    readOnly: false,
    sourceVolume,
  }));
  const keyOf = ({ containerPath, sourceVolume }: (typeof execMounts)[number]) => `${containerPath}:${sourceVolume}`;
  return [...mounts, ...execMounts].sort((first, second) => compare(keyOf(first), keyOf(second)));
}

/** Returns the writable directories. The directories are in memory, because volumes belong to root. */
function temporaryFileSystems({ writablePaths = [], readonlyRootFilesystem = true }: EcsContainerArgs) {
  const listed = writablePaths.map((writable) => (typeof writable === "string" ? { path: writable } : writable));
  const hasTemporaryFiles = !readonlyRootFilesystem || listed.some(({ path }) => path === TEMPORARY_FILES);
  const paths: readonly { readonly path: string; readonly sizeMiB?: number }[] = hasTemporaryFiles
    ? listed
    : [{ path: TEMPORARY_FILES }, ...listed];
  if (paths.length === 0) return undefined;
  return [...paths]
    .sort((first, second) => compare(first.path, second.path))
    .map(({ path, sizeMiB = DEFAULT_TMPFS_MIB }) => ({
      containerPath: path,
      mountOptions: ["nodev", "nosuid"],
      size: sizeMiB,
    }));
}

const healthCheck = ({
  command,
  intervalSeconds = 30,
  timeoutSeconds = 5,
  retries = 3,
  startPeriodSeconds,
}: EcsContainerHealthCheckArgs): DefinitionValue =>
  withoutUndefined({
    command,
    interval: intervalSeconds,
    retries,
    startPeriod: startPeriodSeconds,
    timeout: timeoutSeconds,
  });

function dependencies(dependsOn: Readonly<Record<string, string>>): DefinitionValue | undefined {
  const entries = Object.entries(dependsOn).sort(([first], [second]) => compare(first, second));
  return entries.length === 0 ? undefined : entries.map(([containerName, condition]) => ({ condition, containerName }));
}

function withoutUndefined<T extends Readonly<Record<string, DefinitionValue | undefined>>>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

/** Returns a value whose objects have sorted property names and no `undefined` properties. Outputs are not changed. */
function sorted(value: DefinitionValue | undefined): DefinitionValue | undefined {
  if (Array.isArray(value)) return (value as readonly DefinitionValue[]).map((item) => sorted(item) ?? item);
  if (!isDefinitionObject(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  entries.sort(([first], [second]) => compare(first, second));
  return Object.fromEntries(entries.map(([name, item]) => [name, sorted(item)]));
}

function isDefinitionObject(
  value: DefinitionValue | undefined,
): value is Readonly<Record<string, DefinitionValue | undefined>> {
  // Outputs and promises are instances of classes.
  return typeof value === "object" && Object.getPrototypeOf(value) === Object.prototype;
}
