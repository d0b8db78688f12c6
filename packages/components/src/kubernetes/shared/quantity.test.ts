import { canonicalQuantity, cpu, memory, milliQuantity, storageSize } from "./quantity";

describe("canonicalQuantity", () => {
  it.each([
    ["1024Mi", "1Gi"],
    ["1536Mi", "1536Mi"],
    ["1.5Gi", "1536Mi"],
    ["0.5", "500m"],
    [0.25, "250m"],
    [2, "2"],
    ["2000m", "2"],
    ["1000Ki", "1000Ki"],
    ["1000k", "1M"],
    ["1e3", undefined],
    ["0", "0"],
    ["-1", undefined],
    ["1 Gi", undefined],
    [NaN, undefined],
    [undefined, undefined],
    [{}, undefined],
  ])("stores %j as %j", (value, stored) => {
    expect(canonicalQuantity(value)).toBe(stored);
  });

  it("returns a quantity that it stores unchanged", () => {
    for (const value of ["1024Mi", "0.5", "1.5Gi", "123456789k", "0.001Ki", "3.7Mi", "100m"]) {
      const stored = canonicalQuantity(value);
      expect([canonicalQuantity(stored), milliQuantity(stored)]).toEqual([stored, milliQuantity(value)]);
    }
  });
});

describe("the checks of quantities", () => {
  it.each([
    [memory, "256m", "out-of-range"],
    [memory, "256Mi", undefined],
    [memory, 256, "out-of-range"],
    [memory, "256MB", "invalid-format"],
    [cpu, "0", "out-of-range"],
    [cpu, 0.25, undefined],
    [cpu, true, "wrong-type"],
    [storageSize, "10Gi", undefined],
    [storageSize, "10m", "out-of-range"],
  ])("%# reports %j", (check, value, code) => {
    expect(check(value)?.code).toBe(code);
  });
});
