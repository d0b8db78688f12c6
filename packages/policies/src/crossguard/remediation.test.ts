import { unknownCheckingProxy } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import type { PropertyChange } from "../kernel/patch";
import { applyChanges } from "./remediation";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The SDK exports this function for tests without declaring its type. */
const sdkProxy = unknownCheckingProxy as unknown as (inputs: object) => object;

/** Returns the inputs after the changes, or "unchanged". */
function applyTo(inputs: object, ...changes: readonly (readonly [path: string, value: PropertyChange["value"]])[]) {
  const applied = applyChanges(
    sdkProxy(inputs),
    changes.map(([path, value]) => ({ path, value })),
  );
  return applied ? inputs : "unchanged";
}

describe("applyChanges", () => {
  it("sets properties and creates the objects and arrays that contain them", () => {
    expect(applyTo({}, ["a", 1])).toEqual({ a: 1 });
    expect(applyTo({ a: { kept: true } }, ["a.b", "x"], ["c.d.e", false])).toEqual({
      a: { kept: true, b: "x" },
      c: { d: { e: false } },
    });
    expect(applyTo({ a: [{ b: 1 }, { b: 2 }] }, ["a[1].b", 3], ["a[2].b", 4])).toEqual({
      a: [{ b: 1 }, { b: 3 }, { b: 4 }],
    });
    expect(applyTo({ a: null }, ["a.b", 1])).toEqual({ a: { b: 1 } });
  });

  it.each<[string, object, readonly [string, PropertyChange["value"]]]>([
    ["a property that already has the value", { a: { b: 1 } }, ["a.b", 1]],
    ["an unknown property", { a: UNKNOWN }, ["a", 1]],
    ["a property of an unknown object", { a: { b: UNKNOWN } }, ["a.b.c", 1]],
    ["a property of a string", { a: "{}" }, ["a.b", 1]],
    ["a property of an array", { a: [], b: {} }, ["a.b", 1]],
    ["an element beyond the end of an array", { a: [1] }, ["a[3]", 1]],
  ])("does not change %s", (_, inputs, change) => {
    const before = structuredClone(inputs);
    expect(applyTo(inputs, change)).toBe("unchanged");
    expect(inputs).toEqual(before);
  });

  it("does not change inputs with assets, which the SDK does not return completely", () => {
    const code = new asset.AssetArchive({ "index.js": new asset.StringAsset("") });
    expect(applyTo({ code, nested: {} }, ["a", 1])).toBe("unchanged");
    expect(applyTo({ nested: [{ file: new asset.FileAsset("x") }] }, ["a", 1])).toBe("unchanged");
  });

  it("removes the properties that it sets from the provider defaults", () => {
    const inputs = { a: "default", __defaults: ["a", "b"], b: { c: 1, __defaults: ["c"] } };
    expect(applyTo(inputs, ["a", "x"], ["b.c", 2])).toEqual({
      a: "x",
      __defaults: ["b"],
      b: { c: 2, __defaults: [] },
    });
  });

  it("does not change prototypes", () => {
    const inputs = { a: {} };
    applyTo(inputs, ["a.__proto__.polluted", true]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
