import { autoscaledRules } from "../../rule-factories/autoscaled-capacity";
import { listOf } from "../../kernel/connectives";
import { ownedProperty, typeToken } from "../../rule-factories/owner-conflicts";

const TABLE = "aws:dynamodb/table:Table";
const KEYSPACES_TABLE = "aws:keyspaces/table:Table";
const INSTANCE_GROUP = "aws:emr/instanceGroup:InstanceGroup";
const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

/**
 * Capacities that Application Auto Scaling changes. The dimensions that are missing here change nothing that a program
 * declares: an autoscaler of Aurora or Neptune replicas creates its own DB instances, a SageMaker endpoint configuration only
 * sets the initial number of instances, and there are no resources for Comprehend endpoints and inference components. If the program leaves out desiredCount, the provider sets it to 0
 * (hashicorp/terraform-provider-aws#752).
 */
export const autoscaled = autoscaledRules([
  {
    id: "ecs-desired-count-one-owner",
    title: "Autoscaled ECS services do not manage desiredCount",
    capacities: [
      {
        capacity: ownedProperty("aws:ecs/service:Service", "desiredCount", { sample: { desiredCount: 2 } }),
        dimension: "ecs:service:DesiredCount",
        valueIfAbsent: 0,
      },
    ],
  },
  {
    id: "dynamodb-capacity-one-owner",
    title: "Autoscaled DynamoDB tables do not manage read or write capacity",
    capacities: [
      {
        capacity: ownedProperty(TABLE, "readCapacity", { sample: { readCapacity: 5 } }),
        dimension: "dynamodb:table:ReadCapacityUnits",
      },
      {
        capacity: ownedProperty(TABLE, "writeCapacity", { sample: { writeCapacity: 5 } }),
        dimension: "dynamodb:table:WriteCapacityUnits",
      },
    ],
  },
  {
    id: "dynamodb-index-capacity-one-owner",
    title: "Autoscaled DynamoDB global secondary indexes do not manage read or write capacity",
    capacities: [
      {
        capacity: ownedProperty(TABLE, "globalSecondaryIndexes", {
          where: ({ globalSecondaryIndexes }) =>
            listOf(globalSecondaryIndexes).some((index) => "readCapacity" in index),
          sample: { globalSecondaryIndexes: [{ name: "by-date", projectionType: "ALL", readCapacity: 5 }] },
        }),
        path: "globalSecondaryIndexes.readCapacity",
        dimension: "dynamodb:index:ReadCapacityUnits",
      },
      {
        capacity: ownedProperty(TABLE, "globalSecondaryIndexes", {
          where: ({ globalSecondaryIndexes }) =>
            listOf(globalSecondaryIndexes).some((index) => "writeCapacity" in index),
          sample: { globalSecondaryIndexes: [{ name: "by-date", projectionType: "ALL", writeCapacity: 5 }] },
        }),
        path: "globalSecondaryIndexes.writeCapacity",
        dimension: "dynamodb:index:WriteCapacityUnits",
      },
    ],
  },
  {
    id: "keyspaces-capacity-one-owner",
    title: "Autoscaled Amazon Keyspaces tables do not manage read or write capacity",
    capacities: [
      {
        capacity: ownedProperty(KEYSPACES_TABLE, "capacitySpecification", {
          where: ({ capacitySpecification }) => "readCapacityUnits" in (capacitySpecification ?? {}),
          sample: { capacitySpecification: { throughputMode: "PROVISIONED", readCapacityUnits: 5 } },
        }),
        path: "capacitySpecification.readCapacityUnits",
        dimension: "cassandra:table:ReadCapacityUnits",
      },
      {
        capacity: ownedProperty(KEYSPACES_TABLE, "capacitySpecification", {
          where: ({ capacitySpecification }) => "writeCapacityUnits" in (capacitySpecification ?? {}),
          sample: { capacitySpecification: { throughputMode: "PROVISIONED", writeCapacityUnits: 5 } },
        }),
        path: "capacitySpecification.writeCapacityUnits",
        dimension: "cassandra:table:WriteCapacityUnits",
      },
    ],
  },
  {
    id: "appstream-capacity-one-owner",
    title: "Autoscaled AppStream 2.0 fleets do not manage computeCapacity",
    capacities: [
      {
        capacity: ownedProperty("aws:appstream/fleet:Fleet", "computeCapacity", {
          sample: { computeCapacity: { desiredInstances: 2 } },
        }),
        path: "computeCapacity.desiredInstances",
        dimension: "appstream:fleet:DesiredCapacity",
      },
    ],
  },
  {
    id: "msk-storage-one-owner",
    title: "Amazon MSK clusters with storage autoscaling do not manage volumeSize",
    capacities: [
      {
        capacity: ownedProperty("aws:msk/cluster:Cluster", "brokerNodeGroupInfo", {
          where: ({ brokerNodeGroupInfo }) => "volumeSize" in (brokerNodeGroupInfo?.storageInfo?.ebsStorageInfo ?? {}),
          sample: { brokerNodeGroupInfo: { storageInfo: { ebsStorageInfo: { volumeSize: 100 } } } },
        }),
        path: "brokerNodeGroupInfo.storageInfo.ebsStorageInfo.volumeSize",
        dimension: "kafka:broker-storage:VolumeSize",
      },
    ],
  },
  {
    id: "elasticache-capacity-one-owner",
    title: "Autoscaled ElastiCache clusters and replication groups do not manage the number of nodes",
    capacities: [
      {
        capacity: ownedProperty("aws:elasticache/cluster:Cluster", "numCacheNodes", { sample: { numCacheNodes: 2 } }),
        dimension: "elasticache:cache-cluster:Nodes",
      },
      {
        capacity: ownedProperty(REPLICATION_GROUP, "numNodeGroups", { sample: { numNodeGroups: 2 } }),
        dimension: "elasticache:replication-group:NodeGroups",
      },
      {
        capacity: ownedProperty(REPLICATION_GROUP, "replicasPerNodeGroup", { sample: { replicasPerNodeGroup: 1 } }),
        dimension: "elasticache:replication-group:Replicas",
      },
    ],
  },
  {
    id: "spot-fleet-capacity-one-owner",
    title: "Autoscaled EC2 Spot Fleet requests do not manage targetCapacity",
    capacities: [
      {
        capacity: ownedProperty("aws:ec2/spotFleetRequest:SpotFleetRequest", "targetCapacity", {
          sample: { targetCapacity: 4 },
        }),
        dimension: "ec2:spot-fleet-request:TargetCapacity",
      },
    ],
  },
  {
    id: "lambda-provisioned-concurrency-one-owner",
    title: "Autoscaled Lambda functions do not manage provisioned concurrency",
    capacities: [
      {
        capacity: ownedProperty(
          "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig",
          "provisionedConcurrentExecutions",
          { sample: { functionName: "orders", qualifier: "live", provisionedConcurrentExecutions: 5 } },
        ),
        dimension: "lambda:function:ProvisionedConcurrency",
        scaled: { type: typeToken("aws:lambda/alias:Alias"), property: "qualifier" },
      },
    ],
  },
  {
    id: "emr-instance-count-one-owner",
    title: "Autoscaled Amazon EMR instance groups do not manage instanceCount",
    capacities: [
      {
        capacity: ownedProperty(INSTANCE_GROUP, "instanceCount", { sample: { instanceCount: 2 } }),
        dimension: "elasticmapreduce:instancegroup:InstanceCount",
      },
    ],
  },
  {
    id: "workspaces-pool-capacity-one-owner",
    title: "Autoscaled WorkSpaces pools do not manage desiredUserSessions",
    capacities: [
      {
        capacity: ownedProperty("aws:workspaces/pool:Pool", "capacity", {
          sample: { capacity: { desiredUserSessions: 2 } },
        }),
        path: "capacity.desiredUserSessions",
        dimension: "workspaces:workspacespool:DesiredUserSessions",
      },
    ],
  },
]);
