import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView } from "../authoring/define-view";

interface Variable {
  readonly name?: string;
  readonly value?: string | number;
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
interface EcsContainer {
  readonly image?: string;
  readonly privileged?: boolean;
  readonly environment?: readonly Variable[];
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_EcsProperties.html */
interface EcsProperties {
  readonly taskProperties?: readonly { readonly containers?: readonly EcsContainer[] }[];
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_EksContainer.html */
interface EksContainer {
  readonly image?: string;
  readonly securityContext?: { readonly privileged?: boolean };
  /** The environment variables, which the API calls `env` and the provider `envs`. */
  readonly env?: readonly Variable[];
  readonly envs?: readonly Variable[];
}

interface EksProperties {
  readonly podProperties?: {
    readonly containers?: readonly EksContainer[];
    readonly initContainers?: readonly EksContainer[];
  };
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_NodeProperties.html */
interface NodeProperties {
  readonly nodeRangeProperties?: readonly {
    readonly container?: EcsContainer;
    readonly ecsProperties?: EcsProperties;
    readonly eksProperties?: EksProperties;
  }[];
}

/** How the provider reads the JSON documents of job definitions, whose names can begin with an uppercase letter. */
export const BATCH_DOCUMENT_FORMAT = {
  hint: "compose the properties with pulumi.jsonStringify, so that the known parts can be checked",
  canonicalName: (name: string) => name.charAt(0).toLowerCase() + name.slice(1),
};

/** A container of an AWS Batch job. */
export interface BatchContainer {
  /** The object that declares the container. */
  readonly at: { readonly image?: string };
  readonly isPrivileged: boolean;
  readonly environment: readonly Variable[] | undefined;
}

const ecsContainer = (at: EcsContainer): BatchContainer => ({
  at,
  get isPrivileged() {
    return at.privileged === true;
  },
  get environment() {
    return at.environment;
  },
});

const eksContainer = (at: EksContainer): BatchContainer => ({
  at,
  get isPrivileged() {
    return at.securityContext?.privileged === true;
  },
  get environment() {
    return listOf<Variable>(
      () => at.env,
      () => at.envs,
    );
  },
});

const containersOfTasks = (properties: EcsProperties | undefined): readonly BatchContainer[] =>
  listOf(() => properties?.taskProperties)
    .flatMap((task) => listOf(() => task.containers))
    .map(ecsContainer);

const containersOfPod = (properties: EksProperties | undefined): readonly BatchContainer[] =>
  listOf<EksContainer>(
    () => properties?.podProperties?.containers,
    () => properties?.podProperties?.initContainers,
  ).map(eksContainer);

/** The containers of jobs on Amazon ECS, AWS Fargate, and Amazon EKS, including those of multi-node jobs. */
export const batchContainers = defineView<BatchContainer>()({
  "aws:batch/jobDefinition:JobDefinition": (props) =>
    listOf<BatchContainer>(
      () =>
        listOf(new Document<EcsContainer>(props, "containerProperties", BATCH_DOCUMENT_FORMAT).content).map(
          ecsContainer,
        ),
      () => containersOfTasks(new Document<EcsProperties>(props, "ecsProperties", BATCH_DOCUMENT_FORMAT).content),
      () => containersOfPod(props.eksProperties),
      () =>
        listOf(
          () =>
            new Document<NodeProperties>(props, "nodeProperties", BATCH_DOCUMENT_FORMAT).content?.nodeRangeProperties,
        ).flatMap((range) =>
          listOf<BatchContainer>(
            () => listOf(range.container).map(ecsContainer),
            () => containersOfTasks(range.ecsProperties),
            () => containersOfPod(range.eksProperties),
          ),
        ),
    ),
});
