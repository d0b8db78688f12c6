import { ArgumentIssues } from "../../shared/argument-issues";
import { outcomesTable, findContradictions, type AlarmDeclarations } from "../../../test/cloudwatch/alarm-declarations";
import { requestMetrics } from "../../../test/cloudwatch/sources/requests";
import { failedRequests, slowResponses, unhealthyTasks, type EcsServiceTargets } from "./ecs-service";
import { checkMonitor } from "./monitor-checks";

const [FIRST, SECOND] = ["targetgroup/orders-tg/73e2d6bc24d8a067", "targetgroup/orders-tg2/6d0ecf831eec9f09"] as const;
const targets = (loadBalancerType: "application" | "network"): EcsServiceTargets => ({
  loadBalancerType,
  loadBalancer: "app/main/50dc6c495c0c9188",
  targetGroups: [FIRST, SECOND],
});

const raisedByFailures = {
  healthyDay: "silent",
  spike: "silent",
  slowBurn: "silent",
  outage: "alarm",
  quietNight: "silent",
  deployment: "silent",
  failedDeployment: "alarm",
  metricsStop: "silent",
} as const;

const DECLARATIONS: AlarmDeclarations = {
  monitors: {
    name: "orders",
    title: "ECS service orders",
    monitors: [
      failedRequests(targets("application"), { errorPercent: 5, minimumRequests: 20 }),
      slowResponses(targets("application"), { p99Seconds: 1, minimumRequests: 20 }),
      unhealthyTasks(targets("network")),
    ],
  },
  source: requestMetrics({ secondTargetGroup: SECOND }),
  outcomes: {
    errors: raisedByFailures,
    // If 1 % of the requests time out, the p99 is slow.
    latency: { ...raisedByFailures, slowBurn: "alarm" },
    "unhealthy-tasks": raisedByFailures,
  },
};

describe("the monitors of an ECS service", () => {
  it("are valid", () => {
    const issues = new ArgumentIssues("Monitoring", "shop");
    for (const monitor of DECLARATIONS.monitors.monitors) checkMonitor(issues, monitor.name, monitor);
    expect(() => issues.throwIfAny()).not.toThrow();
  });

  it("raise alarms in exactly the declared scenarios, whatever CloudWatch does not document", () => {
    expect(findContradictions(DECLARATIONS)).toEqual([]);
  });

  it("have a table of their outcomes", () => {
    expect(outcomesTable(DECLARATIONS)).toMatchSnapshot();
  });
});
