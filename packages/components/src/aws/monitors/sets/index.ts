export { auroraCluster, type AuroraClusterMonitorsArgs } from "./aurora-cluster";
export { dynamodbTable, type DynamodbOperation, type DynamodbTableMonitorsArgs } from "./dynamodb-table";
export { eventbridgeRule, type EventbridgeRuleMonitorsArgs } from "./eventbridge-rule";
export { kinesisStream, type KinesisStreamMonitorsArgs } from "./kinesis-stream";
export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { rdsInstance, type RdsInstanceMonitorsArgs } from "./rds-instance";
export { snsTopic, type SnsTopicMonitorsArgs } from "./sns-topic";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
export { stepFunctionsStateMachine, type StepFunctionsStateMachineMonitorsArgs } from "./step-functions-state-machine";
