import { anyOf, listOf } from "../kernel/connectives";
import { defineView } from "../authoring/define-view";

/** The network settings of a SageMaker job. */
interface JobNetwork {
  readonly enableInterContainerTrafficEncryption?: boolean;
  readonly enableNetworkIsolation?: boolean;
}

/** A SageMaker job, or a definition from which SageMaker starts jobs. */
export interface SagemakerJob {
  /** Returns the path for issues with a network setting, or the object that contains the setting. */
  readonly at: (setting: keyof JobNetwork) => object | string;
  readonly network: JobNetwork | undefined;
  /** Whether containers on several instances exchange data. Always true for monitoring jobs, to which controls of AWS apply. */
  readonly isDistributed: boolean;
}

/** The definition of a training job. */
interface TrainingDefinition extends JobNetwork {
  readonly resourceConfig?: {
    readonly instanceCount?: number;
    readonly instanceGroups?: readonly { readonly instanceCount?: number }[];
  };
}

const training = (definition: TrainingDefinition, at: SagemakerJob["at"]): SagemakerJob => ({
  at,
  network: definition,
  get isDistributed() {
    const { resourceConfig } = definition;
    return anyOf(
      () => (resourceConfig?.instanceCount ?? 1) > 1,
      () => listOf(resourceConfig?.instanceGroups).some(({ instanceCount = 1 }) => instanceCount > 1),
      () => listOf(resourceConfig?.instanceGroups).filter(({ instanceCount }) => instanceCount !== 0).length > 1,
    );
  },
});

/** SageMaker training jobs, hyperparameter tuning jobs, and monitoring jobs. */
export const sagemakerJobs = defineView<SagemakerJob>()({
  "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": (job) => [
    {
      at: () => "networkConfig",
      get network() {
        return job.networkConfig;
      },
      isDistributed: true,
    },
  ],
  "aws:sagemaker/trainingJob:TrainingJob": (job) => [training(job, (setting) => setting)],
  "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": (job) =>
    listOf<TrainingDefinition>(
      () => job.trainingJobDefinition,
      () => job.trainingJobDefinitions,
    ).map((definition) => training(definition, () => definition)),
  // A schedule can refer to a separate job definition instead.
  "aws:sagemaker/monitoringSchedule:MonitoringSchedule": ({ monitoringScheduleConfig }) =>
    listOf(monitoringScheduleConfig?.monitoringJobDefinition).map((definition) => ({
      at: () => definition,
      get network() {
        return definition.networkConfig;
      },
      isDistributed: true,
    })),
});
