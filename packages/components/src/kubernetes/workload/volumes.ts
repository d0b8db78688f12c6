import type * as kubernetes from "@pulumi/kubernetes";
import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, oneOf, plainObject } from "../../shared/checks";
import { dnsSubdomain, serviceName } from "../shared/kubernetes-names";
import { canonicalQuantity, storageSize } from "../shared/quantity";
import { directory, type ContainerMount } from "./container-plan";

import { dataKey, definedEntries, stringValue } from "./environment";
import {
  VOLUME_SOURCES,
  type WorkloadClaimArgs,
  type WorkloadEmptyDirArgs,
  type WorkloadVolumeArgs,
} from "./volume-args";

/** The source of a volume. */
export type VolumeSource =
  | { readonly kind: "emptyDir"; readonly spec: kubernetes.types.input.core.v1.EmptyDirVolumeSource }
  | { readonly kind: "ephemeral" | "claim"; readonly claim: ClaimPlan }
  | { readonly kind: "existingClaim" | "existingConfigMap" | "existingSecret"; readonly name: pulumi.Input<string> }
  | { readonly kind: "configFiles" | "secretFiles"; readonly files: Readonly<Record<string, pulumi.Input<string>>> };

/** A request for a volume in the form of the Kubernetes API. */
export interface ClaimPlan {
  readonly size: string;
  readonly accessMode: string;
  readonly storageClassName: string | undefined;
}

/** A volume whose arguments have been checked. */
export interface VolumePlan {
  readonly name: string;
  readonly source: VolumeSource;
  /** Where the main container mounts the volume. */
  readonly mount: ContainerMount | undefined;
}

const ACCESS_MODES = ["ReadWriteOnce", "ReadWriteOncePod", "ReadWriteMany", "ReadOnlyMany"];
const FILE_SOURCES: readonly string[] = ["configFiles", "existingConfigMap", "secretFiles", "existingSecret"];
// https://kubernetes.io/docs/concepts/configuration/configmap/: the maximum size of the data of a ConfigMap or Secret
const MAX_DATA_BYTES = 1024 * 1024;

// A name that begins with a digit is rejected, because JavaScript would sort numbers before other names.
const volumeName = serviceName("the name of a volume");
const objectName = dnsSubdomain("the name of an object");
const className = dnsSubdomain("the name of a storage class");

/** Checks the volumes of a workload. */
export function planVolumes(
  issues: ArgumentIssues,
  volumes: Readonly<Record<string, WorkloadVolumeArgs>> = {},
): VolumePlan[] {
  if (!issues.check("volumes", volumes, plainObject("an object of volumes"))) return [];
  return Object.entries(volumes).flatMap(([name, args]) => {
    const path = `volumes.${name}`;
    issues.check(path, name, volumeName);
    if (!issues.checkNames(path, args, ["path", "readOnly", ...VOLUME_SOURCES])) return [];
    const source = planSource(issues, path, args);
    return source === undefined ? [] : [{ name, source, mount: planMount(issues, path, name, args) }];
  });
}

function planMount(
  issues: ArgumentIssues,
  path: string,
  volume: string,
  args: WorkloadVolumeArgs,
): ContainerMount | undefined {
  const isFile = VOLUME_SOURCES.some((source) => FILE_SOURCES.includes(source) && args[source] !== undefined);
  const { path: mountPath, readOnly = isFile } = args;
  issues.check(`${path}.readOnly`, readOnly, booleanValue);
  if (mountPath === undefined) return undefined;
  return issues.check(`${path}.path`, mountPath, directory)
    ? { volume, path: mountPath, ...(readOnly && { readOnly }) }
    : undefined;
}

