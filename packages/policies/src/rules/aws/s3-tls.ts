import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { inBucket } from "../../views/buckets";
import { statementsIn } from "../../views/data-policies";
import { isPublicPrincipal } from "../../views/public-access";
import type { Statement } from "../../views/policy-documents";

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";

const deniesOldVersions = {
  Principal: { AWS: "*" },
  Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } },
};
const deniesPlain = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::shop-orders", "arn:aws:s3:::shop-orders/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

export const s3TlsOnly = defineStackRule({
  id: "s3-tls-only",
  title: "Buckets refuse requests that are not encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.5"], "cis-aws-3.0": ["2.1.1"], "cis-aws-4.0": ["2.1.1"] },
  types: [bucket],
  why: "S3 also answers over plain HTTP, where whoever is on the way reads the objects and the signatures of requests.",
  remedy:
    'Add to the aws.s3.BucketPolicy: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  check: (graph) =>
    graph.byType(bucket).map(
      (resource) =>
        !anyOf(
          () => statementsIn(resource.props).some(refusesPlain),
          () => graph.referrers(resource, policy, "bucket").some(({ props }) => statementsIn(props).some(refusesPlain)),
        ) && { resource, message: "the bucket takes requests that are not encrypted" },
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        policy: [policy, { bucket: idOf("bucket"), policy: JSON.stringify({ Statement: [deniesPlain] }) }],
      }),
      examplePlan({
        bucket: [bucket, inBucket({ policy: { Statement: { ...deniesPlain, ...deniesOldVersions } } })],
      }),
    ],
    fail: [
      examplePlan({
        bucket: [bucket, {}],
        policy: [
          policy,
          { bucket: idOf("bucket"), policy: JSON.stringify({ Statement: { ...deniesPlain, Action: "s3:GetObject" } }) },
        ],
      }),
      examplePlan({ bucket: [bucket, inBucket({ policy: { Statement: { ...deniesPlain, Effect: "Allow" } } })] }),
    ],
  },
});

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html; a minimum version needs TLS too. */
const refusesPlain = (statement: Statement): boolean =>
  allOf(
    () => statement.Effect === "Deny",
    () => isPublicPrincipal(statement.Principal),
    () => listOf(statement.Action).some((action) => /^(\*|s3:\*)$/i.test(action)),
    () =>
      anyOf(
        () => String(statement.Condition?.Bool?.["aws:SecureTransport"]) === "false",
        () => statement.Condition?.NumericLessThan?.["s3:TlsVersion"] !== undefined,
      ),
  );
