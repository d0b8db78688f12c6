import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../test/argument-issues";
import { ArgumentIssues } from "./argument-issues";
import { isObject, isPropertyMap, usableArguments } from "./argument-values";
import { integerFrom, plainObject } from "./checks";
import { describeValue } from "./wording";

/** Returns the issues that `checkValues` and a check of every argument report. */
function issuesOf(args: object, name: unknown = "orders") {
  const issues = new ArgumentIssues("Service", name as string);
  return issuesThrownBy(() => {
    const usable: Readonly<Record<string, unknown>> = { ...issues.checkValues(args) };
    issues.check("port", usable.port, integerFrom(1));
    issues.checkNames("domain", usable.domain ?? {}, ["names"]);
    issues.throwIfAny();
  });
}

class Resource extends pulumi.ComponentResource {
  constructor(name: string) {
    super("test:index:Resource", name);
  }
}

describe("usableArguments", () => {
  it("keeps the identity of arguments that are usable", () => {
    const args = { port: NaN, domain: { names: ["a"] }, created: new Date(0), later: pulumi.output(null) };
    expect(usableArguments(args)).toEqual({ usable: args, unusable: [] });
    expect(usableArguments(args).usable).toBe(args);
  });

  it("omits values that no argument accepts, and arrays with such an element", () => {
    const args = {
      port: 1,
      domain: { names: ["a", null], zone: () => "z" },
      id: 10n,
      key: Symbol("k"),
      hosts: [undefined],
    };
    const { usable, unusable } = usableArguments(args);
    expect(usable).toEqual({ port: 1, domain: {} });
    expect(unusable.map(({ path }) => path)).toEqual(["domain.names[1]", "domain.zone", "id", "key", "hosts[0]"]);
  });

  it("keeps functions and methods only in the arguments that accept them", () => {
    const args = { nodes: () => [], identity: { bind: () => ({}) }, port: () => 80 };
    const { usable, unusable } = usableArguments(args, ["nodes", "identity"]);
    expect(usable).toEqual({ nodes: args.nodes, identity: args.identity });
    expect(unusable.map(({ path }) => path)).toEqual(["port"]);
    expect(usableArguments({ nodes: null }, ["nodes"]).unusable).toEqual([{ path: "nodes", value: null }]);
  });

  it("accepts objects that contain themselves", () => {
    const args: Record<string, unknown> = { port: 1 };
    args.self = args;
    expect(usableArguments(args).usable).toBe(args);
  });

  it("keeps the keys of objects from JSON", () => {
    const args = JSON.parse('{ "tags": { "__proto__": "a", "constructor": null } }') as object;
    const { usable, unusable } = usableArguments(args);
    expect(Object.keys((usable as { tags: object }).tags)).toEqual(["__proto__"]);
    expect(unusable).toEqual([{ path: "tags.constructor", value: null }]);
  });
});

describe("checkValues", () => {
  const invalid: [args: object, codes: string[], name?: unknown][] = [
    [{ port: null, domain: null }, ["wrong-type port", "wrong-type domain"]],
    [{ port: 1, domain: { names: ["a", null] } }, ["wrong-type domain.names[1]"]],
    [{ port: 0, domain: { names: () => [] } }, ["wrong-type domain.names", "out-of-range port"]],
    [{ port: 1 }, ["wrong-type name"], null],
    [{ port: 1 }, ["wrong-type name"], { port: 8080 }],
    [{ port: 1 }, ["invalid-format name"], ""],
  ];

  it.each(invalid)("reports each value once: %p", (args, codes, name = "orders") => {
    expect(codesOf(issuesOf(args, name))).toEqual(codes);
  });

  it("explains each issue", () => {
    const issues = invalid.flatMap(([args, , name = "orders"]) => issuesOf(args, name));
    expect(wordingOf(issues)).toMatchSnapshot();
  });
});

describe("isObject and isPropertyMap", () => {
  it("distinguish objects, resources, and values that are not known yet", async () => {
    await preview(() => {
      const values: [value: unknown, object: boolean, map: boolean][] = [
        [{}, true, true],
        [new Resource("orders"), true, false],
        [new Date(0), true, false],
        [[], false, false],
        [null, false, false],
        [pulumi.output({}), false, false],
        [Promise.resolve({}), false, false],
      ];
      for (const [value, object, map] of values) {
        expect([describeValue(value), isObject(value), isPropertyMap(value)]).toEqual([
          describeValue(value),
          object,
          map,
        ]);
      }
      return {};
    });
  });
});

describe("describeValue", () => {
  it("names the kind of an object", async () => {
    await preview(() => {
      const values = [pulumi.output(1), Promise.resolve(1), new Date(0), new Resource("orders"), {}];
      expect(values.map(describeValue)).toEqual([
        "an output",
        "a promise",
        "a date",
        "a resource of type test:index:Resource",
        "an object",
      ]);
      expect(plainObject("a map")(new Resource("invoices"))).toMatchObject({ code: "wrong-type" });
      return {};
    });
  });
});
