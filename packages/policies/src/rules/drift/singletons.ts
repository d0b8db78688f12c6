import { singletonRules } from "../../rule-factories/singletons";
import { ownedProperty, typeToken } from "../../rule-factories/owner-conflicts";

const BUCKET = typeToken("aws:s3/bucket:Bucket");
const VPC = typeToken("aws:ec2/vpc:Vpc");
const REPOSITORY = typeToken("aws:ecr/repository:Repository");

/** Settings that a resource writes in full, so a second resource of the same type overwrites the first resource's settings. */
export const singletons = singletonRules([
  {
    id: "s3-one-policy",
    title: "S3 buckets have only one bucket policy resource",
    owner: BUCKET,
    singleton: ownedProperty("aws:s3/bucketPolicy:BucketPolicy", "bucket"),
  },
  {
    id: "s3-one-notification",
    title: "S3 buckets have only one bucket notification resource",
    owner: BUCKET,
    singleton: ownedProperty("aws:s3/bucketNotification:BucketNotification", "bucket"),
  },
  {
    id: "s3-one-lifecycle",
    title: "S3 buckets have only one lifecycle configuration resource",
    owner: BUCKET,
    singleton: ownedProperty("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket"),
  },
  {
    id: "sqs-one-policy",
    title: "SQS queues have only one queue policy resource",
    owner: typeToken("aws:sqs/queue:Queue"),
    singleton: ownedProperty("aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
  },
  {
    id: "sns-one-policy",
    title: "SNS topics have only one topic policy resource",
    owner: typeToken("aws:sns/topic:Topic"),
    singleton: ownedProperty("aws:sns/topicPolicy:TopicPolicy", "arn"),
  },
  {
    id: "kms-one-policy",
    title: "KMS keys have only one key policy resource",
    owner: typeToken("aws:kms/key:Key"),
    singleton: ownedProperty("aws:kms/keyPolicy:KeyPolicy", "keyId"),
  },
  {
    id: "ecr-one-policy",
    title: "ECR repositories have only one repository policy resource",
    owner: REPOSITORY,
    singleton: ownedProperty("aws:ecr/repositoryPolicy:RepositoryPolicy", "repository"),
  },
  {
    id: "ecr-one-lifecycle",
    title: "ECR repositories have only one lifecycle policy resource",
    owner: REPOSITORY,
    singleton: ownedProperty("aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository"),
  },
  {
    id: "iam-one-group-membership",
    title: "IAM groups have only one group membership resource",
    owner: typeToken("aws:iam/group:Group"),
    singleton: ownedProperty("aws:iam/groupMembership:GroupMembership", "group"),
  },
  {
    id: "vpc-one-main-route-table",
    title: "VPCs have only one main route table association resource",
    owner: VPC,
    singleton: ownedProperty("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "vpcId"),
  },
  {
    id: "vpc-one-dhcp-options",
    title: "VPCs have only one DHCP options association resource",
    owner: VPC,
    singleton: ownedProperty("aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation", "vpcId"),
  },
  {
    id: "ecs-one-capacity-providers",
    title: "ECS clusters have only one ClusterCapacityProviders resource",
    owner: typeToken("aws:ecs/cluster:Cluster"),
    singleton: ownedProperty("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "clusterName"),
  },
]);
