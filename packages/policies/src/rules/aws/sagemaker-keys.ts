import { customerKeyRule } from "../../rule-factories/customer-keys";
import { specifiesCustomerKey } from "../../conditions/customer-keys";

/** The customer managed key rules for SageMaker. */
export const sagemakerKeys = [
  customerKeyRule({
    id: "sagemaker-data-quality-output-key",
    title: "SageMaker data quality job definitions encrypt job output with a customer managed key",
    on: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
    property: "dataQualityJobOutputConfig",
    specifiesKey: ({ dataQualityJobOutputConfig: output }) => specifiesCustomerKey(output, "kmsKeyId"),
    remedy:
      "Set dataQualityJobOutputConfig.kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing job definition.",
    passing: { dataQualityJobOutputConfig: { kmsKeyId: "arn" } },
  }),
  customerKeyRule({
    id: "sagemaker-data-quality-volume-key",
    title: "SageMaker data quality job definitions encrypt instance volumes with a customer managed key",
    on: "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition",
    property: "jobResources",
    specifiesKey: ({ jobResources }) => specifiesCustomerKey(jobResources?.clusterConfig, "volumeKmsKeyId"),
    remedy:
      "Set jobResources.clusterConfig.volumeKmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing job definition.",
    passing: {
      jobResources: { clusterConfig: { instanceCount: 1, instanceType: "ml.m5.large", volumeKmsKeyId: "arn" } },
    },
  }),
  customerKeyRule({
    id: "sagemaker-flow-output-key",
    title: "SageMaker flow definitions encrypt human review output with a customer managed key",
    on: "aws:sagemaker/flowDefinition:FlowDefinition",
    property: "outputConfig",
    specifiesKey: ({ outputConfig }) => specifiesCustomerKey(outputConfig, "kmsKeyId"),
    remedy: "Set outputConfig.kmsKeyId to the ARN of an aws.kms.Key. This change replaces an existing flow definition.",
    passing: { outputConfig: { s3OutputPath: "s3://b/p", kmsKeyId: "arn" } },
  }),
];
