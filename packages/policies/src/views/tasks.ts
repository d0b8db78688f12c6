import { defineView } from "../rule";
import type { Props } from "../tokens";
import { type ContainerDefinition, containers } from "./containers";

const definition = "aws:ecs/taskDefinition:TaskDefinition";

/** A container with the task that runs it. */
export interface TaskContainer {
  readonly task: Props<typeof definition>;
  readonly container: ContainerDefinition;
}

/** The containers of ECS tasks, where the task matters too. */
export const taskContainers = defineView<TaskContainer>()({
  [definition]: (task) => containers.readers[definition](task as never).map((container) => ({ task, container })),
});
