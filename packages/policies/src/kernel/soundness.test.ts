import { secretValue, UNKNOWN } from "@roadbed/plan";
import { answer, type Check, type Inputs } from "../../test/answer";
import type * as Connectives from "./connectives";
import { allOf, anyOf, entries, isNotEmpty, listOf, renameProperties } from "./connectives";

describe("reading an unknown value", () => {
  it.each<[string, Check]>([
    ["compares it", ({ name }) => name === "a" && "bad"],
    ["compares it with another unknown", (props) => props.name === props.other && "bad"],
    ["asks for its type", (props) => typeof props.name === "string" && "bad"],
    ["falls back for it", (props) => (props.name ?? "a") === "a" && "bad"],
    ["gives it a default", ({ name = "a" }) => name === "a" && "bad"],
    ["goes on after it", ({ name, ...rest }) => (name === "a" ? "bad" : Object.keys(rest).length > 9 && "bad")],
    ["spreads the inputs", (props) => ({ ...props }).name === "a" && "bad"],
    ["copies the inputs", (props) => Object.assign({}, props).name === "a" && "bad"],
    ["lists the values", (props) => Object.values(props).includes("a") && "bad"],
    ["serializes the inputs", (props) => JSON.stringify(props).includes('"a"') && "bad"],
    [
      "reads it through a descriptor",
      (props) => Object.getOwnPropertyDescriptor(props, "name")?.get?.() === "a" && "bad",
    ],
    ["reflects", (props) => Reflect.get(props, "name") === "a" && "bad"],
    ["puts it into a text", (props) => `${props.name ?? ""}!` === "a!" && "bad"],
    ["swallows it and passes", (props) => attemptTo(() => props.name, undefined) === "a" && "bad"],
    ["swallows it and complains", (props) => attemptTo(() => props.name === "b", true) && "bad"],
    ["swallows it and throws", (props) => attemptTo(() => props.name, null)?.length],
    ["swallows it in a condition", (props) => allOf(() => attemptTo(() => props.name === "a", false)) && "bad"],
    ["swallows it in a list", (props) => props.words?.some(() => attemptTo(() => props.name === "a", false)) && "bad"],
    [
      "reads it after an early return",
      (props) => {
        if (props.flag) return "flagged";
        return props.name === "a" && "bad";
      },
    ],
  ])("leaves open a check that %s", (_, check) => {
    expect(answer({ name: UNKNOWN, other: UNKNOWN, words: ["w"] }, check)).toMatch(/^(name|other)\?/);
  });

  it("does not matter to a check that does not read it", () => {
    expect(answer({ name: UNKNOWN, flag: true }, ({ flag }) => flag && "flagged")).toBe("flagged");
    expect(answer({ name: UNKNOWN }, ({ flag }) => flag && "flagged")).toBe("pass");
  });

  it("is told with its path, also deep down and in secrets", () => {
    const check: Check = ({ nested }) => nested?.deep?.value === "a" && "bad";
    expect(answer({ nested: { deep: { value: UNKNOWN } } }, check)).toBe("nested.deep.value?");
    expect(answer({ nested: { deep: UNKNOWN } }, check)).toBe("nested.deep?");
    expect(answer({ nested: secretValue({ deep: secretValue(UNKNOWN) }) }, check)).toBe("nested.deep?");
  });
});

/** What lint forbids in rules and a stranger's rule may still do. */
function attemptTo<T>(body: () => T, otherwise: T): T {
  try {
    return body();
  } catch {
    return otherwise;
  }
}

describe("asking whether a property is set", () => {
  const isSet: Check = (props) => !("name" in props) && "missing";

  it("takes an unknown for set, and says so", () => {
    expect(answer({ name: UNKNOWN }, isSet)).toBe("assumed name");
    expect(answer({ name: secretValue(UNKNOWN) }, isSet)).toBe("assumed name");
    expect(answer({ name: UNKNOWN }, (props) => !Object.hasOwn(props, "name") && "missing")).toBe("assumed name");
    expect(answer({ name: UNKNOWN }, (props) => !Object.keys(props).includes("name") && "missing")).toBe(
      "assumed name",
    );
  });

  it("takes null and what the provider filled in by itself for absent", () => {
    expect(answer({ name: null }, isSet)).toBe("missing");
    expect(answer({ name: secretValue(null) }, isSet)).toBe("missing");
    expect(answer({ name: null }, ({ name = "default" }) => name)).toBe("default");
    expect(answer({ __defaults: ["name"] }, (props) => Object.keys(props).join() || "none")).toBe("none");
  });
});

