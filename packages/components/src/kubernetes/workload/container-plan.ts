import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { booleanValue, expected, matching } from "../../shared/checks";
import { imageReference } from "../../shared/image-reference";
import { dnsLabel } from "../shared/kubernetes-names";
import { canonicalQuantity, storageSize } from "../shared/quantity";
import type { WorkloadContainerArgs, WorkloadMountArgs, WorkloadWritablePathArgs } from "./container-args";
import { checkEnvironment, stringValue, type ContainerEnvironment } from "./environment";
import type { ContainerProbes } from "./probes";
import { checkResources, type ContainerResources } from "./resources";

/** A directory in a container, and the volume that it shows. */
export interface ContainerMount extends WorkloadMountArgs {
  readonly volume: string;
}

/** An `emptyDir` volume for a writable path. */
export interface WritableVolume {
  readonly name: string;
  readonly sizeLimit: string | undefined;
  readonly inMemory: boolean;
}

/** A container whose arguments have been checked. */
export interface ContainerPlan {
  readonly name: string;
  readonly image: pulumi.Input<string>;
  readonly command: readonly pulumi.Input<string>[] | undefined;
  readonly args: readonly pulumi.Input<string>[] | undefined;
  readonly workingDirectory: string | undefined;
  readonly environment: ContainerEnvironment;
  readonly resources: ContainerResources;
  readonly readonlyRootFilesystem: boolean;
  readonly mounts: readonly ContainerMount[];
  readonly writableVolumes: readonly WritableVolume[];
  readonly probes: ContainerProbes;
}

/** What the check of a container needs to know about the workload. */
export interface ContainerContext {
  readonly name: string;
  /** The location of the arguments: "" or "sidecars.proxy". */
  readonly path: string;
  /** The prefix of names of the container's volumes and secret keys: "" or "proxy". */
  readonly prefix: string;
  /** The names of the volumes of the workload. */
  readonly volumes: readonly string[];
  /** The mounts that follow from the volumes of the workload. */
  readonly volumeMounts: readonly ContainerMount[];
  readonly probes: ContainerProbes;
}

const TMP = "/tmp";

/** Accepts a directory in a container. */
export const directory = matching(
  /^\/(?!.*\/(?:\.\.?)?(?:\/|$))[^:]*$/,
  "an absolute path",
  'Use a path without ":", "..", and a final "/": "/var/cache/nginx".',
);

const subDirectory = matching(
  /^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+$/,
  "a relative path",
  'Use a path without "..": "uploads".',
);
const volumeName = dnsLabel("a path whose letters and digits form a unique name of up to 63 characters");

/** Checks the arguments of a container, and plans its mounts. */
export function planContainer(
  issues: ArgumentIssues,
  container: WorkloadContainerArgs,
  context: ContainerContext,
): ContainerPlan {
  const at = (name: string) => (context.path === "" ? name : `${context.path}.${name}`);
  const { readonlyRootFilesystem = true, workingDirectory, mounts = {} } = container;
  issues.check(at("readonlyRootFilesystem"), readonlyRootFilesystem, booleanValue);
  if (workingDirectory !== undefined) issues.check(at("workingDirectory"), workingDirectory, directory);
  const volumeMounts = [...context.volumeMounts, ...checkMounts(issues, at("mounts"), mounts, context.volumes)];
  const writable = planWritablePaths(issues, at("writablePaths"), container, { ...context, volumeMounts });
  return {
    name: context.name,
    image: issues.checkInput(at("image"), container.image, imageReference),
    command: checkStrings(issues, at("command"), container.command),
    args: checkStrings(issues, at("args"), container.args),
    workingDirectory,
    environment: checkEnvironment(issues, at, container, context.prefix === "" ? "" : `${context.prefix}.`),
    resources: checkResources(issues, at("resources"), container.resources),
    readonlyRootFilesystem,
    mounts: [...volumeMounts, ...writable.map(({ mount }) => mount)],
    writableVolumes: writable.map(({ volume }) => volume),
    probes: context.probes,
  };
}

function checkStrings(
  issues: ArgumentIssues,
  path: string,
  values: readonly pulumi.Input<string>[] | undefined,
): readonly pulumi.Input<string>[] | undefined {
  if (values === undefined) return undefined;
  if (Array.isArray(values)) {
    return values.map((value: pulumi.Input<string>, index) =>
      issues.checkInput(`${path}[${index}]`, value, stringValue),
    );
  }
  issues.add(path, values, expected("wrong-type", "an array of strings", 'Example: ["node", "server.js"].'));
  return [];
}

