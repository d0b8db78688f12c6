import { examplePlan, exampleId } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";
import { defineStackRule, type Graph } from "../../authoring/define-stack-rule";

const api = "aws:apigatewayv2/api:Api";
const route = "aws:apigatewayv2/route:Route";
const stage = "aws:apigatewayv2/stage:Stage";
const integration = "aws:apigatewayv2/integration:Integration";

/**
 * Matches the route keys that need authorization. WebSocket APIs authorize callers only when they connect, and OPTIONS
 * routes answer CORS preflight requests, which carry no credentials.
 */
const AUTHORIZED_ROUTE_KEY = /^(\$connect|\$default|(?!OPTIONS )[A-Z]+ .*)$/;

export const apigatewayRoutesAuthorized = defineStackRule({
  id: "apigateway-routes-authorized",
  title: "API Gateway HTTP and WebSocket API routes require authorization",
  severity: "high",
  controls: { "aws-fsbp": ["APIGateway.8"] },
  types: [route],
  why: "Without authorization, anyone on the internet can call the route and reach the backend.",
  remedy: 'Set authorizationType to "AWS_IAM", or to "JWT" or "CUSTOM" with an authorizerId. The default is "NONE".',
  check: (graph) => {
    const webSocketApis = graph.byType(api).filter(({ props }) => props.protocolType === "WEBSOCKET");
    return graph
      .byType(route)
      .filter((resource) =>
        allOf(
          () => (resource.props.authorizationType ?? "NONE") === "NONE",
          () => AUTHORIZED_ROUTE_KEY.test(resource.props.routeKey ?? ""),
          () =>
            !(
              resource.props.routeKey === "$default" &&
              webSocketApis.some((webSocketApi) => graph.references(resource, "apiId", webSocketApi))
            ),
        ),
      )
      .map((resource) => ({ resource, at: "authorizationType", message: "the route does not require authorization" }));
  },
  examples: {
    pass: [
      examplePlan({ route: [route, { routeKey: "GET /orders", authorizationType: "JWT", authorizerId: "a" }] }),
      examplePlan({ route: [route, { routeKey: "OPTIONS /{proxy+}", authorizationType: "NONE" }] }),
      examplePlan({ route: [route, { routeKey: "$disconnect" }], message: [route, { routeKey: "send" }] }),
      examplePlan({
        api: [api, { protocolType: "WEBSOCKET" }],
        route: [route, { apiId: exampleId("api"), routeKey: "$default" }],
      }),
    ],
    fail: [
      examplePlan({ route: [route, { routeKey: "GET /orders" }] }),
      examplePlan({ route: [route, { routeKey: "$connect", authorizationType: "NONE" }] }),
      examplePlan({
        api: [api, { protocolType: "HTTP" }],
        route: [route, { apiId: exampleId("api"), routeKey: "$default" }],
      }),
    ],
  },
});

export const apigatewayV2AccessLogs = defineRule({
  id: "apigateway-v2-access-logs",
  title: "API Gateway HTTP and WebSocket API stages have access logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.9"] },
  on: stage,
  why: "Without access logs, you cannot determine later who called the API or how it responded.",
  remedy: "Set accessLogSettings: { destinationArn: logs.arn, format: … }.",
  check: (props) => !("accessLogSettings" in props) && "access logging is not enabled",
  examples: { pass: [{ accessLogSettings: { destinationArn: "arn", format: "$context.requestId" } }], fail: [{}] },
});

export const apigatewayV2NoDataTrace = defineRule({
  id: "apigateway-v2-no-data-trace",
  title: "API Gateway WebSocket API stages have data tracing disabled",
  severity: "high",
  on: stage,
  why: "Data tracing writes full messages to the logs, including passwords, tokens, and personal data.",
  remedy: "Remove dataTraceEnabled: true from defaultRouteSettings and routeSettings.",
  check: (props) =>
    anyOf(
      () => props.defaultRouteSettings?.dataTraceEnabled === true,
      () => (props.routeSettings ?? []).some((routeSetting) => routeSetting.dataTraceEnabled === true),
    ) && "data tracing is enabled",
  examples: {
    pass: [{}, { defaultRouteSettings: { dataTraceEnabled: false }, routeSettings: [{ routeKey: "a" }] }],
    fail: [
      { defaultRouteSettings: { dataTraceEnabled: true } },
      { routeSettings: [{ routeKey: "a", dataTraceEnabled: true }] },
    ],
  },
});

