import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { REQUIRED_ARGUMENTS as WORKLOAD_ARGUMENTS } from "../../../test/kubernetes-workload";
import { changeBetween } from "../../../test/network";
import { Workload } from "../../kubernetes";
import { Tracing, type TracingArgs } from "../index";

const GROUP = "aws:xray/group:Group";
const RULE = "aws:xray/samplingRule:SamplingRule";

const checkout = { priority: 100, percent: 5, urlPath: "/checkout/*" };
const allFeatures = {
  groups: {
    failures: { filterExpression: 'service("orders") { fault = true }', insights: true, insightNotifications: true },
    slow: { filterExpression: "responsetime > 5" },
  },
  samplingRules: {
    health: { priority: 1, percent: 0, reservoirPerSecond: 0, httpMethod: "GET", urlPath: "/health" },
    checkout: { ...checkout, serviceName: "orders", attributes: { "customer.tier": "gold" } },
  },
  remoteSampling: true,
  transactionSearch: false,
  protocol: "http/protobuf",
  collectorImage: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/otel:v0.49.0",
  region: "eu-west-1",
  tags: { team: "shop" },
} satisfies TracingArgs;

const create = (args?: TracingArgs): Promise<StackPlan> => preview(() => new Tracing("shop", args));

describe("Tracing", () => {
  it("creates nothing but groups and sampling rules", async () => {
    expect((await create()).resources).toHaveLength(1);
    expect((await create(allFeatures)).inventory()).toMatchSnapshot();
  });

  it("passes the groups and rules to X-Ray", async () => {
    const stack = await create(allFeatures);
    expect(stack.get(GROUP, "shop-group-failures").inputs).toMatchObject({
      groupName: "failures",
      filterExpression: 'service("orders") { fault = true }',
      insightsConfiguration: { insightsEnabled: true, notificationsEnabled: true },
    });
    expect(stack.get(GROUP, "shop-group-slow").inputs).toMatchObject({
      insightsConfiguration: { insightsEnabled: false, notificationsEnabled: false },
    });
    expect(stack.get(RULE, "shop-rule-checkout").inputs).toMatchObject({
      ruleName: "checkout",
      version: 1,
      priority: 100,
      fixedRate: 0.05,
      reservoirSize: 1,
      serviceName: "orders",
      ...{ serviceType: "*", host: "*", httpMethod: "*", urlPath: "/checkout/*", resourceArn: "*" },
      attributes: { "customer.tier": "gold" },
    });
    expect(stack.get(RULE, "shop-rule-health").inputs).toMatchObject({ fixedRate: 0, reservoirSize: 0 });
  });

  it("connects the application to the collector, and allows exactly what the collector does", async () => {
    const collectors: Tracing["collector"][] = [];
    await preview(() => {
      for (const [name, args] of Object.entries({ defaults: {}, all: allFeatures })) {
        collectors.push(new Tracing(name, args).collector);
      }
    });
    expect(
      collectors.map(({ image, applicationVariables, statements }) => ({ image, applicationVariables, statements })),
    ).toEqual([
      {
        image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0",
        applicationVariables: {
          OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4317",
          OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
        },
        statements: [
          {
            Sid: "SendTraces",
            Effect: "Allow",
            Action: ["xray:PutSpans", "xray:PutSpansForIndexing", "xray:PutTraceSegments"],
            Resource: "*",
          },
        ],
      },
      {
        image: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/otel:v0.49.0",
        applicationVariables: {
          OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318",
          OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
          OTEL_TRACES_SAMPLER: "xray",
          OTEL_TRACES_SAMPLER_ARG: "endpoint=http://127.0.0.1:2000",
        },
        statements: [
          {
            Sid: "SendTraces",
            Effect: "Allow",
            Action: ["xray:PutTraceSegments", "xray:GetSamplingRules", "xray:GetSamplingTargets"],
            Resource: "*",
          },
        ],
      },
    ]);
  });

  it("needs no collector beside the pods of an EKS cluster with the add-on for CloudWatch", async () => {
    const stack = await preview(() => new Workload("orders", { ...WORKLOAD_ARGUMENTS, tracing: Tracing.EKS_ADDON }));
    const { spec } = stack.get("kubernetes:apps/v1:Deployment").inputs;
    expect(spec).toMatchObject({ template: { spec: { containers: [{ name: "app" }] } } });
    expect(JSON.stringify(spec)).toContain("http://cloudwatch-agent.amazon-cloudwatch:4317");
  });

  it("adds and removes rules without changes to others", async () => {
    const withRules = (samplingRules: TracingArgs["samplingRules"]) => () =>
      new Tracing("shop", { ...(samplingRules && { samplingRules }) });
    expect(
      await changeBetween(
        withRules({ checkout, first: { priority: 1, percent: 1 } }),
        withRules({ second: { priority: 2, percent: 1 }, checkout }),
      ),
    ).toEqual({ created: ["shop-rule-second"], deleted: ["shop-rule-first"], changed: {} });
  });

  it("passes its parent, provider, Region, and tags to all children, even if inputs are unknown", async () => {
    const unknown = unknownOutput<string>();
    const args: TracingArgs = {
      ...allFeatures,
      groups: { failures: { filterExpression: unknown } },
      samplingRules: { all: { priority: 1, percent: 1, host: unknown, attributes: { tier: unknown } } },
      collectorImage: unknown,
    };
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new Tracing("shop", args, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:Tracing"));
    expect(children).toHaveLength(2);
    for (const { provider, inputs } of children) {
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-1"]);
      expect(inputs.tags).toMatchObject({ team: "shop" });
    }
  });

  it("reports all argument issues at once", () => {
    const issues = issuesThrownBy(
      () =>
        new Tracing("shop", {
          sampling: {},
          groups: {
            Default: { filterExpression: "" },
            failures: { filterExpression: "error", insightNotifications: true },
            slow: "responsetime > 5",
          },
          samplingRules: {
            all: { priority: 0, percent: 101, reservoirPerSecond: 0.5, httpMethod: "GET,POST,PUT", url: "/" },
            checkout,
            orders: { priority: 100, percent: "5", attributes: { a: "", b: 1, c: "c", d: "d", e: "e", f: "f" } },
          },
          remoteSampling: "yes",
          protocol: "http",
          collectorImage: "otel:latest",
          region: "Frankfurt",
          adopt: { "rule-payments": {} },
        } as unknown as TracingArgs),
    );
    expect(codesOf(issues)).toEqual([
      "unknown-argument sampling",
      "wrong-type remoteSampling",
      "not-allowed protocol",
      "invalid-format groups.Default",
      "invalid-format groups.Default.filterExpression",
      "conflict groups.failures.insightNotifications",
      "wrong-type groups.slow",
      "unknown-argument samplingRules.all.url",
      "out-of-range samplingRules.all.priority",
      "out-of-range samplingRules.all.percent",
      "out-of-range samplingRules.all.reservoirPerSecond",
      "out-of-range samplingRules.all.httpMethod",
      "wrong-type samplingRules.orders.percent",
      "out-of-range samplingRules.orders.attributes",
      'out-of-range samplingRules.orders.attributes["a"]',
      'wrong-type samplingRules.orders.attributes["b"]',
      "duplicate samplingRules.orders.priority",
      "not-allowed collectorImage",
      "invalid-format region",
      "unknown-argument adopt.rule-payments",
    ]);
    expect(wordingOf(issues)).toMatchSnapshot();
  });
});
