import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const api = "aws:appsync/graphQLApi:GraphQLApi";
const cache = "aws:appsync/apiCache:ApiCache";

export const appsyncCacheEncrypted = defineRule({
  id: "appsync-cache-encrypted",
  title: "Caches of GraphQL APIs are encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["AppSync.1"] },
  on: cache,
  why: "Answers to people who proved who they are lie in the cache in clear text.",
  remedy: "Set atRestEncryptionEnabled: true; it can be set only when the cache is made.",
  check: ({ atRestEncryptionEnabled }) => atRestEncryptionEnabled !== true && "the cache is not encrypted",
  examples: { pass: [{ atRestEncryptionEnabled: true }], fail: [{}, { atRestEncryptionEnabled: false }] },
});

export const appsyncCacheEncryptedInTransit = defineRule({
  id: "appsync-cache-encrypted-in-transit",
  title: "GraphQL APIs reach their caches encrypted",
  severity: "medium",
  controls: { "aws-fsbp": ["AppSync.6"] },
  on: cache,
  why: "Between API and cache, answers cross the network in clear text.",
  remedy: "Set transitEncryptionEnabled: true; it can be set only when the cache is made.",
  check: ({ transitEncryptionEnabled }) => transitEncryptionEnabled !== true && "the cache is reached in clear text",
  examples: { pass: [{ transitEncryptionEnabled: true }], fail: [{}, { transitEncryptionEnabled: false }] },
});

export const appsyncFieldLogs = defineRule({
  id: "appsync-field-logs",
  title: "GraphQL APIs log what fails in each field",
  severity: "medium",
  controls: { "aws-fsbp": ["AppSync.2"] },
  on: api,
  why: "Without them nobody learns which resolver failed, or that somebody tries out what works.",
  remedy: 'Set logConfig: { cloudwatchLogsRoleArn: role.arn, fieldLogLevel: "ERROR" }.',
  check: ({ logConfig }) => (logConfig?.fieldLogLevel ?? "NONE") === "NONE" && "the API does not log what fails",
  examples: {
    pass: [{ logConfig: { cloudwatchLogsRoleArn: "arn", fieldLogLevel: "ERROR" } }],
    fail: [{}, { logConfig: { cloudwatchLogsRoleArn: "arn", fieldLogLevel: "NONE" } }],
  },
});

export const appsyncNoApiKeys = defineRule({
  id: "appsync-no-api-keys",
  title: "GraphQL APIs know who calls",
  severity: "high",
  controls: { "aws-fsbp": ["AppSync.5"] },
  on: api,
  why: "An API key is the same for everybody and stands in every copy of the application.",
  remedy: 'Set authenticationType: "AMAZON_COGNITO_USER_POOLS", "OPENID_CONNECT", "AWS_IAM" or "AWS_LAMBDA".',
  check: (props) =>
    anyOf(
      () => props.authenticationType === "API_KEY",
      () => (props.additionalAuthenticationProviders ?? []).some((one) => one.authenticationType === "API_KEY"),
    ) && "whoever has the API key may call",
  examples: {
    pass: [
      { authenticationType: "AWS_IAM", additionalAuthenticationProviders: [{ authenticationType: "AWS_LAMBDA" }] },
    ],
    fail: [
      { authenticationType: "API_KEY" },
      { authenticationType: "AWS_IAM", additionalAuthenticationProviders: [{ authenticationType: "API_KEY" }] },
    ],
  },
});
