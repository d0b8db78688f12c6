import { quantityKey } from "./quantity";

describe("quantityKey", () => {
  it.each([
    ["1", "1000m"],
    ["0.5", "500m"],
    [1, "1"],
    [".5", "0.50"],
    ["1Gi", "1024Mi"],
    ["1.5Gi", "1536Mi"],
    ["1k", "1000"],
    ["0.1234567891", "123456790n"],
    ["0", "-0"],
    ["0Ki", "0"],
    ["512", "0.5Ki"],
  ])("returns the same key for %s and %s", (quantity, other) => {
    expect(quantityKey(quantity)).toBe(quantityKey(other));
    expect(quantityKey(quantity)).toBeDefined();
  });

  it.each([
    ["1", "2"],
    ["1", "-1"],
    ["1G", "1Gi"],
    // Kubernetes keeps the form in which a quantity was written.
    ["1Gi", "1073741824"],
    ["1e3", "1k"],
  ])("returns different keys for %s and %s", (quantity, other) => {
    expect(quantityKey(quantity)).not.toBe(quantityKey(other));
  });

  it.each(["", ".", "1 Gi", "1gi", "one", "1e", "1e9999"])("returns undefined for %j", (value) => {
    expect(quantityKey(value)).toBeUndefined();
  });
});
