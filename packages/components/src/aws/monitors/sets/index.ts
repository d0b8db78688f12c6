export { httpApi, restApi, type HttpApiMonitorsArgs, type RestApiMonitorsArgs } from "./api-gateway";
export { certificate, type CertificateMonitorsArgs } from "./certificate";
export { cloudFrontDistribution, type CloudFrontDistributionMonitorsArgs } from "./cloudfront-distribution";
export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
