import { deployed } from "../../../test/network";
import { Vpc, type VpcArgs } from "../index";

const make = (flowLogs: VpcArgs["flowLogs"], args: VpcArgs = {}) =>
  deployed(() => new Vpc("network", { availabilityZones: ["eu-west-1a"], flowLogs, ...args }));

const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const BUCKET = "aws:s3/bucket:Bucket";
const POLICY = "aws:s3/bucketPolicy:BucketPolicy";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

describe("flow logs in a log group", () => {
  it("record what was rejected, for 30 days", async () => {
    const made = await make({});
    expect(made.find(FLOW_LOG).inputs).toMatchObject({
      vpcId: "network-vpc-id",
      trafficType: "REJECT",
      maxAggregationInterval: 600,
      logDestinationType: "cloud-watch-logs",
      logDestination: "arn:aws:logs:eu-west-1:123456789012:log-group:network-flow-logs-group",
      iamRoleArn: "arn:aws:iam::123456789012:role/network-flow-logs-role",
    });
    expect(made.find(GROUP).inputs).toMatchObject({ retentionInDays: 30 });
  });

  it("are written by a role that only flow logs of this account have, and for this group only", async () => {
    const made = await make({});
    expect(made.find("aws:iam/role:Role").inputs.assumeRolePolicy).toEqual({
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
    expect(made.find("aws:iam/rolePolicy:RolePolicy").inputs).toMatchObject({
      role: "network-flow-logs-role",
      policy: { Statement: [{ Effect: "Allow", Resource: [group, `${group}:*`] }] },
    });
  });

  it("are what the program says", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
    const flowLogs = {
      traffic: "ALL",
      retentionDays: 365,
      aggregationSeconds: 60,
      kmsKeyArn,
      retainOnDelete: true,
    } as const;
    const made = await make(flowLogs);
    expect(made.find(FLOW_LOG).inputs).toMatchObject({ trafficType: "ALL", maxAggregationInterval: 60 });
    expect(made.find(GROUP)).toMatchObject({
      inputs: { retentionInDays: 365, kmsKeyId: kmsKeyArn },
      options: { retainOnDelete: true },
    });
  });
});

describe("flow logs in a bucket", () => {
  it("are written by the log service alone, in the words that AWS would append otherwise", async () => {
    const bucket = "arn:aws:s3:::network-flow-logs-bucket";
    const fromHere = {
      StringEquals: { "aws:SourceAccount": "123456789012" },
      ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:123456789012:*" },
    };
    const made = await make({ destination: "s3" });
    expect(made.find(POLICY).inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AWSLogDeliveryWrite",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: `${bucket}/AWSLogs/123456789012/*`,
          Condition: {
            ...fromHere,
            StringEquals: { ...fromHere.StringEquals, "s3:x-amz-acl": "bucket-owner-full-control" },
          },
        },
        {
          Sid: "AWSLogDeliveryAclCheck",
          Effect: "Allow",
          Principal: { Service: "delivery.logs.amazonaws.com" },
          Action: ["s3:GetBucketAcl", "s3:ListBucket"],
          Resource: bucket,
          Condition: fromHere,
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
    // S3 refuses the two calls at once.
    expect(made.dependencies(made.find(POLICY))).toContain(
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock network-flow-logs-bucket-public-access",
    );
    const log = made.find(FLOW_LOG);
    expect(log.inputs).toMatchObject({ logDestination: bucket, logDestinationType: "s3" });
    expect(made.dependencies(log)).toContain(`${POLICY} network-flow-logs-bucket-policy`);
  });

  it("are encrypted by a key of the user's own, asked for once and not for every object", async () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:123456789012:key/11111111";
    const made = await make({ destination: "s3", kmsKeyArn });
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(made.find(encryption).inputs.rules).toEqual([
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        bucketKeyEnabled: true,
      },
    ]);
  });

  it("are closed to the public and deleted in time", async () => {
    const made = await make({ destination: "s3", retentionDays: 400 });
    expect(made.find("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).toMatchObject({
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    expect(made.find("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration").inputs).toMatchObject({
      rules: [{ status: "Enabled", expiration: { days: 400 } }],
    });
  });

  it.each([
    [{}, true, false],
    [{ protection: "off" }, false, true],
    [{ defaults: "development" }, false, true],
  ] as const)("resist deletion as %j says", async (args, protect, forceDestroy) => {
    const { options, inputs } = (await make({ destination: "s3" }, args)).find(BUCKET);
    expect([options.protect ?? false, inputs.forceDestroy]).toEqual([protect, forceDestroy]);
  });

  it("are in a bucket that exists, which stays its owner's", async () => {
    const made = await make({ destination: "s3", bucketArn: "arn:aws:s3:::logs-of-all/network/" });
    expect(made.find(FLOW_LOG).inputs.logDestination).toBe("arn:aws:s3:::logs-of-all/network/");
    expect(made.resources.filter(({ type }) => type.startsWith("aws:s3/") || type.startsWith("aws:iam/"))).toEqual([]);
  });
});

it("there are none, if the program says so", async () => {
  const made = await make(false);
  expect(made.resources.filter(({ name }) => name.includes("flow-logs"))).toEqual([]);
});
