import type { Rule } from "./authoring/rule";
import * as amis from "./rules/aws/amis";
import * as amplify from "./rules/aws/amplify";
import * as apiGateway from "./rules/aws/api-gateway";
import * as apiGatewayStages from "./rules/aws/api-gateway-stages";
import * as apiGatewayV2 from "./rules/aws/api-gateway-v2";
import * as apprunner from "./rules/aws/apprunner";
import * as appsync from "./rules/aws/appsync";
import * as athena from "./rules/aws/athena";
import * as autoscaling from "./rules/aws/autoscaling";
import * as backup from "./rules/aws/backup";
import * as batch from "./rules/aws/batch";
import * as certificates from "./rules/aws/certificates";
import * as chatbot from "./rules/aws/chatbot";
import * as cloudfront from "./rules/aws/cloudfront";
import * as cloudfrontHeaders from "./rules/aws/cloudfront-headers";
import * as cloudfrontOrigins from "./rules/aws/cloudfront-origins";
import * as cloudsearch from "./rules/aws/cloudsearch";
import * as cloudtrail from "./rules/aws/cloudtrail";
import * as cloudtrailEvents from "./rules/aws/cloudtrail-events";
import * as cloudtrailMetricFilters from "./rules/aws/cloudtrail-metric-filters";
import * as cloudwatch from "./rules/aws/cloudwatch";
import * as codebuild from "./rules/aws/codebuild";
import * as codebuildSources from "./rules/aws/codebuild-sources";
import * as cognito from "./rules/aws/cognito";
import * as connect from "./rules/aws/connect";
import * as customerKeys from "./rules/aws/customer-keys";
import * as datasync from "./rules/aws/datasync";
import * as defaultSecurityGroups from "./rules/aws/default-security-groups";
import * as detection from "./rules/aws/detection";
import * as dms from "./rules/aws/dms";
import * as docdb from "./rules/aws/docdb";
import * as dynamodb from "./rules/aws/dynamodb";
import * as ebs from "./rules/aws/ebs";
import * as ec2 from "./rules/aws/ec2";
import * as ec2Interfaces from "./rules/aws/ec2-interfaces";
import * as ec2Launch from "./rules/aws/ec2-launch";
import * as ecr from "./rules/aws/ecr";
import * as ecrImages from "./rules/aws/ecr-images";
import * as ecrLifecycle from "./rules/aws/ecr-lifecycle";
import * as ecs from "./rules/aws/ecs";
import * as ecsDeployments from "./rules/aws/ecs-deployments";
import * as ecsServices from "./rules/aws/ecs-services";
import * as ecsTasks from "./rules/aws/ecs-tasks";
import * as efs from "./rules/aws/efs";
import * as eks from "./rules/aws/eks";
import * as eksNodes from "./rules/aws/eks-nodes";
import * as elasticBeanstalk from "./rules/aws/elastic-beanstalk";
import * as elasticIps from "./rules/aws/elastic-ips";
import * as elasticache from "./rules/aws/elasticache";
import * as elbClassic from "./rules/aws/elb-classic";
import * as emr from "./rules/aws/emr";
import * as eventBuses from "./rules/aws/event-buses";
import * as fsx from "./rules/aws/fsx";
import * as globalAccelerator from "./rules/aws/global-accelerator";
import * as glue from "./rules/aws/glue";
import * as iam from "./rules/aws/iam";
import * as iamConditions from "./rules/aws/iam-conditions";
import * as iamEscalation from "./rules/aws/iam-escalation";
import * as iamIdentities from "./rules/aws/iam-identities";
import * as iamMfa from "./rules/aws/iam-mfa";
import * as iamPasswords from "./rules/aws/iam-passwords";
import * as iamStatements from "./rules/aws/iam-statements";
import * as iamTrust from "./rules/aws/iam-trust";
import * as kinesis from "./rules/aws/kinesis";
import * as kms from "./rules/aws/kms";
import * as lambda from "./rules/aws/lambda";
import * as lambdaAccess from "./rules/aws/lambda-access";
import * as lb from "./rules/aws/lb";
import * as lbListeners from "./rules/aws/lb-listeners";
import * as memorydb from "./rules/aws/memorydb";
import * as mq from "./rules/aws/mq";
import * as msk from "./rules/aws/msk";
import * as mwaa from "./rules/aws/mwaa";
import * as neptune from "./rules/aws/neptune";
import * as networkAcls from "./rules/aws/network-acls";
import * as networkFirewall from "./rules/aws/network-firewall";
import * as networkFirewallPolicies from "./rules/aws/network-firewall-policies";
import * as opensearch from "./rules/aws/opensearch";
import * as opensearchOperations from "./rules/aws/opensearch-operations";
import * as pipelines from "./rules/aws/pipelines";
import * as qldb from "./rules/aws/qldb";
import * as rds from "./rules/aws/rds";
import * as rdsAccess from "./rules/aws/rds-access";
import * as rdsOperations from "./rules/aws/rds-operations";
import * as rdsTls from "./rules/aws/rds-tls";
import * as redshift from "./rules/aws/redshift";
import * as redshiftNetwork from "./rules/aws/redshift-network";
import * as redshiftUsers from "./rules/aws/redshift-users";
import * as route53 from "./rules/aws/route53";
import * as s3 from "./rules/aws/s3";
import * as s3Access from "./rules/aws/s3-access";
import * as s3PublicAccessBlocks from "./rules/aws/s3-public-access-blocks";
import * as s3Tls from "./rules/aws/s3-tls";
import * as s3Versions from "./rules/aws/s3-versions";
import * as sagemaker from "./rules/aws/sagemaker";
import * as sagemakerKeys from "./rules/aws/sagemaker-keys";
import * as secretsManager from "./rules/aws/secrets-manager";
import * as securityGroupExposure from "./rules/aws/security-group-exposure";
import * as securityGroupRules from "./rules/aws/security-group-rules";
import * as securityGroups from "./rules/aws/security-groups";
import * as servicecatalog from "./rules/aws/servicecatalog";
import * as ses from "./rules/aws/ses";
import * as sharedPolicies from "./rules/aws/shared-policies";
import * as sns from "./rules/aws/sns";
import * as sqs from "./rules/aws/sqs";
import * as ssm from "./rules/aws/ssm";
import * as stepFunctions from "./rules/aws/step-functions";
import * as transfer from "./rules/aws/transfer";
import * as vpc from "./rules/aws/vpc";
import * as vpcEndpoints from "./rules/aws/vpc-endpoints";
import * as vpcRoutes from "./rules/aws/vpc-routes";
import * as vpn from "./rules/aws/vpn";
import * as waf from "./rules/aws/waf";
import * as wafClassic from "./rules/aws/waf-classic";
import * as webFirewalls from "./rules/aws/web-firewalls";
import * as workspaces from "./rules/aws/workspaces";
import * as plaintextCredentials from "./rules/aws/plaintext-credentials";
import * as writtenSecrets from "./rules/aws/written-secrets";
import * as autoscaledCapacity from "./rules/drift/autoscaled-capacity";
import * as awsDefaults from "./rules/drift/aws-defaults";
import * as changingValues from "./rules/drift/changing-values";
import * as databases from "./rules/drift/databases";
import * as emrCapacity from "./rules/drift/emr-capacity";
import * as externalChanges from "./rules/drift/external-changes";
import * as eksAccess from "./rules/drift/eks-access";
import * as ignoredDefinitions from "./rules/drift/ignored-definitions";
import * as kubernetesReplicas from "./rules/drift/kubernetes-replicas";
import * as replacingLookups from "./rules/drift/replacing-lookups";
import * as scalingGroups from "./rules/drift/scaling-groups";
import * as trafficShifting from "./rules/drift/traffic-shifting";
import * as duplicates from "./rules/drift/duplicates";
import * as eksDrift from "./rules/drift/eks";
import * as movingVersions from "./rules/drift/moving-versions";
import * as names from "./rules/drift/replaceable-names";
import * as changeImports from "./rules/changes/imports";
import * as changeMoves from "./rules/changes/moves";
import * as changeProtections from "./rules/changes/protections";
import * as ignoredChanges from "./rules/changes/ignored-changes";
import * as manyDeletes from "./rules/changes/many-deletes";
import * as replacedInUse from "./rules/changes/replaced-in-use";
import * as statefulChanges from "./rules/changes/stateful";
import * as networkDefaults from "./rules/drift/network-defaults";
import * as ignoredNetworkChanges from "./rules/drift/ignored-network-changes";
import * as networkNotation from "./rules/drift/network-notation";
import * as singletons from "./rules/drift/singletons";
import * as providers from "./rules/drift/providers";
import * as removal from "./rules/drift/deletion";
import * as ignoredSecurityChanges from "./rules/drift/ignored-security-changes";
import * as storedForms from "./rules/drift/stored-forms";
import * as ownerConflicts from "./rules/drift/owner-conflicts";
import * as accessOwnerConflicts from "./rules/drift/owner-conflicts-access";
import * as dataOwnerConflicts from "./rules/drift/owner-conflicts-data";
import * as networkOwnerConflicts from "./rules/drift/owner-conflicts-network";
import * as serviceOwnerConflicts from "./rules/drift/owner-conflicts-services";
import * as tagOwnerConflicts from "./rules/drift/owner-conflicts-tags";
import * as kubernetesAvailability from "./rules/kubernetes/availability";
import * as kubernetesDrift from "./rules/drift/kubernetes";
import * as namespaces from "./rules/kubernetes/namespaces";
import * as kubernetesNetworking from "./rules/kubernetes/networking";
import * as podHostAccess from "./rules/kubernetes/pod-host-access";
import * as podHygiene from "./rules/kubernetes/pod-hygiene";
import * as podSecurityBaseline from "./rules/kubernetes/pod-security-baseline";
import * as podSecurityRestricted from "./rules/kubernetes/pod-security-restricted";
import * as podSecurityVersion from "./rules/kubernetes/pod-security-version";
import * as podVolumes from "./rules/kubernetes/pod-volumes";
import * as pods from "./rules/kubernetes/pods";
import * as rbac from "./rules/kubernetes/rbac";
import * as kubernetesSecrets from "./rules/kubernetes/secrets";
import * as exposedSecrets from "./rules/secrets/exposed-secrets";

