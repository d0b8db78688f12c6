/**
 * The source of the function that runs a task and waits for its end.
 *
 * @remarks
 * The provider can repeat a request whose connection was interrupted. The function then waits for the task that the first
 * request started, instead of starting another one.
 */
export const TASK_RUNNER_SOURCE = `import {
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RunTaskCommand,
  StopTaskCommand,
} from "@aws-sdk/client-ecs";

const POLL_MILLISECONDS = 5000;
const ecs = new ECSClient();

export async function handler({ taskDefinition, command, tf, ...settings }) {
  // The resource was removed from the program.
  if (tf?.action === "delete") return { status: "skipped" };
  const previous = tf?.action === "update" ? tf.prev_input : undefined;
  // Only the subnets or other settings changed.
  if (previous !== undefined && isSame([taskDefinition, command], [previous.taskDefinition, previous.command])) {
    return { status: "skipped" };
  }
  const deadline = Date.now() + settings.timeoutSeconds * 1000;
  const running = await findRunningTask(settings);
  if (running !== undefined) {
    const task = await waitForEnd(running.taskArn, deadline, settings);
    if (running.taskDefinitionArn === taskDefinition) return resultOf(task, settings);
  }
  const taskArn = await startTask(taskDefinition, command, settings);
  return resultOf(await waitForEnd(taskArn, deadline, settings), settings);
}

const isSame = (first, second) => JSON.stringify(first) === JSON.stringify(second);

async function findRunningTask({ cluster, startedBy }) {
  const { taskArns } = await ecs.send(new ListTasksCommand({ cluster, startedBy }));
  if (taskArns.length === 0) return undefined;
  const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns.slice(0, 1) }));
  return tasks[0];
}

async function startTask(taskDefinition, command, settings) {
  const { cluster, container, startedBy, capacityProviderStrategy, networkConfiguration } = settings;
  const placement = { capacityProviderStrategy, networkConfiguration };
  const overrides = { containerOverrides: [{ name: container, command }] };
  const request = { cluster, taskDefinition, startedBy, overrides, count: 1, ...placement };
  const { tasks, failures } = await ecs.send(new RunTaskCommand(request));
  if (tasks.length === 0) throw new Error("ECS did not start the task: " + JSON.stringify(failures));
  return tasks[0].taskArn;
}

async function waitForEnd(taskArn, deadline, { cluster, timeoutSeconds }) {
  while (Date.now() < deadline) {
    const { tasks } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }));
    if (tasks[0]?.lastStatus === "STOPPED") return tasks[0];
    await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
  }
  await ecs.send(new StopTaskCommand({ cluster, task: taskArn, reason: "The time limit was exceeded." }));
  throw new Error("The task " + taskArn + " did not end within " + timeoutSeconds + " seconds and was stopped.");
}

function resultOf({ taskArn, stoppedReason, containers }, { container }) {
  const exitCode = containers.find(({ name }) => name === container)?.exitCode;
  if (exitCode === 0) return { status: "succeeded", taskArn };
  throw new Error("The task " + taskArn + " failed with exit code " + exitCode + ": " + stoppedReason);
}
`;
