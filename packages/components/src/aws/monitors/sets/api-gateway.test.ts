import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { httpApiDeclarations, restApiDeclarations } from "../../../../test/cloudwatch/declarations/api-gateway";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { httpApi, restApi } from "./api-gateway";

describe("the monitors of a REST API", () => {
  specifyMonitors(restApiDeclarations);

  it("alarm on slow responses and rejected requests only if their limits are known", () => {
    expect(alarmsOf(restApi({ name: "orders", apiName: "orders", stageName: "prod" }))).toEqual(["errors (page)"]);
  });

  it("reject invalid arguments", () => {
    const args = { name: "orders", apiName: "Größe", stageName: "$default", maximumLatencyMilliseconds: 0 };
    expect(() => restApi(args)).toThrowErrorMatchingSnapshot();
    expect(() => restApi({ name: "orders", apiId: "a1b2c3d4e5" } as never)).toThrowErrorMatchingSnapshot();
  });
});

describe("the monitors of an HTTP API", () => {
  specifyMonitors(httpApiDeclarations);

  it("reject invalid arguments", () => {
    const args = { name: "orders", apiId: "Orders", stageName: "v 1", maximumClientErrorPercent: 101 };
    expect(() => httpApi(args)).toThrowErrorMatchingSnapshot();
  });
});
