import { autoscaledRules } from "../../rule-factories/autoscaled";
import { ownedProperty } from "../../rule-factories/owners";

const TABLE = "aws:dynamodb/table:Table";
const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";

/** Numbers that Application Auto Scaling changes; the documentation of each resource asks to ignore them. */
export const autoscaled = autoscaledRules([
  {
    id: "ecs-desired-count-one-owner",
    title: "The number of tasks of an autoscaled service is the autoscaler's",
    scaled: [
      {
        place: ownedProperty("aws:ecs/service:Service", "desiredCount", { sample: { desiredCount: 2 } }),
        dimension: "ecs:service:DesiredCount",
      },
    ],
  },
  {
    id: "dynamodb-capacity-one-owner",
    title: "The capacity of an autoscaled table is the autoscaler's",
    scaled: [
      {
        place: ownedProperty(TABLE, "readCapacity", { sample: { readCapacity: 5 } }),
        dimension: "dynamodb:table:ReadCapacityUnits",
      },
      {
        place: ownedProperty(TABLE, "writeCapacity", { sample: { writeCapacity: 5 } }),
        dimension: "dynamodb:table:WriteCapacityUnits",
      },
    ],
  },
  {
    id: "elasticache-capacity-one-owner",
    title: "The shards and replicas of an autoscaled cache are the autoscaler's",
    scaled: [
      {
        place: ownedProperty(REPLICATION_GROUP, "numNodeGroups", { sample: { numNodeGroups: 2 } }),
        dimension: "elasticache:replication-group:NodeGroups",
      },
      {
        place: ownedProperty(REPLICATION_GROUP, "replicasPerNodeGroup", { sample: { replicasPerNodeGroup: 1 } }),
        dimension: "elasticache:replication-group:Replicas",
      },
    ],
  },
  {
    id: "spot-fleet-capacity-one-owner",
    title: "The capacity of an autoscaled fleet is the autoscaler's",
    scaled: [
      {
        place: ownedProperty("aws:ec2/spotFleetRequest:SpotFleetRequest", "targetCapacity", {
          sample: { targetCapacity: 4 },
        }),
        dimension: "ec2:spot-fleet-request:TargetCapacity",
      },
    ],
  },
]);
