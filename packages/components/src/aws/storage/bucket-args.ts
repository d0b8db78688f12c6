import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";

/** When S3 deletes objects or moves them to cheaper storage. Days are counted from the creation of the object. */
export interface BucketLifecycleRule {
  /**
   * The beginning of the keys of the objects.
   *
   * @default all objects
   */
  readonly prefix?: string;
  /** The number of days after which S3 deletes objects. */
  readonly expireAfterDays?: number;
  /** The number of days after which S3 moves objects to S3 Standard-IA, at least 30. */
  readonly infrequentAccessAfterDays?: number;
  /** The number of days after which S3 moves objects to S3 Glacier Flexible Retrieval. */
  readonly archiveAfterDays?: number;
}

/** Where S3 records the requests to a bucket: in a bucket that the component creates, or in an existing bucket. */
export type BucketAccessLogsArgs =
  | {
      /**
       * The number of days after which access logs are deleted.
       *
       * @default 90
       */
      readonly retentionDays?: number;
    }
  | {
      /** The name of an existing bucket in the same Region and account. Its policy must allow `logging.s3.amazonaws.com`. */
      readonly bucketName: pulumi.Input<string>;
    };

/** Arguments of a Bucket. All arguments are optional. */
export interface BucketArgs extends AwsComponentArgs {
  /**
   * The name of the bucket, unique in the world: 3 to 63 lowercase letters, digits, and hyphens. Changing it replaces the bucket.
   *
   * @default the name of the component, with a unique suffix
   */
  readonly bucketName?: string;
  /**
   * Whether S3 keeps overwritten and deleted objects.
   *
   * @default true
   */
  readonly versioning?: boolean;
  /**
   * The number of days after which S3 deletes overwritten and deleted objects.
   *
   * @default 90; 7 in the development profile
   */
  readonly noncurrentVersionDays?: number;
  /**
   * When S3 deletes objects or moves them to cheaper storage, by name.
   *
   * @default {}
   */
  readonly lifecycleRules?: Readonly<Record<string, BucketLifecycleRule>>;
  /**
   * The record of requests to the bucket, or `false` for none.
   *
   * @default { retentionDays: 90 }; false in the development profile
   */
  readonly accessLogs?: false | BucketAccessLogsArgs;
  /**
   * The ARN of a KMS key that encrypts objects.
   *
   * @default keys that Amazon S3 manages
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of a Bucket that have default values. */
export type BucketDefaults = Required<
  Pick<BucketArgs, "protection" | "versioning" | "noncurrentVersionDays" | "lifecycleRules" | "accessLogs">
>;

/** The default arguments of a Bucket in each profile. */
export const BUCKET_DEFAULTS: ProfileDefaults<BucketDefaults> = defineDefaults<BucketDefaults>(
  {
    protection: true,
    versioning: true,
    noncurrentVersionDays: 90,
    lifecycleRules: {},
    accessLogs: { retentionDays: 90 },
  },
  { protection: false, noncurrentVersionDays: 7, accessLogs: false },
);

/** The names of the arguments. */
export const BUCKET_ARGUMENTS: Readonly<Record<keyof BucketArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  bucketName: true,
  versioning: true,
  noncurrentVersionDays: true,
  lifecycleRules: true,
  accessLogs: true,
  kmsKeyArn: true,
};
