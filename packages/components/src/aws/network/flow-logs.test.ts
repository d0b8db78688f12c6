import { deployed } from "../../../test/network";
import { Vpc, type VpcArgs } from "../index";

const create = (flowLogs: VpcArgs["flowLogs"], args: VpcArgs = {}) =>
  deployed(() => new Vpc("network", { availabilityZones: ["eu-west-1a"], flowLogs, ...args }));

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

describe("flow logs in a log group", () => {
  it("record rejected traffic for 30 days by default", async () => {
    const plan = await create({});
    expect(plan.get(FLOW_LOG).inputs).toMatchObject({
      vpcId: "network-vpc-id",
      trafficType: "REJECT",
      maxAggregationInterval: 600,
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:network-flow-logs-group",
      iamRoleArn: "arn:aws:iam::123456789012:role/network-flow-logs-role",
    });
    expect(plan.get(GROUP).inputs).toMatchObject({ retentionInDays: 30 });
  });

  it("are written with a role that only flow logs of this account can assume, to this group only", async () => {
    const plan = await create({});
    expect(plan.get("aws:iam/role:Role").inputs.assumeRolePolicy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:123456789012:vpc-flow-log/*" },
          },
        },
      ],
    });
    const group = "arn:aws:logs:eu-west-1:123456789012:log-group:network-flow-logs-group";
    expect(plan.get("aws:iam/rolePolicy:RolePolicy").inputs).toMatchObject({
      role: "network-flow-logs-role",
      policy: { Statement: [{ Effect: "Allow", Resource: [group, `${group}:*`] }] },
    });
  });

  it("apply all arguments", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
    const flowLogs = {
      trafficType: "ALL",
      retentionDays: 365,
      aggregationIntervalSeconds: 60,
      kmsKeyArn,
      retainOnDelete: true,
    } as const;
    const plan = await create(flowLogs);
    expect(plan.get(FLOW_LOG).inputs).toMatchObject({ trafficType: "ALL", maxAggregationInterval: 60 });
    expect(plan.get(GROUP)).toMatchObject({
      inputs: { retentionInDays: 365, kmsKeyId: kmsKeyArn },
      options: { retainOnDelete: true },
    });
  });
});

describe("flow logs in a bucket", () => {
  it("have exactly the bucket policy that AWS documents for log delivery", async () => {
    const bucket = "arn:aws:s3:::network-flow-logs-bucket";
    const sourceCondition = {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:123456789012:*" },
    };
    const plan = await create({ destinationType: "s3" });
    expect(plan.get(POLICY).inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSLogDeliveryWrite",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucket}/AWSLogs/123456789012/*`,
          Condition: {
            ...sourceCondition,
            StringEquals: { ...sourceCondition.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
          },
        },
        {
          Sid: "AWSLogDeliveryAclCheck",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["s3:GetBucketAcl", "s3:ListBucket"],
          Resource: bucket,
          Condition: sourceCondition,
        },
        {
          Sid: "DenyUnencryptedTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [bucket, `${bucket}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    // S3 rejects concurrent changes to the policy and the public access block.
    expect(plan.dependencies(plan.get(POLICY))).toContain(
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock network-flow-logs-bucket-public-access",
    );
    const flowLog = plan.get(FLOW_LOG);
    expect(flowLog.inputs).toMatchObject({ logDestination: bucket, logDestinationType: "s3" });
    expect(plan.dependencies(flowLog)).toContain(`${POLICY} network-flow-logs-bucket-policy`);
  });

  it("are encrypted with a customer managed key and an S3 bucket key", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
    const plan = await create({ destinationType: "s3", kmsKeyArn });
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(plan.get(encryption).inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        bucketKeyEnabled: true,
        // Otherwise, someone with write access could encrypt the records with a key that nobody else has.
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("block public access and expire", async () => {
    const plan = await create({ destinationType: "s3", retentionDays: 400 });
    expect(plan.get("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(plan.get("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).toMatchObject({
      rules: [{ status: "Enabled", expiration: { days: 400 } }],
    });
  });

  it.each([
    [{}, true, false],
    [{ protection: false }, false, true],
    [{ profile: "development" }, false, true],
  ] as const)("are protected according to %j", async (args, protect, forceDestroy) => {
    const { options, inputs } = (await create({ destinationType: "s3" }, args)).get(BUCKET);
    expect([options.protect ?? false, inputs.forceDestroy]).toEqual([protect, forceDestroy]);
  });

  it("are delivered to an existing bucket without additional resources", async () => {
    const plan = await create({ destinationType: "s3", bucketArn: "arn:aws:s3:::logs-of-all/network/" });
    expect(plan.get(FLOW_LOG).inputs.logDestination).toBe("arn:aws:s3:::logs-of-all/network/");
    expect(plan.resources.filter(({ type }) => type.startsWith("aws:s3/") || type.startsWith("aws:iam/"))).toEqual([]);
  });
});

it("flow logs are not created if flowLogs is false", async () => {
  const plan = await create(false);
  expect(plan.resources.filter(({ name }) => name.includes("flow-logs"))).toEqual([]);
});
