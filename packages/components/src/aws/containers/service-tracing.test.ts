import { exportState } from "../../../test/upgrade/recorded-states";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { deployed } from "../../../test/network";
import { IMAGE, REQUIRED_ARGUMENTS } from "../../../test/workload";
import { EcsService, EcsTask, Tracing, type EcsServiceArgs, type TracingArgs } from "../index";

const TASK_DEFINITION = "aws:ecs/taskDefinition:TaskDefinition";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:collector-a1b2c3";

/** What a test reads from a container definition. */
interface Container {
  readonly name: string;
  readonly essential: boolean;
  readonly memory?: number;
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  readonly healthCheck?: { readonly command: readonly string[] };
}

const service = (args: Partial<EcsServiceArgs> = {}) => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...args });

/** Returns the containers of a program with one task definition by name. */
async function containersOf(program: () => unknown): Promise<Record<string, Container>> {
  const { containerDefinitions } = (await deployed(program)).get(TASK_DEFINITION).inputs;
  if (typeof containerDefinitions !== "string") throw new Error("The container definitions are not a string.");
  const containers = JSON.parse(containerDefinitions) as Container[];
  return Object.fromEntries(containers.map((container) => [container.name, container]));
}

const variablesOf = (container: Container | undefined) =>
  Object.fromEntries((container?.environment ?? []).map(({ name, value }) => [name, value]));

describe("the tracing of a service", () => {
  it("only changes the task definition and the permissions of a service that exists", async () => {
    const before = await deployed(() => service());
    const after = await deployed(() => service({ tracing: new Tracing("shop") }), exportState(before.plan));
    const changes = after.plan.steps.filter(
      ({ operation, type }) => operation !== "same" && !type.startsWith("roadbed:"),
    );
    expect(changes.map(({ operation, urn }) => `${operation} ${urn.slice(urn.lastIndexOf("::") + 2)}`).sort()).toEqual([
      "create orders-task-role-policy",
      "create-replacement orders-task-definition",
      "delete-replaced orders-task-definition",
      "replace orders-task-definition",
      "update orders-service",
    ]);
  });

  it("runs a collector in the Region of the service, without which the application continues", async () => {
    const { app, "otel-collector": collector } = await containersOf(() => service({ tracing: new Tracing("shop") }));
    expect(collector).toMatchObject({
      essential: false,
      memory: 256,
      healthCheck: { command: ["CMD", "/healthcheck"] },
    });
    const { AOT_CONFIG_CONTENT = "{}", ...variables } = variablesOf(collector);
    expect(variables).toEqual({
      AWS_REGION: "eu-west-1",
      GOMEMLIMIT: "102MiB",
      XRAY_TRACES_ENDPOINT: "https://xray.eu-west-1.amazonaws.com/v1/traces",
    });
    expect(Object.keys((JSON.parse(AOT_CONFIG_CONTENT) as { exporters: object }).exporters)).toEqual(["otlp_http"]);
    expect(app).not.toHaveProperty("memory");
    expect(variablesOf(app)).toEqual({
      OTEL_SERVICE_NAME: "orders",
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4317",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    });
  });

  it("keeps the variables and secrets of the application", async () => {
    const { app } = await containersOf(() =>
      service({
        tracing: new Tracing("shop", { remoteSampling: true }),
        environment: { OTEL_SERVICE_NAME: "checkout" },
        secrets: { OTEL_EXPORTER_OTLP_ENDPOINT: SECRET },
      }),
    );
    expect(variablesOf(app)).toEqual({
      OTEL_SERVICE_NAME: "checkout",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
      OTEL_TRACES_SAMPLER: "xray",
      OTEL_TRACES_SAMPLER_ARG: "endpoint=http://127.0.0.1:2000",
    });
  });

  it("is the same for tasks, and allows their role what the collector does", async () => {
    const args: TracingArgs = { transactionSearch: false, collectorImage: IMAGE };
    const stack = await deployed(
      () => new EcsTask("report", { ...REQUIRED_ARGUMENTS, tracing: new Tracing("shop", args) }),
    );
    const policy = (name: string) => JSON.stringify(stack.get("aws:iam/rolePolicy:RolePolicy", name).inputs.policy);
    expect(policy("report-task-role-policy")).toContain("xray:PutTraceSegments");
    expect(policy("report-task-role-policy")).not.toContain("xray:PutSpans");
    expect(policy("report-execution-role-policy")).toContain("repository/shop/orders");
  });

  it("reports what is not a tracing, and tasks without memory for the application", () => {
    const issuesOf = (args: object) => issuesThrownBy(() => service(args));
    const invalid: readonly [object, readonly string[]][] = [
      [{ tracing: "xray" }, ["wrong-type tracing"]],
      [{ tracing: { endpoint: "http://collector" } }, ["wrong-type tracing"]],
      [
        {
          tracing: { collector: { image: "otel:latest", statements: "*", config: {}, applicationVariables: { A: 1 } } },
        },
        [
          "unknown-argument tracing.collector.config",
          "missing tracing.collector.configuration",
          "wrong-type tracing.collector.applicationVariables.A",
          "wrong-type tracing.collector.statements",
          "not-allowed tracing.collector.image",
        ],
      ],
      [{ tracing: true, sidecars: { "otel-collector": { image: IMAGE } } }, ["duplicate sidecars.otel-collector"]],
      [{ tracing: true, sidecars: { proxy: { image: IMAGE, memoryLimitMiB: 256 } } }, ["conflict memoryMiB"]],
      [{ sidecars: { proxy: { image: IMAGE, memoryLimitMiB: 5 } } }, ["out-of-range sidecars.proxy.memoryLimitMiB"]],
    ];
    expect(invalid.map(([args]) => codesOf(issuesOf(args)))).toEqual(invalid.map(([, codes]) => codes));
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
