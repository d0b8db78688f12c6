import { examplePlan, idOf } from "../../authoring/example-plan";
import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";

const api = "aws:apigatewayv2/api:Api";
const route = "aws:apigatewayv2/route:Route";
const stage = "aws:apigatewayv2/stage:Stage";
const integration = "aws:apigatewayv2/integration:Integration";

/** The routes that a caller can be asked at: of a WebSocket API, the one that connects. */
const ASKING = /^(\$connect|\$default|(?!OPTIONS )[A-Z]+ .*)$/;

export const apigatewayRoutesAuthorized = defineStackRule({
  id: "apigateway-routes-authorized",
  title: "Routes of HTTP and WebSocket APIs ask who calls",
  severity: "high",
  controls: { "aws-fsbp": ["APIGateway.8"] },
  types: [route],
  why: "Everybody on the internet can call the route, and what stands behind it.",
  remedy: 'Set authorizationType: "JWT" (or "AWS_IAM", "CUSTOM") with an authorizerId; left out, it is NONE.',
  check: (graph) => {
    const sockets = graph.byType(api).filter(({ props }) => props.protocolType === "WEBSOCKET");
    return graph
      .byType(route)
      .filter((one) =>
        allOf(
          () => (one.props.authorizationType ?? "NONE") === "NONE",
          () => ASKING.test(one.props.routeKey ?? ""),
          () =>
            !(one.props.routeKey === "$default" && sockets.some((socket) => graph.references(one, "apiId", socket))),
        ),
      )
      .map((resource) => ({ resource, at: "authorizationType", message: "everybody can call the route" }));
  },
  examples: {
    pass: [
      examplePlan({ route: [route, { routeKey: "GET /orders", authorizationType: "JWT", authorizerId: "a" }] }),
      examplePlan({ route: [route, { routeKey: "OPTIONS /{proxy+}", authorizationType: "NONE" }] }),
      examplePlan({ route: [route, { routeKey: "$disconnect" }], message: [route, { routeKey: "send" }] }),
      examplePlan({
        api: [api, { protocolType: "WEBSOCKET" }],
        route: [route, { apiId: idOf("api"), routeKey: "$default" }],
      }),
    ],
    fail: [
      examplePlan({ route: [route, { routeKey: "GET /orders" }] }),
      examplePlan({ route: [route, { routeKey: "$connect", authorizationType: "NONE" }] }),
      examplePlan({
        api: [api, { protocolType: "HTTP" }],
        route: [route, { apiId: idOf("api"), routeKey: "$default" }],
      }),
    ],
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
    anyOf(
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
    anyOf(
      () => /^http:/i.test(props.integrationUri ?? ""),
      () =>
        allOf(
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
