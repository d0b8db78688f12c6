import { examplePlan, idOf } from "../../authoring/example-plan";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const settings = "aws:apigateway/methodSettings:MethodSettings";
const stage = "aws:apigateway/stage:Stage";
const domain = "aws:apigateway/domainName:DomainName";

export const apigatewayCacheOn = defineRule({
  id: "apigateway-cache-on",
  title: "Stages of REST APIs have a cache",
  severity: "low",
  topic: "reliability",
  on: stage,
  why: "Without it each call reaches what stands behind the API, and a burst takes it down.",
  remedy: 'Set cacheClusterEnabled: true and cacheClusterSize: "0.5".',
  check: ({ cacheClusterEnabled }) => cacheClusterEnabled !== true && "answers are not cached",
  examples: { pass: [{ cacheClusterEnabled: true }], fail: [{}, { cacheClusterEnabled: false }] },
});

export const apigatewayTracing = defineRule({
  id: "apigateway-tracing",
  title: "Stages of REST APIs are traced",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["APIGateway.3"] },
  on: stage,
  why: "Without traces nobody sees which of the services behind the API is slow.",
  remedy: "Set xrayTracingEnabled: true.",
  check: ({ xrayTracingEnabled }) => xrayTracingEnabled !== true && "calls are not traced",
  fix: { xrayTracingEnabled: true },
  examples: { pass: [{ xrayTracingEnabled: true }], fail: [{}, { xrayTracingEnabled: false }] },
});

export const apigatewayClientCertificate = defineRule({
  id: "apigateway-client-certificate",
  title: "Stages of REST APIs prove who they are to what stands behind them",
  severity: "low",
  controls: { "aws-fsbp": ["APIGateway.2"] },
  on: stage,
  why: "What stands behind the API cannot tell calls through it from calls past it.",
  remedy:
    "Set clientCertificateId: certificate.id, of an aws.apigateway.ClientCertificate, and check it in the backend.",
  check: (props) => !("clientCertificateId" in props) && "the backend cannot tell the API from others",
  examples: { pass: [{ clientCertificateId: "c" }], fail: [{}] },
});

export const apigatewayAccessLogs = defineRule({
  id: "apigateway-access-logs",
  title: "Stages of REST APIs write access logs",
  severity: "medium",
  on: stage,
  why: "Without them nobody can say afterwards who called what, and what was answered.",
  remedy: "Set accessLogSettings: { destinationArn: logs.arn, format: … }.",
  check: (props) => !("accessLogSettings" in props) && "the stage writes no access logs",
  examples: { pass: [{ accessLogSettings: { destinationArn: "arn", format: "$context.requestId" } }], fail: [{}] },
});

export const apigatewayExecutionLogs = defineStackRule({
  id: "apigateway-execution-logs",
  title: "Stages of REST APIs log what fails",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.1"] },
  types: [stage],
  why: "Without execution logs nobody learns why a call failed, or that somebody tries out what works.",
  remedy:
    'Add an aws.apigateway.MethodSettings for the stage with methodPath: "*/*" and settings: { loggingLevel: "ERROR" }.',
  check: (graph) =>
    graph.byType(stage).map(
      (resource) =>
        !graph
          .referrers(resource, settings, "stageName")
          .some(({ props }) => ["ERROR", "INFO"].includes(props.settings?.loggingLevel ?? "")) && {
          resource,
          message: "the stage does not log what fails",
        },
    ),
  examples: {
    pass: [
      examplePlan({
        stage: [stage, {}],
        logs: [settings, { stageName: idOf("stage"), methodPath: "*/*", settings: { loggingLevel: "ERROR" } }],
      }),
    ],
    fail: [
      examplePlan({
        stage: [stage, {}],
        logs: [settings, { stageName: idOf("stage"), methodPath: "*/*", settings: { loggingLevel: "OFF" } }],
      }),
    ],
  },
});

export const apigatewayTls = defineRule({
  id: "apigateway-tls-version",
  title: "Domains of REST APIs speak TLS 1.2 or newer",
  severity: "high",
  on: domain,
  // https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
  why: "TLS 1.0 is withdrawn: what it encrypts can be read by known attacks.",
  remedy: 'Set securityPolicy: "TLS_1_2", or a newer one such as "SecurityPolicy_TLS13_1_3_2025_09".',
  check: ({ securityPolicy }) =>
    securityPolicy !== undefined && !/TLS_1_2|TLS1[23]/.test(securityPolicy) && "TLS older than 1.2 is accepted",
  fix: { securityPolicy: "TLS_1_2" },
  examples: {
    pass: [{}, { securityPolicy: "TLS_1_2" }, { securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" }],
    fail: [{ securityPolicy: "TLS_1_0" }],
  },
});
