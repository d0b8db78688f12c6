import { stepFunctionsStateMachine } from "../../../src/aws/monitors/sets";
import type { AlarmDeclarations } from "../alarm-declarations";
import { durations, failures, rejections, requests, serviceMetrics } from "../sources/service";
import { raisedBy } from "./raised-by";

const PEAK_EXECUTIONS = 300;

export const stepFunctionsStateMachineDeclarations: AlarmDeclarations = {
  monitors: stepFunctionsStateMachine({
    name: "orders",
    stateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:orders",
    maximumDurationSeconds: 60,
  }),
  source: serviceMetrics({
    ExecutionsSucceeded: requests(PEAK_EXECUTIONS),
    ExecutionsFailed: failures(PEAK_EXECUTIONS),
    ExecutionsTimedOut: () => undefined,
    ExecutionThrottled: rejections(PEAK_EXECUTIONS),
    ExecutionTime: durations(PEAK_EXECUTIONS, { typical: 5000, timeout: 300_000 }),
  }),
  outcomes: {
    "failed-executions": raisedBy("outage"),
    // At night, all of ten executions fail.
    "failed-executions-per-hour": raisedBy("outage", "quietNight"),
    throttles: raisedBy("slowBurn"),
    // If 1 % of the executions time out, the p99 is the timeout.
    duration: raisedBy("slowBurn", "outage", "quietNight"),
  },
};
