import { divideAlarms, ruleLength } from "./composite-alarms";
import { divide } from "./parts";

const keys = (count: number) => Array.from({ length: count }, (_, index) => `set-${index}/errors`);
const atMost =
  (maximum: number) =>
  ({ length }: readonly string[]) =>
    length <= maximum;
const parts = (items: readonly string[], maximum = 10) => divide(items, (item) => item, atMost(maximum));

describe("divide", () => {
  it("returns one part if all items fit", () => {
    expect(parts(keys(10))).toEqual([{ suffix: "", items: keys(10) }]);
    expect(parts([])).toEqual([]);
  });

  it("returns parts that fit, each item in one of them", () => {
    for (const count of [11, 25, 100, 1000]) {
      const divided = parts(keys(count));
      expect(divided.filter(({ items }) => !atMost(10)(items))).toEqual([]);
      expect(divided.flatMap(({ items }) => items).sort()).toEqual(keys(count).sort());
      expect(new Set(divided.map(({ suffix }) => suffix)).size).toBe(divided.length);
    }
  });

  it("changes one part for another item", () => {
    const before = parts(keys(500));
    const after = parts([...keys(500), "another/errors"]);
    const unchanged = after.filter((part) => before.some((old) => JSON.stringify(old) === JSON.stringify(part)));
    expect(before.length - unchanged.length).toBe(1);
  });

  it("does not depend on the order, except within parts", () => {
    const suffixes = (items: readonly string[]) => parts(items).map(({ suffix, items: part }) => [suffix, part.length]);
    expect(suffixes([...keys(100)].reverse())).toEqual(suffixes(keys(100)));
  });

  it("accepts a single item that does not fit", () => {
    expect(parts(["errors"], 0)).toEqual([{ suffix: "", items: ["errors"] }]);
  });
});

describe("the alarms of a composite alarm", () => {
  const alarms = (count: number, length: number) =>
    keys(count).map((key) => ({ key, alarmName: key.padEnd(length, "x") }));

  it("are up to 100", () => {
    expect(divideAlarms(alarms(100, 20))).toHaveLength(1);
    expect(divideAlarms(alarms(101, 20))).toHaveLength(2);
  });

  it("have a rule of up to 10,240 characters", () => {
    const lengths = divideAlarms(alarms(60, 255)).map(({ items }) =>
      ruleLength(items.map(({ alarmName }) => alarmName)),
    );
    expect(lengths.length).toBeGreaterThan(1);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(10_240);
  });
});
