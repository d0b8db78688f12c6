import fc from "fast-check";
import { constrainedTypes, violatedConstraints } from "../../../test/aws-constraints";
import { deployed } from "../../../test/network";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { ALL_SERVICE_ARGUMENTS } from "../../../test/workload-arguments";
import { EcsService, EcsTask, type EcsServiceArgs } from "../index";

const NUM_RUNS = 25;

/** Returns the values in the plan of a service that AWS would reject. */
const violationsOf = async (args: Partial<EcsServiceArgs>) =>
  violatedConstraints(await deployed(() => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...args })));

describe("the plan of an EcsService", () => {
  it("satisfies AWS's constraints at defaults and with all features", async () => {
    expect(await violationsOf({})).toEqual([]);
    expect(await violationsOf(ALL_SERVICE_ARGUMENTS)).toEqual([]);
    expect(constrainedTypes).toEqual(
      expect.arrayContaining([
        "aws:appautoscaling/policy:Policy",
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "aws:ecs/service:Service",
        "aws:ecs/taskDefinition:TaskDefinition",
        "aws:lambda/function:Function",
        "aws:lb/listenerRule:ListenerRule",
        "aws:lb/targetGroup:TargetGroup",
      ]),
    );
  });

  it("satisfies AWS's constraints with generated arguments", async () => {
    const minutes = fc.integer({ min: 0, max: 1440 });
    const generated = fc.record({
      port: fc.integer({ min: 1024, max: 65_535 }),
      profile: fc.constantFrom("production" as const, "development" as const),
      scaling: fc.oneof(
        fc.record({ count: fc.integer({ min: 0, max: 100 }) }),
        fc.record({ min: fc.integer({ min: 0, max: 50 }), cpuPercent: fc.integer({ min: 1, max: 100 }) }),
      ),
      deployment: fc.oneof(
        fc.record({
          minimumHealthyPercent: fc.integer({ min: 0, max: 99 }),
          maximumPercent: fc.integer({ min: 100, max: 200 }),
        }),
        fc.record({ strategy: fc.constant("blueGreen" as const), bakeMinutes: minutes }),
        fc.record({
          strategy: fc.constant("canary" as const),
          canary: fc.record({
            percent: fc.integer({ min: 1, max: 1000 }).map((tenths) => tenths / 10),
            bakeMinutes: minutes,
          }),
        }),
        fc.record({
          strategy: fc.constant("linear" as const),
          linear: fc.record({ stepPercent: fc.integer({ min: 3, max: 100 }), stepBakeMinutes: minutes }),
        }),
      ),
      loadBalancer: fc.oneof(
        fc.record({
          loadBalancer: fc.constant(LOAD_BALANCER),
          priority: fc.integer({ min: 2, max: 50_000 }),
          protocolVersion: fc.constantFrom("HTTP1" as const, "HTTP2" as const, "GRPC" as const),
          deregistrationDelaySeconds: fc.integer({ min: 0, max: 3600 }),
          slowStartSeconds: fc.integer({ min: 30, max: 900 }),
          stickinessSeconds: fc.integer({ min: 1, max: 604_800 }),
          healthCheck: fc.record({
            intervalSeconds: fc.integer({ min: 121, max: 300 }),
            timeoutSeconds: fc.integer({ min: 2, max: 120 }),
            healthyThreshold: fc.integer({ min: 2, max: 10 }),
            unhealthyThreshold: fc.integer({ min: 2, max: 10 }),
          }),
        }),
        fc.record({ loadBalancer: fc.constant(NETWORK_LOAD_BALANCER), port: fc.integer({ min: 1, max: 65_535 }) }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(generated, async (args) => {
        expect(await violationsOf(args)).toEqual([]);
      }),
      { numRuns: NUM_RUNS },
    );
  });
});

describe("the plan of an EcsTask", () => {
  it("satisfies AWS's constraints", async () => {
    const schedule = { expression: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin", flexibleWindowMinutes: 60 };
    const stack = await deployed(() => new EcsTask("report", { ...REQUIRED_ARGUMENTS, schedule }));
    expect(violatedConstraints(stack)).toEqual([]);
  });
});

describe("violatedConstraints", () => {
  it("reports values that AWS would reject", async () => {
    const stack = await deployed(
      () =>
        new EcsService("orders", REQUIRED_ARGUMENTS, {
          transforms: [
            ({ type, props, opts }) =>
              type === "aws:ecs/service:Service" ? { props: { ...props, propagateTags: "TASKS" }, opts } : undefined,
          ],
        }),
    );
    expect(violatedConstraints(stack)).toEqual(['orders-service propagateTags: "TASKS" (enum)']);
  });
});
