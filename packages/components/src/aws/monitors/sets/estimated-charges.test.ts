import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { estimatedChargesDeclarations } from "../../../../test/cloudwatch/declarations/estimated-charges";
import { findUnpublished } from "../../../../test/cloudwatch/published-metrics";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { estimatedCharges } from "./estimated-charges";

describe("the monitors of estimated charges", () => {
  specifyMonitors(estimatedChargesDeclarations);

  it("alarm only if the limit is known", () => {
    expect(alarmsOf(estimatedCharges({ name: "charges" }))).toEqual([]);
  });

  it("belong to the Region that publishes the metric", () => {
    expect(estimatedCharges({ name: "charges" }).region).toBe("us-east-1");
  });

  it("can be those of a service and an account", () => {
    const { monitors } = estimatedCharges({ name: "ec2", serviceName: "AmazonEC2", linkedAccount: "123456789012" });
    expect(monitors.flatMap(findUnpublished)).toEqual([]);
    expect(monitors[0]?.value).toMatchObject({
      dimensions: { Currency: "USD", ServiceName: "AmazonEC2", LinkedAccount: "123456789012" },
    });
  });

  it("reject invalid arguments", () => {
    const args = {
      name: "charges",
      maximumUsd: 99.5,
      serviceName: "Amazon EC2",
      linkedAccount: "1234",
      region: "eu-west-1",
    };
    expect(() => estimatedCharges(args)).toThrowErrorMatchingSnapshot();
  });
});
