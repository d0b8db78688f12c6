export { httpApi, restApi, type HttpApiMonitorsArgs, type RestApiMonitorsArgs } from "./api-gateway";
export { auroraCluster, type AuroraClusterMonitorsArgs } from "./aurora-cluster";
export { autoScalingGroup, type AutoScalingGroupMonitorsArgs } from "./auto-scaling-group";
export { applicationLoadBalancer, type ApplicationLoadBalancerMonitorsArgs } from "./application-load-balancer";
export { certificate, type CertificateMonitorsArgs } from "./certificate";
export { cloudFrontDistribution, type CloudFrontDistributionMonitorsArgs } from "./cloudfront-distribution";
export { codeBuildProject, type CodeBuildProjectMonitorsArgs } from "./code-build-project";
export { codePipeline, type CodePipelineMonitorsArgs } from "./code-pipeline";
export { dynamoDbTable, type DynamoDbOperation, type DynamoDbTableMonitorsArgs } from "./dynamodb-table";
export { ecrRepository, type EcrRepositoryMonitorsArgs } from "./ecr-repository";
export { efsFileSystem, type EfsFileSystemMonitorsArgs } from "./efs-file-system";
export { elastiCacheNodes, type ElastiCacheNodesMonitorsArgs } from "./elasticache-nodes";
export { estimatedCharges, type EstimatedChargesMonitorsArgs } from "./estimated-charges";
export { eventBridgeBus, type EventBridgeBusMonitorsArgs } from "./eventbridge-bus";
export { eventBridgeRule, type EventBridgeRuleMonitorsArgs } from "./eventbridge-rule";
export { kinesisStream, type KinesisStreamMonitorsArgs } from "./kinesis-stream";
export { kmsKey, type KmsKeyMonitorsArgs } from "./kms-key";
export { lambdaFunction, type LambdaFunctionMonitorsArgs } from "./lambda-function";
export { mskCluster, type MskClusterMonitorsArgs } from "./msk-cluster";
export { mskConsumer, type MskConsumerMonitorsArgs } from "./msk-consumer";
export { openSearchDomain, type OpenSearchDomainMonitorsArgs } from "./opensearch-domain";
export { rdsInstance, type RdsInstanceMonitorsArgs } from "./rds-instance";
export { ecsService, type EcsServiceMonitorsArgs } from "./ecs-tasks";
export { eksCluster, type EksClusterMonitorsArgs } from "./eks-cluster";
export { eksWorkload, type EksWorkloadKind, type EksWorkloadMonitorsArgs } from "./eks-workload";
export { interfaceEndpoint, type InterfaceEndpointMonitorsArgs } from "./interface-endpoint";
export { natGateway, type NatGatewayMonitorsArgs } from "./nat-gateway";
export { networkLoadBalancer, type NetworkLoadBalancerMonitorsArgs } from "./network-load-balancer";
export { serviceQuota, type ServiceQuotaMonitorsArgs } from "./service-quota";
export { snsTopic, type SnsTopicMonitorsArgs } from "./sns-topic";
export { sqsQueue, type SqsQueueMonitorsArgs } from "./sqs-queue";
export { stepFunctionsStateMachine, type StepFunctionsStateMachineMonitorsArgs } from "./step-functions-state-machine";
export { syntheticsCanary, type SyntheticsCanaryMonitorsArgs } from "./synthetics-canary";
export { targetGroup, type TargetGroupMonitorsArgs } from "./target-group";
export {
  cloudFrontWebAcl,
  regionalWebAcl,
  type CloudFrontWebAclMonitorsArgs,
  type RegionalWebAclMonitorsArgs,
} from "./web-acl";
