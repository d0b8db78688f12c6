import type { RuleTestFailure } from "./rule-tester/rule-test-failure";
import { findRuleFailures } from "./rule-tester/test-rule";
import type { Rule } from "./authoring/rule";

export { findRuleFailures, type RuleTestFailure };

/** A function that defines a test, such as `it` of Jest, Vitest, Mocha, or `node:test`. */
export type DefineTest = (name: string, body: () => void) => unknown;

/**
 * Defines one test for each rule. The test fails if `findRuleFailures` returns failures, and lists all of them.
 *
 * @param it - the function of your test runner that defines a test; by default, the global `it`
 * @throws Error if there is no global `it` and none is passed
 */
export function testRules(rules: readonly Rule[], it: DefineTest | undefined = globalIt()): void {
  if (it === undefined)
    throw new Error("testRules: expected a global it() or the `it` of your test runner as the second argument.");
  for (const rule of rules)
    it(`${rule.id}: ${rule.title}`, () => {
      const failures = findRuleFailures(rule);
      if (failures.length > 0) throw new Error(failures.map(formatFailure).join("\n"));
    });
}

const globalIt = (): DefineTest | undefined => (globalThis as { readonly it?: DefineTest }).it;

const formatFailure = ({ example, path, message }: RuleTestFailure) =>
  [example, path, message].filter((part) => part !== undefined).join(": ");
