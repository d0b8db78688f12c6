import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import { createDeliveryBucket, denyUnencryptedTransport, type DeliveryBucket } from "../shared/delivery-bucket";
import { BUCKET_DEFAULTS, type BucketArgs, type BucketDefaults, type BucketLifecycleRule } from "./bucket-args";
import { ACCESS_LOGS, CLEANUP_RULE, checkBucketArgs, type BucketSettings } from "./bucket-checks";

/** A bucket that workloads can use, whether or not this program created the bucket. */
export interface BucketLike {
  /** The ARN of the bucket. */
  readonly bucketArn: pulumi.Input<string>;
  /** The ARN of the KMS key that encrypts objects; absent if Amazon S3 manages the key. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

const DEFAULT_LOG_DAYS = 90;
/** The number of days after which S3 deletes incomplete uploads, as in the examples in the S3 documentation. */
const INCOMPLETE_UPLOAD_DAYS = 7;

/**
 * A private S3 bucket.
 *
 * @remarks
 * Creates the bucket with its public access block, policy, versioning, and lifecycle rules, and a second bucket that records the
 * requests to the first one. The bucket rejects connections without TLS.
 *
 * S3 Standard costs $0.023 per GB per month, including overwritten and deleted objects that are still kept. Prices are for
 * us-east-1.
 *
 * To delete a protected bucket, set `protection: false` and deploy, and then remove the component from the program. This also
 * deletes all objects.
 *
 * Names of the children, for `adopt` and `transforms`: `bucket`, `public-access`, `policy`, `lifecycle`, `versioning`,
 * `encryption`, `logging`, `access-logs`, `access-logs-policy`, and others.
 *
 * @example
 * const uploads = new Bucket("uploads", { lifecycleRules: { temporary: { prefix: "tmp/", expireAfterDays: 7 } } });
 * export const { bucketName } = uploads;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Bucket extends pulumi.ComponentResource implements BucketLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<BucketDefaults> = BUCKET_DEFAULTS;

  /** The ARN of the bucket. */
  readonly bucketArn: pulumi.Output<string>;
  /** The name of the bucket. */
  readonly bucketName: pulumi.Output<string>;
  /** The ARN of the KMS key that encrypts objects; `undefined` if Amazon S3 manages the key. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;

  /** The bucket. */
  readonly bucket: aws.s3.Bucket;
  /** The public access block. */
  readonly publicAccessBlock: aws.s3.BucketPublicAccessBlock;
  /** The policy, which rejects connections without TLS. */
  readonly policy: aws.s3.BucketPolicy;
  /** The versioning; `undefined` if `versioning` is false. */
  readonly versioning: aws.s3.BucketVersioning | undefined;
  /** The lifecycle rules. */
  readonly lifecycle: aws.s3.BucketLifecycleConfiguration;
  /** The encryption with a customer managed key; `undefined` without `kmsKeyArn`. */
  readonly encryption: aws.s3.BucketServerSideEncryptionConfiguration | undefined;
  /** The bucket for access logs; `undefined` unless the component creates one. */
  readonly accessLogs: DeliveryBucket | undefined;
  /** The record of requests; `undefined` if `accessLogs` is false. */
  readonly logging: aws.s3.BucketLogging | undefined;

  private readonly settings: BucketSettings;
  private readonly children: Children;

  constructor(name: string, args: BucketArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkBucketArgs(name, args);

    super("roadbed:aws:Bucket", name, args, options);
    this.settings = settings;
    this.children = new Children(this, name, settings);
    const protect = isProtected(settings, options);

    this.bucket = this.createBucket(protect);
    this.publicAccessBlock = this.createPublicAccessBlock();
    this.policy = this.createPolicy();
    this.versioning = this.createVersioning();
    this.lifecycle = this.createLifecycle();
    this.encryption = this.createEncryption();
    this.accessLogs = this.createAccessLogs(protect);
    this.logging = this.createLogging();

    this.bucketArn = this.bucket.arn;
    this.bucketName = this.bucket.bucket;
    this.kmsKeyArn = settings.kmsKeyArn === undefined ? undefined : pulumi.output(settings.kmsKeyArn);
    this.registerOutputs({ bucketArn: this.bucketArn, bucketName: this.bucketName });
  }

  private createBucket(protect: boolean): aws.s3.Bucket {
    return new aws.s3.Bucket(
      this.children.name("bucket"),
      {
        region: this.children.region,
        bucket: this.settings.bucketName,
        forceDestroy: !this.settings.protection,
        tags: this.children.tags("bucket"),
      },
      this.children.options("bucket", { protect }),
    );
  }

