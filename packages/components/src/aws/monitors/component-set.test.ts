import * as pulumi from "@pulumi/pulumi";
import { issuesThrownBy, codesOf } from "../../../test/argument-issues";
import { componentSetArgs, setNameOf } from "./component-set";

const component = { component: "LoadBalancer", name: "shop", region: undefined };

describe("the name of a component's set of monitors", () => {
  it.each([
    ["orders", "orders"],
    ["OrdersQueue", "orders-queue"],
    ["HTTPApi", "http-api"],
    ["shop_orders.v2", "shop-orders-v2"],
    ["--orders--", "orders"],
    ["2048-game", undefined],
    ["注文", undefined],
  ])("of %s is %s", (name, expected) => {
    expect(setNameOf(name)).toBe(expected);
  });

  it("is required for a component whose name has no usable words", () => {
    expect(codesOf(issuesThrownBy(() => componentSetArgs({ ...component, name: "2048-game" }, {})))).toEqual([
      "invalid-format name",
    ]);
    expect(componentSetArgs({ ...component, name: "2048-game" }, { name: "game" })).toEqual({ name: "game" });
  });
});

describe("the Region of a component's set of monitors", () => {
  it("is that of the component, or that of the Monitoring", () => {
    expect(componentSetArgs({ ...component, region: "eu-west-1" }, {})).toEqual({ name: "shop", region: "eu-west-1" });
    expect(componentSetArgs(component, {})).toEqual({ name: "shop" });
  });

  it("is required if the component has a Region that is an output", () => {
    const inRegion = { ...component, region: pulumi.output("eu-west-1") };
    expect(codesOf(issuesThrownBy(() => componentSetArgs(inRegion, {})))).toEqual(["wrong-type region"]);
    expect(componentSetArgs(inRegion, { region: "eu-west-1" })).toEqual({ name: "shop", region: "eu-west-1" });
  });
});
