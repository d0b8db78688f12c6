import { interfaceEndpointDeclarations } from "../../../../test/cloudwatch/declarations/interface-endpoint";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { interfaceEndpoint } from "./interface-endpoint";

describe("the monitors of an interface endpoint", () => {
  specifyMonitors(interfaceEndpointDeclarations);

  it("reject invalid arguments", () => {
    expect(() =>
      interfaceEndpoint({
        name: "ecr",
        vpcId: "vpc",
        vpcEndpointId: "vpc-1",
        serviceName: "ecr.api",
        maximumDroppedPackets: 0,
      }),
    ).toThrowErrorMatchingSnapshot();
    expect(() => interfaceEndpoint({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
