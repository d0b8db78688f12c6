export { auroraCluster, type AuroraClusterMonitorsArgs } from "./aurora-cluster";
export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { rdsInstance, type RdsInstanceMonitorsArgs } from "./rds-instance";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
