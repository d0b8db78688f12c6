import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, integerBetween, integerFrom, matching, oneOf } from "../../shared/checks";
import { definedProperties } from "../../shared/component-args";
import {
  DISRUPTION_DEFAULTS,
  type EksDisruptionArgs,
  type EksDisruptionBudget,
  type EksDisruptionReason,
} from "./eks-node-pool-args";

const DISRUPTION_ARGUMENTS: Readonly<Record<keyof EksDisruptionArgs, true>> = {
  consolidationPolicy: true,
  consolidateAfterSeconds: true,
  budgets: true,
};
const BUDGET_ARGUMENTS: Readonly<Record<keyof EksDisruptionBudget, true>> = {
  nodes: true,
  schedule: true,
  durationMinutes: true,
  reasons: true,
};
const POLICIES: Readonly<Record<Required<EksDisruptionArgs>["consolidationPolicy"], true>> = {
  WhenEmpty: true,
  WhenEmptyOrUnderutilized: true,
};
const REASONS: Readonly<Record<EksDisruptionReason, true>> = { Underutilized: true, Empty: true, Drifted: true };

const MAX_BUDGETS = 50;

const percentage = matching(
  /^(?:100|\d{1,2})%$/,
  'a number of nodes, or a percentage such as "10%"',
  "Use an integer from 0, or a percentage from 0% to 100%.",
);
const nodeCount: Check<unknown> = (nodes) => (typeof nodes === "number" ? integerFrom(0)(nodes) : percentage(nodes));
// The custom resource definition accepts five fields. It does not check their values, but the controller ignores the budget.
const schedule = matching(
  /^(?:@(?:annually|yearly|monthly|weekly|daily|midnight|hourly)|[\d*,/?A-Za-z-]+(?:\s+[\d*,/?A-Za-z-]+){4})$/,
  "a cron expression with five fields, or a macro",
  'Example: "0 9 * * mon-fri", in UTC.',
);

/** Checks `disruption`, and returns it with its defaults. */
export function checkDisruption(issues: ArgumentIssues, disruption: EksDisruptionArgs): Required<EksDisruptionArgs> {
  const path = "disruption";
  if (!issues.checkNames(path, disruption, Object.keys(DISRUPTION_ARGUMENTS))) return DISRUPTION_DEFAULTS;
  const resolved = { ...DISRUPTION_DEFAULTS, ...definedProperties(disruption) };
  issues.check(`${path}.consolidationPolicy`, resolved.consolidationPolicy, oneOf(Object.keys(POLICIES)));
  issues.check(`${path}.consolidateAfterSeconds`, resolved.consolidateAfterSeconds, integerFrom(0));
  const { budgets } = resolved;
  if (!Array.isArray(budgets)) {
    const remedy = 'Example: [{ nodes: "10%" }].';
    issues.add(`${path}.budgets`, budgets, expected("wrong-type", "an array of budgets", remedy));
    return DISRUPTION_DEFAULTS;
  }
  if (budgets.length > MAX_BUDGETS) {
    const statement = `expected at most ${MAX_BUDGETS} budgets, got ${budgets.length}`;
    issues.add(`${path}.budgets`, budgets, { code: "out-of-range", statement });
  }
  budgets.forEach((budget: EksDisruptionBudget, index) => {
    checkBudget(issues, `${path}.budgets[${index}]`, budget);
  });
  return resolved;
}

function checkBudget(issues: ArgumentIssues, path: string, budget: EksDisruptionBudget): void {
  if (!issues.checkNames(path, budget, Object.keys(BUDGET_ARGUMENTS))) return;
  issues.check(`${path}.nodes`, budget.nodes, nodeCount);
  if (budget.schedule !== undefined) issues.check(`${path}.schedule`, budget.schedule, schedule);
  if (budget.durationMinutes !== undefined)
    issues.check(`${path}.durationMinutes`, budget.durationMinutes, integerFrom(1));
  if ((budget.schedule === undefined) !== (budget.durationMinutes === undefined)) {
    const [missing, set] =
      budget.schedule === undefined ? ["schedule", "durationMinutes"] : ["durationMinutes", "schedule"];
    const statement = `${missing} is required, because ${set} is set`;
    issues.add(`${path}.${missing}`, undefined, { code: "missing", statement });
  }
  const { reasons = [] } = budget;
  if (Array.isArray(reasons)) {
    reasons.forEach((reason: string, index) =>
      issues.check(`${path}.reasons[${index}]`, reason, oneOf(Object.keys(REASONS))),
    );
  } else issues.add(`${path}.reasons`, reasons, expected("wrong-type", "an array of reasons"));
}

const MAX_AGE_HOURS = 504;

/** Checks `expireAfterHours` and `terminationGracePeriodHours`. */
export function checkNodeAge(
  issues: ArgumentIssues,
  ages: { readonly expireAfterHours: number; readonly terminationGracePeriodHours: number },
): void {
  const { expireAfterHours, terminationGracePeriodHours } = ages;
  const areValid = [
    issues.check("expireAfterHours", expireAfterHours, integerBetween(1, MAX_AGE_HOURS)),
    issues.check("terminationGracePeriodHours", terminationGracePeriodHours, integerBetween(1, MAX_AGE_HOURS)),
  ].every(Boolean);
  const sum = expireAfterHours + terminationGracePeriodHours;
  if (!areValid || sum <= MAX_AGE_HOURS) return;
  const statement = `together with terminationGracePeriodHours, nodes can become ${sum} hours old`;
  const remedy = `EKS Auto Mode terminates nodes after ${MAX_AGE_HOURS} hours. Reduce one of them.`;
  issues.add("expireAfterHours", expireAfterHours, { code: "conflict", statement, remedy });
}