/** Returns the stages of WebSocket APIs. HTTP APIs support neither execution logs nor client certificates. */
const webSocketStages = (graph: Graph) => {
  const webSocketApis = graph.byType(api).filter(({ props }) => props.protocolType === "WEBSOCKET");
  return graph
    .byType(stage)
    .filter((resource) => webSocketApis.some((webSocketApi) => graph.references(resource, "apiId", webSocketApi)));
};

/** Returns a plan with one API that has one stage. */
const apiWithStage = (protocolType: string, settings: InputsOf<typeof stage>) =>
  examplePlan({ api: [api, { protocolType }], stage: [stage, settings] });

export const apigatewayWebSocketExecutionLogs = defineStackRule({
  id: "apigateway-websocket-execution-logs",
  title: "API Gateway WebSocket API stages have execution logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.1"] },
  types: [stage],
  why: "Without execution logs, you cannot determine why messages fail or detect attempts to probe the API.",
  remedy: 'Set defaultRouteSettings: { loggingLevel: "ERROR" }.',
  check: (graph) =>
    webSocketStages(graph)
      .filter(({ props }) => !["ERROR", "INFO"].includes(props.defaultRouteSettings?.loggingLevel ?? ""))
      .map((resource) => ({ resource, at: "defaultRouteSettings", message: "execution logging is not enabled" })),
  examples: {
    pass: [
      apiWithStage("WEBSOCKET", { apiId: exampleId("api"), defaultRouteSettings: { loggingLevel: "ERROR" } }),
      apiWithStage("HTTP", { apiId: exampleId("api") }),
    ],
    fail: [
      apiWithStage("WEBSOCKET", { apiId: exampleId("api") }),
      apiWithStage("WEBSOCKET", { apiId: exampleId("api"), defaultRouteSettings: { loggingLevel: "OFF" } }),
    ],
  },
});

export const apigatewayWebSocketClientCertificate = defineStackRule({
  id: "apigateway-websocket-client-certificate",
  title: "API Gateway WebSocket API stages use a client certificate for backend authentication",
  severity: "low",
  types: [stage],
  why: "Without a client certificate, the backend cannot verify that requests come from API Gateway.",
  remedy:
    "Set clientCertificateId to the ID of an aws.apigateway.ClientCertificate, and verify that certificate in the backend.",
  check: (graph) =>
    webSocketStages(graph)
      .filter(({ props }) => !("clientCertificateId" in props))
      .map((resource) => ({ resource, at: "clientCertificateId", message: "no client certificate is configured" })),
  examples: {
    pass: [
      apiWithStage("WEBSOCKET", { apiId: exampleId("api"), clientCertificateId: "c" }),
      apiWithStage("HTTP", { apiId: exampleId("api") }),
    ],
    fail: [apiWithStage("WEBSOCKET", { apiId: exampleId("api") })],
  },
});

export const apigatewayIntegrationHttps = defineRule({
  id: "apigateway-integration-https",
  title: "API Gateway HTTP and WebSocket API integrations connect to backends over HTTPS",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.10"] },
  on: integration,
  why: "Without HTTPS, traffic between API Gateway and the backend can be read in transit.",
  remedy:
    'Use an https:// URL as integrationUri. For a VPC link integration, set tlsConfig: { serverNameToVerify: "api.example.com" }.',
  check: (props) =>
    anyOf(
      () => /^http:/i.test(props.integrationUri ?? ""),
      () =>
        allOf(
          () => props.connectionType === "VPC_LINK",
          () => !("tlsConfig" in props),
        ),
    ) && "the connection to the backend is not encrypted",
  examples: {
    pass: [
      { integrationType: "HTTP_PROXY", integrationUri: "https://orders.example.com" },
      { connectionType: "VPC_LINK", integrationUri: "arn", tlsConfig: { serverNameToVerify: "orders.example.com" } },
      { integrationType: "AWS_PROXY", integrationUri: "arn" },
    ],
    fail: [
      { integrationType: "HTTP_PROXY", integrationUri: "http://orders.example.com" },
      { connectionType: "VPC_LINK", integrationUri: "arn" },
    ],
  },
});
