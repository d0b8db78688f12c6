import { codesOf, issuesThrownBy } from "../../../../test/argument-issues";
import { findUnpublished } from "../../../../test/cloudwatch/published-metrics";
import { ArgumentIssues } from "../../../shared/argument-issues";
import { eventsOf } from "./indicator";
import { checkIndicator } from "./indicator-checks";
import { applicationLoadBalancer, httpApi, restApi } from "./indicators";

const loadBalancer = "app/shop/50dc6c495c0c9188";
const API = { apiId: "a1b2c3d4e5", stageName: "$default" };
const REST_API = { apiName: "orders", stageName: "prod" };
const maximumLatencyMilliseconds = 500;

describe("ready-made indicators", () => {
  it.each([
    ["failed requests of a load balancer", applicationLoadBalancer({ loadBalancer })],
    ["slow requests of a load balancer", applicationLoadBalancer({ loadBalancer, maximumLatencyMilliseconds })],
    ["failed requests of a REST API", restApi(REST_API)],
    ["slow requests of a REST API", restApi({ ...REST_API, maximumLatencyMilliseconds })],
    ["failed requests of an HTTP API", httpApi(API)],
    ["slow requests of an HTTP API", httpApi({ ...API, maximumLatencyMilliseconds })],
  ])("count %s with metrics that AWS publishes", (_, indicator) => {
    const issues = new ArgumentIssues("Slo", "shop");
    checkIndicator(issues, indicator);
    expect(() => issues.throwIfAny()).not.toThrow();
    const { bad, total } = eventsOf(indicator);
    const value = { metrics: { ...bad.metrics, ...total.metrics }, expression: "total1" };
    expect(findUnpublished({ name: "x", title: "X", value, unit: "None", periodSeconds: 60 })).toEqual([]);
    expect([bad, total]).toMatchSnapshot();
  });

  it("reject invalid arguments", () => {
    const args = { loadBalancer: "arn:aws:x", maximumLatencyMilliseconds: 0.5, latency: 1 };
    expect(codesOf(issuesThrownBy(() => applicationLoadBalancer(args)))).toEqual([
      "unknown-argument latency",
      "invalid-format loadBalancer",
      "out-of-range maximumLatencyMilliseconds",
    ]);
    expect(codesOf(issuesThrownBy(() => httpApi({ apiId: "a1" } as never)))).toEqual(["missing stageName"]);
  });
});
