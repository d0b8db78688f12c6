import type { Plan } from "@roadbed/plan";
import { configure, evaluate, rules, type Rule } from "@roadbed/policies";
import { requireSucceeded, StackPlan } from "./stack-plan";

/** The rules that `expectNoFindings` evaluates, and what counts as a finding. */
export interface NoFindingsOptions {
  /**
   * The preset that selects the rules and their levels.
   * @default "baseline", the preset that `roadbed check` uses
   */
  readonly preset?: string;
  /**
   * The rules to evaluate.
   * @default every rule of `@roadbed/policies`
   */
  readonly rules?: readonly Rule[];
  /**
   * Whether undecided results count as findings.
   * @default false
   */
  readonly includeUndecided?: boolean;
}

/**
 * Asserts that a stack violates no policy rule.
 * @throws Error listing each finding with its rule, resource and path; also if the program failed
 */
export function expectNoFindings(stack: StackPlan | Plan, options: NoFindingsOptions = {}): void {
  const { preset = "baseline", includeUndecided = false } = options;
  const plan = stack instanceof StackPlan ? stack.plan : stack;
  requireSucceeded(plan);
  const { findings } = evaluate(plan, configure(options.rules ?? rules, { preset }));
  const relevant = findings.filter(({ kind }) => includeUndecided || kind !== "undecided");
  if (relevant.length === 0) return;
  const lines = relevant.map(({ rule, urn, message, path }) => {
    const name = plan.resources.find((resource) => resource.urn === urn)?.name ?? urn;
    return `  ${rule}: ${name}${path === undefined ? "" : ` ${path}`}: ${message}`;
  });
  const noun = relevant.length === 1 ? "finding" : "findings";
  throw new Error(`Expected no findings with preset "${preset}", got ${relevant.length} ${noun}:\n${lines.join("\n")}`);
}
