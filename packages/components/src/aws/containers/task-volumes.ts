import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { integerBetween, matching, oneOf, plainObject } from "../../shared/checks";
import { kmsKeyArn } from "../shared/arn";

/** An Amazon EFS file system, which all tasks share. Data remains when tasks stop. */
export interface EcsEfsVolumeArgs {
  /** The ARN of the file system. The security group of its mount targets must allow port 2049: `service.allowTo(…, 2049)`. */
  readonly fileSystemArn: pulumi.Input<string>;
  /**
   * The ID of an access point, which determines the directory and the user.
   *
   * @default no access point
   */
  readonly accessPointId?: pulumi.Input<string>;
  /**
   * The directory of the file system to mount, unless there is an access point.
   *
   * @default "/"
   */
  readonly rootDirectory?: string;
}

/** An Amazon EBS volume that ECS creates for each task and deletes with the task. */
export interface EcsEbsVolumeArgs {
  /** The size of the volume in GiB, from 1 to 16384. */
  readonly sizeGiB: number;
  /**
   * The type of the volume.
   *
   * @default "gp3"
   */
  readonly volumeType?: "gp3" | "gp2" | "io2" | "io1" | "st1" | "sc1";
  /**
   * The number of I/O operations per second, which `io1` and `io2` require.
   *
   * @default the default of the volume type
   */
  readonly iops?: number;
  /**
   * The throughput of a `gp3` volume in MiB per second, from 125 to 1000.
   *
   * @default 125
   */
  readonly throughputMiBps?: number;
  /**
   * The ARN of the KMS key that encrypts the volume.
   *
   * @default the AWS managed key for EBS
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/**
 * A volume of a task: a shared file system, a block device for each task, or an empty directory that the containers of a
 * task share.
 */
export type EcsVolumeArgs =
  | { readonly efs: EcsEfsVolumeArgs }
  | { readonly ebs: EcsEbsVolumeArgs }
  | { readonly type: "ephemeral" };

const EFS_ARGUMENTS: Readonly<Record<keyof EcsEfsVolumeArgs, true>> = {
  fileSystemArn: true,
  accessPointId: true,
  rootDirectory: true,
};
const EBS_ARGUMENTS: Readonly<Record<keyof EcsEbsVolumeArgs, true>> = {
  sizeGiB: true,
  volumeType: true,
  iops: true,
  throughputMiBps: true,
  kmsKeyArn: true,
};

/** Accepts the ARN of an EFS file system in any partition. */
const fileSystemArn = matching(
  /^arn:aws[a-z-]*:elasticfilesystem:[a-z0-9-]+:\d{12}:file-system\/fs-[0-9a-f]+$/,
  "the ARN of an EFS file system",
  "Use arn:aws:elasticfilesystem:<region>:<account>:file-system/<id>.",
);

const accessPointId = matching(/^fsap-[0-9a-f]+$/, "the ID of an EFS access point", 'Example: "fsap-0a1b2c3d".');

const volumeName = matching(
  /^(?!exec-)[A-Za-z0-9][A-Za-z0-9_-]{0,254}$/,
  "the name of a volume",
  'Use up to 255 letters, digits, hyphens, and underscores. Names that begin with "exec-" are reserved.',
);

const absolutePath = matching(/^\//, "an absolute path", 'Example: "/".');

/** Checks `volumes` and returns them with checked inputs. Invalid volumes are omitted. */
export function checkVolumes(
  issues: ArgumentIssues,
  volumes: Readonly<Record<string, EcsVolumeArgs>>,
): Record<string, EcsVolumeArgs> {
  if (!issues.check("volumes", volumes, plainObject("an object of volumes by name"))) return {};
  const checked = Object.entries(volumes).flatMap(([name, volume]) => {
    const path = `volumes.${name}`;
    const isValid = issues.check(path, name, volumeName) && issues.checkNames(path, volume, ["efs", "ebs", "type"]);
    const result = isValid ? checkVolume(issues, path, volume) : undefined;
    return result === undefined ? [] : [[name, result] as const];
  });
  const ebsVolumes = checked.filter(([, volume]) => "ebs" in volume).map(([name]) => name);
  if (ebsVolumes.length > 1) {
    issues.add(`volumes.${ebsVolumes[1] ?? ""}`, undefined, {
      code: "conflict",
      statement: "a task can have only one EBS volume",
      remedy: "Use EFS or ephemeral volumes for the others.",
    });
  }
  return Object.fromEntries(checked);
}

function checkVolume(issues: ArgumentIssues, path: string, volume: EcsVolumeArgs): EcsVolumeArgs | undefined {
  if ("efs" in volume) return checkEfs(issues, `${path}.efs`, volume.efs);
  if ("ebs" in volume) return checkEbs(issues, `${path}.ebs`, volume.ebs);
  return issues.check(`${path}.type`, volume.type, oneOf(["ephemeral"])) ? volume : undefined;
}

function checkEfs(issues: ArgumentIssues, path: string, efs: EcsEfsVolumeArgs): EcsVolumeArgs | undefined {
  if (!issues.checkNames(path, efs, Object.keys(EFS_ARGUMENTS))) return undefined;
  const { rootDirectory } = efs;
  if (rootDirectory !== undefined) {
    issues.check(`${path}.rootDirectory`, rootDirectory, absolutePath);
    if (efs.accessPointId !== undefined) {
      issues.add(`${path}.rootDirectory`, rootDirectory, {
        code: "conflict",
        statement: "the access point determines the directory",
        remedy: "Remove rootDirectory.",
      });
    }
  }
  const accessPoint = issues.checkOptionalInput(`${path}.accessPointId`, efs.accessPointId, accessPointId);
  return {
    efs: {
      ...efs,
      fileSystemArn: issues.checkInput(`${path}.fileSystemArn`, efs.fileSystemArn, fileSystemArn),
      ...(accessPoint !== undefined && { accessPointId: accessPoint }),
    },
  };
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html
const VOLUME_TYPES = ["gp3", "gp2", "io2", "io1", "st1", "sc1"];
const MAX_SIZE_GIB = 16_384;
const MAX_IOPS = 256_000;

function checkEbs(issues: ArgumentIssues, path: string, ebs: EcsEbsVolumeArgs): EcsVolumeArgs | undefined {
  if (!issues.checkNames(path, ebs, Object.keys(EBS_ARGUMENTS))) return undefined;
  const { sizeGiB, volumeType = "gp3", iops, throughputMiBps } = ebs;
  issues.check(`${path}.sizeGiB`, sizeGiB, integerBetween(1, MAX_SIZE_GIB));
  issues.check(`${path}.volumeType`, volumeType, oneOf(VOLUME_TYPES));
  if (iops !== undefined) issues.check(`${path}.iops`, iops, integerBetween(100, MAX_IOPS));
  else if (volumeType.startsWith("io")) {
    issues.add(`${path}.iops`, iops, {
      code: "missing",
      statement: `${volumeType} volumes require a number of I/O operations per second`,
    });
  }
  if (throughputMiBps !== undefined) {
    issues.check(`${path}.throughputMiBps`, throughputMiBps, integerBetween(125, 1000));
    if (volumeType !== "gp3") {
      issues.add(`${path}.throughputMiBps`, throughputMiBps, {
        code: "conflict",
        statement: "only gp3 volumes have a configurable throughput",
        remedy: "Remove throughputMiBps.",
      });
    }
  }
  const key = issues.checkOptionalInput(`${path}.kmsKeyArn`, ebs.kmsKeyArn, kmsKeyArn);
  return { ebs: { ...ebs, ...(key !== undefined && { kmsKeyArn: key }) } };
}

/** Returns the volumes of a task definition, sorted by name. */
export function taskVolumes(
  volumes: Readonly<Record<string, EcsVolumeArgs>>,
  fileSystemIdOf: (fileSystemArn: pulumi.Input<string>) => pulumi.Input<string>,
): aws.types.input.ecs.TaskDefinitionVolume[] {
  return Object.entries(volumes)
    .sort(([first], [second]) => (first < second ? -1 : 1))
    .map(([name, volume]) => {
      if ("ebs" in volume) return { name, configureAtLaunch: true };
      if (!("efs" in volume)) return { name };
      const { fileSystemArn: arn, accessPointId: accessPoint, rootDirectory = "/" } = volume.efs;
      return {
        name,
        efsVolumeConfiguration: {
          fileSystemId: fileSystemIdOf(arn),
          rootDirectory,
          transitEncryption: "ENABLED",
          authorizationConfig: {
            iam: "ENABLED",
            ...(accessPoint !== undefined && { accessPointId: accessPoint }),
          },
        },
      };
    });
}

/** Whether one of the volumes is an EBS volume. */
export const hasEbsVolume = (volumes: Readonly<Record<string, EcsVolumeArgs>>): boolean =>
  Object.values(volumes).some((volume) => "ebs" in volume);
