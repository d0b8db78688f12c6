import { customerKeyRule, keyProperty } from "../../families/customer-keys";
import { exists } from "../../kernel/connectives";

/** What AWS encrypts with keys of its own, in services that have no other rules, or few. */
export const customerKeys = [
  keyProperty("appflow-customer-key", "Flows of AppFlow use a key of one's own", "aws:appflow/flow:Flow", "kmsArn"),
  keyProperty(
    "bedrock-agent-customer-key",
    "Agents use a key of one's own",
    "aws:bedrock/agentAgent:AgentAgent",
    "customerEncryptionKeyArn",
  ),
  keyProperty(
    "codeartifact-customer-key",
    "Packages are encrypted with a key of one's own",
    "aws:codeartifact/domain:Domain",
    "encryptionKey",
  ),
  keyProperty(
    "codebuild-customer-key",
    "Builds use a key of one's own",
    "aws:codebuild/project:Project",
    "encryptionKey",
  ),
  keyProperty(
    "comprehend-volume-customer-key",
    "Machines that train recognizers use a key of one's own",
    "aws:comprehend/entityRecognizer:EntityRecognizer",
    "volumeKmsKeyId",
  ),
  keyProperty(
    "comprehend-model-customer-key",
    "Models of recognizers use a key of one's own",
    "aws:comprehend/entityRecognizer:EntityRecognizer",
    "modelKmsKeyId",
  ),
  keyProperty(
    "event-bus-customer-key",
    "Event buses use a key of one's own",
    "aws:cloudwatch/eventBus:EventBus",
    "kmsKeyIdentifier",
  ),
  keyProperty(
    "fsx-lustre-customer-key",
    "Lustre file systems use a key of one's own",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "kmsKeyId",
  ),
  keyProperty(
    "fsx-ontap-customer-key",
    "ONTAP file systems use a key of one's own",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "kmsKeyId",
  ),
  keyProperty(
    "fsx-openzfs-customer-key",
    "OpenZFS file systems use a key of one's own",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "kmsKeyId",
  ),
  keyProperty(
    "fsx-windows-customer-key",
    "Windows file systems use a key of one's own",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    "kmsKeyId",
  ),
  keyProperty(
    "imagebuilder-component-customer-key",
    "Components of images use a key of one's own",
    "aws:imagebuilder/component:Component",
    "kmsKeyId",
  ),
  keyProperty(
    "mwaa-customer-key",
    "Airflow environments use a key of one's own",
    "aws:mwaa/environment:Environment",
    "kmsKey",
  ),
  keyProperty(
    "sagemaker-domain-customer-key",
    "SageMaker domains use a key of one's own",
    "aws:sagemaker/domain:Domain",
    "kmsKeyId",
  ),
  keyProperty(
    "sagemaker-endpoint-customer-key",
    "Endpoints use a key of one's own",
    "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    "kmsKeyArn",
  ),
  keyProperty(
    "sagemaker-notebook-customer-key",
    "Notebooks use a key of one's own",
    "aws:sagemaker/notebookInstance:NotebookInstance",
    "kmsKeyId",
  ),
  keyProperty(
    "scheduler-customer-key",
    "Schedules use a key of one's own",
    "aws:scheduler/schedule:Schedule",
    "kmsKeyArn",
  ),
  keyProperty(
    "timestream-customer-key",
    "Timestream databases use a key of one's own",
    "aws:timestreamwrite/database:Database",
    "kmsKeyId",
  ),
  keyProperty(
    "workspaces-customer-key",
    "Disks of WorkSpaces use a key of one's own",
    "aws:workspaces/workspace:Workspace",
    "volumeEncryptionKey",
  ),
  customerKeyRule({
    id: "apprunner-customer-key",
    title: "App Runner services use a key of one's own",
    on: "aws:apprunner/service:Service",
    property: "encryptionConfiguration",
    remedy: "Set encryptionConfiguration: { kmsKey: key.arn }.",
    named: { encryptionConfiguration: { kmsKey: "arn" } },
  }),
  customerKeyRule({
    id: "codeguru-customer-key",
    title: "Reviews of code use a key of one's own",
    on: "aws:codegurureviewer/repositoryAssociation:RepositoryAssociation",
    property: "kmsKeyDetails",
    isNamed: ({ kmsKeyDetails }) => kmsKeyDetails?.encryptionOption === "CUSTOMER_MANAGED_CMK",
    remedy: 'Set kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: key.arn }.',
    named: { kmsKeyDetails: { encryptionOption: "CUSTOMER_MANAGED_CMK", kmsKeyId: "arn" } },
    unnamed: { kmsKeyDetails: { encryptionOption: "AWS_OWNED_CMK" } },
  }),
  customerKeyRule({
    id: "connect-storage-customer-key",
    title: "What contact centers keep is encrypted with a key of one's own",
    on: "aws:connect/instanceStorageConfig:InstanceStorageConfig",
    property: "storageConfig",
    isNamed: ({ storageConfig }) =>
      !["s3Config" as const, "kinesisVideoStreamConfig" as const].some(
        (store) =>
          storageConfig !== undefined &&
          store in storageConfig &&
          !("keyId" in (storageConfig[store]?.encryptionConfig ?? {})),
      ) && storageConfig !== undefined,
    remedy: 'Set storageConfig.s3Config.encryptionConfig: { encryptionType: "KMS", keyId: key.arn }.',
    named: {
      storageConfig: {
        s3Config: { bucketName: "b", bucketPrefix: "p", encryptionConfig: { encryptionType: "KMS", keyId: "arn" } },
        storageType: "S3",
      },
    },
    unnamed: { storageConfig: { s3Config: { bucketName: "b", bucketPrefix: "p" }, storageType: "S3" } },
  }),
  customerKeyRule({
    id: "ecr-customer-key",
    title: "Images are encrypted with a key of one's own",
    on: "aws:ecr/repository:Repository",
    property: "encryptionConfigurations",
    isNamed: ({ encryptionConfigurations }) => (encryptionConfigurations ?? []).some((one) => "kmsKey" in one),
    remedy: 'Set encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: key.arn }]; it replaces the repository.',
    named: { encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: "arn" }] },
    unnamed: { encryptionConfigurations: [{ encryptionType: "KMS" }] },
  }),
  customerKeyRule({
    id: "imagebuilder-image-customer-key",
    title: "Images that are handed out are encrypted with a key of one's own",
    on: "aws:imagebuilder/distributionConfiguration:DistributionConfiguration",
    property: "distributions",
    isNamed: ({ distributions }) =>
      exists(distributions) &&
      !(distributions ?? []).some(({ amiDistributionConfiguration: ami }) => ami !== undefined && !("kmsKeyId" in ami)),
    remedy: "Set amiDistributionConfiguration: { kmsKeyId: key.arn }.",
    named: { distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { kmsKeyId: "arn" } }] },
    unnamed: { distributions: [{ region: "eu-west-1", amiDistributionConfiguration: { name: "web" } }] },
  }),
  customerKeyRule({
    id: "keyspaces-customer-key",
    title: "Keyspaces tables use a key of one's own",
    on: "aws:keyspaces/table:Table",
    property: "encryptionSpecification",
    isNamed: ({ encryptionSpecification }) => encryptionSpecification?.type === "CUSTOMER_MANAGED_KMS_KEY",
    remedy: 'Set encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: key.arn }.',
    named: { encryptionSpecification: { type: "CUSTOMER_MANAGED_KMS_KEY", kmsKeyIdentifier: "arn" } },
    unnamed: { encryptionSpecification: { type: "AWS_OWNED_KMS_KEY" } },
  }),
  customerKeyRule({
    id: "sagemaker-data-quality-output-key",
    title: "Results of data quality jobs use a key of one's own",
    on: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
    property: "dataQualityJobOutputConfig",
    isNamed: ({ dataQualityJobOutputConfig }) => "kmsKeyId" in (dataQualityJobOutputConfig ?? {}),
    remedy: "Set dataQualityJobOutputConfig.kmsKeyId: key.arn.",
    named: { dataQualityJobOutputConfig: { kmsKeyId: "arn" } },
  }),
  customerKeyRule({
    id: "sagemaker-data-quality-volume-key",
    title: "Disks of data quality jobs use a key of one's own",
    on: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
    property: "jobResources",
    isNamed: ({ jobResources }) => "volumeKmsKeyId" in (jobResources?.clusterConfig ?? {}),
    remedy: "Set jobResources.clusterConfig.volumeKmsKeyId: key.arn.",
    named: {
      jobResources: { clusterConfig: { instanceCount: 1, instanceType: "ml.m5.large", volumeKmsKeyId: "arn" } },
    },
  }),
  customerKeyRule({
    id: "sagemaker-flow-output-key",
    title: "Results of human reviews use a key of one's own",
    on: "aws:sagemaker/flowDefinition:FlowDefinition",
    property: "outputConfig",
    isNamed: ({ outputConfig }) => "kmsKeyId" in (outputConfig ?? {}),
    remedy: "Set outputConfig.kmsKeyId: key.arn.",
    named: { outputConfig: { s3OutputPath: "s3://b/p", kmsKeyId: "arn" } },
  }),
];
