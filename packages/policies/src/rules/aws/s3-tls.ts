import { examplePlan, exampleId } from "../../authoring/example-plan";
import { type KeyCondition, keyConditions } from "../../conditions/statement-conditions";
import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { inBucket } from "../../views/buckets";
import { statementsIn } from "../../views/data-policies";
import { isPublicPrincipal } from "../../conditions/public-access";
import type { Statement } from "../../views/policy-documents";

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";

const denyOldTlsVersions = {
  Principal: { AWS: "*" },
  Condition: { NumericLessThan: { "s3:TlsVersion": 1.2 } },
};
const denyHttp = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: ["arn:aws:s3:::shop-orders", "arn:aws:s3:::shop-orders/*"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};

/** The statement by which AWS denies old TLS versions but still accepts plain HTTP. */
const denyOldTlsVersionsOverTls = {
  ...denyHttp,
  Condition: { Bool: { "aws:SecureTransport": "true" }, ...denyOldTlsVersions.Condition },
};

export const s3TlsOnly = defineStackRule({
  id: "s3-tls-only",
  title: "S3 buckets require requests to use TLS",
  severity: "medium",
  controls: { "aws-fsbp": ["S3.5"], "cis-aws-3.0": ["2.1.1"], "cis-aws-4.0": ["2.1.1"] },
  types: [bucket],
  why: "S3 also accepts plain HTTP, which lets anyone on the network path read objects and request signatures.",
  remedy:
    'Add this statement to the aws.s3.BucketPolicy: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  check: (graph) =>
    graph.byType(bucket).map(
      (resource) =>
        !anyOf(
          () => statementsIn(resource.props).some(deniesUnencryptedRequests),
          () =>
            graph
              .referrers(resource, policy, "bucket")
              .some(({ props }) => statementsIn(props).some(deniesUnencryptedRequests)),
        ) && { resource, message: "the bucket accepts unencrypted requests" },
    ),
  examples: {
    pass: [
      examplePlan({
        bucket: [bucket, {}],
        policy: [policy, { bucket: exampleId("bucket"), policy: JSON.stringify({ Statement: [denyHttp] }) }],
      }),
      examplePlan({
        bucket: [bucket, inBucket({ policy: { Statement: { ...denyHttp, ...denyOldTlsVersions } } })],
      }),
      examplePlan({
        bucket: [
          bucket,
          inBucket({
            policy: { Statement: { ...denyHttp, Condition: { NumericLessThanIfExists: { "s3:TlsVersion": "1.3" } } } },
          }),
        ],
      }),
    ],
    fail: [
      examplePlan({ bucket: [bucket, inBucket({ policy: { Statement: denyOldTlsVersionsOverTls } })] }),
      examplePlan({
        bucket: [
          bucket,
          inBucket({ policy: { Statement: { ...denyHttp, Condition: { NumericLessThan: { "s3:TlsVersion": 0 } } } } }),
        ],
      }),
      examplePlan({
        bucket: [bucket, {}],
        policy: [
          policy,
          {
            bucket: exampleId("bucket"),
            policy: JSON.stringify({ Statement: { ...denyHttp, Action: "s3:GetObject" } }),
          },
        ],
      }),
      examplePlan({ bucket: [bucket, inBucket({ policy: { Statement: { ...denyHttp, Effect: "Allow" } } })] }),
      examplePlan({
        bucket: [
          bucket,
          inBucket({
            policy: {
              Statement: {
                ...denyHttp,
                Condition: { ...denyHttp.Condition, NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
              },
            },
          }),
        ],
      }),
    ],
  },
});

/**
 * Whether a statement denies unencrypted requests from all principals. A minimum TLS version also denies plain HTTP: AWS
 * documents that such a policy enforces HTTPS, unless it also has the condition that `aws:SecureTransport` is true.
 * https://repost.aws/knowledge-center/s3-enforce-modern-tls
 */
const deniesUnencryptedRequests = (statement: Statement): boolean =>
  allOf(
    () => statement.Effect === "Deny",
    () => isPublicPrincipal(statement.Principal),
    () => listOf(statement.Action).some((action) => /^(\*|s3:\*)$/i.test(action)),
    () => {
      const conditions = keyConditions(statement);
      return allOf(
        () => conditions.some(isMetWithoutTls),
        () => conditions.every((condition) => isMetWithoutTls(condition) || isExemptionOfServices(condition)),
      );
    },
  );

/** Whether requests without TLS meet a condition. */
const isMetWithoutTls = (condition: KeyCondition): boolean =>
  anyOf(
    () =>
      condition.key === "aws:securetransport" && condition.operator === "bool" && condition.values.includes("false"),
    () =>
      condition.key === "s3:tlsversion" &&
      condition.operator === "numericlessthan" &&
      condition.values.some((version) => Number(version) > 0),
  );

/** Whether a condition only exempts requests that AWS services make, which always use TLS. */
const isExemptionOfServices = (condition: KeyCondition): boolean =>
  /^aws:(principalisawsservice|viaawsservice)$/.test(condition.key) &&
  condition.operator === "bool" &&
  condition.values.includes("false");
