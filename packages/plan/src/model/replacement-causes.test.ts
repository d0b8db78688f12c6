import type { Operation, Resource, Step } from "./plan";
import { withReplacementCauses } from "./replacement-causes";
import { makeUrn } from "./urn";
import { propertyMap, UNKNOWN, type Value } from "./value";

const urnOf = (name: string) => makeUrn("dev", "shop", undefined, "x:i:T", name);
const [VPC, SUBNET] = [urnOf("vpc"), urnOf("subnet")];

function resource(name: string, inputs: Record<string, Value>, more: Partial<Resource> = {}): Resource {
  const identity = { urn: urnOf(name), type: "x:i:T", name, custom: true };
  const values = { inputs: propertyMap(Object.entries(inputs)), outputs: propertyMap() };
  return { ...identity, ...values, dependencies: [], propertyDependencies: {}, options: {}, ...more };
}

const step = (name: string, operation: Operation, replaceKeys?: readonly string[]): Step => ({
  operation,
  urn: urnOf(name),
  type: "x:i:T",
  ...(replaceKeys && { replaceKeys }),
});

/** Returns the causes of the replacement of the subnet, which depends on the VPC. */
function causesOf(subnet: Resource, replaceKeys: readonly string[], vpcOperation: Operation = "replace") {
  const steps = [step("vpc", vpcOperation, ["cidrBlock"]), step("subnet", "replace", replaceKeys)];
  const planned = withReplacementCauses({ steps, resources: [resource("vpc", { cidrBlock: "10.0.0.0/16" }), subnet] });
  expect(planned[0]).toEqual(steps[0]);
  return planned.find(({ urn }) => urn === SUBNET)?.replacedBecause;
}

describe("withReplacementCauses", () => {
  const propertyDependencies = { vpcId: [VPC], cidrBlock: [VPC] };

  it("names the replaced resource and the property that depends on it", () => {
    const subnet = resource("subnet", { vpcId: UNKNOWN, cidrBlock: "10.0.1.0/24" }, { propertyDependencies });
    expect(causesOf(subnet, ["vpcId"])).toEqual([{ urn: VPC, property: "vpcId" }]);
  });

  it("names no cause for a property that the program changed", () => {
    const subnet = resource("subnet", { vpcId: UNKNOWN, cidrBlock: "10.0.1.0/24" }, { propertyDependencies });
    expect(causesOf(subnet, ["cidrBlock"])).toBeUndefined();
    expect(causesOf(subnet, ["vpcId"], "update")).toBeUndefined();
    expect(causesOf(subnet, ["__proto__", "removed"])).toBeUndefined();
  });

  it("names the option that replaces a resource together with another one", () => {
    const options = { replaceWith: [VPC], deletedWith: VPC };
    expect(causesOf(resource("subnet", {}, { options }), ["replaceWith"])).toEqual([
      { urn: VPC, option: "replaceWith" },
      { urn: VPC, option: "deletedWith" },
    ]);
    expect(causesOf(resource("subnet", {}, { provider: VPC }), [])).toEqual([{ urn: VPC, option: "provider" }]);
  });
});
