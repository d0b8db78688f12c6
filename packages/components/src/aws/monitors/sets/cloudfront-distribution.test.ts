import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { cloudFrontDistributionDeclarations } from "../../../../test/cloudwatch/declarations/cloudfront-distribution";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { cloudFrontDistribution } from "./cloudfront-distribution";

const args = { name: "shop", distributionId: "EDFDVBD6EXAMPLE" };

describe("the monitors of a CloudFront distribution", () => {
  specifyMonitors(cloudFrontDistributionDeclarations);

  it("belong to the Region that publishes the metrics", () => {
    expect(cloudFrontDistribution(args).region).toBe("us-east-1");
  });

  it("alarm on a slow origin only if its limit is known", () => {
    expect(alarmsOf(cloudFrontDistribution(args))).toEqual(["errors (page)"]);
  });

  it("include additional metrics only if the distribution publishes them", () => {
    const namesOf = (additionalMetrics?: boolean) =>
      cloudFrontDistribution({ ...args, ...(additionalMetrics !== undefined && { additionalMetrics }) }).monitors.map(
        ({ name }) => name,
      );
    expect(namesOf()).toEqual(["errors", "requests", "client-errors"]);
    expect(namesOf(true)).toEqual(["errors", "origin-latency", "cache-hits", "requests", "client-errors"]);
  });

  it("reject invalid arguments", () => {
    const invalid = { name: "shop", distributionId: "shop", region: "eu-west-1", additionalMetrics: "yes" };
    expect(() => cloudFrontDistribution(invalid as never)).toThrowErrorMatchingSnapshot();
  });
});
