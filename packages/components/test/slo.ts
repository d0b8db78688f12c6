import type { Metric, SloArgs } from "../src/aws";

const TARGET_GROUPS = ["targetgroup/orders-tg/73e2d6bc24d8a067", "targetgroup/orders-tg2/6d0ecf831eec9f09"] as const;

/** The target groups of an ECS service, between which deployments shift the traffic. */
export const [, SECOND_TARGET_GROUP] = TARGET_GROUPS;

const inTargetGroups = (name: string): readonly Metric[] =>
  TARGET_GROUPS.map((TargetGroup) => ({
    namespace: "AWS/ApplicationELB",
    name,
    statistic: "Sum",
    dimensions: { LoadBalancer: "app/main/50dc6c495c0c9188", TargetGroup },
  }));

/** Requests of a service fail, whichever target group receives them. */
export const FAILED_REQUESTS = {
  bad: inTargetGroups("HTTPCode_Target_5XX_Count"),
  total: inTargetGroups("RequestCount"),
} as const;

/** Requests of a load balancer take at most half a second. */
export const FAST_RESPONSES = {
  latency: {
    namespace: "AWS/ApplicationELB",
    name: "TargetResponseTime",
    dimensions: { LoadBalancer: "app/main/50dc6c495c0c9188" },
  },
  maximum: 0.5,
} as const;

/** The arguments without which an Slo does not work. */
export const SLO: SloArgs = { objective: 99.9, indicator: FAILED_REQUESTS };

/** All arguments of an Slo. */
export const SLO_FEATURES: SloArgs = {
  objective: 99.5,
  indicator: FAST_RESPONSES,
  windowDays: 28,
  minimumBadEvents: 5,
  runbooks: { baseUrl: "https://wiki.example.com/runbooks", extension: ".html" },
  region: "eu-west-1",
  tags: { team: "orders" },
};
