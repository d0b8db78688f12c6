import { listOf } from "../kernel/connectives";
import { withStandIns } from "../kernel/stand-ins";
import { defineView, deriveView, mergeViews } from "../authoring/define-view";
import { batchContainers } from "./batch-containers";
import { ecsContainers } from "./ecs-containers";

/** A container image that a resource runs. */
export interface ContainerImage {
  readonly at: object | string;
  readonly name?: string;
}

const imagesOf = <T extends object>(holder: T | undefined, property: string & keyof T): readonly ContainerImage[] =>
  holder === undefined || !(property in holder)
    ? []
    : [
        {
          at: holder,
          get name() {
            return withStandIns(() => holder[property] as string);
          },
        },
      ];

/** Container images that AWS services run outside of Kubernetes. */
export const containerImages = mergeViews(
  deriveView(ecsContainers, (container) => imagesOf(container, "image")),
  defineView<ContainerImage>()({
    "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition": ({ containerDefinitions }) =>
      listOf(containerDefinitions).flatMap((container) => imagesOf(container, "image")),
    "aws:ecs/expressGatewayService:ExpressGatewayService": ({ primaryContainer }) =>
      imagesOf(primaryContainer, "image"),
    "aws:lambda/function:Function": (props) => imagesOf(props, "imageUri"),
    "aws:apprunner/service:Service": ({ sourceConfiguration }) =>
      imagesOf(sourceConfiguration?.imageRepository, "imageIdentifier"),
    "aws:codebuild/project:Project": ({ environment }) => imagesOf(environment, "image"),
    "aws:sagemaker/model:Model": (model) =>
      listOf(
        () => model.primaryContainer,
        () => model.containers,
      ).flatMap((container) => imagesOf(container, "image")),
  }),
  deriveView(batchContainers, ({ at }) => imagesOf(at, "image")),
);
