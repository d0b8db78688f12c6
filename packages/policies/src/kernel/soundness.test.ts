import { makeSecret, UNKNOWN } from "@roadbed/plan";
import { outcomeOf, type Check, type Inputs } from "../../test/check-outcome";
import type * as Connectives from "./connectives";
import { allOf, anyOf, entries, isNotEmpty, listOf, renameProperties } from "./connectives";

describe("a check that reads an unknown value", () => {
  it.each<[string, Check]>([
    ["compares it", ({ name }) => name === "a" && "bad"],
    ["compares it with another unknown", (props) => props.name === props.other && "bad"],
    ["uses its type", (props) => typeof props.name === "string" && "bad"],
    ["uses a fallback for it", (props) => (props.name ?? "a") === "a" && "bad"],
    ["uses a default for it", ({ name = "a" }) => name === "a" && "bad"],
    [
      "also reads the remaining properties",
      ({ name, ...rest }) => (name === "a" ? "bad" : Object.keys(rest).length > 9 && "bad"),
    ],
    ["spreads the inputs", (props) => ({ ...props }).name === "a" && "bad"],
    ["copies the inputs", (props) => Object.assign({}, props).name === "a" && "bad"],
    ["lists the values", (props) => Object.values(props).includes("a") && "bad"],
    ["serializes the inputs", (props) => JSON.stringify(props).includes('"a"') && "bad"],
    [
      "reads it through a descriptor",
      (props) => Object.getOwnPropertyDescriptor(props, "name")?.get?.() === "a" && "bad",
    ],
    ["reads it by reflection", (props) => Reflect.get(props, "name") === "a" && "bad"],
    ["interpolates it into a string", (props) => `${props.name ?? ""}!` === "a!" && "bad"],
    ["catches the error and passes", (props) => attemptTo(() => props.name, undefined) === "a" && "bad"],
    ["catches the error and returns an issue", (props) => attemptTo(() => props.name === "b", true) && "bad"],
    ["catches the error and throws another", (props) => attemptTo(() => props.name, null)?.length],
    ["catches the error in a condition", (props) => allOf(() => attemptTo(() => props.name === "a", false)) && "bad"],
    [
      "catches the error in a list callback",
      (props) => props.words?.some(() => attemptTo(() => props.name === "a", false)) && "bad",
    ],
    [
      "reads it after an early return",
      (props) => {
        if (props.flag) return "flagged";
        return props.name === "a" && "bad";
      },
    ],
  ])("is undecided if it %s", (_, check) => {
    expect(outcomeOf({ name: UNKNOWN, other: UNKNOWN, words: ["w"] }, check)).toMatch(/^(name|other)\?/);
  });

  it("is decided if the unknown value is another property", () => {
    expect(outcomeOf({ name: UNKNOWN, flag: true }, ({ flag }) => flag && "flagged")).toBe("flagged");
    expect(outcomeOf({ name: UNKNOWN }, ({ flag }) => flag && "flagged")).toBe("pass");
  });

  it("reports the path of the unknown value, including in nested objects and secrets", () => {
    const check: Check = ({ nested }) => nested?.deep?.value === "a" && "bad";
    expect(outcomeOf({ nested: { deep: { value: UNKNOWN } } }, check)).toBe("nested.deep.value?");
    expect(outcomeOf({ nested: { deep: UNKNOWN } }, check)).toBe("nested.deep?");
    expect(outcomeOf({ nested: makeSecret({ deep: makeSecret(UNKNOWN) }) }, check)).toBe("nested.deep?");
  });
});

/** Catches every error. Lint forbids this in the rules of this repository, but not in the rules of others. */
function attemptTo<T>(body: () => T, otherwise: T): T {
  try {
    return body();
  } catch {
    return otherwise;
  }
}

describe("a check for the presence of a property", () => {
  const isSet: Check = (props) => !("name" in props) && "missing";

  it("assumes that an unknown property is set and reports the assumption", () => {
    expect(outcomeOf({ name: UNKNOWN }, isSet)).toBe("assumed name");
    expect(outcomeOf({ name: makeSecret(UNKNOWN) }, isSet)).toBe("assumed name");
    expect(outcomeOf({ name: UNKNOWN }, (props) => !Object.hasOwn(props, "name") && "missing")).toBe("assumed name");
    expect(outcomeOf({ name: UNKNOWN }, (props) => !Object.keys(props).includes("name") && "missing")).toBe(
      "assumed name",
    );
  });

  it("treats null and provider defaults as absent", () => {
    expect(outcomeOf({ name: null }, isSet)).toBe("missing");
    expect(outcomeOf({ name: makeSecret(null) }, isSet)).toBe("missing");
    expect(outcomeOf({ name: null }, ({ name = "default" }) => name)).toBe("default");
    expect(outcomeOf({ __defaults: ["name"] }, (props) => Object.keys(props).join() || "none")).toBe("none");
  });
});

