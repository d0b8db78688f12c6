import { createCliStack, hasPulumiCli, type CliStack } from "./cli-stack";
import { sourceProgram } from "./programs";
import { shiftTraffic } from "./shifted-traffic";
import { startStubProvider, type StubProvider } from "./stub-provider";

const SERVICE = `
import * as pulumi from "@pulumi/pulumi";
import { EcsService } from "@roadbed/components/aws";
import { LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../../packages/components/test/workload";

const config = new pulumi.Config();
new EcsService("orders", {
  ...REQUIRED_ARGUMENTS,
  image: \`123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:\${config.require("version")}\`,
  port: 8080,
  loadBalancer: { loadBalancer: LOAD_BALANCER },
  deployment: { strategy: config.require("strategy") as "rolling" },
});
`;

jest.setTimeout(600_000);

(hasPulumiCli ? describe : describe.skip)("the Pulumi CLI, for a service whose traffic has moved", () => {
  let provider: StubProvider;
  let stack: CliStack;

  beforeAll(async () => {
    provider = await startStubProvider();
    stack = await createCliStack(sourceProgram("a service", SERVICE), provider.port);
  });

  afterAll(() => {
    stack.close();
    provider.close();
  });

  /** Deploys the service with a setting, and returns the operations. */
  async function deploy(settings: Readonly<Record<string, string>>) {
    for (const [key, value] of Object.entries(settings)) await stack.pulumi("config", "set", key, value, "--stack=dev");
    await stack.pulumi("up", "--yes", "--skip-preview", "--stack=dev");
    await stack.pulumi("preview", "--expect-no-changes", "--stack=dev");
    return provider.takeOperations();
  }

  it("creates a revision and updates the service, but keeps the number of tasks, if the image changes", async () => {
    await deploy({ version: "1.4.2", strategy: "rolling" });
    await stack.editState(shiftTraffic);
    const operations = await deploy({ version: "1.4.3" });
    expect(operations.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      "create orders-task-definition",
      "update orders-service",
      "delete orders-task-definition",
    ]);
    expect(operations[1]?.inputs.desiredCount).toBe(7);
    // ECS can roll back to the old revision, because the provider only removes it from the state.
    expect(operations[2]?.inputs.skipDestroy).toBe(true);
  });

  it("replaces nothing and leaves the traffic alone if the strategy changes from rolling to blueGreen", async () => {
    const operations = await deploy({ strategy: "blueGreen" });
    expect(operations.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([
      "create orders-infrastructure-role",
      "create orders-infrastructure-role-policy",
      "create orders-test-listener-rule",
      "update orders-service",
    ]);
  });
});
