import { closest, unknownName } from "./closest";

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
  ])("%j: %j", (name, expected) => expect(closest(name, presets)).toEqual(expected));

  it("are three at most, and begin where a word does", () => {
    expect(closest("ecr", ["eks-secrets", "ecr-a", "ecr-b", "ecr-c", "ecr-d"])).toEqual(["ecr-a", "ecr-b", "ecr-c"]);
    expect(closest("ecr", ["eks-secrets-encrypted"])).toEqual([]);
  });

  it("stand in the sentence; without any, all there are if they are few", () => {
    expect(unknownName("preset", "stric", presets)).toBe('There is no preset called "stric"; did you mean strict?');
    expect(unknownName("preset", "x", ["abcd", "efgh"])).toBe('There is no preset called "x"; there are abcd, efgh.');
    expect(unknownName("rule", "nothing", presets)).toBe('There is no rule called "nothing"; there are 6.');
    expect(unknownName("rule", "x", [])).toBe('There is no rule called "x"; there is none.');
  });
});
