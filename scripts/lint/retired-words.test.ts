import * as parser from "@typescript-eslint/parser";
import { RuleTester } from "eslint";
import { parseRetiredWords, plugin } from "./retired-words.cjs";

const tester = new RuleTester({ languageOptions: { parser } });
const retired = (word: string) => ({ message: new RegExp(`^"${word}" is a retired word`) });

tester.run("retired-words", plugin.rules["retired-words"], {
  valid: [
    "const reported = 1;",
    // Only whole words count.
    "const defaultValue = 1;",
    // The names of other modules' properties are not declarations.
    "console.log(other.told); const { told } = other; call({ told: 1 });",
  ],
  invalid: [
    { code: "const whatWasTold = 1;", errors: [retired("told")] },
    { code: "function judgePlan(culprit: string) {}", errors: [retired("judge"), retired("culprit")] },
    { code: "interface Complaint { readonly misfit: string }", errors: [retired("complaint"), retired("misfit")] },
    { code: "class A { #doubts = 1; mend() {} }", errors: [retired("doubts"), retired("mend")] },
    { code: "const { reasons: doubts, ...habits } = result;", errors: [retired("doubts"), retired("habits")] },
    { code: "const TOLD_VALUES = [1];", errors: [retired("told")] },
  ],
});

describe("parseRetiredWords", () => {
  it("reads every word of the table", () => {
    const words = parseRetiredWords("# G\n\n## Retired words\n\n| Retired | Use |\n| --- | --- |\n| a, B | c |\n");
    expect([...words]).toEqual([
      ["a", "c"],
      ["b", "c"],
    ]);
  });

  it("rejects a page without the table", () => {
    expect(() => parseRetiredWords("# Glossary")).toThrow("Retired words");
  });
});
