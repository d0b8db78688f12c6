import { findContradictions } from "../../../../test/cloudwatch/alarm-declarations";
import { noQuotaDeclarations, serviceQuotaDeclarations } from "../../../../test/cloudwatch/declarations/service-quota";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { serviceQuota } from "./service-quota";

describe("the monitors of a service quota", () => {
  specifyMonitors(serviceQuotaDeclarations);

  it("do not divide by a quota of 0", () => {
    expect(findContradictions(noQuotaDeclarations)).toEqual([]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "vcpus", service: "", resource: " vCPU", resourceClass: "Größe", maximumPercent: 120 };
    expect(() => serviceQuota(args)).toThrowErrorMatchingSnapshot();
  });
});
