import { PRESETS, rules } from "@roadbed/policies";
import { exampleFix } from "@roadbed/policies/internal";
import { plain } from "../../terminal/style";
import { exampleCode } from "../../rule-catalog/example-code";
import { explanation } from "./explanation";
import { entryOf } from "../../rule-catalog/rule-entry";

const explained = rules.map((rule) => {
  const examples = { fail: rule.examples.fail.map(exampleCode), pass: rule.examples.pass.map(exampleCode) };
  return explanation(entryOf(rule, PRESETS, exampleFix(rule)), examples, plain);
});

describe("the explanation of every rule", () => {
  it("names its levels and shows an example that is stopped", () => {
    const isWhole = (text: string): boolean =>
      /^presets {3}(?:baseline|customer-keys) (?:mandatory|advisory)/m.test(text) && /^stopped:\n {2}\S/m.test(text);
    expect(explained.filter((text) => !isWhole(text))).toEqual([]);
  });

  it("shows one that is let through, or that there may be none", () => {
    const isWhole = (text: string): boolean =>
      /^let through:\n {2}(new |const |nothing of these types|\/\/)/m.test(text);
    expect(explained.filter((text) => !isWhole(text))).toEqual([]);
  });

  it("fits on a screen, but for texts of examples", () => {
    const lines = explained.flatMap((text) => text.split("\n"));
    expect(lines.filter((line) => line.length > 120 && !/^ +\w+: "/.test(line))).toEqual([]);
  });

  it("says what packs can set", () => {
    const [text] = explained.filter((one) => one.startsWith("ecr-scan-on-push"));
    expect(text).toContain("\nremediate at this level, packs set imageScanningConfiguration.scanOnPush: true\n");
  });

  it("holds nothing that is no text", () => {
    expect(explained.filter((text) => /undefined|\[object|NaN/.test(text))).toEqual([]);
  });
});
