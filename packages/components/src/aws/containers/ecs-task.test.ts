import { unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { deployed } from "../../../test/network";
import { REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsService, EcsTask, type EcsTaskArgs } from "../index";

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const create = (args: Partial<EcsTaskArgs> = {}) =>
  deployed(() => new EcsTask("report", { ...REQUIRED_ARGUMENTS, ...args }));
const issuesOf = (args: object) => issuesThrownBy(() => new EcsTask("report", { ...REQUIRED_ARGUMENTS, ...args }));

describe("EcsTask", () => {
  it("runs on demand by default", async () => {
    expect((await create()).inventory()).toMatchSnapshot();
  });

  it("runs on a schedule", async () => {
    const stack = await create({ schedule: { expression: "rate(1 hour)" } });
    expect(stack.inventory()).toMatchSnapshot();
    expect(stack.get(SCHEDULE).inputs).toMatchSnapshot();
  });

  it("applies all arguments of a schedule", async () => {
    const stack = await create({
      schedule: {
        expression: "cron(0 3 * * ? *)",
        timeZone: "Europe/Berlin",
        flexibleWindowMinutes: 30,
        retries: 0,
        maximumEventAgeSeconds: 600,
        taskCount: 2,
        enabled: false,
        deadLetterQueueArn: "arn:aws:sqs:eu-west-1:123456789012:failed",
      },
    });
    expect(stack.byType("aws:sqs/queue:Queue")).toEqual([]);
    expect(stack.get(SCHEDULE).inputs).toMatchObject({
      scheduleExpression: "cron(0 3 * * ? *)",
      scheduleExpressionTimezone: "Europe/Berlin",
      state: "DISABLED",
      flexibleTimeWindow: { mode: "FLEXIBLE", maximumWindowInMinutes: 30 },
      target: {
        deadLetterConfig: { arn: "arn:aws:sqs:eu-west-1:123456789012:failed" },
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 600 },
        ecsParameters: { taskCount: 2 },
      },
    });
  });

  it("allows EventBridge Scheduler to start exactly this task", async () => {
    const stack = await create({ schedule: { expression: "rate(1 hour)" } });
    expect(stack.get("aws:iam/role:Role", "report-schedule-role").inputs.assumeRolePolicy).toMatchSnapshot();
    expect(stack.get("aws:iam/rolePolicy:RolePolicy", "report-schedule-role-policy").inputs.policy).toMatchSnapshot();
  });

  it("returns the input of the command that starts it", async () => {
    const { outputs } = await deployed(() => ({ input: new EcsTask("report", REQUIRED_ARGUMENTS).runTaskInput }));
    expect(JSON.parse(outputs.input as string)).toMatchObject({
      cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/main",
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: { awsvpcConfiguration: { securityGroups: ["report-security-group-id"] } },
    });
  });

  it("can be started by other workloads", async () => {
    const stack = await deployed(() => {
      const report = new EcsTask("report", REQUIRED_ARGUMENTS);
      new EcsService("orders", { ...REQUIRED_ARGUMENTS, permissions: [report.permissionToRun] });
    });
    expect(stack.get("aws:iam/rolePolicy:RolePolicy", "orders-task-role-policy").inputs.policy).toMatchObject({
      Statement: [
        {
          Action: "ecs:RunTask",
          Resource: "arn:aws:ecs:eu-west-1:123456789012:task-definition/project-stack-report:*",
        },
        { Action: "iam:PassRole" },
      ],
    });
  });

  it("accepts unknown inputs", async () => {
    const deadLetterQueueArn = unknownOutput<string>();
    const image = unknownOutput<string>();
    expect(
      (await create({ image, schedule: { expression: "rate(1 hour)", deadLetterQueueArn } })).resources,
    ).toHaveLength(11);
  });

  it("reports all issues at once", () => {
    const issues = issuesOf({
      port: 8080,
      schedule: {
        expression: "cron(0 3 * * *)",
        timeZone: "12",
        flexibleWindowMinutes: 2000,
        retries: 200,
        maximumEventAgeSeconds: 1,
        taskCount: 11,
        enabled: "no",
        deadLetterQueueArn: "failed",
        retry: 1,
      },
      volumes: { data: { ebs: { sizeGiB: 10 } } },
      adopt: { schedules: {} },
    });
    expect(codesOf(issues)).toEqual(["unknown-argument port", "unknown-argument schedule.retry", "conflict volumes"]);
    const scheduleIssues = issuesOf({
      schedule: {
        expression: "cron(0 3 * * *)",
        timeZone: "12",
        flexibleWindowMinutes: 2000,
        retries: 200,
        maximumEventAgeSeconds: 1,
        taskCount: 11,
        enabled: "no",
        deadLetterQueueArn: "failed",
      },
    });
    expect(codesOf(scheduleIssues)).toEqual([
      "invalid-format schedule.expression",
      "invalid-format schedule.timeZone",
      "out-of-range schedule.flexibleWindowMinutes",
      "out-of-range schedule.retries",
      "out-of-range schedule.maximumEventAgeSeconds",
      "out-of-range schedule.taskCount",
      "wrong-type schedule.enabled",
      "invalid-format schedule.deadLetterQueueArn",
    ]);
    expect(wordingOf([...issues, ...scheduleIssues])).toMatchSnapshot();
  });
});
