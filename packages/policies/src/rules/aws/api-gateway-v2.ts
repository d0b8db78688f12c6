import { both, either } from "../../kernel/connectives";
import { defineRule } from "../../rule";

const route = "aws:apigatewayv2/route:Route";
const stage = "aws:apigatewayv2/stage:Stage";
const integration = "aws:apigatewayv2/integration:Integration";

export const apigatewayRoutesAuthorized = defineRule({
  id: "apigateway-routes-authorized",
  title: "Routes of HTTP and WebSocket APIs ask who calls",
  severity: "high",
  controls: { "aws-fsbp": ["APIGateway.8"] },
  on: route,
  why: "Everybody on the internet can call the route, and what stands behind it.",
  remedy: 'Set authorizationType: "JWT" (or "AWS_IAM", "CUSTOM") with an authorizerId; left out, it is NONE.',
  check: (props) =>
    both(
      () => (props.authorizationType ?? "NONE") === "NONE",
      // Of a WebSocket API only the connection itself can ask.
      () => !/^\$(disconnect|default)$|^OPTIONS /.test(props.routeKey ?? ""),
    ) && { at: "authorizationType", message: "everybody can call the route" },
  examples: {
    pass: [
      { routeKey: "GET /orders", authorizationType: "JWT", authorizerId: "a" },
      { routeKey: "$disconnect" },
      { routeKey: "OPTIONS /{proxy+}", authorizationType: "NONE" },
    ],
    fail: [{ routeKey: "GET /orders" }, { routeKey: "$connect", authorizationType: "NONE" }],
  },
});

export const apigatewayV2AccessLogs = defineRule({
  id: "apigateway-v2-access-logs",
  title: "Stages of HTTP and WebSocket APIs write access logs",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.9"] },
  on: stage,
  why: "Without them nobody can say afterwards who called what, and what was answered.",
  remedy: "Set accessLogSettings: { destinationArn: logs.arn, format: … }.",
  check: (props) => !("accessLogSettings" in props) && "the stage writes no access logs",
  examples: { pass: [{ accessLogSettings: { destinationArn: "arn", format: "$context.requestId" } }], fail: [{}] },
});

export const apigatewayV2NoDataTrace = defineRule({
  id: "apigateway-v2-no-data-trace",
  title: "WebSocket APIs do not log whole messages",
  severity: "high",
  on: stage,
  why: "Data tracing writes every message into the logs: passwords, tokens and whatever people send.",
  remedy: "Drop dataTraceEnabled.",
  check: (props) =>
    either(
      () => props.defaultRouteSettings?.dataTraceEnabled === true,
      () => (props.routeSettings ?? []).some((one) => one.dataTraceEnabled === true),
    ) && "whole messages are logged",
  examples: {
    pass: [{}, { defaultRouteSettings: { dataTraceEnabled: false }, routeSettings: [{ routeKey: "a" }] }],
    fail: [
      { defaultRouteSettings: { dataTraceEnabled: true } },
      { routeSettings: [{ routeKey: "a", dataTraceEnabled: true }] },
    ],
  },
});

export const apigatewayIntegrationHttps = defineRule({
  id: "apigateway-integration-https",
  title: "HTTP and WebSocket APIs reach what stands behind them over HTTPS",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.10"] },
  on: integration,
  why: "Behind the API everything crosses the network in clear text.",
  remedy: "Write an https:// address as integrationUri; over a VPC link, set tlsConfig: { serverNameToVerify }.",
  check: (props) =>
    either(
      () => /^http:/i.test(props.integrationUri ?? ""),
      () =>
        both(
          () => props.connectionType === "VPC_LINK",
          () => !("tlsConfig" in props),
        ),
    ) && "the backend is reached in clear text",
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
