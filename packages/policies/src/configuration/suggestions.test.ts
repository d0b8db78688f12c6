import { closestNames, unknownNameMessage } from "./suggestions";

describe("names that may have been meant", () => {
  const presets = ["baseline", "strict", "kubernetes-restricted", "pss-restricted", "pss-baseline", "aws-fsbp"];

  it.each<[string, readonly string[]]>([
    ["stric", ["strict"]],
    ["Strict", ["strict"]],
    ["restricted", ["kubernetes-restricted", "pss-restricted"]],
    ["baseline-pss", ["baseline", "pss-baseline"]],
    ["fsbp", ["aws-fsbp"]],
    ["nothing", []],
    ["", []],
  ])("%j: %j", (name, expected) => expect(closestNames(name, presets)).toEqual(expected));

  it("are three at most, and begin where a word does", () => {
    expect(closestNames("ecr", ["eks-secrets", "ecr-a", "ecr-b", "ecr-c", "ecr-d"])).toEqual([
      "ecr-a",
      "ecr-b",
      "ecr-c",
    ]);
    expect(closestNames("ecr", ["eks-secrets-encrypted"])).toEqual([]);
  });

  it("stand in the sentence; without any, all there are if they are few", () => {
    expect(unknownNameMessage("preset", "stric", presets)).toBe('Unknown preset "stric". Did you mean "strict"?');
    expect(unknownNameMessage("preset", "x", ["abcd", "efgh"])).toBe(
      'Unknown preset "x". Expected one of "abcd", "efgh".',
    );
    expect(unknownNameMessage("rule", "nothing", presets)).toBe(
      'Unknown rule "nothing". None of the 6 known names is similar.',
    );
    expect(unknownNameMessage("rule", "x", [])).toBe('Unknown rule "x". There are none.');
  });
});
