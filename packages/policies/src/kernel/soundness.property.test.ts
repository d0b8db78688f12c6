import { UNKNOWN } from "@roadbed/plan";
import * as fc from "fast-check";
import { toValue } from "./plain-values";
import { allOf, anyOf, entries, listOf, renameProperties } from "./connectives";
import { checkItems } from "./run-check";
import { slotsOf } from "./list";
import { InputPath } from "./input-path";
import { CheckRun } from "./check-session";
import { createView } from "./view";

const numRuns = Number(process.env.ROADBED_FUZZ_RUNS ?? 3_000);

interface Item {
  readonly label?: string;
  readonly flag?: boolean;
  readonly words?: readonly string[];
  readonly more?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly items?: readonly Item[];
}
type Condition = (item: Item) => unknown;

const isP = (label: string) => label === "p";

const simple = fc.constantFrom<Condition>(
  ({ label }) => label === "p",
  ({ label = "p" }) => label === "p",
  ({ label, flag }) => label === "p" || flag,
  ({ flag }) => flag,
  ({ label }) => typeof label === "string" && label.startsWith("p"),
  ({ words }) => words?.includes("p"),
  ({ words }) => words?.every(isP),
  ({ words }) => words?.length === 1,
  ({ words }) => words?.filter(isP).length === 1,
  ({ words }) => words?.find((word) => word !== "q") === "p",
  ({ words }) => words?.findIndex(isP) === 1,
  ({ words }) => words?.map((word) => word + word).includes("pp"),
  ({ words }) => words?.[0] === "p",
  ({ words }) => words?.filter((word) => word !== "q").some((word, index) => index === 0 && word === "p"),
  ({ words = [], more = [] }) => words.concat(more, "r").findIndex(isP) === 1,
  ({ words = [], more = [] }) => [...words, ...more].some(isP),
  ({ words }) => words?.slice(1).includes("p"),
  ({ words }) => words?.indexOf("p") === 0,
  ({ words }) => words?.reduce((all, word) => all + word, "") === "pq",
  ({ words }) => words?.toSorted()[0] === "p",
  ({ words }) => new Set(words).size === 1,
  (item) =>
    listOf(
      () => item.words,
      () => item.more,
    ).some(isP),
  (item) =>
    listOf(
      () => item.words,
      () => item.more,
    )
      .filter(isP)
      .every((word) => word.length > 1),
  (item) => listOf(() => item.words, "q").length === 2,
  ({ label }) => listOf(label).includes("p"),
  (item) => renameProperties(item, { on: "flag", name: "label" }).name === "p",
  ({ tags }) => entries(tags).some(([name, value]) => name === "a" && value === "p"),
  ({ tags }) => Object.values(tags ?? {}).includes("p"),
  (item) => JSON.stringify(item).includes("p"),
  ({ items }) => items?.flatMap(({ words = [] }) => words).includes("p"),
  ({ items }) => items?.flatMap(({ words = [] }) => words).length === 1,
  ({ items }) => items?.map(({ flag }) => flag === true).includes(true),
  ({ items }) =>
    items
      ?.filter(({ flag }) => flag)
      .map(({ label }) => label)
      .includes("p"),
  ({ items }) => items?.filter(({ flag }) => flag).some(({ label }, index) => index === 0 && label === "p"),
  ({ items }) => items?.filter(({ flag }) => flag).find(({ label }) => label !== "q")?.label === "p",
  ({ items }) => items?.filter(({ flag }) => flag).findIndex(({ label }) => label === "p") === 1,
  ({ items }) => items?.filter(({ flag }) => flag).at(-1)?.label === "p",
);

