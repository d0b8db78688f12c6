import type { Plan, Resource } from "@roadbed/plan";
import { UNKNOWN } from "@roadbed/plan";
import { evaluate } from "../../evaluation/evaluate";
import { examplePlan, idOf, untypedPlan } from "../../authoring/example-plan";
import type { Rule } from "../../authoring/rule";
import { s3AccessLog, s3KmsEncryption, s3Lifecycle, s3Versioning } from "./s3";
import { s3PublicAccessBlock, s3PublicAccessBlockComplete } from "./s3-public-access-blocks";
import { s3TlsOnly } from "./s3-tls";

/** What rules say of a plan: `kind name`, sorted. */
function said(plan: Plan, rule: Rule): readonly string[] {
  return evaluate(plan, [{ rule, level: "mandatory" }])
    .findings.map(({ kind, urn }) => `${kind} ${urn.split("::").at(-1) ?? ""}`)
    .sort();
}

const bucket = "aws:s3/bucket:Bucket";
const policy = "aws:s3/bucketPolicy:BucketPolicy";
const ofBucket = { bucket: idOf("bucket") };
const all = { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true };
const refusal = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { Bool: { "aws:SecureTransport": false } },
};

const settings = [s3Versioning, s3KmsEncryption, s3AccessLog, s3Lifecycle, s3PublicAccessBlock, s3TlsOnly];

describe("a bucket", () => {
  it.each(settings)("lacks what $id asks for if it stands alone", (rule) =>
    expect(said(examplePlan({ bucket: [bucket, {}] }), rule)).toEqual(["violation bucket"]),
  );

  const complete = (suffix: string): Plan =>
    untypedPlan({
      bucket: [`aws:s3/bucket${suffix}:Bucket${suffix}`, {}],
      block: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { ...ofBucket, ...all }],
      policy: [policy, { ...ofBucket, policy: { Statement: [refusal] } }],
      versioning: [
        `aws:s3/bucketVersioning${suffix}:BucketVersioning${suffix}`,
        { ...ofBucket, versioningConfiguration: { status: "Enabled" } },
      ],
      encryption: [
        `aws:s3/bucketServerSideEncryptionConfiguration${suffix}:BucketServerSideEncryptionConfiguration${suffix}`,
        { ...ofBucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
      ],
      logging: [
        `aws:s3/bucketLogging${suffix}:BucketLogging${suffix}`,
        { ...ofBucket, targetBucket: "logs", targetPrefix: "bucket/" },
      ],
      lifecycle: [
        `aws:s3/bucketLifecycleConfiguration${suffix}:BucketLifecycleConfiguration${suffix}`,
        { ...ofBucket, rules: [{ id: "old", status: "Enabled" }] },
      ],
    });

  it.each([...settings, s3PublicAccessBlockComplete])("has what $id asks for in resources of its own", (rule) =>
    expect(said(complete(""), rule)).toEqual([]),
  );

  it.each([...settings, s3PublicAccessBlockComplete])("has what $id asks for under the names of version 6", (rule) =>
    expect(said(complete("V2"), rule)).toEqual([]),
  );

  it("is told apart from another one of the stack", () => {
    const two = examplePlan({
      first: [bucket, {}],
      second: [bucket, {}],
      block: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", { bucket: idOf("second"), ...all }],
    });
    expect(said(two, s3PublicAccessBlock)).toEqual(["violation first"]);
  });

  it("needs no log if it takes the logs of another", () => {
    const logs = examplePlan({
      orders: [bucket, {}],
      logs: [bucket, {}],
      logging: [
        "aws:s3/bucketLogging:BucketLogging",
        { bucket: idOf("orders"), targetBucket: idOf("logs"), targetPrefix: "orders/" },
      ],
    });
    expect(said(logs, s3AccessLog)).toEqual([]);
  });
});

describe("a policy of which a part is not known yet", () => {
  const withPolicy = (text: Resource["inputs"][string]): Plan => {
    const plan = examplePlan({ bucket: [bucket, {}], policy: [policy, ofBucket] });
    const [first, second] = plan.resources as [Resource, Resource];
    return { ...plan, resources: [first, { ...second, inputs: { ...second.inputs, policy: text } }] };
  };

  it("leaves open whether it refuses plain requests if it is one text", () =>
    expect(said(withPolicy(UNKNOWN), s3TlsOnly)).toEqual(["undecided policy"]));

  it("is judged by what is known of it if it is an object", () =>
    expect(said(withPolicy({ Statement: [{ ...refusal, Resource: [UNKNOWN, UNKNOWN] }] }), s3TlsOnly)).toEqual([]));
});
