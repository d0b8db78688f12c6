import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { changeBetween, deployed } from "../../../test/network";
import { Bucket, type BucketArgs } from "./index";

const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const LIFECYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration";
const LOGGING = "aws:s3/bucketLogging:BucketLogging";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const allFeatures = {
  lifecycleRules: {
    reports: { prefix: "reports/", infrequentAccessAfterDays: 30, archiveAfterDays: 90, expireAfterDays: 365 },
  },
  kmsKeyArn: KEY,
  region: "eu-west-1",
  tags: { team: "orders" },
} satisfies BucketArgs;

const create = (args?: BucketArgs): Promise<StackPlan> => preview(() => new Bucket("uploads", args));

describe("Bucket", () => {
  it.each<[string, BucketArgs]>([
    ["default arguments", {}],
    ["all features", allFeatures],
    ["an existing bucket for access logs", { accessLogs: { bucketName: "logs" } }],
    ["the development profile", { profile: "development" }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("is private, protected, and versioned by default", async () => {
    const stack = await create();
    const { options, inputs } = stack.get(BUCKET, "uploads-bucket");
    expect([options.protect, inputs.forceDestroy]).toEqual([true, false]);
    expect(
      stack.get("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock", "uploads-public-access").inputs,
    ).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(stack.get("aws:s3/bucketVersioning:BucketVersioning", "uploads-versioning").inputs).toMatchObject({
      versioningConfiguration: { status: "Enabled" },
    });
  });

  it("can be deleted with its objects in the development profile", async () => {
    const { options, inputs } = (await create({ profile: "development" })).get(BUCKET);
    expect([options.protect ?? false, inputs.forceDestroy]).toEqual([false, true]);
  });

  it("rejects connections without TLS", async () => {
    const stack = await deployed(() => new Bucket("uploads"));
    expect(stack.get(POLICY, "uploads-policy").inputs.policy).toMatchObject({
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: ["arn:aws:s3:::uploads-bucket", "arn:aws:s3:::uploads-bucket/*"],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("records requests in a bucket that only S3 can write to on behalf of the bucket", async () => {
    const stack = await deployed(() => new Bucket("uploads"));
    expect(stack.get(LOGGING).inputs).toMatchObject({
      targetBucket: "uploads-access-logs",
      targetPrefix: "uploads-bucket/",
    });
    expect(stack.get(POLICY, "uploads-access-logs-policy").inputs.policy).toMatchObject({
      Statement: [
        {
          Principal: { Service: "logging.s3.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::uploads-access-logs/*",
          Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:s3:::uploads-bucket" } },
        },
        { Effect: "Deny" },
      ],
    });
  });

  it("deletes and archives objects according to the lifecycle rules", async () => {
    expect((await create(allFeatures)).get(LIFECYCLE, "uploads-lifecycle").inputs.rules).toEqual([
      {
        id: "cleanup",
        status: "Enabled",
        filter: {},
        abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        noncurrentVersionExpiration: { noncurrentDays: 90 },
      },
      {
        id: "reports",
        status: "Enabled",
        filter: { prefix: "reports/" },
        transitions: [
          { days: 30, storageClass: "STANDARD_IA" },
          { days: 90, storageClass: "GLACIER" },
        ],
        expiration: { days: 365 },
      },
    ]);
  });

  it("adds rules, encryption, and access logs without replacing anything", async () => {
    const { created, deleted, changed } = await changeBetween(
      () => new Bucket("uploads", { accessLogs: false }),
      () => new Bucket("uploads", { ...allFeatures, region: undefined, tags: undefined }),
    );
    expect([deleted, changed]).toEqual([[], { "uploads-lifecycle": ["rules"] }]);
    expect(created).toContain("uploads-access-logs");
  });

  it("passes its parent, provider, Region, and tags to all children", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new Bucket("uploads", allFeatures, { provider });
    });
    for (const { type, provider, inputs } of stack.descendants(stack.get("roadbed:aws:Bucket"))) {
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-1"]);
      if (type === BUCKET) expect(inputs.tags).toMatchObject({ team: "orders" });
    }
  });

  it("is created even if inputs are unknown", async () => {
    const unknown: BucketArgs = { kmsKeyArn: unknownOutput(), region: unknownOutput(), tags: unknownOutput() };
    expect((await create({ ...unknown, accessLogs: { bucketName: unknownOutput() } })).resources).toHaveLength(8);
  });
});

describe("the check of Bucket arguments", () => {
  const issuesOf = (args: object, name = "uploads") => issuesThrownBy(() => new Bucket(name, args));
  const invalid: [args: object, codes: string[]][] = [
    [{ bucketName: "My_Bucket" }, ["invalid-format bucketName"]],
    [{ bucketName: "orders-s3alias" }, ["invalid-format bucketName"]],
    [
      { versioning: false, noncurrentVersionDays: 0 },
      ["conflict noncurrentVersionDays", "out-of-range noncurrentVersionDays"],
    ],
    [{ accessLogs: true }, ["wrong-type accessLogs"]],
    [{ accessLogs: { bucketName: "logs", retentionDays: 1 } }, ["conflict accessLogs.retentionDays"]],
    [{ lifecycleRules: [] }, ["wrong-type lifecycleRules"]],
    [
      {
        lifecycleRules: {
          cleanup: { expireAfterDays: 1 },
          "my rule": {},
          tmp: { prefix: 1, expireAfterDays: 0, infrequentAccessAfterDays: 7 },
          old: { infrequentAccessAfterDays: 90, archiveAfterDays: 60, expireAfterDays: 60 },
        },
      },
      [
        "not-allowed lifecycleRules.cleanup",
        "invalid-format lifecycleRules.my rule",
        "missing lifecycleRules.my rule",
        "wrong-type lifecycleRules.tmp.prefix",
        "out-of-range lifecycleRules.tmp.expireAfterDays",
        "out-of-range lifecycleRules.tmp.infrequentAccessAfterDays",
        "conflict lifecycleRules.tmp.expireAfterDays",
        "conflict lifecycleRules.old.archiveAfterDays",
        "conflict lifecycleRules.old.expireAfterDays",
      ],
    ],
    [
      { kmsKeyArn: "alias/aws/s3", region: "x", tags: 1, acl: "private", adopt: { encryption: {} } },
      ["unknown-argument acl", "invalid-format kmsKeyArn", "invalid-format region", "wrong-type tags"],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for buckets or too long", () => {
    expect(codesOf(issuesOf({}, "Uploads"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({}, "a".repeat(44)))).toEqual(["out-of-range name"]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
