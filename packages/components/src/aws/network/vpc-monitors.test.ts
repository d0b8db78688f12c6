import { codesOf, issuesThrownBy } from "../../../test/argument-issues";
import { deployedMonitors } from "../../../test/component-monitors";
import { ZONES, deployed } from "../../../test/network";
import { Vpc } from "./index";

describe("the monitors of a Vpc", () => {
  it("watch each NAT gateway and each interface endpoint", async () => {
    const { set, alarms, dimensions, unpublished } = await deployedMonitors(() =>
      new Vpc("network", { availabilityZones: ZONES.slice(0, 2), interfaceEndpoints: ["ecr.api"] }).monitors(),
    );
    expect(set).toMatchObject({ name: "network", title: "VPC network" });
    expect(alarms).toEqual([
      "nat-az1-port-allocation-errors (page)",
      "nat-az1-dropped-packets (ticket)",
      "nat-az2-port-allocation-errors (page)",
      "nat-az2-dropped-packets (ticket)",
      "endpoint-ecr-api-dropped-packets (ticket)",
    ]);
    expect(dimensions).toEqual([
      { NatGatewayId: "network-nat-az1-id" },
      { NatGatewayId: "network-nat-az2-id" },
      {
        "Endpoint Type": "Interface",
        "Service Name": "com.amazonaws.eu-west-1.ecr.api",
        "VPC Endpoint Id": "network-endpoint-ecr-api-id",
        "VPC Id": "network-vpc-id",
      },
    ]);
    expect(unpublished).toEqual([]);
  });

  it("are none in a network without NAT gateways and interface endpoints", async () => {
    const { set } = await deployedMonitors(() => new Vpc("network", { nat: "none" }).monitors());
    expect(set.monitors).toEqual([]);
  });

  it("reject invalid arguments even then", async () => {
    let codes: string[] = [];
    await deployed(() => {
      const network = new Vpc("network", { nat: "none" });
      codes = codesOf(issuesThrownBy(() => network.monitors({ name: "My network", regoin: "Ohio" } as never)));
    });
    expect(codes).toEqual(["unknown-argument regoin", "invalid-format name"]);
  });
});
