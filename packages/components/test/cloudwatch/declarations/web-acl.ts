import { cloudFrontWebAcl, regionalWebAcl } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { count } from "../sources/observations";
import { failures, failuresOf, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_REQUESTS = 1200;

/** A web ACL: what fails in a scenario is blocked. */
const declared: Omit<AlarmDeclarations, "monitors"> = {
  source: serviceMetrics({
    BlockedRequests: failures(PEAK_REQUESTS),
    CountedRequests: failures(PEAK_REQUESTS),
    AllowedRequests: ({ load, failing }, minute) => {
      const total = Math.ceil(PEAK_REQUESTS * load);
      return count(total - failuresOf(total, failing, minute));
    },
  }),
  outcomes: { "blocked-requests": raisedBy("outage") },
};

export const regionalWebAclDeclarations: AlarmDeclarations = {
  ...declared,
  monitors: regionalWebAcl({ name: "orders-acl", metricName: "orders", region: "eu-west-1" }),
};

export const cloudFrontWebAclDeclarations: AlarmDeclarations = {
  ...declared,
  monitors: cloudFrontWebAcl({ name: "shop-acl", metricName: "shop" }),
};
