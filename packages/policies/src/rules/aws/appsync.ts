import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const api = "aws:appsync/graphQLApi:GraphQLApi";
const cache = "aws:appsync/apiCache:ApiCache";

export const appsyncCacheEncrypted = defineRule({
  id: "appsync-cache-encrypted",
  title: "AppSync API caches are encrypted at rest",
  severity: "medium",
  controls: { "aws-fsbp": ["AppSync.1"] },
  on: cache,
  why: "Without encryption, the cache stores responses for authenticated callers in plaintext.",
  remedy: "Set atRestEncryptionEnabled: true. This change replaces an existing cache.",
  check: ({ atRestEncryptionEnabled }) => atRestEncryptionEnabled !== true && "the cache is not encrypted at rest",
  examples: { pass: [{ atRestEncryptionEnabled: true }], fail: [{}, { atRestEncryptionEnabled: false }] },
});

export const appsyncCacheEncryptedInTransit = defineRule({
  id: "appsync-cache-encrypted-in-transit",
  title: "AppSync API caches are encrypted in transit",
  severity: "medium",
  controls: { "aws-fsbp": ["AppSync.6"] },
  on: cache,
  why: "Without encryption, responses cross the network between the API and the cache in plaintext.",
  remedy: "Set transitEncryptionEnabled: true. This change replaces an existing cache.",
  check: ({ transitEncryptionEnabled }) => transitEncryptionEnabled !== true && "the cache is not encrypted in transit",
  examples: { pass: [{ transitEncryptionEnabled: true }], fail: [{}, { transitEncryptionEnabled: false }] },
});

export const appsyncFieldLogs = defineRule({
  id: "appsync-field-logs",
  title: "AppSync GraphQL APIs have field-level logging enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["AppSync.2"] },
  on: api,
  why: "Without field-level logs, you cannot determine which resolver failed or detect attempts to probe the API.",
  remedy: 'Set logConfig: { cloudwatchLogsRoleArn: role.arn, fieldLogLevel: "ERROR" }.',
  check: ({ logConfig }) => (logConfig?.fieldLogLevel ?? "NONE") === "NONE" && "field-level logging is not enabled",
  examples: {
    pass: [{ logConfig: { cloudwatchLogsRoleArn: "arn", fieldLogLevel: "ERROR" } }],
    fail: [{}, { logConfig: { cloudwatchLogsRoleArn: "arn", fieldLogLevel: "NONE" } }],
  },
});

export const appsyncNoApiKeys = defineRule({
  id: "appsync-no-api-keys",
  title: "AppSync GraphQL APIs do not use API keys for authentication",
  severity: "high",
  controls: { "aws-fsbp": ["AppSync.5"] },
  on: api,
  why: "All clients share the API key, and anyone can extract it from a copy of the application.",
  remedy:
    'Set authenticationType: "AMAZON_COGNITO_USER_POOLS", "OPENID_CONNECT", "AWS_IAM", or "AWS_LAMBDA", and remove "API_KEY" from additionalAuthenticationProviders.',
  check: (props) =>
    anyOf(
      () => props.authenticationType === "API_KEY",
      () =>
        (props.additionalAuthenticationProviders ?? []).some((provider) => provider.authenticationType === "API_KEY"),
    ) && "the API accepts API keys",
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
