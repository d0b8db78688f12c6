import { formatPropertyPath, parsePropertyPath, pathContains, resetPath } from "./property-path";
import { propertyMap, makeSecret, type Properties, type Value } from "./value";

/** Converts plain objects to properties, which have no prototype. */
const given = (value: Value): Value => {
  if (Array.isArray(value)) return value.map(given);
  if (typeof value !== "object" || value === null || Object.getOwnPropertySymbols(value).length > 0) return value;
  return propertyMap(Object.entries(value as Properties).map(([name, member]) => [name, given(member)]));
};

const reset = (path: string, old: Value, value: Value) =>
  resetPath(parsePropertyPath(path) ?? [], given(old), given(value));

describe("parsePropertyPath", () => {
  it.each([
    ["tags", ["tags"]],
    ["a.b.c", ["a", "b", "c"]],
    ["ingress[0].ports[2]", ["ingress", 0, "ports", 2]],
    ['tags["kubernetes.io/name"]', ["tags", "kubernetes.io/name"]],
    ['["a\\"b"].c', ['a"b', "c"]],
    ["rules[*].cidr", ["rules", "*", "cidr"]],
    ["*", ["*"]],
    ["rules.[0]", ["rules", 0]],
  ])("parses %s", (text, path) => {
    expect(parsePropertyPath(text)).toEqual(path);
  });

  it.each(["a..b", ".a", "a.", "a[", "a[x]", 'a["b', "a[0]b"])("rejects %s", (text) => {
    expect(parsePropertyPath(text)).toBeUndefined();
  });
});

describe("formatPropertyPath", () => {
  it.each(["a.b[0]", 'tags["a.b"].c', "rules[*].x", '["say \\"so\\""]'])("returns the parsed string %s", (text) => {
    expect(formatPropertyPath(parsePropertyPath(text) ?? [])).toBe(text);
  });
});

describe("pathContains", () => {
  it.each([
    ["tags", "tags", true],
    ["tags", "tags.a", true],
    ["tags.a", "tags", false],
    ["*", "anything", true],
    ["rules[*].cidr", "rules[3].cidr", true],
    ["rules[0]", "rules[1]", false],
  ])("returns for %j and %j: %s", (outer, inner, expected) => {
    expect(pathContains(parsePropertyPath(outer) ?? [], parsePropertyPath(inner) ?? [])).toBe(expected);
  });
});

describe("resetPath", () => {
  it.each<[string, string, Value, Value, Value]>([
    ["a changed value", "a", { a: 1 }, { a: 2, b: 3 }, { a: 1, b: 3 }],
    ["an added value", "a", {}, { a: 2 }, {}],
    ["a removed value", "a", { a: 1 }, {}, { a: 1 }],
    [
      "a nested value",
      "tags.team",
      { tags: { team: "x", env: "p" } },
      { tags: { team: "y", env: "q" } },
      { tags: { team: "x", env: "q" } },
    ],
    [
      "an element's member",
      "rules[1].port",
      { rules: [{ port: 1 }, { port: 2 }] },
      { rules: [{ port: 8 }, { port: 9 }] },
      { rules: [{ port: 8 }, { port: 2 }] },
    ],
    [
      "every element's member",
      "rules[*].port",
      { rules: [{ port: 1 }, { port: 2 }] },
      { rules: [{ port: 8 }, { port: 9 }] },
      { rules: [{ port: 1 }, { port: 2 }] },
    ],
    ["every property", "*", { a: 1, b: 2 }, { b: 3, c: 4 }, { a: 1, b: 2 }],
    ["nothing where neither has it", "a.b", {}, { c: 1 }, { c: 1 }],
  ])("restores %s", (_, path, old, value, expected) => {
    expect(reset(path, old, value)).toEqual(given(expected));
  });

  it.each<[string, string, Value, Value]>([
    ["its parent object was removed", "tags.team", { tags: { team: "x" } }, {}],
    ["its parent object was added", "tags.team", {}, { tags: { team: "x" } }],
    ["the list is shorter now", "list[1]", { list: [1, 2] }, { list: [1] }],
    ["the list's length changed", "list[*]", { list: [1, 2] }, { list: [1] }],
    ["a list became an object", "list[0]", { list: [1] }, { list: { a: 1 } }],
  ])("returns undefined when %s", (_, path, old, value) => {
    expect(reset(path, old, value)).toBeUndefined();
  });

  it("returns a secret for a value that was inside a secret", () => {
    expect(reset("password", { password: makeSecret("old") }, { password: "new" })).toEqual(
      given({ password: makeSecret("old") }),
    );
    expect(
      reset("config.key", { config: makeSecret(given({ key: "old" })) }, { config: { key: "new", b: 1 } }),
    ).toEqual(given({ config: { key: makeSecret("old"), b: 1 } }));
  });

  it("resets a value inside a secret", () => {
    expect(reset("config.key", { config: { key: "old" } }, { config: makeSecret(given({ key: "new" })) })).toEqual(
      given({ config: makeSecret(given({ key: "old" })) }),
    );
  });
});
