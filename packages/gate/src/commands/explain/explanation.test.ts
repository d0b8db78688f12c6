import { isPackable, PRESETS, rules } from "@roadbed/policies";
import { exampleFix } from "@roadbed/policies/internal";
import { plain } from "../../terminal/style";
import { exampleCode } from "../../rule-catalog/example-code";
import { explanation } from "./explanation";
import { entryOf } from "../../rule-catalog/rule-entry";

const explained = rules.map((rule) => {
  const examples = { fail: rule.examples.fail.map(exampleCode), pass: rule.examples.pass.map(exampleCode) };
  return explanation(
    entryOf(rule, { presets: PRESETS, fix: exampleFix(rule), packable: isPackable(rule) }),
    examples,
    plain,
  );
});

describe("the explanation of every rule", () => {
  it("lists the levels and contains a failing example", () => {
    const isComplete = (text: string): boolean =>
      /^presets {3}(?:(?:baseline|strict|customer-keys) (?:mandatory|advisory)|All presets)/m.test(text) &&
      /^fails:\n {2}\S/m.test(text);
    expect(explained.filter((text) => !isComplete(text))).toEqual([]);
  });

  it("contains a passing example, or states that no resource may exist", () => {
    const hasPassingExample = (text: string): boolean =>
      /^passes:\n {2}(new |const |no resource of these types|\/\/)/m.test(text);
    expect(explained.filter((text) => !hasPassingExample(text))).toEqual([]);
  });

  it("has no line longer than 120 characters, except strings in examples and URLs", () => {
    const lines = explained.flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => line.length > 120 && !/^(?: +\w+: "|docs )/.test(line))).toEqual([]);
  });

  it("lists what policy packs set at the level remediate", () => {
    const text = explained.find((explanationText) => explanationText.startsWith("ecr-scan-on-push"));
    expect(text).toContain("\nremediate at this level, policy packs set imageScanningConfiguration.scanOnPush: true\n");
  });

  it("contains no undefined values", () => {
    expect(explained.filter((text) => /undefined|\[object|NaN/.test(text))).toEqual([]);
  });
});
