import type { ContributorRule } from "../contributor-insights/contributor-insights-args";

// https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resolver-query-logs-format.html
/** Returns rules for the query logs of the Route 53 Resolver, which answers the DNS queries of a VPC. */
export const resolverQueryLogs = (): Record<"domains" | "sources" | "unknown-domains", ContributorRule> => ({
  domains: { format: "JSON", keys: ["$.query_name"], title: "Queried domains" },
  sources: { format: "JSON", keys: ["$.srcaddr"], title: "Sources of DNS queries" },
  "unknown-domains": {
    ...{ format: "JSON", keys: ["$.query_name", "$.srcaddr"], filters: [{ match: "$.rcode", in: ["NXDOMAIN"] }] },
    title: "Domains that do not exist",
  },
});
