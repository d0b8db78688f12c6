import { covers, specificity, SPECIFICITY_LEVELS } from "./request-conditions";
import { defaultPriority } from "./service-priority";

const conditions = (path: string | readonly string[], host: string | readonly string[] = []) => ({
  paths: [path].flat(),
  hosts: [host].flat(),
});

describe("specificity", () => {
  it("increases from all requests to a path of a host", () => {
    const levels = [
      conditions("/*"),
      conditions("/a*"),
      conditions("/"),
      conditions("/api/*"),
      conditions("/api/v*"),
      conditions("/api/v1"),
      conditions("/api/v1/*"),
      conditions("/api/v1/orders"),
      conditions("/*", "*.example.com"),
      conditions("/api/v1/orders", "*.example.com"),
      conditions("/*", "api.example.com"),
      conditions("/api/v1/orders", "api.example.com"),
    ].map(specificity);
    expect(levels).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 15, 16, SPECIFICITY_LEVELS - 1]);
  });

  it("is the lowest of several paths and hosts", () => {
    expect(specificity(conditions(["/api/v1/orders", "/*"]))).toBe(0);
    expect(specificity(conditions("/*", ["api.example.com", "*.example.com"]))).toBe(8);
  });

  it("has a level for each pattern", () => {
    expect(specificity(conditions("/a/b/c/d/e/f"))).toBe(specificity(conditions("/a/b/c/d")));
    expect(specificity(conditions("/?"))).toBe(0);
  });
});

describe("covers", () => {
  it.each([
    [conditions("/*"), conditions("/api/*")],
    [conditions("/*"), conditions("/*", "api.example.com")],
    [conditions("/*", "*.example.com"), conditions("/api/*", "API.example.com")],
    [conditions(["/a*", "/b*"]), conditions(["/beta", "/alpha"])],
    [conditions("/a?c"), conditions("/abc")],
  ])("accepts %j for %j", (first, second) => {
    expect(covers(first, second)).toBe(true);
  });

  it.each([
    [conditions("/api/*"), conditions("/*")],
    [conditions("/*", "api.example.com"), conditions("/*")],
    [conditions("/api/*"), conditions(["/api/v1", "/admin"])],
    [conditions("/API/*"), conditions("/api/v1")],
    [conditions("/a?c"), conditions("/a*c")],
    [conditions("/a.c"), conditions("/abc")],
  ])("rejects %j for %j", (first, second) => {
    expect(covers(first, second)).toBe(false);
  });
});

describe("defaultPriority", () => {
  it("is lower for more specific conditions, whatever the names of the services", () => {
    for (let index = 0; index < 50; index += 1) {
      const forAll = defaultPriority(`a${index}`, conditions("/*"));
      const forPath = defaultPriority(`b${index}`, conditions("/api/*"));
      expect([forPath < forAll, forAll < 40_000, forPath > 1000]).toEqual([true, true, true]);
    }
  });

  it("depends on the name of the service", () => {
    expect(defaultPriority("orders", conditions("/a"))).not.toBe(defaultPriority("invoices", conditions("/b")));
  });
});
