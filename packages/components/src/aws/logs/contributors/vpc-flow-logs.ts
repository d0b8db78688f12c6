import type { ContributorRule } from "../contributor-insights/contributor-insights-args";

// https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
const FIELDS = { 4: "srcaddr", 5: "dstaddr", 7: "dstport", 10: "bytes", 13: "action" };

const rejected = { match: "action", in: ["REJECT"] };
const accepted = { match: "action", in: ["ACCEPT"] };

/**
 * Returns rules for the flow logs of a `Vpc` that are stored in a log group in the default format. `most-traffic` has contributors only
 * if the flow logs record all traffic.
 */
export const vpcFlowLogs = (): Record<"most-traffic" | "rejected-ports" | "rejected-sources", ContributorRule> => ({
  "rejected-sources": {
    ...{ format: "CLF", fields: FIELDS, keys: ["srcaddr"], filters: [rejected] },
    title: "Sources of rejected connections",
  },
  "rejected-ports": {
    ...{ format: "CLF", fields: FIELDS, keys: ["dstport"], filters: [rejected] },
    title: "Ports of rejected connections",
  },
  "most-traffic": {
    ...{ format: "CLF", fields: FIELDS, keys: ["srcaddr", "dstaddr"], sumOf: "bytes", filters: [accepted] },
    title: "Bytes by source and destination",
  },
});
