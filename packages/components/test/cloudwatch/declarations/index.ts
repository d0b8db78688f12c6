import type { AlarmDeclarations } from "../alarm-declarations";
import { httpApiDeclarations, restApiDeclarations } from "./api-gateway";
import { auroraClusterDeclarations } from "./aurora-cluster";
import { autoScalingGroupDeclarations } from "./auto-scaling-group";
import { applicationLoadBalancerDeclarations } from "./application-load-balancer";
import { certificateDeclarations } from "./certificate";
import { cloudFrontDistributionDeclarations } from "./cloudfront-distribution";
import { codeBuildProjectDeclarations } from "./code-build-project";
import { codePipelineDeclarations } from "./code-pipeline";
import { dynamoDbTableDeclarations } from "./dynamodb-table";
import { ecrRepositoryDeclarations } from "./ecr-repository";
import { ecsServiceDeclarations } from "./ecs-service";
import { efsFileSystemDeclarations } from "./efs-file-system";
import { elastiCacheNodesDeclarations } from "./elasticache-nodes";
import { estimatedChargesDeclarations } from "./estimated-charges";
import { eventBridgeBusDeclarations } from "./eventbridge-bus";
import { eventBridgeRuleDeclarations } from "./eventbridge-rule";
import { kinesisStreamDeclarations } from "./kinesis-stream";
import { kmsKeyDeclarations } from "./kms-key";
import { lambdaFunctionDeclarations } from "./lambda-function";
import { mskClusterDeclarations } from "./msk-cluster";
import { mskConsumerDeclarations } from "./msk-consumer";
import { openSearchDomainDeclarations } from "./opensearch-domain";
import { rdsInstanceDeclarations } from "./rds-instance";
import { ecsTasksDeclarations } from "./ecs-tasks";
import { eksClusterDeclarations } from "./eks-cluster";
import { eksWorkloadDeclarations } from "./eks-workload";
import { interfaceEndpointDeclarations } from "./interface-endpoint";
import { natGatewayDeclarations } from "./nat-gateway";
import { networkLoadBalancerDeclarations } from "./network-load-balancer";
import { serviceQuotaDeclarations } from "./service-quota";
import { sloDeclarations } from "./slo";
import { snsTopicDeclarations } from "./sns-topic";
import { sqsQueueDeclarations } from "./sqs-queue";
import { stepFunctionsStateMachineDeclarations } from "./step-functions-state-machine";
import { syntheticsCanaryDeclarations } from "./synthetics-canary";
import { targetGroupDeclarations } from "./target-group";
import { cloudFrontWebAclDeclarations, regionalWebAclDeclarations } from "./web-acl";

/** The declarations of all sets by the function, or the class of the component, that returns the set. */
export const DECLARATIONS: Readonly<Record<string, AlarmDeclarations>> = {
  EcsService: ecsServiceDeclarations,
  Slo: sloDeclarations,
  autoScalingGroup: autoScalingGroupDeclarations,
  auroraCluster: auroraClusterDeclarations,
  applicationLoadBalancer: applicationLoadBalancerDeclarations,
  certificate: certificateDeclarations,
  cloudFrontDistribution: cloudFrontDistributionDeclarations,
  cloudFrontWebAcl: cloudFrontWebAclDeclarations,
  codeBuildProject: codeBuildProjectDeclarations,
  codePipeline: codePipelineDeclarations,
  dynamoDbTable: dynamoDbTableDeclarations,
  ecrRepository: ecrRepositoryDeclarations,
  efsFileSystem: efsFileSystemDeclarations,
  elastiCacheNodes: elastiCacheNodesDeclarations,
  ecsService: ecsTasksDeclarations,
  eksCluster: eksClusterDeclarations,
  eksWorkload: eksWorkloadDeclarations,
  estimatedCharges: estimatedChargesDeclarations,
  eventBridgeBus: eventBridgeBusDeclarations,
  eventBridgeRule: eventBridgeRuleDeclarations,
  httpApi: httpApiDeclarations,
  kinesisStream: kinesisStreamDeclarations,
  kmsKey: kmsKeyDeclarations,
  lambdaFunction: lambdaFunctionDeclarations,
  mskCluster: mskClusterDeclarations,
  mskConsumer: mskConsumerDeclarations,
  openSearchDomain: openSearchDomainDeclarations,
  rdsInstance: rdsInstanceDeclarations,
  interfaceEndpoint: interfaceEndpointDeclarations,
  natGateway: natGatewayDeclarations,
  networkLoadBalancer: networkLoadBalancerDeclarations,
  regionalWebAcl: regionalWebAclDeclarations,
  restApi: restApiDeclarations,
  serviceQuota: serviceQuotaDeclarations,
  snsTopic: snsTopicDeclarations,
  sqsQueue: sqsQueueDeclarations,
  stepFunctionsStateMachine: stepFunctionsStateMachineDeclarations,
  syntheticsCanary: syntheticsCanaryDeclarations,
  targetGroup: targetGroupDeclarations,
};
