import { findUnpublished } from "../../../../test/cloudwatch/published-metrics";
import { outcomesTable } from "../../../../test/cloudwatch/alarm-declarations";
import { outcomesOf, raisedAt, raisedTime } from "../../../../test/cloudwatch/burn-rates";
import { SLO_PLAN, sloDeclarations } from "../../../../test/cloudwatch/declarations/slo";
import type { MetricSource } from "../../../../test/cloudwatch/metric-reader";
import { FAILURE_MINUTE, SCENARIO_NAMES, SCENARIOS, type Scenario } from "../../../../test/cloudwatch/scenarios";
import { count } from "../../../../test/cloudwatch/sources/observations";
import { FAST_RESPONSES, FAILED_REQUESTS } from "../../../../test/slo";
import type { MonitorAlarm } from "../../monitors/monitor";
import { budgetFraction, budgetMinutes, burnRatesOf, detectionOf, minimumEvents, type BurnRate } from "./burn-rates";
import { burnRateMonitors } from "./slo-monitors";

const { monitors: set, source, outcomes } = sloDeclarations;

describe("the alarms of an objective of 99.8 %", () => {
  const burnRates = burnRateMonitors(SLO_PLAN);

  it("watch metrics that AWS publishes", () => {
    expect(set.monitors.flatMap(findUnpublished)).toEqual([]);
  });

  it.each(SCENARIO_NAMES)("are raised exactly as declared in the scenario %s", (scenario) => {
    const actual = burnRates.map((each) => [each.name, [...new Set(outcomesOf(each, SCENARIOS[scenario], source))]]);
    const declared = burnRates.map(({ name }) => [name, [outcomes[name]?.[scenario] === "alarm"]]);
    expect(actual).toEqual(declared);
  });

  it("have a table of their outcomes", () => {
    expect(outcomesTable(sloDeclarations)).toMatchSnapshot();
  });
});

describe("a burn rate", () => {
  it("is that of the published table for 30 days, and consumes the same part of the budget in 28 days", () => {
    const table = (days: number) =>
      burnRatesOf(days).map(({ severity, longMinutes, shortMinutes, rate, budgetPercent }) => [
        severity,
        `${longMinutes / 60} h`,
        `${shortMinutes} min`,
        rate,
        budgetPercent,
      ]);
    expect(table(30)).toEqual([
      ["page", "1 h", "5 min", 14.4, 2],
      ["page", "6 h", "30 min", 6, 5],
      ["ticket", "72 h", "360 min", 1, 10],
    ]);
    expect(burnRatesOf(28).map(({ rate }) => rate)).toEqual([13.44, 5.6, 0.93]);
  });

  it("is evaluated within the limits of CloudWatch: one day, or seven days with periods of at least an hour", () => {
    for (const { long, short } of burnRateMonitors(SLO_PLAN)) {
      for (const { periodSeconds, alarm } of [long, short]) {
        const total = periodSeconds * alarm.evaluationPeriods;
        expect(total).toBeLessThanOrEqual(periodSeconds < 3600 ? 86_400 : 604_800);
      }
    }
  });

  it("needs an error budget, which is exact despite binary fractions", () => {
    expect([99.9, 99.99, 99.9999, 95].map(budgetFraction)).toEqual([0.001, 0.0001, 0.000_001, 0.05]);
    expect(budgetMinutes(99.9, 30)).toBe(43.2);
    expect(budgetMinutes(99.9, 28)).toBe(40.32);
  });

  it("counts from the number of events on at which it means the minimum number of bad ones", () => {
    const rates = burnRatesOf(30).map(({ rate }) => rate);
    expect(rates.map((rate) => minimumEvents(rate, 99.9, 10))).toEqual([695, 1667, 10_000]);
    for (const rate of rates) {
      const events = minimumEvents(rate, 99.9, 10);
      expect(Math.ceil(events * rate * 0.001)).toBeGreaterThanOrEqual(10);
    }
  });
});

/** A thousand requests per minute, of which a percentage fails from 10:00 on. */
const failingFrom = (badPercent: number, start = FAILURE_MINUTE): MetricSource => {
  const [first] = FAILED_REQUESTS.total;
  return ({ name, dimensions }, minute) => {
    if (dimensions.TargetGroup !== first?.dimensions.TargetGroup) return undefined;
    return count(name === "RequestCount" ? 1000 : minute < start ? 0 : 10 * badPercent);
  };
};

