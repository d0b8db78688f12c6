import type { Operation, Properties } from "@roadbed/plan";
import { deployed } from "../../../test/network";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { exportState } from "../../../test/upgrade/recorded-states";
import { EcsService, type EcsServiceArgs } from "../index";

const SERVICE = "aws:ecs/service:Service";
const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const RULE = "aws:lb/listenerRule:ListenerRule";
const LISTENER = "aws:lb/listener:Listener";
const REVISION = "arn:aws:ecs:eu-west-1:123456789012:task-definition/project-stack-orders:7";

const behindLoadBalancer: EcsServiceArgs = {
  ...REQUIRED_ARGUMENTS,
  port: 8080,
  loadBalancer: { loadBalancer: LOAD_BALANCER },
};
const strategies = ["rolling", "blueGreen", "canary", "linear"] as const;
const withStrategy = (strategy: (typeof strategies)[number], more: Partial<EcsServiceArgs> = {}): EcsServiceArgs => ({
  ...behindLoadBalancer,
  deployment: { strategy },
  ...more,
});
const create = (args: EcsServiceArgs) => () => new EcsService("orders", args);

/** A replacement consists of three steps. */
const IGNORED_OPERATIONS: readonly Operation[] = ["same", "create-replacement", "delete-replaced"];

interface StateResource {
  readonly type: string;
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

/** Returns the state after the deployment of a service, in which AWS then changed inputs of resources of some types. */
async function stateOf(
  args: EcsServiceArgs,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {},
) {
  const { plan } = await deployed(create(args));
  const state = JSON.parse(exportState(plan)) as { deployment: { resources: StateResource[] } };
  for (const { type, inputs, outputs } of state.deployment.resources) {
    Object.assign(inputs, changes[type]);
    Object.assign(outputs, inputs, changes[type]);
  }
  return JSON.stringify(state);
}

/** Returns `operation name` for each step that changes a resource in AWS, with the changed inputs. */
async function stepsOf(args: EcsServiceArgs, state: string): Promise<string[]> {
  const { plan } = await deployed(create(args), state);
  return plan.steps
    .filter(({ operation, type }) => !IGNORED_OPERATIONS.includes(operation) && !type.startsWith("roadbed:"))
    .map(({ operation, urn }) => `${operation} ${urn.slice(urn.lastIndexOf("::") + 2)}`)
    .sort();
}

/** What a deployment and the autoscaler change. */
const shifted = (targetGroups: readonly Properties[]) => [{ type: "forward", forward: { targetGroups } }];
const weights = shifted([
  { arn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders-tg/1", weight: 0 },
  { arn: "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/orders-tg2/2", weight: 100 },
]);
const afterDeployment = {
  [RULE]: { actions: weights },
  [LISTENER]: { defaultActions: weights },
  [SERVICE]: { desiredCount: 7 },
};

describe("a second preview", () => {
  it.each(strategies)("shows no change after a deployment with the strategy %s and autoscaling", async (strategy) => {
    const args = withStrategy(strategy);
    expect(await stepsOf(args, await stateOf(args, afterDeployment))).toEqual([]);
  });

  it("shows no change after a deployment behind a Network Load Balancer", async () => {
    const args = withStrategy("blueGreen", {
      loadBalancer: { loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } },
    });
    expect(await stepsOf(args, await stateOf(args, afterDeployment))).toEqual([]);
  });

  it("shows no change after a pipeline has deployed a revision", async () => {
    const args = withStrategy("canary", { deployment: { strategy: "canary", owner: "pipeline" } });
    const changes = { ...afterDeployment, [SERVICE]: { desiredCount: 7, taskDefinition: REVISION } };
    expect(await stepsOf(args, await stateOf(args, changes))).toEqual([]);
  });

  it("detects that another tool has deployed a revision if Pulumi deploys the service", async () => {
    const state = await stateOf(behindLoadBalancer, { [SERVICE]: { taskDefinition: REVISION } });
    expect(await stepsOf(behindLoadBalancer, state)).toEqual(["update orders-service"]);
  });

  it("applies a changed count if the number of tasks is fixed", async () => {
    const args = { ...behindLoadBalancer, scaling: { count: 3 } };
    const state = await stateOf(args, { [SERVICE]: { desiredCount: 7 } });
    expect(await stepsOf(args, state)).toEqual(["update orders-service"]);
  });
});

describe("a changed image", () => {
  const image = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.4.3";

  it.each(strategies)("only creates a revision and updates the service with the strategy %s", async (strategy) => {
    const state = await stateOf(withStrategy(strategy), afterDeployment);
    expect(await stepsOf(withStrategy(strategy, { image }), state)).toEqual([
      "replace orders-task-definition",
      "update orders-service",
    ]);
  });

  it("also runs the command before the deployment", async () => {
    const args = { ...behindLoadBalancer, taskBeforeDeploy: { command: ["migrate"] } };
    expect(await stepsOf({ ...args, image }, await stateOf(args))).toEqual([
      "replace orders-task-definition",
      "update orders-before-deploy-run",
      "update orders-service",
    ]);
  });

  it("keeps old revisions, so that ECS can roll back to them", async () => {
    const { plan } = await deployed(create(behindLoadBalancer));
    const definition = plan.resources.find(({ type }) => type === TASK_DEFINITION);
    expect(definition?.inputs.skipDestroy).toBe(true);
  });
});

describe("a changed strategy", () => {
  const created = {
    toShifting: [
      "create orders-infrastructure-role",
      "create orders-infrastructure-role-policy",
      "create orders-test-listener-rule",
    ],
    toRolling: [
      "delete orders-infrastructure-role",
      "delete orders-infrastructure-role-policy",
      "delete orders-test-listener-rule",
    ],
  };

  it.each([
    ["rolling", "blueGreen", created.toShifting],
    ["rolling", "canary", created.toShifting],
    ["rolling", "linear", created.toShifting],
    ["blueGreen", "rolling", created.toRolling],
    ["blueGreen", "canary", []],
    ["canary", "linear", []],
  ] as const)("from %s to %s replaces nothing that serves traffic", async (before, after, steps) => {
    const state = await stateOf(withStrategy(before), afterDeployment);
    expect(await stepsOf(withStrategy(after), state)).toEqual([...steps, "update orders-service"]);
  });
});

describe("a growing service", () => {
  it("gets a load balancer without replacing the service", async () => {
    const steps = await stepsOf(behindLoadBalancer, await stateOf(REQUIRED_ARGUMENTS));
    expect(steps).toEqual([
      "create orders-errors",
      "create orders-from-load-balancer-egress",
      "create orders-from-load-balancer-ingress",
      "create orders-listener-rule",
      "create orders-tg",
      "create orders-tg2",
      "replace orders-task-definition",
      "update orders-service",
    ]);
  });

  it("gets connections, permissions, and schedules without changing other resources", async () => {
    const args: EcsServiceArgs = {
      ...REQUIRED_ARGUMENTS,
      connections: { database: { securityGroupId: "sg-1a1b2c3d", port: 5432 } },
      permissions: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" }],
      scaling: { memoryPercent: 70, cpuPercent: 60, schedules: { night: { expression: "cron(0 0 * * ? *)", min: 1 } } },
    };
    expect(await stepsOf(args, await stateOf(REQUIRED_ARGUMENTS))).toEqual([
      "create orders-scaling-memory",
      "create orders-schedule-night",
      "create orders-task-role-policy",
      "create orders-to-database-egress",
    ]);
  });

  it("replaces the listener rules together with the target groups, because target groups in use cannot be deleted", async () => {
    const after = {
      ...behindLoadBalancer,
      loadBalancer: { loadBalancer: LOAD_BALANCER, protocolVersion: "GRPC" as const },
    };
    const steps = await stepsOf(after, await stateOf(behindLoadBalancer));
    expect(steps).toEqual(
      expect.arrayContaining(["replace orders-listener-rule", "replace orders-tg", "replace orders-tg2"]),
    );
  });
});
