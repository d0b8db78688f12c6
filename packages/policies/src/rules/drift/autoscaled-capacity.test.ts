import type { Plan } from "@roadbed/plan";
import { autoscaled } from "./autoscaled-capacity";

/**
 * The scalable dimensions of Application Auto Scaling, except those of custom resources.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
 */
const DIMENSIONS = [
  "appstream:fleet:DesiredCapacity",
  "cassandra:table:ReadCapacityUnits",
  "cassandra:table:WriteCapacityUnits",
  "comprehend:document-classifier-endpoint:DesiredInferenceUnits",
  "comprehend:entity-recognizer-endpoint:DesiredInferenceUnits",
  "dynamodb:index:ReadCapacityUnits",
  "dynamodb:index:WriteCapacityUnits",
  "dynamodb:table:ReadCapacityUnits",
  "dynamodb:table:WriteCapacityUnits",
  "ec2:spot-fleet-request:TargetCapacity",
  "ecs:service:DesiredCount",
  "elasticache:cache-cluster:Nodes",
  "elasticache:replication-group:NodeGroups",
  "elasticache:replication-group:Replicas",
  "elasticmapreduce:instancegroup:InstanceCount",
  "kafka:broker-storage:VolumeSize",
  "lambda:function:ProvisionedConcurrency",
  "neptune:cluster:ReadReplicaCount",
  "rds:cluster:ReadReplicaCount",
  "sagemaker:inference-component:DesiredCopyCount",
  "sagemaker:variant:DesiredInstanceCount",
  "sagemaker:variant:DesiredProvisionedConcurrency",
  "workspaces:workspacespool:DesiredUserSessions",
];

/** The dimensions that change nothing that a program declares. */
const WITHOUT_PROPERTY = [
  "comprehend:document-classifier-endpoint:DesiredInferenceUnits",
  "comprehend:entity-recognizer-endpoint:DesiredInferenceUnits",
  "neptune:cluster:ReadReplicaCount",
  "rds:cluster:ReadReplicaCount",
  "sagemaker:inference-component:DesiredCopyCount",
  "sagemaker:variant:DesiredInstanceCount",
  "sagemaker:variant:DesiredProvisionedConcurrency",
];

const dimensionsIn = ({ resources }: Plan): readonly unknown[] =>
  resources.flatMap(({ inputs }) => inputs.scalableDimension ?? []);

describe("rules on autoscaled capacities", () => {
  it("covers every scalable dimension that changes a property of a resource", () => {
    const covered = new Set(autoscaled.flatMap((rule) => rule.examples.fail.flatMap(dimensionsIn)));
    expect([...covered].toSorted()).toEqual(DIMENSIONS.filter((dimension) => !WITHOUT_PROPERTY.includes(dimension)));
  });
});
