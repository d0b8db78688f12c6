import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { privateSubnets, vpc } from "./network";

export const key = new aws.kms.Key("data", {
  description: "Encrypts the data of the web service",
  enableKeyRotation: true,
  deletionWindowInDays: 30,
});

new aws.kms.Alias("data", { name: "alias/web-data", targetKeyId: key.keyId });

export const databaseSecurityGroup = new aws.ec2.SecurityGroup("database", {
  description: "The database of the web service",
  vpcId: vpc.id,
  tags: { Name: "database" },
});

const subnetGroup = new aws.rds.SubnetGroup("web", { subnetIds: privateSubnets.map((subnet) => subnet.id) });

export const database = new aws.rds.Instance(
  "web",
  {
    engine: "postgres",
    engineVersion: "16",
    instanceClass: "db.m7g.large",
    allocatedStorage: 100,
    maxAllocatedStorage: 500,
    storageType: "gp3",
    storageEncrypted: true,
    kmsKeyId: key.arn,
    dbName: "shop",
    username: "shop_admin",
    manageMasterUserPassword: true,
    multiAz: true,
    dbSubnetGroupName: subnetGroup.name,
    vpcSecurityGroupIds: [databaseSecurityGroup.id],
    backupRetentionPeriod: 14,
    copyTagsToSnapshot: true,
    deletionProtection: true,
    autoMinorVersionUpgrade: true,
    performanceInsightsEnabled: true,
    iamDatabaseAuthenticationEnabled: true,
    enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
    skipFinalSnapshot: false,
    finalSnapshotIdentifier: "web-final",
  },
  { protect: true },
);

export const apiKey = new aws.secretsmanager.Secret("api-key", { name: "web/api-key", kmsKeyId: key.arn });

/** Returns a private bucket. */
function bucket(name: string): aws.s3.Bucket {
  const created = new aws.s3.Bucket(name, {}, { protect: true });
  new aws.s3.BucketPublicAccessBlock(name, {
    bucket: created.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  });
  new aws.s3.BucketServerSideEncryptionConfiguration(name, {
    bucket: created.id,
    rules: [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
        bucketKeyEnabled: true,
      },
    ],
  });
  new aws.s3.BucketVersioning(name, { bucket: created.id, versioningConfiguration: { status: "Enabled" } });
  new aws.s3.BucketPolicy(name, {
    bucket: created.id,
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [created.arn, pulumi.interpolate`${created.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    }),
  });
  return created;
}

export const uploads = bucket("uploads");

new aws.s3.BucketLifecycleConfiguration("uploads", {
  bucket: uploads.id,
  rules: [
    {
      id: "old-versions",
      status: "Enabled",
      filter: {},
      noncurrentVersionExpiration: { noncurrentDays: 90 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    },
  ],
});
