import { describeValue, similarName } from "./wording";

describe("similarName", () => {
  const known = ["orders/oldest-message", "orders/sent", "orders/deleted"];

  it.each([
    ["a misspelled name", "orders/sned", "orders/sent"],
    ["the beginning of one name", "orders/oldest", "orders/oldest-message"],
    ["the beginning of several names", "ord", undefined],
    ["a name that is not similar", "latency", undefined],
    ["a single letter", "o", undefined],
    ["another case of letters", "Orders/Oldest", "orders/oldest-message"],
    ["a word of one name", "message", "orders/oldest-message"],
    ["a word of several names", "orders", undefined],
  ])("suggests a name for %s", (_, name, expected) => {
    expect(similarName(name, known)).toBe(expected);
  });
});

describe("describeValue", () => {
  it.each([
    ["alias/orders", '"alias/orders"'],
    ["https://example.com", '"https://example.com"'],
    ["https://events.pagerduty.com/integration/0123456789abcdef/enqueue", '"https://events.pagerduty.com/…"'],
    ["postgres://shop:hunter2@db.example.com:5432", '"postgres://db.example.com:5432/…"'],
    ["x".repeat(100), `"${"x".repeat(80)}…"`],
  ])("quotes %s without the keys of URLs", (value, expected) => {
    expect(describeValue(value)).toBe(expected);
  });
});
