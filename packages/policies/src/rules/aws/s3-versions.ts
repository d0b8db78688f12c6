import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { inlineLifecycle } from "../../views/buckets";

const bucket = "aws:s3/bucket:Bucket";
const lifecycle = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const versioning = "aws:s3/bucketVersioning:BucketVersioning";

/** The part of a lifecycle rule that says for which objects it is; `prefix` is how that was said before `filter`. */
interface Scope {
  readonly prefix?: string;
  readonly filter?: { readonly prefix?: string };
}

/** Whether it is for the objects of a prefix, a tag or a size alone. */
const isForSome = (rule: Scope): boolean =>
  anyOf(
    () => (rule.prefix ?? "") !== "",
    () => (rule.filter?.prefix ?? "") !== "",
    () => isNarrow(rule.filter ?? {}),
  );

const isNarrow = (filter: object): boolean =>
  anyOf(
    () => "and" in filter,
    () => "tag" in filter,
    () => "objectSizeGreaterThan" in filter,
    () => "objectSizeLessThan" in filter,
  );

const abort = { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } };

export const s3AbortUploads = defineRule({
  id: "s3-abort-uploads",
  title: "Uploads to a bucket that never end are thrown away",
  severity: "low",
  topic: "reliability",
  on: lifecycle,
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html
  why: "The parts of an upload that broke off are paid for for ever, and no list of the bucket shows them.",
  remedy:
    'Add to rules: { id: "abort-uploads", status: "Enabled", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }.',
  check: (configuration) =>
    !listOf(configuration.rules).some((rule) =>
      allOf(
        () => rule.status === "Enabled",
        () => "abortIncompleteMultipartUpload" in rule,
        () => !isForSome(rule),
      ),
    ) && { at: "rules", message: "no rule for all objects throws away uploads that never end" },
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
  bucket: idOf("bucket"),
  versioningConfiguration: { status: "Enabled", mfaDelete },
});

export const s3MfaDelete = defineStackRule({
  id: "s3-mfa-delete",
  title: "Deleting a version for good takes a second factor",
  severity: "low",
  controls: { "aws-fsbp": ["S3.20"], "cis-aws-3.0": ["2.1.2"], "cis-aws-4.0": ["2.1.2"] },
  types: [bucket, versioning],
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html
  why: "Whoever takes over an identity that may delete versions deletes the history as well.",
  remedy:
    'Set versioningConfiguration: { status: "Enabled", mfaDelete: "Enabled" } and mfa, as the root user; or lock objects by aws.s3.BucketObjectLockConfiguration. Buckets with lifecycle rules cannot have it.',
  check: (graph) =>
    graph
      .byType(bucket)
      .filter(
        (one) =>
          !anyOf(
            () => inlineLifecycle(one.props).some(Boolean),
            () => graph.referrers(one, lifecycle, "bucket").some(Boolean),
          ),
      )
      .flatMap((one) => graph.referrers(one, versioning, "bucket"))
      .map(
        (resource) =>
          allOf(
            () => resource.props.versioningConfiguration?.status === "Enabled",
            () => resource.props.versioningConfiguration?.mfaDelete !== "Enabled",
          ) && { resource, message: "one factor is enough to delete versions for good" },
      ),
  examples: {
    pass: [
      examplePlan({ bucket: [bucket, {}], versioning: [versioning, versioned("Enabled")] }),
      examplePlan({
        bucket: [bucket, {}],
        versioning: [versioning, versioned("Disabled")],
        lifecycle: [lifecycle, { bucket: idOf("bucket"), rules: [{ id: "old", status: "Enabled" }] }],
      }),
    ],
    fail: [examplePlan({ bucket: [bucket, {}], versioning: [versioning, versioned("Disabled")] })],
  },
});
