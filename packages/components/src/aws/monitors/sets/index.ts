export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
