import { listOf } from "../kernel/connectives";
import { Document } from "../kernel/document";
import { defineView, deriveView } from "../authoring/define-view";

/** A container of an ECS task definition, by the names of the ECS API. */
export interface ContainerDefinition {
  readonly name?: string;
  readonly image?: string;
  readonly user?: string;
  readonly privileged?: boolean;
  readonly readonlyRootFilesystem?: boolean;
  /** ECS wants texts; programs also write numbers. */
  readonly environment?: readonly { readonly name?: string; readonly value?: string | number }[];
  readonly secrets?: readonly { readonly name?: string; readonly valueFrom?: string }[];
  readonly logConfiguration?: { readonly logDriver?: string; readonly options?: Readonly<Record<string, string>> };
  readonly linuxParameters?: {
    readonly capabilities?: { readonly add?: readonly string[]; readonly drop?: readonly string[] };
  };
  readonly portMappings?: readonly { readonly containerPort?: number; readonly hostPort?: number }[];
  readonly healthCheck?: { readonly command?: readonly string[] };
}

const HINT = "the container definitions are one text, which is unknown as a whole as soon as a part of it is";

/** The provider reads names in any case; a capital first letter is how other tools write them. */
const canonicalName = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

/** The container definitions of a task, as the one text they are. */
export const ecsContainerDocuments = defineView<Document<readonly ContainerDefinition[]>>()({
  "aws:ecs/taskDefinition:TaskDefinition": (props) => [
    new Document(props, "containerDefinitions", { hint: HINT, canonicalName }),
  ],
});

/** The containers of ECS tasks. */
export const ecsContainers = deriveView(ecsContainerDocuments, (document) => listOf(document.content));
