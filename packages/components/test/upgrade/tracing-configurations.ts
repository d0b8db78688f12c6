import { AccountTracing, Tracing } from "../../src/aws";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

/** The programs with tracing components; see `CONFIGURATIONS`. */
export const TRACING_CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "account-tracing-default": () => new AccountTracing("tracing"),
  "account-tracing-all-arguments": () =>
    new AccountTracing("tracing", { kmsKeyArn: KEY, transactionSearch: { indexedPercent: 5 }, region: "eu-west-2" }),
  "tracing-all-arguments": () =>
    new Tracing("shop", {
      groups: { failures: { filterExpression: "fault", insights: true } },
      samplingRules: { checkout: { priority: 1, percent: 100, attributes: { tier: "gold" } } },
      remoteSampling: true,
      tags: { team: "shop" },
    }),
};
