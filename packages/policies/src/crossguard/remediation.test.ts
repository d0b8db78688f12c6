import { unknownCheckingProxy } from "@pulumi/policy";
import { asset } from "@pulumi/pulumi";
import type { PropertyChange } from "../kernel/patch";
import { applyChanges } from "./remediation";

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** The SDK exports it for tests, but its declarations leave out what it is. */
const shownAs = unknownCheckingProxy as unknown as (inputs: object) => object;

/** The inputs after the changes, or what came of it if nothing did. */
function changed(inputs: object, ...changes: readonly (readonly [path: string, value: PropertyChange["value"]])[]) {
  const applied = applyChanges(
    shownAs(inputs),
    changes.map(([path, value]) => ({ path, value })),
  );
  return applied ? inputs : "unchanged";
}

describe("applying a fix to inputs", () => {
  it("sets properties, with the objects and lists that they stand in", () => {
    expect(changed({}, ["a", 1])).toEqual({ a: 1 });
    expect(changed({ a: { kept: true } }, ["a.b", "x"], ["c.d.e", false])).toEqual({
      a: { kept: true, b: "x" },
      c: { d: { e: false } },
    });
    expect(changed({ a: [{ b: 1 }, { b: 2 }] }, ["a[1].b", 3], ["a[2].b", 4])).toEqual({
      a: [{ b: 1 }, { b: 3 }, { b: 4 }],
    });
    expect(changed({ a: null }, ["a.b", 1])).toEqual({ a: { b: 1 } });
  });

  it.each<[string, object, readonly [string, PropertyChange["value"]]]>([
    ["what is set so already", { a: { b: 1 } }, ["a.b", 1]],
    ["what is not known yet", { a: UNKNOWN }, ["a", 1]],
    ["what stands in something not known yet", { a: { b: UNKNOWN } }, ["a.b.c", 1]],
    ["what stands in a text", { a: "{}" }, ["a.b", 1]],
    ["a member of a list, or an element of an object", { a: [], b: {} }, ["a.b", 1]],
    ["an element far beyond the end of a list", { a: [1] }, ["a[3]", 1]],
  ])("leaves alone %s", (_, inputs, change) => {
    const before = structuredClone(inputs);
    expect(changed(inputs, change)).toBe("unchanged");
    expect(inputs).toEqual(before);
  });

  it("leaves inputs with files alone, which the SDK does not hand back whole", () => {
    const code = new asset.AssetArchive({ "index.js": new asset.StringAsset("") });
    expect(changed({ code, nested: {} }, ["a", 1])).toBe("unchanged");
    expect(changed({ nested: [{ file: new asset.FileAsset("x") }] }, ["a", 1])).toBe("unchanged");
  });

  it("takes what it sets out of what the provider filled in", () => {
    const inputs = { a: "default", __defaults: ["a", "b"], b: { c: 1, __defaults: ["c"] } };
    expect(changed(inputs, ["a", "x"], ["b.c", 2])).toEqual({
      a: "x",
      __defaults: ["b"],
      b: { c: 2, __defaults: [] },
    });
  });

  it("can set no prototype", () => {
    const inputs = { a: {} };
    changed(inputs, ["a.__proto__.polluted", true]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
