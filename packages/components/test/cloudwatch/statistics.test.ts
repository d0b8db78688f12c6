import type { Statistic } from "../../src/aws/monitors/metric";
import { computeStatistic, type Observations } from "./statistics";

describe("computeStatistic", () => {
  const hundred: Observations = Array.from({ length: 100 }, (_, index) => [100 - index, 1]);

  it.each<[Statistic, number]>([
    ["SampleCount", 100],
    ["Sum", 5050],
    ["Average", 50.5],
    ["Minimum", 1],
    ["Maximum", 100],
    ["p50", 50],
    ["p99", 99],
    ["p99.9", 100],
    ["p100", 100],
    ["tm90", 45.5],
    ["tc90", 90],
    ["ts90", 4095],
    ["TC(:10)", 10],
    ["TC(10:20)", 10],
    ["TC(98:)", 2],
  ])("returns %s of the numbers from 1 to 100", (statistic, expected) => {
    expect(computeStatistic(statistic, hundred)).toBe(expected);
  });

  it("weighs values by the number of times that they occurred", () => {
    const observations: Observations = [
      [1, 98],
      [10, 2],
    ];
    expect(computeStatistic("p98", observations)).toBe(1);
    expect(computeStatistic("p99", observations)).toBe(10);
    expect(computeStatistic("Average", observations)).toBe(1.18);
  });

  it("returns nothing without observations", () => {
    expect(computeStatistic("Sum", [])).toBeUndefined();
    expect(computeStatistic("p99", [[5, 0]])).toBeUndefined();
  });
});
