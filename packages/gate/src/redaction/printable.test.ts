import { propertyMap, makeSecret, UNKNOWN, type Value } from "@roadbed/plan";
import fc from "fast-check";
import { printable } from "./printable";

describe("printable", () => {
  const shown = (value: Value) => JSON.stringify(printable(value));

  it.each<[string, Value, string]>([
    ["a secret", makeSecret("hunter2"), '"[secret]"'],
    ["an unknown value", UNKNOWN, '"[unknown]"'],
    [
      "a nested value with a secret name",
      propertyMap([["a", [propertyMap([["password", [1234]]])]]]),
      '{"a":[{"password":"[secret]"}]}',
    ],
    ["a boolean with a secret name", propertyMap([["password", true]]), '{"password":true}'],
    [
      "the environment of a container",
      [
        propertyMap([
          ["name", "DB_PASSWORD"],
          ["value", "hunter2"],
        ]),
        propertyMap([
          ["name", "PORT"],
          ["value", "80"],
        ]),
      ],
      '[{"name":"DB_PASSWORD","value":"[secret]"},{"name":"PORT","value":"80"}]',
    ],
    [
      "a JSON document in a string",
      '{"user":"me","password":"hunter2"}',
      '"{\\"user\\":\\"me\\",\\"password\\":\\"[secret]\\"}"',
    ],
    ["a string that only resembles a JSON document", "[not json", '"[not json"'],
  ])("returns the printable form of %s", (_, value, expected) => expect(shown(value)).toBe(expected));

  it("treats __proto__ like any other property", () => {
    expect(shown(JSON.parse('{"__proto__":{"password":"hunter2"}}') as Value)).toBe(
      '{"__proto__":{"password":"[secret]"}}',
    );
  });

  it("cuts off deeply nested values", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(shown(nested(100))).toContain("[…]");
    expect(shown(nested(50_000))).toBe(JSON.stringify(nested(50_000)));
  });

  it("never shows a secret in any value", () => {
    const leak = "correct-horse-battery";
    const { tree } = fc.letrec<{ tree: Value }>((tie) => ({
      tree: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom<Value>(makeSecret(leak), makeSecret([propertyMap([["x", leak]])]), UNKNOWN, null, true, 42),
        fc.string(),
        fc.array(tie("tree")),
        fc.dictionary(fc.string(), tie("tree")).map((object) => propertyMap(Object.entries(object))),
        tie("tree").map((inner) => makeSecret(inner)),
        tie("tree").map((inner) =>
          propertyMap([
            ["password", leak],
            ["other", inner],
          ]),
        ),
      ),
    }));
    fc.assert(fc.property(tree, (value) => !shown(value).includes(leak)));
  });
});