  private createPublicAccessBlock(): aws.s3.BucketPublicAccessBlock {
    return new aws.s3.BucketPublicAccessBlock(
      this.children.name("public-access"),
      {
        ...this.settingsOfBucket(),
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      this.children.options("public-access"),
    );
  }

  private createPolicy(): aws.s3.BucketPolicy {
    return new aws.s3.BucketPolicy(
      this.children.name("policy"),
      {
        ...this.settingsOfBucket(),
        policy: { Version: "2012-10-17", Statement: [denyUnencryptedTransport(this.bucket)] },
      },
      // S3 rejects concurrent changes to the policy and the public access block.
      this.children.options("policy", { dependsOn: this.publicAccessBlock }),
    );
  }

  private createVersioning(): aws.s3.BucketVersioning | undefined {
    if (!this.settings.versioning) return undefined;
    return new aws.s3.BucketVersioning(
      this.children.name("versioning"),
      { ...this.settingsOfBucket(), versioningConfiguration: { status: "Enabled" } },
      this.children.options("versioning"),
    );
  }

  private createLifecycle(): aws.s3.BucketLifecycleConfiguration {
    const { versioning, noncurrentVersionDays, lifecycleRules } = this.settings;
    const cleanup: aws.types.input.s3.BucketLifecycleConfigurationRule = {
      id: CLEANUP_RULE,
      status: "Enabled",
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: INCOMPLETE_UPLOAD_DAYS },
      ...(versioning && { noncurrentVersionExpiration: { noncurrentDays: noncurrentVersionDays } }),
    };
    const rules = Object.entries(lifecycleRules).map(([id, rule]) => lifecycleRule(id, rule));
    return new aws.s3.BucketLifecycleConfiguration(
      this.children.name("lifecycle"),
      { ...this.settingsOfBucket(), rules: [cleanup, ...rules] },
      // Rules for noncurrent versions require versioning.
      this.children.options("lifecycle", { dependsOn: this.versioning ? [this.versioning] : [] }),
    );
  }

  private createEncryption(): aws.s3.BucketServerSideEncryptionConfiguration | undefined {
    const { kmsKeyArn } = this.settings;
    if (kmsKeyArn === undefined) return undefined;
    const key = { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn };
    return new aws.s3.BucketServerSideEncryptionConfiguration(
      this.children.name("encryption"),
      {
        ...this.settingsOfBucket(),
        // The bucket key reduces the number of requests to KMS, and so their cost, by up to 99 %.
        rules: [{ applyServerSideEncryptionByDefault: key, bucketKeyEnabled: true, blockedEncryptionTypes: ["SSE-C"] }],
      },
      this.children.options("encryption"),
    );
  }

  /** Creates the bucket for access logs. S3 cannot deliver them to buckets that are encrypted with KMS keys. */
  private createAccessLogs(protect: boolean): DeliveryBucket | undefined {
    const { accessLogs, protection } = this.settings;
    if (accessLogs === false || "bucketName" in accessLogs) return undefined;
    return createDeliveryBucket(this.children, ACCESS_LOGS, {
      retentionDays: accessLogs.retentionDays ?? DEFAULT_LOG_DAYS,
      protect,
      forceDestroy: !protection,
      deliveryStatements: ({ arn }) => [
        {
          Sid: "DeliverAccessLogs",
          Effect: "Allow",
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: pulumi.interpolate`${arn}/*`,
          Condition: { ArnEquals: { "aws:SourceArn": this.bucket.arn } },
        },
      ],
    });
  }

  private createLogging(): aws.s3.BucketLogging | undefined {
    const targetBucket = this.logBucketName();
    if (targetBucket === undefined) return undefined;
    return new aws.s3.BucketLogging(
      this.children.name("logging"),
      { ...this.settingsOfBucket(), targetBucket, targetPrefix: pulumi.interpolate`${this.bucket.bucket}/` },
      this.children.options("logging", { dependsOn: this.accessLogs ? [this.accessLogs.bucketPolicy] : [] }),
    );
  }

  private logBucketName(): pulumi.Input<string> | undefined {
    const { accessLogs } = this.settings;
    return accessLogs !== false && "bucketName" in accessLogs ? accessLogs.bucketName : this.accessLogs?.bucket.bucket;
  }

  private settingsOfBucket(): { bucket: pulumi.Output<string>; region: pulumi.Input<string> | undefined } {
    return { bucket: this.bucket.bucket, region: this.children.region };
  }
}

function lifecycleRule(
  id: string,
  { prefix, expireAfterDays, infrequentAccessAfterDays, archiveAfterDays }: BucketLifecycleRule,
): aws.types.input.s3.BucketLifecycleConfigurationRule {
  const transitions = [
    ...(infrequentAccessAfterDays === undefined
      ? []
      : [{ days: infrequentAccessAfterDays, storageClass: "STANDARD_IA" }]),
    ...(archiveAfterDays === undefined ? [] : [{ days: archiveAfterDays, storageClass: "GLACIER" }]),
  ];
  return {
    id,
    status: "Enabled",
    filter: prefix === undefined ? {} : { prefix },
    ...(transitions.length > 0 && { transitions }),
    ...(expireAfterDays !== undefined && { expiration: { days: expireAfterDays } }),
  };
}