function checkMounts(
  issues: ArgumentIssues,
  path: string,
  mounts: Readonly<Record<string, string | WorkloadMountArgs>>,
  volumes: readonly string[],
): ContainerMount[] {
  if (!issues.checkNames(path, mounts, volumes, "volume")) return [];
  return Object.entries(mounts).flatMap(([volume, args]) => {
    const mountPath = `${path}.${volume}`;
    if (typeof args === "string") return issues.check(mountPath, args, directory) ? [{ volume, path: args }] : [];
    if (!issues.checkNames(mountPath, args, ["path", "readOnly", "subPath"])) return [];
    issues.check(`${mountPath}.path`, args.path, directory);
    if (args.readOnly !== undefined) issues.check(`${mountPath}.readOnly`, args.readOnly, booleanValue);
    if (args.subPath !== undefined) issues.check(`${mountPath}.subPath`, args.subPath, subDirectory);
    return [{ volume, ...args }];
  });
}

interface PlannedWritablePath {
  readonly mount: ContainerMount;
  readonly volume: WritableVolume;
}

function planWritablePaths(
  issues: ArgumentIssues,
  path: string,
  { writablePaths = [], readonlyRootFilesystem = true }: WorkloadContainerArgs,
  context: ContainerContext,
): PlannedWritablePath[] {
  if (!Array.isArray(writablePaths)) {
    issues.add(path, writablePaths, expected("wrong-type", "an array of paths", 'Example: ["/var/cache/nginx"].'));
    return [];
  }
  const paths = new Set(context.volumeMounts.map((mount) => mount.path));
  reportDuplicateMounts(issues, context);
  const volumes = new Set(context.volumes);
  const items = (writablePaths as readonly (string | WorkloadWritablePathArgs)[]).map(
    (args, index) => [`${path}[${index}]`, args] as const,
  );
  const listed = items.map(([, args]) => (isObject(args) ? args.path : args));
  const needsTmp = readonlyRootFilesystem && !listed.includes(TMP) && !paths.has(TMP);
  const implied: [string, string][] = needsTmp ? [[path, TMP]] : [];
  return [...implied, ...items].flatMap(([itemPath, args]) => {
    const planned = planWritablePath(issues, itemPath, args, context.prefix);
    if (planned === undefined) return [];
    const { mount, volume } = planned;
    if (paths.has(mount.path) || volumes.has(volume.name)) {
      const statement = `the container already has a volume at this path, or a volume with the name "${volume.name}"`;
      issues.add(itemPath, mount.path, {
        code: "duplicate",
        statement,
        remedy: "Remove one of them, or use a volume.",
      });
    }
    paths.add(mount.path);
    volumes.add(volume.name);
    return [planned];
  });
}

const isObject = <T>(value: T): value is T & object => typeof value === "object" && value !== null;

function planWritablePath(
  issues: ArgumentIssues,
  path: string,
  writable: string | WorkloadWritablePathArgs,
  prefix: string,
): PlannedWritablePath | undefined {
  const isString = typeof writable === "string";
  const args = isString ? { path: writable } : writable;
  if (!issues.checkNames(path, args, ["path", "sizeLimit", "inMemory"])) return undefined;
  const { inMemory = false, sizeLimit } = args;
  if (!issues.check(isString ? path : `${path}.path`, args.path, directory)) return undefined;
  if (sizeLimit !== undefined) issues.check(`${path}.sizeLimit`, sizeLimit, storageSize);
  issues.check(`${path}.inMemory`, inMemory, booleanValue);
  const words = `${prefix}-${args.path}`.toLowerCase().split(/[^a-z0-9]+/);
  const name = words.filter((word) => word !== "").join("-");
  const uniqueName: Check<unknown> = () => volumeName(name);
  issues.check(path, args.path, uniqueName);
  return {
    mount: { volume: name, path: args.path },
    volume: { name, sizeLimit: sizeLimit === undefined ? undefined : canonicalQuantity(sizeLimit), inMemory },
  };
}

function reportDuplicateMounts(issues: ArgumentIssues, { path, volumeMounts }: ContainerContext): void {
  const byPath = new Map<string, string>();
  for (const mount of volumeMounts) {
    const other = byPath.get(mount.path);
    if (other !== undefined) {
      issues.add(path === "" ? `volumes.${mount.volume}` : `${path}.mounts.${mount.volume}`, mount.path, {
        code: "duplicate",
        statement: (got) => `the volume "${other}" is also mounted at ${got}`,
        remedy: "Use another path.",
      });
    }
    byPath.set(mount.path, mount.volume);
  }
}
