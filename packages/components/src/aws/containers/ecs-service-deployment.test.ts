import { deployed } from "../../../test/network";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsService, type EcsServiceArgs, type EcsServiceDeploymentArgs } from "../index";
import { planService } from "./service-plan";

const SERVICE = "aws:ecs/service:Service";
const behindLoadBalancer = { ...REQUIRED_ARGUMENTS, port: 8080, loadBalancer: { loadBalancer: LOAD_BALANCER } };
const create = (deployment: EcsServiceDeploymentArgs, args: Partial<EcsServiceArgs> = {}) =>
  deployed(() => new EcsService("orders", { ...behindLoadBalancer, deployment, ...args }));
const serviceOf = async (...args: Parameters<typeof create>) => (await create(...args)).get(SERVICE).inputs;

describe("a deployment", () => {
  it("rolls back on failed tasks and on alarms by default", async () => {
    expect(await serviceOf({})).toMatchObject({
      deploymentConfiguration: { strategy: "ROLLING" },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { enable: true, rollback: true, alarmNames: ["orders-errors"] },
      availabilityZoneRebalancing: "ENABLED",
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      waitForSteadyState: true,
      sigintRollback: true,
    });
  });

  it.each<[EcsServiceDeploymentArgs, object]>([
    [{ strategy: "blueGreen" }, { strategy: "BLUE_GREEN", bakeTimeInMinutes: "5" }],
    [
      { strategy: "canary", canary: { percent: 2.5 } },
      { strategy: "CANARY", canaryConfiguration: { canaryPercent: 2.5, canaryBakeTimeInMinutes: "5" } },
    ],
    [
      { strategy: "linear", bakeMinutes: 0 },
      {
        strategy: "LINEAR",
        bakeTimeInMinutes: "0",
        linearConfiguration: { stepPercent: 20, stepBakeTimeInMinutes: "5" },
      },
    ],
  ])("with the strategy of %j shifts traffic between both target groups", async (deployment, configuration) => {
    const inputs = await serviceOf(deployment);
    expect(inputs).toMatchObject({
      deploymentConfiguration: configuration,
      deploymentCircuitBreaker: { enable: false, rollback: false },
      loadBalancers: [
        {
          containerName: "app",
          containerPort: 8080,
          targetGroupArn: expect.stringContaining("orders-tg/") as string,
          advancedConfiguration: {
            alternateTargetGroupArn: expect.stringContaining("orders-tg2/") as string,
            productionListenerRule: expect.stringContaining("orders-listener-rule") as string,
            testListenerRule: expect.stringContaining("orders-test-listener-rule") as string,
            roleArn: expect.stringContaining("orders-infrastructure-role") as string,
          },
        },
      ],
    });
  });

  it("evaluates the rule for test traffic first, and ignores the weights that ECS changes", async () => {
    const stack = await create(
      { strategy: "canary" },
      { loadBalancer: { loadBalancer: LOAD_BALANCER, priority: 100 } },
    );
    const rules = stack.byType("aws:lb/listenerRule:ListenerRule");
    expect(rules.map(({ inputs }) => inputs.priority)).toEqual([100, 99]);
    expect(rules.map(({ inputs }) => inputs.conditions)).toEqual([
      [{ pathPattern: { values: ["/*"] } }],
      [{ pathPattern: { values: ["/*"] } }, { httpHeader: { httpHeaderName: "x-test-traffic", values: ["true"] } }],
    ]);
    for (const { options, inputs } of rules) {
      expect(options.ignoreChanges).toEqual(["actions"]);
      expect(inputs.actions).toMatchObject([
        { type: "forward", forward: { targetGroups: [{ weight: 1 }, { weight: 0 }] } },
      ]);
    }
  });

  it("has a priority that depends on its conditions and on the names of the project, the stack, and the service only", () => {
    const priorityOf = (name: string) => planService(name, behindLoadBalancer).loadBalancer?.priority ?? 0;
    const priorities = ["orders", "shop", "billing"].map(priorityOf);
    expect(priorities).toEqual(["orders", "shop", "billing"].map(priorityOf));
    expect(new Set(priorities).size).toBe(3);
    for (const priority of priorities) {
      expect(priority % 2).toBe(1);
      expect(priority).toBeGreaterThan(1000);
      expect(priority).toBeLessThan(40_000);
    }
  });

  it("behind a Network Load Balancer uses the service's own listeners", async () => {
    const loadBalancer = { loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } };
    const stack = await create({ strategy: "blueGreen" }, { loadBalancer });
    const listeners = stack.byType("aws:lb/listener:Listener");
    expect(listeners.map(({ inputs, options }) => [inputs.port, inputs.protocol, options.ignoreChanges])).toEqual([
      [443, "TLS", ["defaultActions"]],
      [8443, "TLS", ["defaultActions"]],
    ]);
    expect(stack.get("aws:lb/targetGroup:TargetGroup", "orders-tg").inputs).toMatchObject({
      protocol: "TCP",
      healthCheck: { protocol: "TCP" },
    });
    expect(stack.get("aws:cloudwatch/metricAlarm:MetricAlarm").name).toBe("orders-unhealthy-tasks");
  });

  it("runs hooks and pauses", async () => {
    const functionArn = "arn:aws:lambda:eu-west-1:123456789012:function:smoke-test";
    const hooks = [
      { stages: ["POST_TEST_TRAFFIC_SHIFT" as const], functionArn, details: { path: "/health" } },
      { stages: ["PRE_SCALE_UP" as const], pause: { onTimeout: "continue" as const } },
    ];
    expect((await serviceOf({ strategy: "canary", hooks })).deploymentConfiguration).toMatchObject({
      lifecycleHooks: [
        {
          lifecycleStages: ["POST_TEST_TRAFFIC_SHIFT"],
          targetType: "AWS_LAMBDA",
          hookTargetArn: functionArn,
          roleArn: "arn:aws:iam::123456789012:role/orders-hooks-role",
          hookDetails: '{"path":"/health"}',
        },
        {
          lifecycleStages: ["PRE_SCALE_UP"],
          targetType: "PAUSE",
          timeoutConfiguration: { action: "CONTINUE", timeoutInMinutes: "60" },
        },
      ],
    });
  });

  it.each<[EcsServiceDeploymentArgs, number]>([
    [{}, 20],
    [{ timeoutMinutes: 45 }, 45],
    [{ strategy: "blueGreen", bakeMinutes: 10 }, 20 + 10 + 5],
    [{ strategy: "canary", bakeMinutes: 10, canary: { bakeMinutes: 30 } }, 20 + 10 + 30 + 5],
    [{ strategy: "linear", bakeMinutes: 0, linear: { stepPercent: 30, stepBakeMinutes: 10 } }, 20 + 4 * 10 + 5],
    [
      { strategy: "blueGreen", bakeMinutes: 0, hooks: [{ stages: ["PRE_SCALE_UP"], pause: { timeoutMinutes: 90 } }] },
      20 + 90 + 5,
    ],
  ])("with %j has a time limit of %i minutes", async (deployment, minutes) => {
    const { options } = (await create(deployment)).get(SERVICE);
    expect(options.customTimeouts).toMatchObject({ create: minutes * 60, update: minutes * 60 });
  });
});

describe("the alarms of a service", () => {
  it("evaluate both target groups, and ignore errors of few requests", async () => {
    const stack = await create({}, { alarms: { errorPercent: 2, minimumRequests: 50, p99Seconds: 0.5 } });
    const alarms = stack.byType("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs);
    expect(alarms).toMatchSnapshot();
  });
});
