import { burnRateMonitors, sloMonitors, type SloPlan } from "../../../src/aws/monitoring/slo/slo-monitors";
import { FAILED_REQUESTS, SECOND_TARGET_GROUP } from "../../slo";
import type { AlarmDeclarations } from "../alarm-declarations";
import { requestMetrics } from "../sources/requests";
import { raisedBy } from "./raised-by";

export const SLO_PLAN: SloPlan = {
  objective: 99.8,
  indicator: FAILED_REQUESTS,
  windowDays: 30,
  minimumBadEvents: 10,
};

const burnRates = burnRateMonitors(SLO_PLAN);

/** The outcomes are those of the composite alarms, which need both windows. */
export const sloDeclarations: AlarmDeclarations = {
  monitors: {
    name: "orders",
    title: "SLO orders: 99.8 % in 30 days",
    monitors: sloMonitors(
      SLO_PLAN,
      burnRates.map(({ long }) => long),
    ),
  },
  source: requestMetrics({ secondTargetGroup: SECOND_TARGET_GROUP }),
  outcomes: {
    "fast-burn": raisedBy("outage", "failedDeployment"),
    "medium-burn": raisedBy("outage", "failedDeployment"),
    // An outage of half an hour also consumes more than 10 % of the budget.
    "slow-burn": raisedBy("slowBurn", "outage", "failedDeployment"),
  },
};
