import { closestNames, unknownNameMessage } from "./suggestions";

const presets = ["baseline", "strict", "kubernetes-restricted", "pss-restricted", "pss-baseline", "aws-fsbp"];

describe("closestNames", () => {
  it.each<[string, readonly string[]]>([
    ["stric", ["strict"]],
    ["Strict", ["strict"]],
    ["restricted", ["kubernetes-restricted", "pss-restricted"]],
    ["baseline-pss", ["baseline", "pss-baseline"]],
    ["fsbp", ["aws-fsbp"]],
    ["nothing", []],
    ["", []],
  ])("returns the names that are similar to %j: %j", (name, expected) =>
    expect(closestNames(name, presets)).toEqual(expected),
  );

  it("returns at most three names and matches only at the start of words", () => {
    expect(closestNames("ecr", ["eks-secrets", "ecr-a", "ecr-b", "ecr-c", "ecr-d"])).toEqual([
      "ecr-a",
      "ecr-b",
      "ecr-c",
    ]);
    expect(closestNames("ecr", ["eks-secrets-encrypted"])).toEqual([]);
  });
});

describe("unknownNameMessage", () => {
  it("lists the suggestions, or all names if there are only a few", () => {
    expect(unknownNameMessage("preset", "stric", presets)).toBe('Unknown preset "stric". Did you mean "strict"?');
    expect(unknownNameMessage("preset", "x", ["abcd", "efgh"])).toBe(
      'Unknown preset "x". Expected one of "abcd", "efgh".',
    );
    const rules = Array.from({ length: 16 }, (_, index) => `rule-${index}`);
    expect(unknownNameMessage("rule", "nothing", rules)).toBe(
      'Unknown rule "nothing". None of the 16 rules has a similar name.',
    );
    expect(unknownNameMessage("rule", "x", [])).toBe('Unknown rule "x". There are no rules.');
  });
});
