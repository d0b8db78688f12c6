import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { integerBetween } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import { kmsKeyArn } from "../shared/arn";

/** The storage of nodes for images, logs, and ephemeral volumes. EKS encrypts it. */
export interface EksEphemeralStorageArgs {
  /**
   * The size in GiB, up to 59,000.
   *
   * @default 80
   */
  readonly sizeGiB?: number;
  /**
   * The number of input and output operations per second, from 3,000 to 16,000, and at most 500 per GiB above 3,000.
   *
   * @default 3000
   */
  readonly iops?: number;
  /**
   * The throughput in MiB per second, from 125 to 1,000, and at most a quarter of `iops`.
   *
   * @default 125
   */
  readonly throughput?: number;
  /**
   * The ARN of a KMS key that encrypts the storage. The key policy must allow the role that launches nodes to use the key and to
   * create grants: the role of the cluster for an EksNodePool, `AWSServiceRoleForAutoScaling` for an EksNodeGroup.
   *
   * @default the default key of the account for EBS
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The defaults of `ephemeralStorage`. */
const STORAGE_DEFAULTS: Required<Omit<EksEphemeralStorageArgs, "kmsKeyArn">> = {
  sizeGiB: 80,
  iops: 3000,
  throughput: 125,
};

/** The storage of nodes with its defaults. */
export type CheckedStorage = EksEphemeralStorageArgs & typeof STORAGE_DEFAULTS;

const STORAGE_ARGUMENTS: Readonly<Record<keyof EksEphemeralStorageArgs, true>> = {
  sizeGiB: true,
  iops: true,
  throughput: true,
  kmsKeyArn: true,
};

// https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
const MAX_SIZE_GIB = 59_000;
// https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html
const MIN_IOPS = 3000;
const MAX_IOPS_PER_GIB = 500;
const MAX_THROUGHPUT_PER_IOPS = 0.25;

/**
 * Checks `ephemeralStorage`, and returns it with its defaults.
 *
 * @param minSizeGiB - the size of the image
 */
export function checkStorage(
  issues: ArgumentIssues,
  storage: EksEphemeralStorageArgs,
  minSizeGiB: number,
): CheckedStorage {
  const path = "ephemeralStorage";
  if (!issues.checkNames(path, storage, Object.keys(STORAGE_ARGUMENTS))) return STORAGE_DEFAULTS;
  const resolved = { ...STORAGE_DEFAULTS, ...definedProperties(storage) };
  const { sizeGiB, iops, throughput } = resolved;
  const isValid = [
    issues.check(`${path}.sizeGiB`, sizeGiB, integerBetween(minSizeGiB, MAX_SIZE_GIB)),
    issues.check(`${path}.iops`, iops, integerBetween(MIN_IOPS, 16_000)),
    issues.check(`${path}.throughput`, throughput, integerBetween(125, 1000)),
  ].every(Boolean);
  if (isValid) checkRatios(issues, path, resolved);
  const key = issues.checkOptionalInput(`${path}.kmsKeyArn`, resolved.kmsKeyArn, kmsKeyArn);
  return { ...resolved, ...(key !== undefined && { kmsKeyArn: key }) };
}

function checkRatios(issues: ArgumentIssues, path: string, { sizeGiB, iops, throughput }: CheckedStorage): void {
  const maxIops = Math.max(MIN_IOPS, sizeGiB * MAX_IOPS_PER_GIB);
  if (iops > maxIops) {
    const statement = `a volume of ${sizeGiB} GiB has at most ${maxIops} IOPS`;
    issues.add(`${path}.iops`, iops, { code: "conflict", statement, remedy: "Reduce iops, or increase sizeGiB." });
  }
  const maxThroughput = iops * MAX_THROUGHPUT_PER_IOPS;
  if (throughput > maxThroughput) {
    const statement = `with ${iops} IOPS, the throughput is at most ${Math.floor(maxThroughput)} MiB per second`;
    const remedy = "Reduce throughput, or increase iops.";
    issues.add(`${path}.throughput`, throughput, { code: "conflict", statement, remedy });
  }
}
