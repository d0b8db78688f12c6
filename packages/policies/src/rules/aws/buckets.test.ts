import type { Plan, Resource } from "@roadbed/plan";
import { UNKNOWN } from "@roadbed/plan";
import { evaluate } from "../../evaluation/evaluate";
import { examplePlan, exampleId, untypedPlan } from "../../authoring/example-plan";
import type { Rule } from "../../authoring/rule";
import { s3AccessLog, s3KmsEncryption, s3Lifecycle, s3Versioning } from "./s3";
import { s3PublicAccessBlock, s3PublicAccessBlockComplete } from "./s3-public-access-blocks";
import { s3TlsOnly } from "./s3-tls";

/** Evaluates one rule and returns its findings as `kind name`, sorted. */
function findingsFor(plan: Plan, rule: Rule): readonly string[] {
  return evaluate(plan, [{ rule, level: "mandatory" }])
    .findings.map(({ kind, urn }) => `${kind} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const bucketReference = { bucket: exampleId("bucket") };
const allBlocked = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};
const denyPlainHttp = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": false } },
};

const bucketRules = [s3Versioning, s3KmsEncryption, s3AccessLog, s3Lifecycle, s3PublicAccessBlock, s3TlsOnly];

describe("S3 bucket rules", () => {
  it.each(bucketRules)("$id reports a bucket without related resources", (rule) =>
    expect(findingsFor(examplePlan({ bucket: [bucket, {}] }), rule)).toEqual(["violation bucket"]),
  );

  const complete = (suffix: string): Plan =>
    untypedPlan({
      bucket: [`aws:s3/bucket${suffix}:Bucket${suffix}`, {}],
      block: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { ...bucketReference, ...allBlocked }],
      policy: [policy, { ...bucketReference, policy: { Statement: [denyPlainHttp] } }],
      versioning: [
        `aws:s3/bucketVersioning${suffix}:BucketVersioning${suffix}`,
        { ...bucketReference, versioningConfiguration: { status: "Enabled" } },
      ],
      encryption: [
        `aws:s3/bucketServerSideEncryptionConfiguration${suffix}:BucketServerSideEncryptionConfiguration${suffix}`,
        { ...bucketReference, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
      ],
      logging: [
        `aws:s3/bucketLogging${suffix}:BucketLogging${suffix}`,
        { ...bucketReference, targetBucket: "logs", targetPrefix: "bucket/" },
      ],
      lifecycle: [
        `aws:s3/bucketLifecycleConfiguration${suffix}:BucketLifecycleConfiguration${suffix}`,
        { ...bucketReference, rules: [{ id: "old", status: "Enabled" }] },
      ],
    });

  it.each([...bucketRules, s3PublicAccessBlockComplete])("$id accepts a bucket with the required resources", (rule) =>
    expect(findingsFor(complete(""), rule)).toEqual([]),
  );

  it.each([...bucketRules, s3PublicAccessBlockComplete])(
    "$id accepts the V2 resource types from version 6 of the AWS provider",
    (rule) => expect(findingsFor(complete("V2"), rule)).toEqual([]),
  );

  it("distinguishes a bucket from another bucket in the stack", () => {
    const plan = examplePlan({
      first: [bucket, {}],
      second: [bucket, {}],
      block: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: exampleId("second"), ...allBlocked }],
    });
    expect(findingsFor(plan, s3PublicAccessBlock)).toEqual(["violation first"]);
  });

  it("accepts a log bucket without access logging", () => {
    const plan = examplePlan({
      orders: [bucket, {}],
      logs: [bucket, {}],
      logging: [
        "aws:s3/bucketLogging:BucketLogging",
        { bucket: exampleId("orders"), targetBucket: exampleId("logs"), targetPrefix: "orders/" },
      ],
    });
    expect(findingsFor(plan, s3AccessLog)).toEqual([]);
  });
});

describe("s3-tls-only with a partly unknown bucket policy", () => {
  const withPolicy = (document: Resource["inputs"][string]): Plan => {
    const plan = examplePlan({ bucket: [bucket, {}], policy: [policy, bucketReference] });
    const [first, second] = plan.resources as [Resource, Resource];
    return { ...plan, resources: [first, { ...second, inputs: { ...second.inputs, policy: document } }] };
  };

  it("is undecided if the policy is an unknown string", () =>
    expect(findingsFor(withPolicy(UNKNOWN), s3TlsOnly)).toEqual(["undecided policy"]));

  it("evaluates the known parts of a policy object", () =>
    expect(
      findingsFor(withPolicy({ Statement: [{ ...denyPlainHttp, Resource: [UNKNOWN, UNKNOWN] }] }), s3TlsOnly),
    ).toEqual([]));
});