describe("a property name that JavaScript predefines", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "%s is absent unless the program sets it",
    (name) => {
      const read: Check = (props) => (props as Record<string, string | undefined>)[name] ?? "absent";
      expect(outcomeOf({}, read)).toBe("absent");
      expect(outcomeOf(JSON.parse(`{"${name}":"set"}`), read)).toBe("set");
      expect(outcomeOf({ words: [] }, ({ words }) => Object.getPrototypeOf(words) === null && "bad")).toBe("pass");
    },
  );

  it("does not allow a check to change the inputs of other checks", () => {
    const change: Check = (props) =>
      Reflect.set(props, "name", "changed") || Reflect.set(props.words ?? [], 0, "x") || "kept";
    expect(outcomeOf({ name: "a", words: ["w"] }, change)).toBe("kept");
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe("connectives", () => {
  it("are decided by known operands in any order", () => {
    const check: Check = (props) =>
      allOf(
        () => props.name === "a",
        () => props.flag,
      ) && "bad";
    expect(outcomeOf({ name: UNKNOWN, flag: false }, check)).toBe("pass");
    expect(outcomeOf({ name: UNKNOWN, flag: true }, check)).toBe("name?");
    expect(outcomeOf({ name: "a", flag: true }, check)).toBe("bad");
    const any: Check = (props) =>
      anyOf(
        () => props.name === "a",
        () => props.flag,
      ) && "bad";
    expect(outcomeOf({ name: UNKNOWN, flag: true }, any)).toBe("bad");
    expect(outcomeOf({ name: UNKNOWN, flag: UNKNOWN }, any)).toBe("name?, flag?");
  });

  it("are undecided about errors that a known value could prevent and report all other errors", () => {
    const check: Check = (props) =>
      allOf(
        () => props.name !== undefined,
        () => props.words?.[0]?.length.toFixed(200),
      ) && "bad";
    expect(outcomeOf({ name: UNKNOWN, words: ["w"] }, check)).toBe("name?");
    expect(outcomeOf({ name: "a", words: ["w"] }, check)).toContain("RangeError");
    expect(outcomeOf({ words: ["w"] }, check)).toBe("pass");
  });

  it("concatenate lists if one of them is unknown", () => {
    const check: Check = (props) =>
      props.ports
        ?.filter((port) =>
          listOf(
            () => port.ranges,
            () => port.more,
          ).includes("world"),
        )
        .map((at) => ({ at, message: "open" }));
    expect(outcomeOf({ ports: [{ ranges: UNKNOWN, more: ["world"] }] }, check)).toBe("ports[0]: open");
    expect(outcomeOf({ ports: [{ ranges: UNKNOWN, more: ["home"] }] }, check)).toBe("ports[0].ranges?");
    expect(outcomeOf({ ports: [{ ranges: ["home"] }] }, check)).toBe("pass");
    const count: Check = (props) => listOf(() => props.words, "x").length === 1 && "one";
    expect(outcomeOf({ words: UNKNOWN }, count)).toBe("words?");
    expect(outcomeOf({}, count)).toBe("one");
  });

  it("determine that a list has elements even if the elements are unknown", () => {
    const any: Check = ({ words }) => isNotEmpty(words) && "some";
    expect(outcomeOf({ words: [UNKNOWN] }, any)).toBe("some");
    expect(outcomeOf({ words: [] }, any)).toBe("pass");
    expect(outcomeOf({ words: UNKNOWN }, any)).toBe("words?");
    const open: Check = ({ ports = [] }) => isNotEmpty(ports.filter((port) => port.open)) && "some";
    expect(outcomeOf({ ports: [{ open: UNKNOWN }, { open: true }] }, open)).toBe("some");
    expect(outcomeOf({ ports: [{ open: UNKNOWN }, { open: false }] }, open)).toBe("ports[0].open?");
  });

  it("rename properties without reading them", () => {
    const check: Check = (props) => {
      const renamed = renameProperties(props, { title: "name", on: "flag" });
      return renamed.on && { at: renamed, message: "on" };
    };
    expect(outcomeOf({ name: UNKNOWN, flag: true }, check)).toBe("on");
    expect(outcomeOf({ name: "a", flag: UNKNOWN }, check)).toBe("flag?");
  });

  it("iterate over entries even if one of the values is unknown", () => {
    const check: Check = ({ tags }) => entries(tags).some(([name, value]) => name === "b" && value === "x") && "bad";
    expect(outcomeOf({ tags: { a: UNKNOWN, b: "x" } }, check)).toBe("bad, assumed tags.a");
    expect(outcomeOf({ tags: { a: "x", b: UNKNOWN } }, check)).toBe("tags.b?, assumed tags.b");
    expect(
      outcomeOf({ tags: JSON.parse('{"__proto__":"x"}') as object }, ({ tags }) => entries(tags).map(([name]) => name)),
    ).toBe("tags.__proto__: __proto__");
  });
});

describe("the check result", () => {
  it("must be a message, an issue with a path, a list of both, or nothing", () => {
    expect(outcomeOf({ flag: true }, () => ["one", false, { at: "flag", message: "two" }, undefined])).toBe(
      "one, flag: two",
    );
    for (const nothing of [undefined, null, false, "", 0]) expect(outcomeOf({}, () => nothing)).toBe("pass");
    for (const odd of [true, 1, {}, Promise.resolve("late"), { message: 1 }, () => "x", Symbol("s")])
      expect(outcomeOf({}, () => odd)).toContain("a check must return a message");
    expect(outcomeOf({}, () => ({ at: {}, message: "m" }))).toContain("must be a path or an object that was read");
  });

  it("redacts secrets in messages and all inputs in errors", () => {
    expect(outcomeOf({ name: makeSecret("hunter22") }, ({ name }) => `the name is ${String(name)}`)).toBe(
      "the name is [secret]",
    );
    expect(
      outcomeOf({ nested: makeSecret({ deep: { value: "hunter22" } }) }, ({ nested }) => nested?.deep?.value),
    ).toBe("[secret]");
    expect(outcomeOf({ name: makeSecret("is") }, ({ name }) => `this is ${String(name)}`)).toBe(
      "this [secret] [secret]",
    );
    expect(outcomeOf({ name: "hunter22" }, ({ name }) => JSON.parse(name ?? "") as string)).toBe(
      "the check threw a SyntaxError after reading name",
    );
  });

  it("is an error if the inputs do not match their declared type", () => {
    const check: Check = (props) => props.ports?.some(({ open }) => open) && "open";
    expect(outcomeOf({ ports: "22" }, check)).toBe("the check threw a TypeError after reading ports");
    expect(outcomeOf({ ports: {} }, check)).toBe("the check threw a TypeError after reading ports.some");
  });
});

describe("a check of a patch resource", () => {
  it("evaluates only the properties that the patch sets", () => {
    const whenOn: Check = (props) => props.flag === true && "on";
    const whenMissing: Check = (props) => props.name === undefined && "missing";
    expect(outcomeOf({ flag: true }, whenOn, { partial: true })).toBe("on");
    expect(outcomeOf({ flag: UNKNOWN }, whenOn, { partial: true })).toBe("flag?");
    expect(outcomeOf({ flag: true }, whenMissing, { partial: true })).toBe("pass");
    expect(outcomeOf({ flag: true }, (props) => !("name" in props) && "missing", { partial: true })).toBe("pass");
  });
});

it("inputs cannot be read after the check", () => {
  let inputs: Inputs | undefined;
  outcomeOf({ name: "a" }, (props) => void (inputs = props));
  expect(() => inputs?.name).toThrow("outside the check");
});

it("views can be read with the connectives of another copy of this package", () => {
  let copy: typeof Connectives | undefined;
  jest.isolateModules(() => (copy = jest.requireActual<typeof Connectives>("./connectives")));
  expect(copy?.allOf).not.toBe(allOf);
  const check: Check = (props) =>
    copy?.allOf(
      () => props.name === "a",
      () => copy?.listOf(props.words).includes("b"),
    ) && "bad";
  expect(outcomeOf({ name: UNKNOWN, words: ["c"] }, check)).toBe("pass");
  expect(outcomeOf({ name: UNKNOWN, words: [UNKNOWN, "b"] }, check)).toBe("name?");
  expect(outcomeOf({ name: "a", words: [UNKNOWN, "b"] }, check)).toBe("bad");
});
