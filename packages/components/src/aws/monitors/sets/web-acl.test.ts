import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import {
  cloudFrontWebAclDeclarations,
  regionalWebAclDeclarations,
} from "../../../../test/cloudwatch/declarations/web-acl";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { cloudFrontWebAcl, regionalWebAcl } from "./web-acl";

describe("the monitors of a web ACL for a Region", () => {
  specifyMonitors(regionalWebAclDeclarations);

  it("belong to the Region of the web ACL", () => {
    const set = regionalWebAcl({ name: "orders", metricName: "orders", region: "eu-west-1" });
    expect(set.region).toBe("eu-west-1");
    expect(set.monitors[1]?.value).toMatchObject({ dimensions: { Region: "eu-west-1" } });
    expect(alarmsOf(set)).toEqual(["blocked-requests (ticket)"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", metricName: "orders acl", maximumBlockedPercent: 0 };
    expect(() => regionalWebAcl(args as never)).toThrowErrorMatchingSnapshot();
  });
});

describe("the monitors of a web ACL for CloudFront", () => {
  specifyMonitors(cloudFrontWebAclDeclarations);

  it("belong to the Region that publishes the metrics", () => {
    expect(cloudFrontWebAcl({ name: "shop", metricName: "shop" }).region).toBe("us-east-1");
  });

  it("reject invalid arguments", () => {
    const args = { name: "shop", region: "eu-west-1" };
    expect(() => cloudFrontWebAcl(args as never)).toThrowErrorMatchingSnapshot();
  });
});
