import { examplePlan, exampleId } from "../../authoring/example-plan";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const settings = "aws:apigateway/methodSettings:MethodSettings";
const stage = "aws:apigateway/stage:Stage";
const domain = "aws:apigateway/domainName:DomainName";

export const apigatewayCacheOn = defineRule({
  id: "apigateway-cache-on",
  title: "API Gateway REST API stages have a cache cluster",
  severity: "low",
  topic: "reliability",
  on: stage,
  why: "Without a cache, every request reaches the backend, and a traffic spike can overload it.",
  remedy: 'Set cacheClusterEnabled: true and cacheClusterSize: "0.5".',
  check: ({ cacheClusterEnabled }) => cacheClusterEnabled !== true && "the cache cluster is not enabled",
  examples: { pass: [{ cacheClusterEnabled: true }], fail: [{}, { cacheClusterEnabled: false }] },
});

export const apigatewayTracing = defineRule({
  id: "apigateway-tracing",
  title: "API Gateway REST API stages have AWS X-Ray tracing enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["APIGateway.3"] },
  on: stage,
  why: "Without traces, you cannot determine which service behind the API is slow.",
  remedy: "Set xrayTracingEnabled: true.",
  check: ({ xrayTracingEnabled }) => xrayTracingEnabled !== true && "X-Ray tracing is not enabled",
  fix: { xrayTracingEnabled: true },
  examples: { pass: [{ xrayTracingEnabled: true }], fail: [{}, { xrayTracingEnabled: false }] },
});

export const apigatewayClientCertificate = defineRule({
  id: "apigateway-client-certificate",
  title: "API Gateway REST API stages use a client certificate for backend authentication",
  severity: "low",
  controls: { "aws-fsbp": ["APIGateway.2"] },
  on: stage,
  why: "Without a client certificate, the backend cannot verify that requests come from API Gateway.",
  remedy:
    "Set clientCertificateId to the ID of an aws.apigateway.ClientCertificate, and verify that certificate in the backend.",
  check: (props) => !("clientCertificateId" in props) && "no client certificate is configured",
  examples: { pass: [{ clientCertificateId: "c" }], fail: [{}] },
});

export const apigatewayAccessLogs = defineRule({
  id: "apigateway-access-logs",
  title: "API Gateway REST API stages have access logging enabled",
  severity: "medium",
  on: stage,
  why: "Without access logs, you cannot determine later who called the API or how it responded.",
  remedy: "Set accessLogSettings: { destinationArn: logs.arn, format: … }.",
  check: (props) => !("accessLogSettings" in props) && "access logging is not enabled",
  examples: { pass: [{ accessLogSettings: { destinationArn: "arn", format: "$context.requestId" } }], fail: [{}] },
});

export const apigatewayExecutionLogs = defineStackRule({
  id: "apigateway-execution-logs",
  title: "API Gateway REST API stages have execution logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.1"] },
  types: [stage],
  why: "Without execution logs, you cannot determine why requests fail or detect attempts to probe the API.",
  remedy:
    'Add an aws.apigateway.MethodSettings for the stage with methodPath: "*/*" and settings: { loggingLevel: "ERROR" }.',
  check: (graph) =>
    graph.byType(stage).map(
      (resource) =>
        !graph
          .referrers(resource, settings, "stageName")
          .some(({ props }) => ["ERROR", "INFO"].includes(props.settings?.loggingLevel ?? "")) && {
          resource,
          message: "execution logging is not enabled",
        },
    ),
  examples: {
    pass: [
      examplePlan({
        stage: [stage, {}],
        logs: [settings, { stageName: exampleId("stage"), methodPath: "*/*", settings: { loggingLevel: "ERROR" } }],
      }),
    ],
    fail: [
      examplePlan({
        stage: [stage, {}],
        logs: [settings, { stageName: exampleId("stage"), methodPath: "*/*", settings: { loggingLevel: "OFF" } }],
      }),
    ],
  },
});

export const apigatewayTls = defineRule({
  id: "apigateway-tls-version",
  title: "API Gateway custom domain names for REST APIs require TLS 1.2 or later",
  severity: "high",
  on: domain,
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
  why: "TLS 1.0 is deprecated and has known vulnerabilities that can expose the traffic.",
  remedy: 'Set securityPolicy: "TLS_1_2", or a later policy such as "SecurityPolicy_TLS13_1_3_2025_09".',
  check: ({ securityPolicy }) =>
    securityPolicy !== undefined &&
    !/TLS_1_2|TLS1[23]/.test(securityPolicy) &&
    "TLS versions earlier than 1.2 are accepted",
  fix: { securityPolicy: "TLS_1_2" },
  examples: {
    pass: [{}, { securityPolicy: "TLS_1_2" }, { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }],
    fail: [{ securityPolicy: "TLS_1_0" }],
  },
});
