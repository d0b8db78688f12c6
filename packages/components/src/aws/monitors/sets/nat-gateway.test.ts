import { natGatewayDeclarations } from "../../../../test/cloudwatch/declarations/nat-gateway";
import { specifyMonitors } from "../../../../test/cloudwatch/specify-monitors";
import { natGateway } from "./nat-gateway";

describe("the monitors of a NAT gateway", () => {
  specifyMonitors(natGatewayDeclarations);

  it("reject invalid arguments", () => {
    expect(() =>
      natGateway({ name: "egress", natGatewayId: "eipalloc-1", natGateway: "x" } as never),
    ).toThrowErrorMatchingSnapshot();
    expect(() => natGateway({ name: "orders" } as never)).toThrowErrorMatchingSnapshot();
  });
});
