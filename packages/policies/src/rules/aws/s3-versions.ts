import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { inlineLifecycle } from "../../views/buckets";

const bucket = "aws:s3/bucket:Bucket";
const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

/** The part of a lifecycle rule that selects objects. `prefix` is the older form of `filter.prefix`. */
interface Scope {
  readonly prefix?: string;
  readonly filter?: { readonly prefix?: string };
}

/** Whether a rule applies only to objects with a certain prefix, tag, or size. */
const isLimited = (rule: Scope): boolean =>
  anyOf(
    () => (rule.prefix ?? "") !== "",
    () => (rule.filter?.prefix ?? "") !== "",
    () => hasTagOrSize(rule.filter ?? {}),
  );

const hasTagOrSize = (filter: object): boolean =>
  anyOf(
    () => "and" in filter,
    () => "tag" in filter,
    () => "objectSizeGreaterThan" in filter,
    () => "objectSizeLessThan" in filter,
  );

const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };

export const s3AbortUploads = defineRule({
  id: "s3-abort-uploads",
  title: "S3 lifecycle configurations abort incomplete multipart uploads",
  severity: "low",
  topic: "reliability",
  on: lifecycle,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
  why: "You pay for the parts of incomplete uploads indefinitely, and object listings do not show these parts.",
  remedy:
    'Add { id: "abort-uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } } to rules.',
  check: (configuration) =>
    !listOf(configuration.rules).some((rule) =>
      allOf(
        () => rule.status === "Enabled",
        () => "abortIncompleteMultipartUpload" in rule,
        () => !isLimited(rule),
      ),
    ) && { at: "rules", message: "no enabled rule for all objects aborts incomplete multipart uploads" },
  examples: {
    pass: [
      { rules: [{ id: "uploads", status: "Enabled", ...abort }] },
      { rules: [{ id: "uploads", status: "Enabled", ...abort, filter: { prefix: "" } }] },
    ],
    fail: [
      { rules: [{ id: "uploads", status: "Disabled", ...abort }] },
      { rules: [{ id: "uploads", status: "Enabled", ...abort, filter: { prefix: "log/" } }] },
      { rules: [{ id: "uploads", status: "Enabled", ...abort, filter: { tag: { key: "kind", value: "log" } } }] },
      { rules: [{ id: "old", status: "Enabled", expiration: { days: 90 } }] },
    ],
  },
});

const versioned = (mfaDelete: string) => ({
  bucket: exampleId("bucket"),
  versioningConfiguration: { status: "Enabled", mfaDelete },
});

export const s3MfaDelete = defineStackRule({
  id: "s3-mfa-delete",
  title: "Versioned S3 buckets without lifecycle rules have MFA delete enabled",
  severity: "low",
  recommended: false,
  controls: { "aws-fsbp": ["S3.20"], "cis-aws-3.0": ["2.1.2"], "cis-aws-4.0": ["2.1.2"] },
  types: [bucket, versioning],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
  why: "An attacker who takes over an identity that can delete object versions can erase the version history.",
  remedy:
    'As the root user, set versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" }, and set mfa to the device\'s serial number and code. Alternatively, lock objects with aws.s3.BucketObjectLockConfiguration, and exempt the bucket from this rule. MFA delete cannot be combined with lifecycle rules.',
  check: (graph) =>
    graph
      .byType(bucket)
      .filter(
        (resource) =>
          !anyOf(
            () => inlineLifecycle(resource.props).some(Boolean),
            () => graph.referrers(resource, lifecycle, "bucket").some(Boolean),
          ),
      )
      .flatMap((resource) => graph.referrers(resource, versioning, "bucket"))
      .map(
        (resource) =>
          allOf(
            () => resource.props.versioningConfiguration?.status === "Enabled",
            () => resource.props.versioningConfiguration?.mfaDelete !== "Enabled",
          ) && { resource, message: "MFA delete is not enabled" },
      ),
  examples: {
    pass: [
      examplePlan({ bucket: [bucket, {}], versioning: [versioning, versioned("Enabled")] }),
      examplePlan({
        bucket: [bucket, {}],
        versioning: [versioning, versioned("Disabled")],
        lifecycle: [lifecycle, { bucket: exampleId("bucket"), rules: [{ id: "old", status: "Enabled" }] }],
      }),
    ],
    fail: [examplePlan({ bucket: [bucket, {}], versioning: [versioning, versioned("Disabled")] })],
  },
});