function planSource(issues: ArgumentIssues, path: string, args: WorkloadVolumeArgs): VolumeSource | undefined {
  const [kind, ...others] = VOLUME_SOURCES.filter((source) => args[source] !== undefined);
  if (kind === undefined || others.length > 0) {
    const got = kind === undefined ? "none" : [kind, ...others].join(" and ");
    issues.add(path, args, {
      code: kind === undefined ? "missing" : "conflict",
      statement: `expected one of ${VOLUME_SOURCES.join(", ")}, got ${got}`,
      remedy: 'Example: { path: "/data", claim: { size: "10Gi" } }.',
    });
    return undefined;
  }
  const sourcePath = `${path}.${kind}`;
  switch (kind) {
    case "emptyDir":
      return { kind, spec: planEmptyDir(issues, sourcePath, args.emptyDir) };
    case "ephemeral":
    case "claim":
      return { kind, claim: planClaim(issues, sourcePath, args[kind] ?? { size: "" }) };
    case "configFiles":
    case "secretFiles":
      return { kind, files: checkFiles(issues, sourcePath, args[kind] ?? {}) };
    case "existingClaim":
    case "existingConfigMap":
    case "existingSecret":
      return { kind, name: issues.checkInput(sourcePath, args[kind] ?? "", objectName) };
  }
}

function planEmptyDir(
  issues: ArgumentIssues,
  path: string,
  args: WorkloadEmptyDirArgs = {},
): kubernetes.types.input.core.v1.EmptyDirVolumeSource {
  if (!issues.checkNames(path, args, ["sizeLimit", "inMemory"])) return {};
  const { sizeLimit, inMemory = false } = args;
  issues.check(`${path}.inMemory`, inMemory, booleanValue);
  if (sizeLimit !== undefined) issues.check(`${path}.sizeLimit`, sizeLimit, storageSize);
  return emptyDirectory(sizeLimit === undefined ? undefined : canonicalQuantity(sizeLimit), inMemory);
}

/** Returns an empty directory in the form in which the API server stores it. */
export const emptyDirectory = (
  sizeLimit: string | undefined,
  inMemory: boolean,
): kubernetes.types.input.core.v1.EmptyDirVolumeSource => ({
  ...(inMemory && { medium: "Memory" }),
  ...(sizeLimit !== undefined && { sizeLimit }),
});

function planClaim(issues: ArgumentIssues, path: string, args: WorkloadClaimArgs): ClaimPlan {
  const none = { size: "", accessMode: "ReadWriteOnce", storageClassName: undefined };
  if (!issues.checkNames(path, args, ["size", "storageClassName", "accessMode"])) return none;
  const { size, storageClassName, accessMode = "ReadWriteOnce" } = args;
  issues.check(`${path}.size`, size, storageSize);
  issues.check(`${path}.accessMode`, accessMode, oneOf(ACCESS_MODES));
  if (storageClassName !== undefined) issues.check(`${path}.storageClassName`, storageClassName, className);
  return { size: canonicalQuantity(size) ?? "", accessMode, storageClassName };
}

function checkFiles(
  issues: ArgumentIssues,
  path: string,
  files: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string>> {
  if (!issues.check(path, files, plainObject("an object of files", 'Example: { "app.yaml": "level: info" }.')))
    return {};
  const entries = definedEntries(files).map(([name, content]) => {
    const filePath = `${path}[${JSON.stringify(name)}]`;
    issues.check(filePath, name, dataKey);
    return [name, issues.checkInput(filePath, content, stringValue)] as const;
  });
  if (entries.length === 0) {
    issues.add(path, undefined, {
      code: "missing",
      statement: "expected at least one file",
      remedy: "Remove the volume.",
    });
  }
  const size = entries.reduce((total, [, content]) => total + byteLength(content), 0);
  if (size > MAX_DATA_BYTES) {
    const statement = `expected at most ${MAX_DATA_BYTES} bytes in total, got ${size}`;
    issues.add(path, undefined, { code: "out-of-range", statement, remedy: "Use several volumes." });
  }
  return Object.fromEntries(entries);
}

const byteLength = (content: pulumi.Input<string>): number =>
  isPlainValue<unknown>(content) && typeof content === "string" ? Buffer.byteLength(content) : 0;

/** Returns a claim in the form in which the API server stores it. */
export const claimSpec = ({
  size,
  accessMode,
  storageClassName,
}: ClaimPlan): kubernetes.types.input.core.v1.PersistentVolumeClaimSpec => ({
  accessModes: [accessMode],
  resources: { requests: { storage: size } },
  ...(storageClassName !== undefined && { storageClassName }),
  volumeMode: "Filesystem",
});

/** Whether only one node, or one pod, can mount a volume of a workload other than a StatefulSet. */
export const isExclusive = ({ source }: VolumePlan): boolean =>
  source.kind === "claim" && source.claim.accessMode.startsWith("ReadWriteOnce");
