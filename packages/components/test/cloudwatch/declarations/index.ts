import type { AlarmDeclarations } from "../alarm-declarations";
import { httpApiDeclarations, restApiDeclarations } from "./api-gateway";
import { applicationLoadBalancerDeclarations } from "./application-load-balancer";
import { certificateDeclarations } from "./certificate";
import { cloudFrontDistributionDeclarations } from "./cloudfront-distribution";
import { codeBuildProjectDeclarations } from "./code-build-project";
import { codePipelineDeclarations } from "./code-pipeline";
import { ecrRepositoryDeclarations } from "./ecr-repository";
import { ecsServiceDeclarations } from "./ecs-service";
import { ecsTasksDeclarations } from "./ecs-tasks";
import { eksClusterDeclarations } from "./eks-cluster";
import { estimatedChargesDeclarations } from "./estimated-charges";
import { interfaceEndpointDeclarations } from "./interface-endpoint";
import { kmsKeyDeclarations } from "./kms-key";
import { lambdaFunctionDeclarations } from "./lambda-function";
import { natGatewayDeclarations } from "./nat-gateway";
import { networkLoadBalancerDeclarations } from "./network-load-balancer";
import { serviceQuotaDeclarations } from "./service-quota";
import { sqsQueueDeclarations } from "./sqs-queue";
import { syntheticsCanaryDeclarations } from "./synthetics-canary";
import { targetGroupDeclarations } from "./target-group";
import { cloudFrontWebAclDeclarations, regionalWebAclDeclarations } from "./web-acl";

/** The declarations of all sets by the function, or the class of the component, that returns the set. */
export const DECLARATIONS: Readonly<Record<string, AlarmDeclarations>> = {
  EcsService: ecsServiceDeclarations,
  applicationLoadBalancer: applicationLoadBalancerDeclarations,
  certificate: certificateDeclarations,
  cloudFrontDistribution: cloudFrontDistributionDeclarations,
  cloudFrontWebAcl: cloudFrontWebAclDeclarations,
  codeBuildProject: codeBuildProjectDeclarations,
  codePipeline: codePipelineDeclarations,
  ecrRepository: ecrRepositoryDeclarations,
  ecsService: ecsTasksDeclarations,
  eksCluster: eksClusterDeclarations,
  estimatedCharges: estimatedChargesDeclarations,
  httpApi: httpApiDeclarations,
  interfaceEndpoint: interfaceEndpointDeclarations,
  kmsKey: kmsKeyDeclarations,
  lambdaFunction: lambdaFunctionDeclarations,
  natGateway: natGatewayDeclarations,
  networkLoadBalancer: networkLoadBalancerDeclarations,
  regionalWebAcl: regionalWebAclDeclarations,
  restApi: restApiDeclarations,
  serviceQuota: serviceQuotaDeclarations,
  sqsQueue: sqsQueueDeclarations,
  syntheticsCanary: syntheticsCanaryDeclarations,
  targetGroup: targetGroupDeclarations,
};
