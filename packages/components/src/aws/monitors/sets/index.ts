export { httpApi, restApi, type HttpApiMonitorsArgs, type RestApiMonitorsArgs } from "./api-gateway";
export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
