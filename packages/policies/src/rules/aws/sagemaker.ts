import { allOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { sagemakerJobs } from "../../views/sagemaker-jobs";

const notebook = "aws:sagemaker/notebookInstance:NotebookInstance";
const qualityJob = "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition";
const trainingJob = "aws:sagemaker/trainingJob:TrainingJob";
const tuningJob = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob";
const schedule = "aws:sagemaker/monitoringSchedule:MonitoringSchedule";

export const sagemakerNoDirectInternet = defineRule({
  id: "sagemaker-no-direct-internet",
  title: "SageMaker notebook instances do not have direct internet access",
  severity: "high",
  controls: { "aws-fsbp": ["SageMaker.1"] },
  on: notebook,
  why: "Direct internet access bypasses the VPC's firewalls and flow logs, so data can be exfiltrated and untrusted packages can be installed.",
  remedy:
    'Set directInternetAccess: "Disabled", together with subnetId and securityGroups. This change replaces an existing notebook instance.',
  check: ({ directInternetAccess = "Enabled" }) =>
    directInternetAccess !== "Disabled" && "the notebook instance has direct internet access",
  examples: { pass: [{ directInternetAccess: "Disabled" }], fail: [{}, { directInternetAccess: "Enabled" }] },
});

export const sagemakerInNetwork = defineRule({
  id: "sagemaker-notebook-in-network",
  title: "SageMaker notebook instances run in a VPC subnet",
  severity: "high",
  controls: { "aws-fsbp": ["SageMaker.2"] },
  on: notebook,
  why: "Outside your VPCs, security groups, endpoint policies, and flow logs do not apply to the notebook instance.",
  remedy:
    "Set subnetId to the ID of a subnet and securityGroups to the IDs of security groups. This change replaces an existing notebook instance.",
  check: (props) => !("subnetId" in props) && "the notebook instance has no VPC subnet",
  examples: { pass: [{ subnetId: "subnet-1" }], fail: [{}] },
});

export const sagemakerNoRoot = defineRule({
  id: "sagemaker-no-root",
  title: "SageMaker notebook instances do not give users root access",
  severity: "high",
  controls: { "aws-fsbp": ["SageMaker.3"] },
  on: notebook,
  why: "With root access, anyone who can open the notebook can turn off monitoring on the instance and change the instance's configuration.",
  remedy: 'Set rootAccess: "Disabled".',
  check: ({ rootAccess = "Enabled" }) => rootAccess !== "Disabled" && "users have root access to the notebook instance",
  examples: { pass: [{ rootAccess: "Disabled" }], fail: [{}, { rootAccess: "Enabled" }] },
});

export const sagemakerImdsv2 = defineRule({
  id: "sagemaker-imdsv2",
  title: "SageMaker notebook instances require IMDSv2",
  severity: "medium",
  on: notebook,
  why: "With IMDSv1, a server-side request forgery vulnerability is enough to steal the credentials of the notebook's role.",
  remedy: 'Set instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" }.',
  check: ({ instanceMetadataServiceConfiguration }) =>
    instanceMetadataServiceConfiguration?.minimumInstanceMetadataServiceVersion !== "2" && "IMDSv2 is not required",
  fix: { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" } },
  examples: {
    pass: [{ instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "2" } }],
    fail: [{}, { instanceMetadataServiceConfiguration: { minimumInstanceMetadataServiceVersion: "1" } }],
  },
});

export const sagemakerPlatform = defineRule({
  id: "sagemaker-notebook-platform",
  title: "SageMaker notebook instances do not run a deprecated platform version",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.8"] },
  on: notebook,
  // https://docs.aws.amazon.com/sagemaker/latest/dg/nbi-al2.html
  why: "Platforms based on Amazon Linux 1 and the first Amazon Linux 2 versions no longer receive security updates.",
  remedy: 'Set platformIdentifier: "notebook-al2023-v1". This change replaces an existing notebook instance.',
  check: ({ platformIdentifier }) =>
    /^notebook-al(1|2)-v[12]$/.test(platformIdentifier ?? "") && "the platform no longer receives security updates",
  examples: {
    pass: [{}, { platformIdentifier: "notebook-al2023-v1" }],
    fail: [{ platformIdentifier: "notebook-al2-v1" }],
  },
});

export const sagemakerModelIsolated = defineRule({
  id: "sagemaker-model-isolated",
  title: "SageMaker models have network isolation enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.5"] },
  on: "aws:sagemaker/model:Model",
  why: "Without network isolation, untrusted model code can send inference inputs to any address.",
  remedy: "Set enableNetworkIsolation: true. This change replaces an existing model.",
  check: ({ enableNetworkIsolation }) => enableNetworkIsolation !== true && "network isolation is not enabled",
  examples: { pass: [{ enableNetworkIsolation: true }], fail: [{}, { enableNetworkIsolation: false }] },
});

