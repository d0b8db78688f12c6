import type { Plan } from "@roadbed/plan";
import { configure, evaluate, rules, type Rule } from "@roadbed/policies";
import { requireSucceeded, StackPlan } from "./stack-plan";

/** By which policies a stack is judged. */
export interface PolicyExpectation {
  /** @default "strict" */
  readonly preset?: string;
  /** The rules to judge by. @default all that come with @roadbed/policies */
  readonly rules?: readonly Rule[];
  /** Whether an undecided rule fails the expectation too. @default false */
  readonly undecided?: boolean;
}

/**
 * Expects that no policy is violated.
 * @throws Error that lists every finding with its resource; also if the program failed
 */
export function expectNoFindings(stack: StackPlan | Plan, expectation: PolicyExpectation = {}): void {
  const { preset = "strict", undecided = false } = expectation;
  const plan = stack instanceof StackPlan ? stack.plan : stack;
  requireSucceeded(plan);
  const { findings } = evaluate(plan, configure(expectation.rules ?? rules, { preset }));
  const counted = findings.filter(({ kind }) => undecided || kind !== "undecided");
  if (counted.length === 0) return;
  const lines = counted.map(({ rule, urn, message, path }) => {
    const name = plan.resources.find((resource) => resource.urn === urn)?.name ?? urn;
    return `  ${rule}: ${name}${path === undefined ? "" : ` ${path}`}: ${message}`;
  });
  throw new Error(
    `${counted.length} policy ${counted.length === 1 ? "finding" : "findings"} under "${preset}":\n${lines.join("\n")}`,
  );
}
