import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const method = "aws:apigateway/method:Method";
const settings = "aws:apigateway/methodSettings:MethodSettings";

export const apigatewayMethodsAuthorized = defineRule({
  id: "apigateway-methods-authorized",
  title: "API Gateway REST API methods require authorization or an API key",
  severity: "high",
  on: method,
  why: "Without authorization, anyone on the internet can call the method and reach the backend.",
  remedy: 'Set authorization to "AWS_IAM", or to "COGNITO_USER_POOLS" or "CUSTOM" with an authorizerId.',
  check: (props) =>
    allOf(
      () => (props.authorization ?? "NONE") === "NONE",
      // Browsers send CORS preflight requests without credentials.
      () => props.httpMethod !== "OPTIONS",
      () => props.apiKeyRequired !== true,
    ) && { at: "authorization", message: "the method requires neither authorization nor an API key" },
  examples: {
    pass: [
      { httpMethod: "GET", authorization: "AWS_IAM" },
      { httpMethod: "OPTIONS", authorization: "NONE" },
      { httpMethod: "GET", authorization: "NONE", apiKeyRequired: true },
    ],
    fail: [{ httpMethod: "GET", authorization: "NONE" }],
  },
});

export const apigatewayRequestsValidated = defineRule({
  id: "apigateway-requests-validated",
  title: "API Gateway REST API methods use a request validator",
  severity: "low",
  on: method,
  why: "Without validation, malformed requests reach the backend, which may not handle them safely.",
  remedy: "Set requestValidatorId: validator.id, and define requestModels or requestParameters.",
  check: (props) =>
    allOf(
      () => !("requestValidatorId" in props),
      () => props.httpMethod !== "OPTIONS",
    ) && { at: "requestValidatorId", message: "no request validator is configured" },
  examples: {
    pass: [{ httpMethod: "POST", requestValidatorId: "v" }, { httpMethod: "OPTIONS" }],
    fail: [{ httpMethod: "POST" }],
  },
});

export const apigatewayNoDataTrace = defineRule({
  id: "apigateway-no-data-trace",
  title: "API Gateway REST API methods have data tracing disabled",
  severity: "high",
  on: settings,
  why: "Data tracing writes request and response bodies and headers to the logs, including passwords, tokens, and personal data.",
  remedy: "Remove dataTraceEnabled: true from settings.",
  check: (props) => props.settings?.dataTraceEnabled === true && "data tracing is enabled",
  examples: {
    pass: [{ settings: { loggingLevel: "INFO" } }, { settings: { dataTraceEnabled: false } }],
    fail: [{ settings: { dataTraceEnabled: true } }],
  },
});

export const apigatewayCacheEncrypted = defineRule({
  id: "apigateway-cache-encrypted",
  title: "API Gateway REST API caches are encrypted at rest",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.5"] },
  on: settings,
  why: "Without encryption, the cache stores responses for authenticated callers in plaintext.",
  remedy: "Set settings: { cachingEnabled: true, cacheDataEncrypted: true }.",
  check: (props) =>
    props.settings?.cacheDataEncrypted !== true &&
    props.settings?.cachingEnabled === true && { at: "settings", message: "the cache is not encrypted at rest" },
  fix: { settings: { cacheDataEncrypted: true } },
  examples: {
    pass: [
      { settings: { cachingEnabled: true, cacheDataEncrypted: true } },
      { settings: { loggingLevel: "INFO" } },
      { settings: { cachingEnabled: false, cacheDataEncrypted: false } },
    ],
    fail: [{ settings: { cachingEnabled: true } }, { settings: { cachingEnabled: true, cacheDataEncrypted: false } }],
  },
});

export const apigatewayMethodCached = defineRule({
  id: "apigateway-method-cached",
  title: "API Gateway REST API methods have response caching enabled",
  severity: "low",
  topic: "reliability",
  on: settings,
  why: "Without caching, every request reaches the backend, and a traffic spike can overload it.",
  remedy: "Set settings: { cachingEnabled: true, cacheDataEncrypted: true }.",
  check: (props) =>
    props.settings?.cachingEnabled !== true && { at: "settings", message: "response caching is not enabled" },
  examples: {
    pass: [{ settings: { cachingEnabled: true } }],
    fail: [{ settings: {} }, { settings: { cachingEnabled: false } }],
  },
});
