import * as fc from "fast-check";
import { ALL_FEATURES } from "../../../test/kubernetes-workload";
import { issuesThrownBy } from "../../../test/argument-issues";
import { planWorkload } from "./workload-plan";
import type { WorkloadArgs } from "./workload-args";

const nonsense = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, NaN, Infinity, "", " ", "x", "__proto__", [], {}, [null], {
    a: null,
  }),
  fc.constantFrom<unknown>(
    [undefined],
    { a: undefined },
    { a: [] },
    { a: {} },
    { a: "x" },
    () => undefined,
    Symbol.iterator,
  ),
  fc.anything(),
);

/** Returns the paths of all values in an object. */
const pathsOf = (value: unknown, path: readonly string[] = []): (readonly string[])[] => [
  ...(path.length > 0 ? [path] : []),
  ...(typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, member]) => pathsOf(member, [...path, name]))
    : []),
];

function replaced(object: unknown, [name = "", ...rest]: readonly string[], value: unknown): unknown {
  const replacement = (member: unknown) => (rest.length === 0 ? value : replaced(member, rest, value));
  if (Array.isArray(object))
    return object.map((member: unknown, index) => (String(index) === name ? replacement(member) : member));
  const members = object as Readonly<Record<string, unknown>>;
  return { ...members, [name]: replacement(members[name]) };
}

const kinds: readonly WorkloadArgs[] = Object.values(ALL_FEATURES);
const nonsenseArguments = fc
  .constantFrom(...kinds)
  .chain((args) => fc.tuple(fc.constant(args), fc.constantFrom(...pathsOf(args)), nonsense))
  .map(([args, path, value]) => ({ path, args: replaced(args, path, value) as WorkloadArgs }));

it("A Workload reports invalid values of any type, at any place, as argument issues", () => {
  fc.assert(
    fc.property(nonsenseArguments, ({ args, path }) => {
      for (const issue of issuesThrownBy(() => planWorkload("orders", args))) {
        expect([path.join("."), issue.message]).not.toContain("");
      }
    }),
    { numRuns: Number(process.env.ROADBED_FUZZ_RUNS ?? 500) },
  );
});
