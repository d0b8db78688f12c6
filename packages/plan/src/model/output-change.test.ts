import { outputChangesSinceState, unreadableOutputs } from "./output-change";
import type { Plan, Resource, Step } from "./plan";
import { STACK_TYPE } from "./urn";
import { makeSecret, propertyMap, UNKNOWN, type Value } from "./value";

const values = (entries: Readonly<Record<string, Value>>) => propertyMap(Object.entries(entries));

type Outputs = Readonly<Record<string, Value>>;

/** Returns a plan whose steps contain the stack in the state with these outputs. */
function planOf(old: Outputs | undefined, now: Outputs): Pick<Plan, "outputs" | "steps"> {
  const stack = old && ({ type: STACK_TYPE, outputs: values(old) } as unknown as Resource);
  const step: Step = { operation: "same", urn: "urn", type: STACK_TYPE, ...(stack && { old: stack }) };
  return { outputs: values(now), steps: [step] };
}

const since = (old: Outputs | undefined, now: Outputs) => outputChangesSinceState(planOf(old, now));

describe("outputChangesSinceState", () => {
  it("compares the outputs with those of the stack in the state", () => {
    expect(since({ a: 1, b: "x", c: true }, { a: 1, b: "y", d: null })).toEqual([
      { name: "b", operation: "update" },
      { name: "c", operation: "delete" },
      { name: "d", operation: "create" },
    ]);
  });

  it("returns all outputs as new if the state contains no stack", () => {
    expect(since(undefined, { toString: 1 })).toEqual([{ name: "toString", operation: "create" }]);
  });
});

describe("unreadableOutputs", () => {
  const hidden = makeSecret(UNKNOWN);

  it("lists the secrets that cannot be compared, because only their change is not known", () => {
    const [old, now] = [
      { a: hidden, b: values({ c: [hidden] }) },
      { a: makeSecret("x"), b: "y" },
    ];
    expect(since(old, now)).toEqual([{ name: "b", operation: "update" }]);
    expect(unreadableOutputs(planOf(old, now))).toEqual([{ urn: "urn", path: "a" }]);
  });

  it("lists neither readable secrets nor new outputs", () => {
    expect(since({ a: makeSecret("x") }, { a: makeSecret("y") })).toEqual([{ name: "a", operation: "update" }]);
    expect(unreadableOutputs(planOf({ a: makeSecret("x") }, { a: makeSecret("y"), b: hidden }))).toEqual([]);
    expect(unreadableOutputs(planOf(undefined, { a: hidden }))).toEqual([]);
  });
});
