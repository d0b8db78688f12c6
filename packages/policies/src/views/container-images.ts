import { listed } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView, joinViews } from "../rule";
import { containers } from "./containers";

/** The image that something runs. */
export interface Image {
  readonly at: object | string;
  readonly name?: string;
}

const image = <T extends object>(holder: T | undefined, property: string & keyof T): readonly Image[] =>
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
export const images = joinViews(
  deriveView(containers, (container) => image(container, "image")),
  defineView<Image>()({
    "aws:lambda/function:Function": (props) => image(props, "imageUri"),
    "aws:apprunner/service:Service": ({ sourceConfiguration }) =>
      image(sourceConfiguration?.imageRepository, "imageIdentifier"),
    "aws:codebuild/project:Project": ({ environment }) => image(environment, "image"),
    "aws:sagemaker/model:Model": (model) =>
      listed(
        () => model.primaryContainer,
        () => model.containers,
      ).flatMap((container) => image(container, "image")),
    "aws:batch/jobDefinition:JobDefinition": (props) =>
      listed(
        new Document<{ readonly image?: string }>(props, "containerProperties", {
          hint: "the container properties are one text, which is unknown as a whole as soon as a part of it is",
        }).content,
      ).flatMap((container) => image(container, "image")),
  }),
);
