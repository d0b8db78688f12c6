import { listOf, renameProperties } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView, mergeViews } from "../authoring/define-view";

/** A container definition of an ECS task, with the property names of the ECS API. */
export interface ContainerDefinition {
  readonly name?: string;
  readonly image?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly readonlyRootFilesystem?: boolean;
  /** ECS requires string values, but programs also pass numbers. */
  readonly environment?: readonly { readonly name?: string; readonly value?: string | number }[];
  readonly secrets?: readonly { readonly name?: string; readonly valueFrom?: string }[];
  readonly logConfiguration?: { readonly logDriver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly linuxParameters?: {
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  };
  readonly portMappings?: readonly { readonly containerPort?: number; readonly hostPort?: number }[];
  readonly healthCheck?: { readonly command?: readonly string[] };
}

const HINT = "compose the container definitions with pulumi.jsonStringify, so that the known parts can be checked";

/** Returns a name with a lowercase initial. The provider ignores the case of names, and some tools capitalize them. */
const canonicalName = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** The container definitions of ECS tasks, as one JSON document per task definition. */
export const ecsContainerDocuments = defineView<Document<readonly ContainerDefinition[]>>()({
  "aws:ecs/taskDefinition:TaskDefinition": (props) => [
    new Document(props, "containerDefinitions", { hint: HINT, canonicalName }),
  ],
});

/** The containers of ECS tasks. */
export const ecsContainers = deriveView(ecsContainerDocuments, (document) => listOf(document.content));

/** The part of a container definition that is the same in ECS tasks and ECS daemons. */
type CommonDefinition = Pick<ContainerDefinition, "privileged" | "readonlyRootFilesystem"> & {
  readonly logConfiguration?: { readonly logDriver?: string };
};

const daemon = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition";

/** The containers of ECS tasks and ECS daemons. */
export const taskAndDaemonContainers = mergeViews(
  deriveView(ecsContainers, (container): readonly CommonDefinition[] => [container]),
  defineView<CommonDefinition>()({ [daemon]: ({ containerDefinitions }) => listOf(containerDefinitions) }),
);

/** A container with its environment variables. */
interface Environment {
  readonly variables?: ContainerDefinition["environment"];
}

/** The environment variables of the containers of ECS tasks, ECS daemons, and ECS Express services. */
export const ecsEnvironments = mergeViews(
  deriveView(ecsContainers, (container): readonly Environment[] => [
    renameProperties<ContainerDefinition, { variables: "environment" }>(container, {
      variables: "environment",
    }) as object,
  ]),
  defineView<Environment>()({
    [daemon]: ({ containerDefinitions }) =>
      listOf(containerDefinitions).map((container) => renameProperties(container, { variables: "environments" })),
    "aws:ecs/expressGatewayService:ExpressGatewayService": ({ primaryContainer }) =>
      listOf(primaryContainer).map((container) => renameProperties(container, { variables: "environments" })),
  }),
);
