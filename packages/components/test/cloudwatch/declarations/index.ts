import type { AlarmDeclarations } from "../alarm-declarations";
import { auroraClusterDeclarations } from "./aurora-cluster";
import { dynamodbTableDeclarations } from "./dynamodb-table";
import { ecsServiceDeclarations } from "./ecs-service";
import { efsFileSystemDeclarations } from "./efs-file-system";
import { elasticacheNodesDeclarations } from "./elasticache-nodes";
import { eventbridgeBusDeclarations } from "./eventbridge-bus";
import { eventbridgeRuleDeclarations } from "./eventbridge-rule";
import { kinesisStreamDeclarations } from "./kinesis-stream";
import { lambdaFunctionDeclarations } from "./lambda-function";
import { mskClusterDeclarations } from "./msk-cluster";
import { mskConsumerDeclarations } from "./msk-consumer";
import { opensearchDomainDeclarations } from "./opensearch-domain";
import { rdsInstanceDeclarations } from "./rds-instance";
import { snsTopicDeclarations } from "./sns-topic";
import { sqsQueueDeclarations } from "./sqs-queue";
import { stepFunctionsStateMachineDeclarations } from "./step-functions-state-machine";

/** The declarations of all sets by the function, or the class of the component, that returns the set. */
export const DECLARATIONS: Readonly<Record<string, AlarmDeclarations>> = {
  EcsService: ecsServiceDeclarations,
  auroraCluster: auroraClusterDeclarations,
  dynamodbTable: dynamodbTableDeclarations,
  efsFileSystem: efsFileSystemDeclarations,
  elasticacheNodes: elasticacheNodesDeclarations,
  eventbridgeBus: eventbridgeBusDeclarations,
  eventbridgeRule: eventbridgeRuleDeclarations,
  kinesisStream: kinesisStreamDeclarations,
  lambdaFunction: lambdaFunctionDeclarations,
  mskCluster: mskClusterDeclarations,
  mskConsumer: mskConsumerDeclarations,
  opensearchDomain: opensearchDomainDeclarations,
  rdsInstance: rdsInstanceDeclarations,
  snsTopic: snsTopicDeclarations,
  sqsQueue: sqsQueueDeclarations,
  stepFunctionsStateMachine: stepFunctionsStateMachineDeclarations,
};
