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
    expect(unknownNameMessage("preset", "stric", presets)).toBe(
      'There is no preset called "stric"; did you mean strict?',
    );
    expect(unknownNameMessage("preset", "x", ["abcd", "efgh"])).toBe(
      'There is no preset called "x"; there are abcd, efgh.',
    );
    expect(unknownNameMessage("rule", "nothing", presets)).toBe('There is no rule called "nothing"; there are 6.');
    expect(unknownNameMessage("rule", "x", [])).toBe('There is no rule called "x"; there is none.');
  });
});