export const sagemakerSeveralInstances = defineRule({
  id: "sagemaker-endpoint-several-instances",
  title: "SageMaker endpoint configurations use at least two instances per production variant",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["SageMaker.4"] },
  on: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
  why: "With a single instance, a failure of that instance or of its Availability Zone takes the endpoint down.",
  remedy: "Set initialInstanceCount: 2 on every production variant.",
  check: ({ productionVariants }) =>
    (productionVariants ?? [])
      .filter((variant) =>
        allOf(
          () => !("serverlessConfig" in variant),
          () => (variant.initialInstanceCount ?? 1) < 2,
        ),
      )
      .map((at) => ({ at, message: "the production variant has fewer than two instances" })),
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

export const sagemakerJobsEncrypted = defineViewRule({
  id: "sagemaker-jobs-encrypted-in-transit",
  title: "SageMaker training, tuning, and monitoring jobs encrypt traffic between containers",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.9"] },
  on: sagemakerJobs,
  why: "Without encryption, training data and captured inference requests cross the network in plaintext.",
  remedy:
    "Set enableInterContainerTrafficEncryption: true, on a DataQualityJobDefinition and in a monitoringJobDefinition inside networkConfig. This change replaces an existing job.",
  check: (job) =>
    allOf(
      () => job.network?.enableInterContainerTrafficEncryption !== true,
      () => job.isDistributed,
    ) && {
      at: job.at("enableInterContainerTrafficEncryption"),
      message: "traffic between containers is not encrypted",
    },
  examples: {
    pass: [
      [qualityJob, { networkConfig: { enableInterContainerTrafficEncryption: true } }],
      [trainingJob, { enableInterContainerTrafficEncryption: true, resourceConfig: { instanceCount: 2 } }],
      [trainingJob, { resourceConfig: { instanceCount: 1 } }],
      [schedule, { monitoringScheduleConfig: { monitoringJobDefinitionName: "quality" } }],
      [
        schedule,
        {
          monitoringScheduleConfig: {
            monitoringJobDefinition: { networkConfig: { enableInterContainerTrafficEncryption: true } },
          },
        },
      ],
    ],
    fail: [
      [qualityJob, {}],
      [qualityJob, { networkConfig: { enableInterContainerTrafficEncryption: false } }],
      [trainingJob, { resourceConfig: { instanceCount: 2 } }],
      [trainingJob, { resourceConfig: { instanceGroups: [{ instanceCount: 1 }, { instanceCount: 4 }] } }],
      [tuningJob, { trainingJobDefinition: { resourceConfig: { instanceCount: 2 } } }],
      [schedule, { monitoringScheduleConfig: { monitoringJobDefinition: {} } }],
    ],
  },
});

export const sagemakerJobsIsolated = defineViewRule({
  id: "sagemaker-jobs-isolated",
  title: "SageMaker training, tuning, and monitoring jobs have network isolation enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["SageMaker.11"] },
  on: sagemakerJobs,
  why: "Without network isolation, the job's container can send the data that it reads to any address.",
  remedy:
    "Set enableNetworkIsolation: true, on a DataQualityJobDefinition and in a monitoringJobDefinition inside networkConfig. This change replaces an existing job.",
  check: (job) =>
    job.network?.enableNetworkIsolation !== true && {
      at: job.at("enableNetworkIsolation"),
      message: "network isolation is not enabled",
    },
  examples: {
    pass: [
      [qualityJob, { networkConfig: { enableNetworkIsolation: true } }],
      [trainingJob, { enableNetworkIsolation: true }],
      [
        schedule,
        { monitoringScheduleConfig: { monitoringJobDefinition: { networkConfig: { enableNetworkIsolation: true } } } },
      ],
    ],
    fail: [
      [qualityJob, {}],
      [qualityJob, { networkConfig: { enableNetworkIsolation: false } }],
      [trainingJob, {}],
      [tuningJob, { trainingJobDefinitions: [{ enableNetworkIsolation: true }, { enableNetworkIsolation: false }] }],
      [schedule, { monitoringScheduleConfig: { monitoringJobDefinition: { networkConfig: {} } } }],
    ],
  },
});
