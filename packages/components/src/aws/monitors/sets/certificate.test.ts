import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { certificateDeclarations } from "../../../../test/cloudwatch/declarations/certificate";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { certificate } from "./certificate";

describe("the monitors of a certificate", () => {
  specifyMonitors(certificateDeclarations);

  it("warn a month before the end by default, and page on the last day", () => {
    const set = certificate({ name: "shop", certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/1" });
    expect(alarmsOf(set)).toEqual(["expires-soon (ticket)", "expires (page)"]);
    expect(set.monitors.map(({ alarm }) => alarm?.threshold)).toEqual([30, 1]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "shop", certificateArn: "arn:aws:iam::123456789012:server-certificate/shop", warningDays: 45 };
    expect(() => certificate(args)).toThrowErrorMatchingSnapshot();
  });
});