/** The ways to combine one or two conditions into another. */
const unary = fc.constantFrom<(a: Condition) => Condition>(
  (a) => (item) => !a(item),
  (a) => (item) => {
    try {
      return a(item);
    } catch {
      return false;
    }
  },
  (a) =>
    ({ items = [] }) => {
      for (const item of items) if (a(item)) return true;
      return false;
    },
  (a) =>
    ({ items }) =>
      items?.some((item) => a(item)),
  (a) =>
    ({ items }) =>
      items?.every((item) => a(item)),
  (a) =>
    ({ items }) =>
      items?.filter((item) => a(item)).length === 1,
  (a) =>
    ({ items }) =>
      items?.find((item) => a(item))?.label === "p",
  (a) =>
    ({ items }) =>
      items?.map((item) => Boolean(a(item))).indexOf(true) === 1,
);
const binary = fc.constantFrom<(a: Condition, b: Condition) => Condition>(
  (a, b) => (item) => a(item) && b(item),
  (a, b) => (item) => (a(item) ? b(item) : !b(item)),
  (a, b) => (item) =>
    allOf(
      () => a(item),
      () => b(item),
    ),
  (a, b) => (item) =>
    anyOf(
      () => a(item),
      () => b(item),
    ),
  (a, b) =>
    ({ items }) =>
      items?.filter((item) => a(item)).some((item) => b(item)),
  (a, b) =>
    ({ items }) =>
      items?.filter((item) => a(item)).every((item) => b(item)),
  (a, b) =>
    ({ items }) =>
      items?.filter((item) => a(item)).findIndex((item) => b(item)) === 1,
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthIdentifier: "condition" },
    simple,
    fc.tuple(unary, tie("condition")).map(([make, a]) => make(a)),
    fc.tuple(binary, tie("condition"), tie("condition")).map(([make, a, b]) => make(a, b)),
  ),
}));

/** A known value, and the same value with unknown parts. */
interface Pair {
  readonly known: unknown;
  readonly blank: unknown;
}
const blanked = (pair: fc.Arbitrary<Pair>) =>
  fc.oneof(
    { weight: 4, arbitrary: pair },
    { weight: 1, arbitrary: pair.map(({ known }) => ({ known, blank: UNKNOWN })) },
  );
const list = (element: fc.Arbitrary<Pair>) =>
  fc.array(element, { maxLength: 3 }).map((pairs) => ({
    known: pairs.map(({ known }) => known),
    blank: pairs.map(({ blank }) => blank),
  }));
/** Any property may be absent. An unknown value may also turn out to be undefined. */
const record = (model: Record<string, fc.Arbitrary<Pair>>) =>
  fc
    .record(Object.fromEntries(Object.entries(model).map(([name, pair]) => [name, fc.option(blanked(pair))])))
    .chain((pairs) =>
      fc.constant({
        known: Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair?.known])),
        blank: Object.fromEntries(Object.entries(pairs).map(([name, pair]) => [name, pair?.blank])),
      }),
    );
const label = fc.constantFrom("p", "q").map((value): Pair => ({ known: value, blank: value }));
const flag = fc.constantFrom(true, false, undefined).map((value): Pair => ({ known: value, blank: value }));
const words = list(blanked(label));
const { item } = fc.letrec<{ item: Pair }>((tie) => ({
  item: record({
    label,
    flag,
    words,
    more: words,
    tags: record({ a: label, b: label }),
    items: fc.oneof(
      { maxDepth: 2, depthIdentifier: "item" },
      fc.constant({ known: [], blank: [] }),
      list(blanked(tie("item"))),
    ),
  }),
}));

function outcomeOf(root: unknown, check: Condition): string {
  const { violations, undecided, error } = checkItems(
    new CheckRun(false, false),
    () => slotsOf([root]),
    (item) => (check(item as Item) ? "bad" : undefined),
  );
  if (error) return `error: ${String(error.cause)}`;
  if (violations.length > 0) return "violation";
  return undecided.length > 0 ? "undecided" : "pass";
}

const seen = (inputs: unknown) => createView(toValue(inputs), new InputPath(), false);

describe("random checks of random inputs", () => {
  it("return the same decided result for unknown values as for known values in their place", () => {
    const decided = { count: 0 };
    fc.assert(
      fc.property(condition, item, (check, { known, blank }) => {
        const outcome = outcomeOf(seen(blank), check);
        if (outcome === "undecided") return;
        decided.count += 1;
        expect(outcome).toBe(outcomeOf(seen(known), check));
      }),
      { numRuns },
    );
    expect(decided.count).toBeGreaterThan(numRuns / 10);
  });

  it("return the same result for a view as for the plain value", () => {
    fc.assert(
      fc.property(condition, item, (check, { known }) => {
        expect(outcomeOf(seen(known), check)).toBe(outcomeOf(JSON.parse(JSON.stringify(known)), check));
      }),
      { numRuns },
    );
  });
});
