import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const method = "aws:apigateway/method:Method";
const settings = "aws:apigateway/methodSettings:MethodSettings";

export const apigatewayMethodsAuthorized = defineRule({
  id: "apigateway-methods-authorized",
  title: "Methods of REST APIs ask who calls",
  severity: "high",
  on: method,
  why: "Everybody on the internet can call the method, and what stands behind it.",
  remedy: 'Set authorization: "AWS_IAM", "COGNITO_USER_POOLS" or "CUSTOM" with an authorizerId.',
  check: (props) =>
    allOf(
      () => (props.authorization ?? "NONE") === "NONE",
      // Browsers ask for permission without credentials.
      () => props.httpMethod !== "OPTIONS",
      () => props.apiKeyRequired !== true,
    ) && { at: "authorization", message: "everybody can call the method" },
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
  title: "Methods of REST APIs validate what they are sent",
  severity: "low",
  on: method,
  why: "What does not fit the model reaches the code behind the API, which may not expect it.",
  remedy: "Set requestValidatorId: validator.id, with requestModels or requestParameters.",
  check: (props) =>
    allOf(
      () => !("requestValidatorId" in props),
      () => props.httpMethod !== "OPTIONS",
    ) && { at: "requestValidatorId", message: "requests are not validated" },
  examples: {
    pass: [{ httpMethod: "POST", requestValidatorId: "v" }, { httpMethod: "OPTIONS" }],
    fail: [{ httpMethod: "POST" }],
  },
});

export const apigatewayNoDataTrace = defineRule({
  id: "apigateway-no-data-trace",
  title: "REST APIs do not log whole requests",
  severity: "high",
  on: settings,
  why: "Data tracing writes bodies and headers into the logs: passwords, tokens and whatever people send.",
  remedy: "Drop dataTraceEnabled.",
  check: (props) => props.settings?.dataTraceEnabled === true && "whole requests are logged",
  examples: {
    pass: [{ settings: { loggingLevel: "INFO" } }, { settings: { dataTraceEnabled: false } }],
    fail: [{ settings: { dataTraceEnabled: true } }],
  },
});

export const apigatewayCacheEncrypted = defineRule({
  id: "apigateway-cache-encrypted",
  title: "Caches of REST APIs are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["APIGateway.5"] },
  on: settings,
  why: "Answers to people who proved who they are lie in the cache in clear text.",
  remedy: "Set settings: { cachingEnabled: true, cacheDataEncrypted: true }.",
  check: (props) =>
    props.settings?.cacheDataEncrypted !== true &&
    props.settings?.cachingEnabled === true && { at: "settings", message: "the cache is not encrypted" },
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
  title: "Methods of REST APIs use the cache of their stage",
  severity: "low",
  topic: "reliability",
  on: settings,
  why: "Without it each call reaches what stands behind the API, and a burst takes it down.",
  remedy: "Set settings: { cachingEnabled: true, cacheDataEncrypted: true }.",
  check: (props) => props.settings?.cachingEnabled !== true && { at: "settings", message: "answers are not cached" },
  examples: {
    pass: [{ settings: { cachingEnabled: true } }],
    fail: [{ settings: {} }, { settings: { cachingEnabled: false } }],
  },
});
