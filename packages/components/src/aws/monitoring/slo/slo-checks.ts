import { ArgumentIssues, type Check, type IssueDetail } from "../../../shared/argument-issues";
import { expected, integerBetween, oneOf } from "../../../shared/checks";
import { checkAdoption, definedProperties, withDefaults } from "../../../shared/component-args";
import { regionName, type AwsComponentArgs } from "../../shared/aws-component-args";
import { checkAwsTags } from "../../shared/aws-tags";
import { checkNames } from "../alarm-names";
import { checkRunbooks } from "../runbooks";
import { budgetFraction, burnRatesOf } from "./burn-rates";
import { checkIndicator } from "./indicator-checks";
import { SLO_ARGUMENTS, SLO_DEFAULTS, type SloArgs } from "./slo-args";
import type { SloPlan } from "./slo-monitors";

/** The checked arguments of an Slo. */
export interface SloSettings extends AwsComponentArgs, SloPlan {
  /** Returns the URL of a runbook. */
  readonly runbookUrl: (runbook: string) => string;
}

/** The names of the children of a burn rate. */
export const childrenOf = (name: string): readonly string[] => [name, `${name}-long`, `${name}-short`];

/**
 * Checks the arguments of an Slo.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkSloArgs(name: string, args: SloArgs): SloSettings {
  const issues = new ArgumentIssues("Slo", name);
  const settings = withDefaults(issues, SLO_DEFAULTS, SLO_ARGUMENTS, args);
  const { objective, indicator, windowDays, minimumBadEvents } = settings;
  const region = issues.checkOptionalInput("region", settings.region, regionName);
  const tags = checkAwsTags(issues, settings.tags);
  const isWindow = issues.check("windowDays", windowDays, oneOf([28, 30]));
  issues.check("objective", objective, objectiveFor(isWindow ? windowDays : 30));
  checkIndicator(issues, indicator);
  issues.check("minimumBadEvents", minimumBadEvents, integerBetween(1, 1_000_000));
  const runbookUrl = checkRunbooks(issues, settings.runbooks);
  const children = burnRatesOf(30).flatMap((burnRate) => childrenOf(burnRate.name));
  checkNames(
    issues,
    name,
    children.map((child) => ({ child, origin: "an alarm" })),
  );
  checkAdoption(issues, settings, children);
  issues.throwIfAny();
  return {
    ...{ ...(settings.adopt && { adopt: settings.adopt }), tags, ...(region !== undefined && { region }) },
    ...{ objective, indicator: definedProperties(indicator), windowDays, minimumBadEvents, runbookUrl },
  };
}

const EXAMPLE = "Example: 99.9.";

/** Returns a check of objectives: an error budget must remain, and an outage must be able to consume it fast enough to page. */
function objectiveFor(windowDays: number): Check<unknown> {
  const highestRate = Math.max(...burnRatesOf(windowDays).map(({ rate }) => rate));
  const minimum = 100 * (1 - 1 / highestRate);
  return (objective) => {
    if (typeof objective !== "number") return expected("wrong-type", "a percentage as a number", EXAMPLE);
    if (Number.isNaN(objective) || objective <= 0 || objective > 100) {
      return expected("out-of-range", "a percentage below 100", EXAMPLE);
    }
    if (objective === 100) return noBudget;
    if (objective < 1) {
      const percentage = Number((objective * 100).toFixed(4));
      return expected("out-of-range", "a percentage", percentage > minimum ? `Did you mean ${percentage}?` : EXAMPLE);
    }
    if (objective <= minimum) return unreachable(objective, minimum, highestRate);
    const hasFewDecimals = Number(objective.toFixed(4)) === objective;
    return hasFewDecimals ? undefined : expected("out-of-range", "at most four decimal places", EXAMPLE);
  };
}

const noBudget: IssueDetail = {
  code: "out-of-range",
  statement: (got) => `expected a percentage below 100, got ${got}, which leaves no error budget`,
  remedy: "Every bad event would violate it. Use the percentage with which your users are content, such as 99.9.",
};

const unreachable = (objective: number, minimum: number, rate: number): IssueDetail => ({
  code: "out-of-range",
  statement: (got) => `expected a percentage above ${(Math.ceil(minimum * 100) / 100).toFixed(2)}, got ${got}`,
  remedy: `In an outage, all events are bad, which is a burn rate of ${Number((1 / budgetFraction(objective)).toFixed(1))}. The first alarm is raised at ${rate}.`,
});