describe("detectionOf", () => {
  const alarms = burnRateMonitors({ ...SLO_PLAN, objective: 99.9 });

  it.each<[BurnRate["name"], number]>([
    ["fast-burn", 100],
    ["fast-burn", 2],
    ["fast-burn", 1],
    ["medium-burn", 1],
    ["slow-burn", 5],
    ["slow-burn", 1],
  ])("predicts when CloudWatch raises %s if %d %% of the events are bad", (name, badPercent) => {
    const [monitors] = alarms.filter((each) => each.name === name);
    const [burnRate] = burnRatesOf(30).filter((each) => each.name === name);
    if (monitors === undefined || burnRate === undefined) throw new Error(`There is no burn rate ${name}`);
    const raised = raisedAt(monitors, SCENARIOS.healthyDay, failingFrom(badPercent));
    const predicted = detectionOf(burnRate, 99.9, 30, badPercent);
    expect(predicted?.minutes).toBe(raised === undefined ? undefined : raised + 1 - FAILURE_MINUTE);
  });

  it("returns the part of the budget that the table names, and more only if the budget is consumed faster than evaluated", () => {
    const consumed = (badPercent: number) =>
      burnRatesOf(30).map((each) => detectionOf(each, 99.9, 30, badPercent)?.consumedPercent);
    expect(consumed(2)).toEqual([2, 5, 11.1]);
    expect(consumed(100)).toEqual([2.3, 6.9, 138.9]);
  });
});

describe("an alarm", () => {
  const [fast] = burnRateMonitors({ ...SLO_PLAN, objective: 99.9 });

  it("reports a slow burn that lasts for days, and does not page", () => {
    // Twice the rate that the objective allows, from midnight of the day before.
    const lasting = failingFrom(0.2, -1440);
    const raised = burnRateMonitors({ ...SLO_PLAN, objective: 99.9 }).map((each) =>
      raisedAt(each, SCENARIOS.healthyDay, lasting),
    );
    expect(raised).toEqual([undefined, undefined, 719]);
  });

  it("pages for a single minute that consumes more than 2 % of the budget", () => {
    if (fast === undefined) throw new Error("There are three burn rates");
    expect(raisedAt(fast, SCENARIOS.spike, source)).toBe(FAILURE_MINUTE);
  });

  it("is clear again when the short window is, long before the long one", () => {
    if (fast === undefined) throw new Error("There are three burn rates");
    const [failing, working] = [failingFrom(5), failingFrom(0)];
    const forAnHour: MetricSource = (metric, minute, scenario) =>
      (minute < FAILURE_MINUTE + 60 ? failing : working)(metric, minute, scenario);
    // 5 % fail: 18 of 60 minutes, or 2 of 5 minutes, reach a rate of 14.4.
    expect(raisedTime(fast, SCENARIOS.healthyDay, forAnHour)).toEqual({
      from: FAILURE_MINUTE + 17,
      to: FAILURE_MINUTE + 62,
    });
  });

  it("counts slow responses as bad", () => {
    const latency = burnRateMonitors({ ...SLO_PLAN, objective: 99, indicator: FAST_RESPONSES }).slice(0, 1);
    const times: MetricSource = (_, minute, scenario) => {
      const { failing } = scenario.conditionsAt(minute);
      return [
        [0.5, 1000 * (1 - failing)],
        [0.6, 1000 * failing],
      ];
    };
    const raised = (scenario: Scenario) => latency.map((each) => raisedAt(each, scenario, times) !== undefined);
    expect(raised(SCENARIOS.healthyDay)).toEqual([false]);
    expect(raised(SCENARIOS.outage)).toEqual([true]);
  });

  it("counts everything as good that the metric of good events counts", () => {
    const { total } = FAILED_REQUESTS;
    const good = total.map((metric) => ({ ...metric, name: "HTTPCode_Target_2XX_Count" }));
    const [alarms] = burnRateMonitors({ ...SLO_PLAN, indicator: { good, total } });
    if (alarms === undefined) throw new Error("There are three burn rates");
    const works: MetricSource = ({ name }, minute) =>
      count(name === "RequestCount" ? 1000 : minute < FAILURE_MINUTE ? 1000 : 0);
    expect(raisedAt(alarms, SCENARIOS.healthyDay, works)).toBe(FAILURE_MINUTE + 1);
  });
});

it("the descriptions of the alarms fit into an alarm", () => {
  const text = ({ meaning, firstStep, reason }: MonitorAlarm) => [meaning, firstStep, reason].join("\n");
  expect(burnRateMonitors(SLO_PLAN).map(({ long }) => text(long.alarm))).toMatchSnapshot();
});
