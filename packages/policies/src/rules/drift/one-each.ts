import { singletonRules } from "../../rule-factories/one-each";
import { ownedProperty, typeToken } from "../../rule-factories/owners";

const BUCKET = typeToken("aws:s3/bucket:Bucket");
const VPC = typeToken("aws:ec2/vpc:Vpc");
const REPOSITORY = typeToken("aws:ecr/repository:Repository");

/** Settings that one resource holds as a whole, so that a second such resource overwrites the first. */
export const oneEach = singletonRules([
  {
    id: "s3-one-policy",
    title: "A bucket has one policy",
    owner: BUCKET,
    each: ownedProperty("aws:s3/bucketPolicy:BucketPolicy", "bucket"),
  },
  {
    id: "s3-one-notification",
    title: "A bucket has one list of notifications",
    owner: BUCKET,
    each: ownedProperty("aws:s3/bucketNotification:BucketNotification", "bucket"),
  },
  {
    id: "s3-one-lifecycle",
    title: "A bucket has one list of lifecycle rules",
    owner: BUCKET,
    each: ownedProperty("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration", "bucket"),
  },
  {
    id: "sqs-one-policy",
    title: "A queue has one policy",
    owner: typeToken("aws:sqs/queue:Queue"),
    each: ownedProperty("aws:sqs/queuePolicy:QueuePolicy", "queueUrl"),
  },
  {
    id: "sns-one-policy",
    title: "A topic has one policy",
    owner: typeToken("aws:sns/topic:Topic"),
    each: ownedProperty("aws:sns/topicPolicy:TopicPolicy", "arn"),
  },
  {
    id: "kms-one-policy",
    title: "A key has one policy",
    owner: typeToken("aws:kms/key:Key"),
    each: ownedProperty("aws:kms/keyPolicy:KeyPolicy", "keyId"),
  },
  {
    id: "ecr-one-policy",
    title: "A repository has one policy",
    owner: REPOSITORY,
    each: ownedProperty("aws:ecr/repositoryPolicy:RepositoryPolicy", "repository"),
  },
  {
    id: "ecr-one-lifecycle",
    title: "A repository has one list of lifecycle rules",
    owner: REPOSITORY,
    each: ownedProperty("aws:ecr/lifecyclePolicy:LifecyclePolicy", "repository"),
  },
  {
    id: "iam-one-group-membership",
    title: "The members of a group are listed once",
    owner: typeToken("aws:iam/group:Group"),
    each: ownedProperty("aws:iam/groupMembership:GroupMembership", "group"),
  },
  {
    id: "vpc-one-main-route-table",
    title: "A VPC has one main route table",
    owner: VPC,
    each: ownedProperty("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "vpcId"),
  },
  {
    id: "vpc-one-dhcp-options",
    title: "A VPC has one set of DHCP options",
    owner: VPC,
    each: ownedProperty("aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation", "vpcId"),
  },
  {
    id: "ecs-one-capacity-providers",
    title: "A cluster has one list of capacity providers",
    owner: typeToken("aws:ecs/cluster:Cluster"),
    each: ownedProperty("aws:ecs/clusterCapacityProviders:ClusterCapacityProviders", "clusterName"),
  },
]);
