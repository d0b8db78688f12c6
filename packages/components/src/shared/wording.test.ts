import { similarName } from "./wording";

describe("similarName", () => {
  const known = ["orders/oldest-message", "orders/sent", "orders/deleted"];

  it.each([
    ["a misspelled name", "orders/sned", "orders/sent"],
    ["the beginning of one name", "orders/oldest", "orders/oldest-message"],
    ["the beginning of several names", "ord", undefined],
    ["a name that is not similar", "latency", undefined],
    ["a single letter", "o", undefined],
  ])("suggests a name for %s", (_, name, expected) => {
    expect(similarName(name, known)).toBe(expected);
  });
});
