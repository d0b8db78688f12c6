import {
  ownerConflictRules,
  type OwnerConflictRow,
  ownedProperty,
  type OwnedProperty,
} from "../../rule-factories/owner-conflicts";

const BUCKET = "aws:s3/bucket:Bucket";

/** Returns the row for a bucket property that has been a separate resource since version 4 of the provider. */
const bucketRow = (id: string, title: string, inline: OwnedProperty, separate: OwnedProperty): OwnerConflictRow => ({
  id,
  title,
  severity: "high",
  source: "pulumi/pulumi-aws#2063, hashicorp/terraform-provider-aws#24254",
  conflicts: [{ inline, separate: [separate] }],
});

/** Settings of data stores that are either a property of their owner or separate resources. */
export const dataOwnerConflicts = ownerConflictRules([
  {
    id: "rds-cluster-roles-one-owner",
    title: "RDS DB cluster roles are associated either inline or with separate resources, not both",
    remedy: "Remove iamRoles from the Cluster, and keep the ClusterRoleAssociation resources.",
    source: "the documentation for aws.rds.ClusterRoleAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:rds/cluster:Cluster", "iamRoles", { sample: { iamRoles: [] } }),
        separate: [ownedProperty("aws:rds/clusterRoleAssociation:ClusterRoleAssociation", "dbClusterIdentifier")],
      },
    ],
  },
  {
    id: "dynamodb-replicas-one-owner",
    title: "DynamoDB table replicas are declared either inline or as separate resources, not both",
    severity: "high",
    remedy:
      'Remove replicas from the Table or set its resource option ignoreChanges: ["replicas"], and keep the TableReplica resources.',
    source: "the documentation for aws.dynamodb.TableReplica",
    conflicts: [
      {
        inline: ownedProperty("aws:dynamodb/table:Table", "replicas", { sample: { replicas: [] } }),
        separate: [ownedProperty("aws:dynamodb/tableReplica:TableReplica", "globalTableArn")],
      },
    ],
  },
  {
    id: "elasticache-members-one-owner",
    title: "ElastiCache replication group members are declared either by count or as separate resources, not both",
    remedy:
      'Set the resource option ignoreChanges: ["numCacheClusters"] on the ReplicationGroup, or remove its member Cluster resources.',
    source: "the documentation for aws.elasticache.ReplicationGroup",
    conflicts: [
      {
        inline: ownedProperty("aws:elasticache/replicationGroup:ReplicationGroup", "numCacheClusters", {
          sample: { numCacheClusters: 2 },
        }),
        separate: [ownedProperty("aws:elasticache/cluster:Cluster", "replicationGroupId")],
      },
    ],
  },
  bucketRow(
    "s3-policy-one-owner",
    "S3 bucket policies are declared either inline or as separate resources, not both",
    ownedProperty(BUCKET, "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:s3/bucketPolicy:BucketPolicy", "bucket"),
  ),
  bucketRow(
    "s3-acl-one-owner",
    "S3 bucket ACLs are declared either inline or as separate resources, not both",
    ownedProperty(BUCKET, "acl", { sample: { acl: "private" } }),
    ownedProperty("aws:s3/bucketAcl:BucketAcl", "bucket"),
  ),
  bucketRow(
    "s3-versioning-one-owner",
    "S3 bucket versioning is declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "versioning", { sample: { versioning: { enabled: true } } }),
    ownedProperty("aws:s3/bucketVersioning:BucketVersioning", "bucket"),
  ),
  bucketRow(
    "s3-encryption-one-owner",
    "S3 bucket encryption is declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "serverSideEncryptionConfiguration", { sample: { serverSideEncryptionConfiguration: {} } }),
    ownedProperty("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-lifecycle-one-owner",
    "S3 bucket lifecycle rules are declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "lifecycleRules", { sample: { lifecycleRules: [] } }),
    ownedProperty("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-logging-one-owner",
    "S3 bucket access logging is declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "logging", { sample: { logging: { targetBucket: "logs" } } }),
    ownedProperty("aws:s3/bucketLogging:BucketLogging", "bucket"),
  ),
  bucketRow(
    "s3-cors-one-owner",
    "S3 bucket CORS rules are declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "corsRules", { sample: { corsRules: [] } }),
    ownedProperty("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-website-one-owner",
    "S3 bucket website hosting is declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "website", { sample: { website: { indexDocument: "index.html" } } }),
    ownedProperty("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-replication-one-owner",
    "S3 bucket replication is declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "replicationConfiguration", { sample: { replicationConfiguration: {} } }),
    ownedProperty("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "bucket"),
  ),
  bucketRow(
    "s3-object-lock-one-owner",
    "S3 bucket Object Lock is declared either inline or as a separate resource, not both",
    ownedProperty(BUCKET, "objectLockConfiguration", { sample: { objectLockConfiguration: {} } }),
    ownedProperty("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "bucket"),
  ),
]);
