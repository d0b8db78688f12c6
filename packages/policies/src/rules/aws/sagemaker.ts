import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const notebook = "aws:sagemaker/notebookInstance:NotebookInstance";
const qualityJob = "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition";

export const sagemakerNoDirectInternet = defineRule({
  id: "sagemaker-no-direct-internet",
  title: "Notebooks have no way to the internet of their own",
  severity: "high",
  controls: { "aws-fsbp": ["SageMaker.1"] },
  on: notebook,
  why: "What leaves that way passes no firewall: data sets go out, and packages of strangers come in.",
  remedy: 'Set directInternetAccess: "Disabled", with a subnetId and securityGroups.',
  check: ({ directInternetAccess = "Enabled" }) =>
    directInternetAccess !== "Disabled" && "the notebook reaches the internet past the network",
  examples: { pass: [{ directInternetAccess: "Disabled" }], fail: [{}, { directInternetAccess: "Enabled" }] },
});

export const sagemakerInNetwork = defineRule({
  id: "sagemaker-notebook-in-network",
  title: "Notebooks stand in a network of one's own",
  severity: "high",
  controls: { "aws-fsbp": ["SageMaker.2"] },
  on: notebook,
  why: "Outside of it no security group, endpoint policy or flow log sees what the notebook does.",
  remedy: "Set subnetId and securityGroups.",
  check: (props) => !("subnetId" in props) && "the notebook stands outside of your networks",
  examples: { pass: [{ subnetId: "subnet-1" }], fail: [{}] },
});

export const sagemakerNoRoot = defineRule({
  id: "sagemaker-no-root",
  title: "People are not root on notebooks",
  severity: "high",
  controls: { "aws-fsbp": ["SageMaker.3"] },
  on: notebook,
  why: "As root anybody who opens the notebook turns off what watches it, and takes the credentials of its role.",
  remedy: 'Set rootAccess: "Disabled".',
  check: ({ rootAccess = "Enabled" }) => rootAccess !== "Disabled" && "people are root on the notebook",
  examples: { pass: [{ rootAccess: "Disabled" }], fail: [{}, { rootAccess: "Enabled" }] },
});

export const sagemakerImdsv2 = defineRule({
  id: "sagemaker-imdsv2",
  title: "Notebooks hand out credentials by IMDSv2 only",
  severity: "medium",
  on: notebook,
  why: "With IMDSv1 any program that can be talked into one request gives away the credentials of the role.",
  remedy: 'Set instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" }.',
  check: ({ instanceMetadataServiceConfiguration }) =>
    instanceMetadataServiceConfiguration?.minimumInstanceMetadataServiceVersion !== "2" && "IMDSv1 is answered",
  fix: { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" } },
  examples: {
    pass: [{ instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" } }],
    fail: [{}, { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "1" } }],
  },
});

export const sagemakerPlatform = defineRule({
  id: "sagemaker-notebook-platform",
  title: "Notebooks run a platform that is still patched",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.8"] },
  on: notebook,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html
  why: "Amazon Linux 1 and the first notebook platforms get no more fixes.",
  remedy: 'Set platformIdentifier: "notebook-al2023-v1".',
  check: ({ platformIdentifier }) =>
    /^notebook-al(1|2)-v[12]$/.test(platformIdentifier ?? "") && "the platform gets no more fixes",
  examples: {
    pass: [{}, { platformIdentifier: "notebook-al2023-v1" }],
    fail: [{ platformIdentifier: "notebook-al2-v1" }],
  },
});

export const sagemakerModelIsolated = defineRule({
  id: "sagemaker-model-isolated",
  title: "Models reach nothing but what they are given",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.5"] },
  on: "aws:sagemaker/model:Model",
  why: "A model of somebody else's making can send what it is asked to any address.",
  remedy: "Set enableNetworkIsolation: true.",
  check: ({ enableNetworkIsolation }) => enableNetworkIsolation !== true && "the model reaches the network",
  examples: { pass: [{ enableNetworkIsolation: true }], fail: [{}, { enableNetworkIsolation: false }] },
});

export const sagemakerSeveralInstances = defineRule({
  id: "sagemaker-endpoint-several-instances",
  title: "Endpoints have more than one machine",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["SageMaker.4"] },
  on: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
  why: "When the only machine or its zone fails, nobody is answered.",
  remedy: "Set initialInstanceCount: 2 on every production variant.",
  check: ({ productionVariants }) =>
    (productionVariants ?? [])
      .filter((variant) =>
        allOf(
          () => !("serverlessConfig" in variant),
          () => (variant.initialInstanceCount ?? 1) < 2,
        ),
      )
      .map((at) => ({ at, message: "the endpoint has one machine" })),
  examples: {
    pass: [
      { productionVariants: [{ modelName: "m", initialInstanceCount: 2 }] },
      { productionVariants: [{ modelName: "m", serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 1024 } }] },
    ],
    fail: [
      { productionVariants: [{ modelName: "m", initialInstanceCount: 1 }] },
      { productionVariants: [{ modelName: "m" }] },
    ],
  },
});

export const sagemakerQualityJobEncrypted = defineRule({
  id: "sagemaker-data-quality-encrypted-in-transit",
  title: "Machines of a data quality job talk encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.9"] },
  on: qualityJob,
  why: "What the model was asked and answered crosses the network in clear text.",
  remedy: "Set networkConfig: { enableInterContainerTrafficEncryption: true }.",
  check: ({ networkConfig }) =>
    networkConfig?.enableInterContainerTrafficEncryption !== true && "the machines talk in clear text",
  examples: {
    pass: [{ networkConfig: { enableInterContainerTrafficEncryption: true } }],
    fail: [{}, { networkConfig: { enableInterContainerTrafficEncryption: false } }],
  },
});

export const sagemakerQualityJobIsolated = defineRule({
  id: "sagemaker-data-quality-isolated",
  title: "Data quality jobs reach nothing but what they are given",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.11"] },
  on: qualityJob,
  why: "The container of the job can send what it reads to any address.",
  remedy: "Set networkConfig: { enableNetworkIsolation: true }.",
  check: ({ networkConfig }) => networkConfig?.enableNetworkIsolation !== true && "the job reaches the network",
  examples: {
    pass: [{ networkConfig: { enableNetworkIsolation: true } }],
    fail: [{}, { networkConfig: { enableNetworkIsolation: false } }],
  },
});
