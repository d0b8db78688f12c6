import type { Plan } from "@roadbed/plan";
import { configure, evaluate, rules, type Rule } from "@roadbed/policies";
import { requireSucceeded, StackPlan } from "./stack-plan";

/** Selects the rules that `expectNoFindings` evaluates and the findings that it reports. */
export interface NoFindingsOptions {
  /**
   * The preset that selects the rules and their levels.
   *
   * @default "baseline", which is also the default of `roadbed check`
   */
  readonly preset?: string;
  /**
   * The rules to evaluate.
   *
   * @default every rule of `@roadbed/policies`
   */
  readonly rules?: readonly Rule[];
  /**
   * Whether to report findings about default providers. A test of a component cannot configure the default provider,
   * whose settings are in the stack configuration of a program.
   *
   * @default false
   */
  readonly includeDefaultProviders?: boolean;
  /**
   * Whether to report undecided results.
   *
   * @default false
   */
  readonly includeUndecided?: boolean;
}

/**
 * Asserts that no rule reports a finding for a stack.
 *
 * @throws Error that lists each finding with its rule, resource, and path. If the program failed, the error contains
 * the program's error.
 */
export function expectNoFindings(stack: StackPlan | Plan, options: NoFindingsOptions = {}): void {
  const { preset = "baseline", includeUndecided = false, includeDefaultProviders = false } = options;
  const plan = stack instanceof StackPlan ? stack.plan : stack;
  requireSucceeded(plan);
  const { findings } = evaluate(plan, configure(options.rules ?? rules, { preset }));
  const implicit = new Set(plan.resources.flatMap((resource) => (resource.implicit === true ? [resource.urn] : [])));
  const relevant = findings.filter(
    ({ kind, urn }) => (includeUndecided || kind !== "undecided") && (includeDefaultProviders || !implicit.has(urn)),
  );
  if (relevant.length === 0) return;
  const lines = relevant.map(({ rule, urn, message, path }) => {
    const name = plan.resources.find((resource) => resource.urn === urn)?.name ?? urn;
    return `  ${rule}: ${name}${path === undefined ? "" : ` ${path}`}: ${message}`;
  });
  const noun = relevant.length === 1 ? "finding" : "findings";
  throw new Error(`Expected no findings with preset "${preset}", got ${relevant.length} ${noun}:\n${lines.join("\n")}`);
}
