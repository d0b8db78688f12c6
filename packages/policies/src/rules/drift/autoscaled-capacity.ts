import { autoscaledRules } from "../../rule-factories/autoscaled-capacity";
import { ownedProperty } from "../../rule-factories/owner-conflicts";

const TABLE = "aws:dynamodb/table:Table";
const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

/** Capacities that Application Auto Scaling changes. The documentation for each resource recommends ignoring changes to them. */
export const autoscaled = autoscaledRules([
  {
    id: "ecs-desired-count-one-owner",
    title: "Autoscaled ECS services do not manage desiredCount",
    capacities: [
      {
        capacity: ownedProperty("aws:ecs/service:Service", "desiredCount", { sample: { desiredCount: 2 } }),
        dimension: "ecs:service:DesiredCount",
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
    id: "elasticache-capacity-one-owner",
    title: "Autoscaled ElastiCache replication groups do not manage the number of shards or replicas",
    capacities: [
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
]);
