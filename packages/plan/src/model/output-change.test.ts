import { outputChangesSinceState } from "./output-change";
import type { Plan, Resource, Step } from "./plan";
import { STACK_TYPE } from "./urn";
import { propertyMap, type Value } from "./value";

const values = (entries: Readonly<Record<string, Value>>) => propertyMap(Object.entries(entries));

/** Returns a plan whose steps contain the stack in the state with these outputs. */
function since(old: Readonly<Record<string, Value>> | undefined, now: Readonly<Record<string, Value>>) {
  const stack = old && ({ type: STACK_TYPE, outputs: values(old) } as unknown as Resource);
  const step: Step = { operation: "same", urn: "urn", type: STACK_TYPE, ...(stack && { old: stack }) };
  const plan: Pick<Plan, "outputs" | "steps"> = { outputs: values(now), steps: [step] };
  return outputChangesSinceState(plan);
}

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
