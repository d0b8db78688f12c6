import { defineView } from "../authoring/define-view";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { type ContainerDefinition, ecsContainers } from "./ecs-containers";

const definition = "aws:ecs/taskDefinition:TaskDefinition";

/** A container and the task definition that it belongs to. */
export interface TaskContainer {
  readonly task: InputsOf<typeof definition>;
  readonly container: ContainerDefinition;
}

/** The containers of ECS tasks, together with their task definitions. */
export const taskContainers = defineView<TaskContainer>()({
  [definition]: (task) => ecsContainers.readers[definition](task as never).map((container) => ({ task, container })),
});
