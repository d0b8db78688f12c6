export { httpApi, restApi, type HttpApiMonitorsArgs, type RestApiMonitorsArgs } from "./api-gateway";
export { applicationLoadBalancer, type ApplicationLoadBalancerMonitorsArgs } from "./application-load-balancer";
export { certificate, type CertificateMonitorsArgs } from "./certificate";
export { cloudFrontDistribution, type CloudFrontDistributionMonitorsArgs } from "./cloudfront-distribution";
export { codeBuildProject, type CodeBuildProjectMonitorsArgs } from "./code-build-project";
export { codePipeline, type CodePipelineMonitorsArgs } from "./code-pipeline";
export { ecrRepository, type EcrRepositoryMonitorsArgs } from "./ecr-repository";
export { ecsService, type EcsServiceMonitorsArgs } from "./ecs-tasks";
export { eksCluster, type EksClusterMonitorsArgs } from "./eks-cluster";
export { estimatedCharges, type EstimatedChargesMonitorsArgs } from "./estimated-charges";
export { interfaceEndpoint, type InterfaceEndpointMonitorsArgs } from "./interface-endpoint";
export { kmsKey, type KmsKeyMonitorsArgs } from "./kms-key";
export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { natGateway, type NatGatewayMonitorsArgs } from "./nat-gateway";
export { networkLoadBalancer, type NetworkLoadBalancerMonitorsArgs } from "./network-load-balancer";
export { serviceQuota, type ServiceQuotaMonitorsArgs } from "./service-quota";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
export { syntheticsCanary, type SyntheticsCanaryMonitorsArgs } from "./synthetics-canary";
export { targetGroup, type TargetGroupMonitorsArgs } from "./target-group";
export {
  cloudFrontWebAcl,
  regionalWebAcl,
  type CloudFrontWebAclMonitorsArgs,
  type RegionalWebAclMonitorsArgs,
} from "./web-acl";
