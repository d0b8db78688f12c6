import { testRule, type RuleTestFailure } from "./rule-tester/test-rule";
import type { Rule } from "./authoring/rule";

export { testRule, type RuleTestFailure };

/** How a test runner takes a test: `it` of Jest, Vitest, Mocha and node:test alike. */
export type DefineTest = (name: string, body: () => void) => unknown;

/**
 * Defines a test for each rule, which fails with all that `checkRule` finds. Takes the runner's `it`; without one, the
 * global.
 */
export function testRules(rules: readonly Rule[], it: DefineTest | undefined = globalIt()): void {
  if (it === undefined) throw new Error("There is no global it(): pass your test runner's as second argument.");
  for (const rule of rules)
    it(`${rule.id}: ${rule.title}`, () => {
      const faults = testRule(rule);
      if (faults.length > 0) throw new Error(faults.map(sentence).join("\n"));
    });
}

const globalIt = (): DefineTest | undefined => (globalThis as { readonly it?: DefineTest }).it;

const sentence = ({ example, path, message }: RuleTestFailure) =>
  [example, path, message].filter((part) => part !== undefined).join(": ");
