import { makeSecret } from "@roadbed/plan";
import { outcomeOf, type Check } from "../../test/check-outcome";
import { entries } from "./connectives";

describe("a check that reads an empty string", () => {
  it.each<[string, Check]>([
    ["tests whether it is set", (props) => "name" in props && "set"],
    ["compares it with undefined", ({ name }) => name !== undefined && "set"],
    ["uses a default for it", ({ name = "default" }) => name !== "default" && "set"],
  ])("takes it for a property that is not set if the check %s", (_, check) => {
    expect(outcomeOf({ name: "a" }, check)).toBe("set");
    expect(outcomeOf({ name: "" }, check)).toBe("pass");
    expect(outcomeOf({ name: makeSecret("") }, check)).toBe("pass");
    expect(outcomeOf({}, check)).toBe("pass");
  });

  it("takes it for a value if the property names are data", () => {
    const check: Check = ({ tags }) =>
      entries(tags).some(([name, value]) => name === "Owner" && value === "") && "empty";
    expect(outcomeOf({ tags: { Owner: "" } }, check)).toBe("empty");
    expect(outcomeOf({ tags: { Owner: makeSecret("") } }, check)).toBe("empty");
    expect(outcomeOf({ tags: { Owner: "shop" } }, check)).toBe("pass");
    expect(outcomeOf({ tags: {} }, check)).toBe("pass");
  });

  it("lists the names of all properties that are not null", () => {
    const check: Check = ({ tags }) => `names: ${Object.keys(tags ?? {}).join(" ")}`;
    expect(outcomeOf({ tags: { a: "", b: null, c: "c" } }, check)).toBe("names: a c");
  });

  it("takes it for an element of an array", () => {
    expect(outcomeOf({ words: [""] }, ({ words }) => words?.includes("") && "empty")).toBe("empty");
  });
});
