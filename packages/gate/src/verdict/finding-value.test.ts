import { propertyMap, makeSecret, UNKNOWN } from "@roadbed/plan";
import { resource } from "../../test/plans";
import { findingValue } from "./finding-value";

const policy = JSON.stringify({ Statement: [{ Action: "*", Secret: "x" }] });
const example = resource("a:b:C", "c", {
  acl: "public-read",
  ports: [propertyMap([["from", 22]])],
  tags: propertyMap([
    ["a.b", "dotted"],
    ["__proto__", "own"],
  ]),
  policy,
  password: "hunter2",
  hidden: makeSecret(propertyMap([["inner", "hunter2"]])),
  variables: [
    propertyMap([
      ["name", "DB_PASSWORD"],
      ["value", "hunter2"],
    ]),
  ],
  later: UNKNOWN,
  long: "x".repeat(1000),
});

describe("findingValue", () => {
  it.each([
    ["acl", '"public-read"'],
    ["ports[0].from", "22"],
    ['tags["a.b"]', '"dotted"'],
    ["tags.__proto__", '"own"'],
    ["policy.Statement[0].Action", '"*"'],
    ["password", "[secret]"],
    ["hidden.inner", "[secret]"],
    ["variables[0].value", "[secret]"],
    ["variables[0].name", '"DB_PASSWORD"'],
    ["later", "[unknown]"],
    ["later.deeper", "[unknown]"],
  ])("returns the value at %s as %s", (path, expected) => expect(findingValue(example, path)).toBe(expected));

  it.each(["nothing", "ports[7]", "acl.x", "constructor", "ports.length", "", "[[["])(
    "returns undefined for the path %p",
    (path) => {
      expect(findingValue(example, path)).toBeUndefined();
    },
  );
});
