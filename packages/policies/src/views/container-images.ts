import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView, joinViews } from "../authoring/define-view";
import { ecsContainers } from "./ecs-containers";

/** The image that something runs. */
export interface ContainerImage {
  readonly at: object | string;
  readonly name?: string;
}

const image = <T extends object>(holder: T | undefined, property: string & keyof T): readonly ContainerImage[] =>
  holder === undefined || !(property in holder)
    ? []
    : [
        {
          at: holder,
          get name() {
            return holder[property] as string;
          },
        },
      ];

/** Container images that AWS services run, outside of Kubernetes. */
export const containerImages = joinViews(
  deriveView(ecsContainers, (container) => image(container, "image")),
  defineView<ContainerImage>()({
    "aws:lambda/function:Function": (props) => image(props, "imageUri"),
    "aws:apprunner/service:Service": ({ sourceConfiguration }) =>
      image(sourceConfiguration?.imageRepository, "imageIdentifier"),
    "aws:codebuild/project:Project": ({ environment }) => image(environment, "image"),
    "aws:sagemaker/model:Model": (model) =>
      listOf(
        () => model.primaryContainer,
        () => model.containers,
      ).flatMap((container) => image(container, "image")),
    "aws:batch/jobDefinition:JobDefinition": (props) =>
      listOf(
        new Document<{ readonly image?: string }>(props, "containerProperties", {
          hint: "the container properties are one text, which is unknown as a whole as soon as a part of it is",
        }).content,
      ).flatMap((container) => image(container, "image")),
  }),
);
