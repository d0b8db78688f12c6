import type { ContributorRule } from "../contributor-insights/contributor-insights-args";

// https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html
const blocked = { match: "$.action", in: ["BLOCK"] };

/** Returns rules for the logs of an AWS WAF web ACL, whose log group has a name that begins with `aws-waf-logs-`. */
export const webAclLogs = (): Record<"blocked-clients" | "blocked-paths" | "blocking-rules", ContributorRule> => ({
  "blocked-clients": {
    ...{ format: "JSON", keys: ["$.httpRequest.clientIp", "$.httpRequest.country"], filters: [blocked] },
    title: "Clients of blocked requests",
  },
  "blocked-paths": {
    ...{ format: "JSON", keys: ["$.httpRequest.uri"], filters: [blocked] },
    title: "Paths of blocked requests",
  },
  "blocking-rules": {
    ...{ format: "JSON", keys: ["$.terminatingRuleId"], filters: [blocked] },
    title: "Rules that block requests",
  },
});