/** The files that contain rules. The catalog consists of all rules that these files export. */
const files: readonly Readonly<Record<string, Rule | readonly Rule[]>>[] = [
  ecr,
  ecs,
  iam,
  networkAcls,
  securityGroups,
  securityGroupExposure,
  securityGroupRules,
  amis,
  autoscaling,
  defaultSecurityGroups,
  ebs,
  ec2,
  ec2Interfaces,
  ec2Launch,
  elasticIps,
  networkFirewall,
  networkFirewallPolicies,
  vpc,
  vpcEndpoints,
  vpcRoutes,
  vpn,
  s3,
  s3Access,
  s3PublicAccessBlocks,
  lb,
  lbListeners,
  elbClassic,
  eks,
  eksNodes,
  s3Tls,
  rds,
  rdsAccess,
  rdsTls,
  rdsOperations,
  kms,
  lambda,
  lambdaAccess,
  sqs,
  sns,
  dynamodb,
  cloudtrail,
  cloudtrailEvents,
  secretsManager,
  ssm,
  efs,
  elasticache,
  iamStatements,
  iamConditions,
  iamEscalation,
  iamTrust,
  iamIdentities,
  iamPasswords,
  opensearch,
  docdb,
  neptune,
  ecsTasks,
  ecsServices,
  ecsDeployments,
  codebuild,
  codebuildSources,
  pipelines,
  cloudwatch,
  chatbot,
  cloudfront,
  cloudfrontOrigins,
  cloudtrailMetricFilters,
  opensearchOperations,
  redshift,
  kinesis,
  globalAccelerator,
  glue,
  athena,
  dms,
  msk,
  mq,
  backup,
  memorydb,
  amplify,
  apiGateway,
  apiGatewayStages,
  apiGatewayV2,
  appsync,
  webFirewalls,
  cognito,
  stepFunctions,
  waf,
  wafClassic,
  route53,
  s3Versions,
  redshiftNetwork,
  redshiftUsers,
  certificates,
  apprunner,
  elasticBeanstalk,
  batch,
  sagemaker,
  sagemakerKeys,
  emr,
  workspaces,
  plaintextCredentials,
  writtenSecrets,
  transfer,
  detection,
  customerKeys,
  sharedPolicies,
  ecrLifecycle,
  ecrImages,
  cloudsearch,
  datasync,
  mwaa,
  qldb,
  iamMfa,
  cloudfrontHeaders,
  fsx,
  servicecatalog,
  ses,
  connect,
  eventBuses,
  ownerConflicts,
  accessOwnerConflicts,
  dataOwnerConflicts,
  networkDefaults,
  ignoredNetworkChanges,
  networkNotation,
  networkOwnerConflicts,
  serviceOwnerConflicts,
  tagOwnerConflicts,
  singletons,
  duplicates,
  autoscaledCapacity,
  emrCapacity,
  externalChanges,
  trafficShifting,
  replacingLookups,
  scalingGroups,
  ignoredDefinitions,
  eksDrift,
  eksAccess,
  changingValues,
  providers,
  databases,
  removal,
  ignoredSecurityChanges,
  names,
  awsDefaults,
  movingVersions,
  storedForms,
  pods,
  podHostAccess,
  podSecurityBaseline,
  podSecurityRestricted,
  podSecurityVersion,
  podVolumes,
  podHygiene,
  rbac,
  namespaces,
  kubernetesAvailability,
  kubernetesDrift,
  kubernetesReplicas,
  kubernetesNetworking,
  kubernetesSecrets,
  exposedSecrets,
  statefulChanges,
  changeProtections,
  manyDeletes,
  changeMoves,
  replacedInUse,
  changeImports,
  ignoredChanges,
];

/** The rules of Roadbed, in the order of their files and sorted by ID within a file. */
export const rules: readonly Rule[] = files.flatMap((file) =>
  Object.values(file)
    .flat()
    .sort((a, b) => a.id.localeCompare(b.id)),
);
