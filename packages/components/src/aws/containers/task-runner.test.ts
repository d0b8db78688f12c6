import { runInNewContext } from "node:vm";
import { TASK_RUNNER_SOURCE } from "./task-runner";

interface Command {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}
type Handler = (event: object) => Promise<object>;

/** Returns the handler of the function, with the given responses of ECS, and the commands that it sends. */
function load(responses: Readonly<Record<string, object>>): { readonly handler: Handler; readonly sent: Command[] } {
  const sent: Command[] = [];
  class Client {
    send(command: Command): Promise<object> {
      sent.push(command);
      return Promise.resolve(responses[command.name] ?? {});
    }
  }
  const commandClass = (name: string) =>
    class {
      readonly name = name;
      readonly input: object;
      constructor(input: object) {
        this.input = input;
      }
    };
  const names = ["DescribeTasksCommand", "ListTasksCommand", "RunTaskCommand", "StopTaskCommand"];
  const body = TASK_RUNNER_SOURCE.replace(/^import [^;]+;/, "").replace("export async", "async");
  const classes = Object.fromEntries(names.map((name) => [name, commandClass(name)]));
  const context = { ECSClient: Client, ...classes, setTimeout, Date, JSON };
  return { handler: runInNewContext(`${body}\nhandler;`, context) as Handler, sent };
}

const settings = {
  cluster: "main",
  container: "app",
  startedBy: "before-deploy-1",
  timeoutSeconds: 60,
  capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
  networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"] } },
};
const event = { taskDefinition: "orders:2", command: ["migrate"], ...settings };
const stopped = (exitCode: number) => ({
  tasks: [
    { taskArn: "task/1", lastStatus: "STOPPED", stoppedReason: "Exited", containers: [{ name: "app", exitCode }] },
  ],
});
const responses = (exitCode: number) => ({
  ListTasksCommand: { taskArns: [] },
  RunTaskCommand: { tasks: [{ taskArn: "task/1" }], failures: [] },
  DescribeTasksCommand: stopped(exitCode),
});
const namesOf = (sent: readonly Command[]) => sent.map(({ name }) => name.replace("Command", ""));

describe("the function that runs a task before each deployment", () => {
  it("runs the command with the new revision, and waits for its end", async () => {
    const { handler, sent } = load(responses(0));
    expect(await handler(event)).toEqual({ status: "succeeded", taskArn: "task/1" });
    expect(namesOf(sent)).toEqual(["ListTasks", "RunTask", "DescribeTasks"]);
    expect(sent[1]?.input).toEqual({
      cluster: "main",
      taskDefinition: "orders:2",
      startedBy: "before-deploy-1",
      count: 1,
      overrides: { containerOverrides: [{ name: "app", command: ["migrate"] }] },
      capacityProviderStrategy: settings.capacityProviderStrategy,
      networkConfiguration: settings.networkConfiguration,
    });
  });

  it("fails if the command fails", async () => {
    await expect(load(responses(1)).handler(event)).rejects.toThrow("failed with exit code 1: Exited");
  });

  it("fails if ECS does not start the task", async () => {
    const failed = { ...responses(0), RunTaskCommand: { tasks: [], failures: [{ reason: "RESOURCE:MEMORY" }] } };
    await expect(load(failed).handler(event)).rejects.toThrow("RESOURCE:MEMORY");
  });

  it("stops a task that exceeds the time limit", async () => {
    const { handler, sent } = load(responses(0));
    await expect(handler({ ...event, timeoutSeconds: 0 })).rejects.toThrow("did not end within 0 seconds");
    expect(namesOf(sent)).toEqual(["ListTasks", "RunTask", "StopTask"]);
  });

  it("waits for the task of an interrupted request instead of starting another one", async () => {
    const running = {
      ListTasksCommand: { taskArns: ["task/1"] },
      DescribeTasksCommand: { tasks: [{ ...stopped(0).tasks[0], taskDefinitionArn: "orders:2" }] },
    };
    const { handler, sent } = load(running);
    expect(await handler(event)).toEqual({ status: "succeeded", taskArn: "task/1" });
    expect(namesOf(sent)).toEqual(["ListTasks", "DescribeTasks", "DescribeTasks"]);
  });

  it.each([
    ["the resource is removed", { ...event, tf: { action: "delete" } }],
    [
      "only the subnets change",
      { ...event, tf: { action: "update", prev_input: { ...event, networkConfiguration: {} } } },
    ],
  ])("does nothing if %s", async (_, request) => {
    const { handler, sent } = load(responses(0));
    expect(await handler(request)).toEqual({ status: "skipped" });
    expect(sent).toEqual([]);
  });

  it("runs the command again if the revision changes", async () => {
    const previous = { ...event, taskDefinition: "orders:1" };
    const { handler, sent } = load(responses(0));
    await handler({ ...event, tf: { action: "update", prev_input: previous } });
    expect(namesOf(sent)).toContain("RunTask");
  });
});