describe("a name that JavaScript knows", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "is absent unless the program sets it: %s",
    (name) => {
      const read: Check = (props) => (props as Record<string, string | undefined>)[name] ?? "absent";
      expect(answer({}, read)).toBe("absent");
      expect(answer(JSON.parse(`{"${name}":"set"}`), read)).toBe("set");
      expect(answer({ words: [] }, ({ words }) => Object.getPrototypeOf(words) === null && "bad")).toBe("pass");
    },
  );

  it("cannot be used to change what others read", () => {
    const change: Check = (props) =>
      Reflect.set(props, "name", "changed") || Reflect.set(props.words ?? [], 0, "x") || "kept";
    expect(answer({ name: "a", words: ["w"] }, change)).toBe("kept");
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe("connectives", () => {
  it("are decided by what is known, in any order", () => {
    const check: Check = (props) =>
      allOf(
        () => props.name === "a",
        () => props.flag,
      ) && "bad";
    expect(answer({ name: UNKNOWN, flag: false }, check)).toBe("pass");
    expect(answer({ name: UNKNOWN, flag: true }, check)).toBe("name?");
    expect(answer({ name: "a", flag: true }, check)).toBe("bad");
    const any: Check = (props) =>
      anyOf(
        () => props.name === "a",
        () => props.flag,
      ) && "bad";
    expect(answer({ name: UNKNOWN, flag: true }, any)).toBe("bad");
    expect(answer({ name: UNKNOWN, flag: UNKNOWN }, any)).toBe("name?, flag?");
  });

  it("leave open an error that a known value might have prevented, and report one that it would not", () => {
    const check: Check = (props) =>
      allOf(
        () => props.name !== undefined,
        () => props.words?.[0]?.length.toFixed(200),
      ) && "bad";
    expect(answer({ name: UNKNOWN, words: ["w"] }, check)).toBe("name?");
    expect(answer({ name: "a", words: ["w"] }, check)).toContain("RangeError");
    expect(answer({ words: ["w"] }, check)).toBe("pass");
  });

  it("join lists of which one is unknown", () => {
    const check: Check = (props) =>
      props.ports
        ?.filter((port) =>
          listOf(
            () => port.ranges,
            () => port.more,
          ).includes("world"),
        )
        .map((at) => ({ at, message: "open" }));
    expect(answer({ ports: [{ ranges: UNKNOWN, more: ["world"] }] }, check)).toBe("ports[0]: open");
    expect(answer({ ports: [{ ranges: UNKNOWN, more: ["home"] }] }, check)).toBe("ports[0].ranges?");
    expect(answer({ ports: [{ ranges: ["home"] }] }, check)).toBe("pass");
    const count: Check = (props) => listOf(() => props.words, "x").length === 1 && "one";
    expect(answer({ words: UNKNOWN }, count)).toBe("words?");
    expect(answer({}, count)).toBe("one");
  });

  it("know that a list has elements, though not which", () => {
    const any: Check = ({ words }) => isNotEmpty(words) && "some";
    expect(answer({ words: [UNKNOWN] }, any)).toBe("some");
    expect(answer({ words: [] }, any)).toBe("pass");
    expect(answer({ words: UNKNOWN }, any)).toBe("words?");
    const open: Check = ({ ports = [] }) => isNotEmpty(ports.filter((port) => port.open)) && "some";
    expect(answer({ ports: [{ open: UNKNOWN }, { open: true }] }, open)).toBe("some");
    expect(answer({ ports: [{ open: UNKNOWN }, { open: false }] }, open)).toBe("ports[0].open?");
  });

  it("rename without reading", () => {
    const check: Check = (props) => {
      const renamed = renameProperties(props, { title: "name", on: "flag" });
      return renamed.on && { at: renamed, message: "on" };
    };
    expect(answer({ name: UNKNOWN, flag: true }, check)).toBe("on");
    expect(answer({ name: "a", flag: UNKNOWN }, check)).toBe("flag?");
  });

  it("go through names and values without letting one unknown hide the others", () => {
    const check: Check = ({ tags }) => entries(tags).some(([name, value]) => name === "b" && value === "x") && "bad";
    expect(answer({ tags: { a: UNKNOWN, b: "x" } }, check)).toBe("bad, assumed tags.a");
    expect(answer({ tags: { a: "x", b: UNKNOWN } }, check)).toBe("tags.b?, assumed tags.b");
    expect(
      answer({ tags: JSON.parse('{"__proto__":"x"}') as object }, ({ tags }) => entries(tags).map(([name]) => name)),
    ).toBe("tags.__proto__: __proto__");
  });
});

describe("what a check answers", () => {
  it("must be a message, one with its place, several, or nothing", () => {
    expect(answer({ flag: true }, () => ["one", false, { at: "flag", message: "two" }, undefined])).toBe(
      "one, flag: two",
    );
    for (const nothing of [undefined, null, false, "", 0]) expect(answer({}, () => nothing)).toBe("pass");
    for (const odd of [true, 1, {}, Promise.resolve("late"), { message: 1 }, () => "x", Symbol("s")])
      expect(answer({}, () => odd)).toContain("a check must return a message");
    expect(answer({}, () => ({ at: {}, message: "m" }))).toContain("must be a path or an object that was read");
  });

  it("never holds a secret, and an error none of the inputs", () => {
    expect(answer({ name: secretValue("hunter22") }, ({ name }) => `the name is ${String(name)}`)).toBe(
      "the name is [secret]",
    );
    expect(answer({ nested: secretValue({ deep: { value: "hunter22" } }) }, ({ nested }) => nested?.deep?.value)).toBe(
      "[secret]",
    );
    expect(answer({ name: secretValue("is") }, ({ name }) => `this is ${String(name)}`)).toBe("this [secret] [secret]");
    expect(answer({ name: "hunter22" }, ({ name }) => JSON.parse(name ?? "") as string)).toBe(
      "the check threw a SyntaxError after reading name",
    );
  });

  it("is an error if the inputs have another shape than their type says", () => {
    const check: Check = (props) => props.ports?.some(({ open }) => open) && "open";
    expect(answer({ ports: "22" }, check)).toBe("the check threw a TypeError after reading ports");
    expect(answer({ ports: {} }, check)).toBe("the check threw a TypeError after reading ports.some");
  });
});

describe("a patch", () => {
  it("is judged by what it says; what it leaves out stays as it is", () => {
    const says: Check = (props) => props.flag === true && "on";
    const lacks: Check = (props) => props.name === undefined && "missing";
    expect(answer({ flag: true }, says, { partial: true })).toBe("on");
    expect(answer({ flag: UNKNOWN }, says, { partial: true })).toBe("flag?");
    expect(answer({ flag: true }, lacks, { partial: true })).toBe("pass");
    expect(answer({ flag: true }, (props) => !("name" in props) && "missing", { partial: true })).toBe("pass");
  });
});

it("refuses to be read after the check", () => {
  let kept: Inputs | undefined;
  answer({ name: "a" }, (props) => void (kept = props));
  expect(() => kept?.name).toThrow("outside the check");
});

it("lets a rule made with another copy of this package read its views", () => {
  let copy: typeof Connectives | undefined;
  jest.isolateModules(() => (copy = jest.requireActual<typeof Connectives>("./connectives")));
  expect(copy?.allOf).not.toBe(allOf);
  const check: Check = (props) =>
    copy?.allOf(
      () => props.name === "a",
      () => copy?.listOf(props.words).includes("b"),
    ) && "bad";
  expect(answer({ name: UNKNOWN, words: ["c"] }, check)).toBe("pass");
  expect(answer({ name: UNKNOWN, words: [UNKNOWN, "b"] }, check)).toBe("name?");
  expect(answer({ name: "a", words: [UNKNOWN, "b"] }, check)).toBe("bad");
});
