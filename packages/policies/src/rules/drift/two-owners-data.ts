import {
  ownerConflictRules,
  type OwnerConflictRow,
  ownedProperty,
  type OwnedProperty,
} from "../../rule-factories/owners";

const BUCKET = "aws:s3/bucket:Bucket";

/** The row of a property of a bucket that is a resource of its own since version 4 of the provider. */
const bucketRow = (id: string, title: string, inline: OwnedProperty, separate: OwnedProperty): OwnerConflictRow => ({
  id,
  title,
  severity: "high",
  source: "pulumi/pulumi-aws#2063, hashicorp/terraform-provider-aws#24254",
  conflicts: [{ inline, separate: [separate] }],
});

/** Settings of stores that both a property of their owner and resources of their own can hold. */
export const twoOwnersOfData = ownerConflictRules([
  {
    id: "rds-cluster-roles-one-owner",
    title: "The roles of a database cluster are either inline or associated",
    remedy: "Drop iamRoles from the Cluster and keep ClusterRoleAssociation resources.",
    source: "the documentation of aws.rds.ClusterRoleAssociation",
    conflicts: [
      {
        inline: ownedProperty("aws:rds/cluster:Cluster", "iamRoles", { sample: { iamRoles: [] } }),
        separate: [ownedProperty("aws:rds/clusterRoleAssociation:ClusterRoleAssociation", "dbClusterIdentifier")],
      },
    ],
  },
  {
    id: "dynamodb-replicas-one-owner",
    title: "The replicas of a table are either inline or resources of their own",
    severity: "high",
    remedy: 'Drop replicas from the Table, or give it ignoreChanges: ["replicas"], and keep TableReplica resources.',
    source: "the documentation of aws.dynamodb.TableReplica",
    conflicts: [
      {
        inline: ownedProperty("aws:dynamodb/table:Table", "replicas", { sample: { replicas: [] } }),
        separate: [ownedProperty("aws:dynamodb/tableReplica:TableReplica", "globalTableArn")],
      },
    ],
  },
  {
    id: "elasticache-members-one-owner",
    title: "The members of a replication group are either counted or listed",
    remedy: 'Give the ReplicationGroup ignoreChanges: ["numCacheClusters"], or drop its member Cluster resources.',
    source: "the documentation of aws.elasticache.ReplicationGroup",
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
    "The policy of a bucket has one owner",
    ownedProperty(BUCKET, "policy", { sample: { policy: "{}" } }),
    ownedProperty("aws:s3/bucketPolicy:BucketPolicy", "bucket"),
  ),
  bucketRow(
    "s3-acl-one-owner",
    "The access control list of a bucket has one owner",
    ownedProperty(BUCKET, "acl", { sample: { acl: "private" } }),
    ownedProperty("aws:s3/bucketAcl:BucketAcl", "bucket"),
  ),
  bucketRow(
    "s3-versioning-one-owner",
    "The versioning of a bucket has one owner",
    ownedProperty(BUCKET, "versioning", { sample: { versioning: { enabled: true } } }),
    ownedProperty("aws:s3/bucketVersioning:BucketVersioning", "bucket"),
  ),
  bucketRow(
    "s3-encryption-one-owner",
    "The encryption of a bucket has one owner",
    ownedProperty(BUCKET, "serverSideEncryptionConfiguration", { sample: { serverSideEncryptionConfiguration: {} } }),
    ownedProperty("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-lifecycle-one-owner",
    "The lifecycle rules of a bucket have one owner",
    ownedProperty(BUCKET, "lifecycleRules", { sample: { lifecycleRules: [] } }),
    ownedProperty("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-logging-one-owner",
    "The access log of a bucket has one owner",
    ownedProperty(BUCKET, "logging", { sample: { logging: { targetBucket: "logs" } } }),
    ownedProperty("aws:s3/bucketLogging:BucketLogging", "bucket"),
  ),
  bucketRow(
    "s3-cors-one-owner",
    "The CORS rules of a bucket have one owner",
    ownedProperty(BUCKET, "corsRules", { sample: { corsRules: [] } }),
    ownedProperty("aws:s3/bucketCorsConfiguration:BucketCorsConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-website-one-owner",
    "The website of a bucket has one owner",
    ownedProperty(BUCKET, "website", { sample: { website: { indexDocument: "index.html" } } }),
    ownedProperty("aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration", "bucket"),
  ),
  bucketRow(
    "s3-replication-one-owner",
    "The replication of a bucket has one owner",
    ownedProperty(BUCKET, "replicationConfiguration", { sample: { replicationConfiguration: {} } }),
    ownedProperty("aws:s3/bucketReplicationConfig:BucketReplicationConfig", "bucket"),
  ),
  bucketRow(
    "s3-object-lock-one-owner",
    "The object lock of a bucket has one owner",
    ownedProperty(BUCKET, "objectLockConfiguration", { sample: { objectLockConfiguration: {} } }),
    ownedProperty("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "bucket"),
  ),
]);
