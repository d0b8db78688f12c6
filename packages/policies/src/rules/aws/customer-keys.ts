import { customerKeyRule, customerKeyArnRule } from "../../rule-factories/customer-keys";
import { specifiesAwsManagedKey, specifiesCustomerKey } from "../../conditions/customer-keys";
import { allOf, isNotEmpty } from "../../kernel/connectives";

/** The customer managed key rules for services that have few or no other rules. */
export const customerKeys = [
  customerKeyArnRule(
    "appflow-customer-key",
    "AppFlow flows are encrypted with a customer managed key",
    "aws:appflow/flow:Flow",
    "kmsArn",
  ),
  customerKeyArnRule(
    "bedrock-agent-customer-key",
    "Amazon Bedrock agents are encrypted with a customer managed key",
    "aws:bedrock/agentAgent:AgentAgent",
    "customerEncryptionKeyArn",
  ),
  customerKeyArnRule(
    "codeartifact-customer-key",
    "CodeArtifact domains are encrypted with a customer managed key",
    "aws:codeartifact/domain:Domain",
    "encryptionKey",
  ),
  customerKeyArnRule(
    "codebuild-customer-key",
    "CodeBuild projects encrypt build artifacts with a customer managed key",
    "aws:codebuild/project:Project",
    "encryptionKey",
  ),
  customerKeyArnRule(
    "comprehend-volume-customer-key",
    "Amazon Comprehend entity recognizers encrypt training volumes with a customer managed key",
    "aws:comprehend/entityRecognizer:EntityRecognizer",
    "volumeKmsKeyId",
  ),
  customerKeyArnRule(
    "comprehend-model-customer-key",
    "Amazon Comprehend entity recognizers encrypt trained models with a customer managed key",
    "aws:comprehend/entityRecognizer:EntityRecognizer",
    "modelKmsKeyId",
  ),
  customerKeyArnRule(
    "docdb-elastic-customer-key",
    "DocumentDB elastic clusters are encrypted with a customer managed key",
    "aws:docdb/elasticCluster:ElasticCluster",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "event-bus-customer-key",
    "EventBridge event buses are encrypted with a customer managed key",
    "aws:cloudwatch/eventBus:EventBus",
    "kmsKeyIdentifier",
  ),
  customerKeyArnRule(
    "fsx-lustre-customer-key",
    "FSx for Lustre file systems are encrypted with a customer managed key",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "fsx-ontap-customer-key",
    "FSx for NetApp ONTAP file systems are encrypted with a customer managed key",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "fsx-openzfs-customer-key",
    "FSx for OpenZFS file systems are encrypted with a customer managed key",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "fsx-windows-customer-key",
    "FSx for Windows File Server file systems are encrypted with a customer managed key",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "imagebuilder-component-customer-key",
    "EC2 Image Builder components are encrypted with a customer managed key",
    "aws:imagebuilder/component:Component",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "mwaa-customer-key",
    "Amazon MWAA environments are encrypted with a customer managed key",
    "aws:mwaa/environment:Environment",
    "kmsKey",
  ),
  customerKeyArnRule(
    "redshift-serverless-customer-key",
    "Redshift Serverless namespaces are encrypted with a customer managed key",
    "aws:redshiftserverless/namespace:Namespace",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "sagemaker-domain-customer-key",
    "SageMaker domains are encrypted with a customer managed key",
    "aws:sagemaker/domain:Domain",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "sagemaker-endpoint-customer-key",
    "SageMaker endpoint configurations encrypt instance storage with a customer managed key",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    "kmsKeyArn",
  ),
  customerKeyArnRule(
    "sagemaker-notebook-customer-key",
    "SageMaker notebook instances are encrypted with a customer managed key",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "scheduler-customer-key",
    "EventBridge Scheduler schedules are encrypted with a customer managed key",
    "aws:scheduler/schedule:Schedule",
    "kmsKeyArn",
  ),
  customerKeyArnRule(
    "timestream-customer-key",
    "Timestream databases are encrypted with a customer managed key",
    "aws:timestreamwrite/database:Database",
    "kmsKeyId",
  ),
  customerKeyArnRule(
    "workspaces-customer-key",
    "WorkSpaces volumes are encrypted with a customer managed key",
    "aws:workspaces/workspace:Workspace",
    "volumeEncryptionKey",
  ),
  customerKeyRule({
    id: "apprunner-customer-key",
    title: "App Runner services are encrypted with a customer managed key",
    on: "aws:apprunner/service:Service",
    property: "encryptionConfiguration",
    specifiesKey: ({ encryptionConfiguration }) => specifiesCustomerKey(encryptionConfiguration, "kmsKey"),
    remedy: "Set encryptionConfiguration: { kmsKey: key.arn }. This change replaces an existing service.",
    passing: { encryptionConfiguration: { kmsKey: "arn" } },
  }),
  customerKeyRule({
    id: "codeguru-customer-key",
    title: "CodeGuru Reviewer repository associations are encrypted with a customer managed key",
    on: "aws:codegurureviewer/repositoryAssociation:RepositoryAssociation",
    property: "kmsKeyDetails",
    specifiesKey: ({ kmsKeyDetails }) =>
      allOf(
        () => kmsKeyDetails?.encryptionOption === "CUSTOMER_MANAGED_CMK",
        () => !specifiesAwsManagedKey(kmsKeyDetails, "kmsKeyId"),
      ),
    remedy:
      'Set kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: key.arn }. This change replaces an existing repository association.',
    passing: { kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: "arn" } },
    failing: { kmsKeyDetails: { encryptionOption: "AWS_OWNED_CMK" } },
  }),
  customerKeyRule({
    id: "connect-storage-customer-key",
    title: "Amazon Connect instance storage is encrypted with a customer managed key",
    on: "aws:connect/instanceStorageConfig:InstanceStorageConfig",
    property: "storageConfig",
    specifiesKey: ({ storageConfig }) =>
      !["s3Config" as const, "kinesisVideoStreamConfig" as const].some(
        (destination) =>
          storageConfig !== undefined &&
          destination in storageConfig &&
          !specifiesCustomerKey<{ keyId?: string }>(storageConfig[destination]?.encryptionConfig ?? {}, "keyId"),
      ) && storageConfig !== undefined,
    remedy: 'Set storageConfig.s3Config.encryptionConfig: { encryptionType: "KMS", keyId: key.arn }.',
    passing: {
      storageConfig: {
        s3Config: { bucketName: "b", bucketPrefix: "p", encryptionConfig: { encryptionType: "KMS", keyId: "arn" } },
        storageType: "S3",
      },
    },
    failing: { storageConfig: { s3Config: { bucketName: "b", bucketPrefix: "p" }, storageType: "S3" } },
  }),
  customerKeyRule({
    id: "ecr-customer-key",
    title: "ECR repositories are encrypted with a customer managed key",
    on: "aws:ecr/repository:Repository",
    property: "encryptionConfigurations",
    specifiesKey: ({ encryptionConfigurations }) =>
      (encryptionConfigurations ?? []).some((configuration) => specifiesCustomerKey(configuration, "kmsKey")),
    remedy:
      'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }]. This change replaces an existing repository.',
    passing: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn" }] },
    failing: { encryptionConfigurations: [{ encryptionType: "KMS" }] },
  }),
  customerKeyRule({
    id: "imagebuilder-image-customer-key",
    title: "EC2 Image Builder distribution configurations encrypt AMIs with a customer managed key",
    on: "aws:imagebuilder/distributionConfiguration:DistributionConfiguration",
    property: "distributions",
    specifiesKey: ({ distributions }) =>
      isNotEmpty(distributions) &&
      !(distributions ?? []).some(
        ({ amiDistributionConfiguration: ami }) => ami !== undefined && !specifiesCustomerKey(ami, "kmsKeyId"),
      ),
    remedy: "Set amiDistributionConfiguration: { kmsKeyId: key.arn }.",
    passing: { distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { kmsKeyId: "arn" } }] },
    failing: { distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { name: "web" } }] },
  }),
  customerKeyRule({
    id: "kendra-customer-key",
    title: "Amazon Kendra indexes are encrypted with a customer managed key",
    on: "aws:kendra/index:Index",
    property: "serverSideEncryptionConfiguration",
    specifiesKey: ({ serverSideEncryptionConfiguration: encryption }) => specifiesCustomerKey(encryption, "kmsKeyId"),
    remedy: "Set serverSideEncryptionConfiguration: { kmsKeyId: key.arn }. This change replaces an existing index.",
    passing: { serverSideEncryptionConfiguration: { kmsKeyId: "arn" } },
  }),
  customerKeyRule({
    id: "keyspaces-customer-key",
    title: "Amazon Keyspaces tables are encrypted with a customer managed key",
    on: "aws:keyspaces/table:Table",
    property: "encryptionSpecification",
    specifiesKey: ({ encryptionSpecification }) =>
      allOf(
        () => encryptionSpecification?.type === "CUSTOMER_MANAGED_KMS_KEY",
        () => !specifiesAwsManagedKey(encryptionSpecification, "kmsKeyIdentifier"),
      ),
    remedy: 'Set encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: key.arn }.',
    passing: { encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: "arn" } },
    failing: { encryptionSpecification: { type: "AWS_OWNED_KMS_KEY" } },
  }),
];
