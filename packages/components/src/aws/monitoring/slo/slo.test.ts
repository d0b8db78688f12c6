import { output } from "@pulumi/pulumi";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../../test/argument-issues";
import { alarmsOf } from "../../../../test/cloudwatch/alarm-names";
import { findDashboardIssues } from "../../../../test/cloudwatch/dashboards";
import { NOTIFY, shownMonitor } from "../../../../test/monitoring";
import { changeBetween, deployed } from "../../../../test/network";
import { FAILED_REQUESTS, FAST_RESPONSES, SLO, SLO_FEATURES } from "../../../../test/slo";
import { ArgumentIssues } from "../../../shared/argument-issues";
import * as monitors from "../../monitors/sets";
import type { DashboardBody } from "../dashboard/dashboard-body";
import { checkTargets } from "../targets";
import type { Metric } from "../../monitors/metric";
import { Monitoring, Slo, type SloArgs, type SloIndicator } from "../index";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const PREFIX = "project-stack-checkout";

const create = (args: SloArgs): Promise<StackPlan> => preview(() => new Slo("checkout", args));

describe("Slo", () => {
  it("creates these resources", async () => {
    const stack = await create(SLO);
    expect(stack.inventory()).toMatchSnapshot();
    expect(stack.get(ALARM, "checkout-fast-burn-long").inputs).toMatchSnapshot();
    expect(stack.get(COMPOSITE, "checkout-fast-burn").inputs).toMatchSnapshot();
  });

  it("has the children that docs/slo.md lists", async () => {
    const page = readFileSync(join(__dirname, "../../../../../../docs/slo.md"), "utf8");
    const rows = [...page.matchAll(/^\| (`.+`) +\| `(aws:\S+)` +\|$/gm)];
    const documented = rows.flatMap(([, names = "", type = ""]) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => `${type} checkout-${name}`),
    );
    expect([...documented, "roadbed:aws:Slo checkout"].sort()).toEqual([...(await create(SLO)).inventory()].sort());
  });

  it("raises an alarm while both windows exceed the burn rate", async () => {
    const stack = await create(SLO);
    const rules = stack.byType(COMPOSITE).map(({ inputs }) => inputs.alarmRule);
    expect(rules).toEqual(
      ["fast-burn", "medium-burn", "slow-burn"].map(
        (name) => `ALARM("${PREFIX}-${name}-long") AND ALARM("${PREFIX}-${name}-short")`,
      ),
    );
    const thresholds = stack.byType(ALARM).map(({ inputs }) => inputs.threshold);
    expect(thresholds).toEqual([14.4, 14.4, 6, 6, 1, 1]);
  });

  it("counts the values of a latency", async () => {
    const { metricQueries } = (await create(SLO_FEATURES)).get(ALARM, "checkout-fast-burn-long").inputs;
    expect(metricQueries).toMatchObject([
      { id: "total1", metric: { stat: "SampleCount", period: 3600 } },
      { id: "good1", metric: { stat: "TC(:0.5)", period: 3600 } },
      { id: "bad", expression: "FILL(total1, 0) - (FILL(good1, 0))" },
      { id: "events", expression: "FILL(total1, 0)" },
      { id: "result", expression: "IF(events >= 75, bad / events / 0.005, 0)", returnData: true },
    ]);
  });

  it("returns the error budget", async () => {
    const stack = await deployed(() => new Slo("checkout", SLO));
    expect(stack.get("roadbed:aws:Slo").outputs).toEqual({ errorBudgetPercent: 0.1, errorBudgetMinutes: 43.2 });
  });

  it("gives its children the provider, the Region, the parent, and the tags", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new Slo("checkout", SLO_FEATURES, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:Slo"));
    expect(children).toHaveLength(9);
    for (const { name, provider, inputs } of children) {
      expect(provider).toBe(stack.get("pulumi:providers:aws").urn);
      expect(inputs).toMatchObject({ region: "eu-west-1", tags: { team: "orders", Name: name } });
    }
  });

  it("is created even if inputs are unknown", async () => {
    const unknown = unknownOutput<string>();
    const latency = { ...FAST_RESPONSES.latency, dimensions: { LoadBalancer: unknown } };
    const args = { ...SLO, indicator: { latency, maximum: 1 }, region: unknown, tags: unknownOutput<object>() };
    expect((await create(args as SloArgs)).inventory()).toHaveLength(10);
  });

  it("takes over existing alarms", async () => {
    const stack = await create({ ...SLO, adopt: { "fast-burn": { import: "checkout-burns" } } });
    expect(stack.get(COMPOSITE, "checkout-fast-burn").options).toMatchObject({ importId: "checkout-burns" });
  });

  it("only changes its alarms with another objective", async () => {
    const { created, deleted } = await changeBetween(
      () => new Slo("checkout", SLO),
      () => new Slo("checkout", { ...SLO, objective: 99.5, windowDays: 28 }),
    );
    expect([created, deleted]).toEqual([[], []]);
  });
});

describe("a Monitoring of an Slo", () => {
  const program = () => {
    const checkout = new Slo("checkout", { ...SLO, region: "eu-west-1" });
    return new Monitoring("shop", { targets: [checkout], notify: NOTIFY, region: "eu-west-1" });
  };

  it("notifies of its alarms, and creates none itself", async () => {
    const stack = await deployed(program);
    expect(stack.byType(ALARM)).toHaveLength(6);
    expect(stack.get(COMPOSITE, "shop-paging").inputs).toMatchObject({
      alarmRule: `ALARM("${PREFIX}-fast-burn") OR ALARM("${PREFIX}-medium-burn")`,
      alarmActions: NOTIFY.page,
    });
    expect(stack.get(COMPOSITE, "shop-tickets").inputs).toMatchObject({
      alarmRule: `ALARM("${PREFIX}-slow-burn")`,
      alarmActions: NOTIFY.ticket,
    });
  });

  it("shows the error budget and the burn rates on its dashboard", async () => {
    const stack = await deployed(program);
    const { dashboardBody } = stack.get("aws:cloudwatch/dashboard:Dashboard").inputs;
    const body: unknown = JSON.parse(dashboardBody as string);
    expect(findDashboardIssues(body)).toEqual([]);
    expect(body).toMatchSnapshot();
  });

  it("can page for a slow burn, or only show a burn rate", async () => {
    const overrides = { "checkout/slow-burn": { severity: "page" }, "checkout/fast-burn": false } as const;
    const stack = await deployed(() => {
      const targets = [new Slo("checkout", SLO)];
      new Monitoring("shop", { targets, notify: NOTIFY, overrides, region: "eu-west-1" });
    });
    expect(stack.byType(COMPOSITE).find(({ name }) => name.startsWith("shop-"))?.inputs).toMatchObject({
      alarmRule: `ALARM("${PREFIX}-medium-burn") OR ALARM("${PREFIX}-slow-burn")`,
    });
    const { dashboardBody } = stack.get("aws:cloudwatch/dashboard:Dashboard").inputs;
    const { widgets } = JSON.parse(dashboardBody as string) as DashboardBody;
    const [chart] = widgets.flatMap(({ type, properties }) =>
      type === "metric" && "start" in properties && properties.title === "Burn rate over 1 hour" ? [properties] : [],
    );
    expect(chart).toMatchObject({ start: "-P1D", period: 3600 });
    expect(chart).not.toHaveProperty("annotations");
  });

  it("has valid monitors for each kind of indicator", async () => {
    const sets = await new Promise<readonly unknown[]>((resolve, reject) => {
      preview(() => {
        const { bad, total } = FAILED_REQUESTS;
        const monitor = (value: Metric) => ({ ...shownMonitor("count"), value });
        const ofMonitors = { bad: bad.map(monitor), total: total.map(monitor) };
        const indicators = [ofMonitors, { bad: undefined, good: bad, total }, FAST_RESPONSES] as SloIndicator[];
        const targets = indicators.map((indicator, index) => new Slo(`slo${index}`, { ...SLO, indicator }).monitors());
        const issues = new ArgumentIssues("Monitoring", "shop");
        checkTargets(issues, targets);
        issues.throwIfAny();
        resolve(targets.map(alarmsOf));
      }).catch(reject);
    });
    const alarms = ["fast-burn (page)", "medium-burn (page)", "slow-burn (ticket)"];
    expect(sets).toEqual([alarms, alarms, alarms]);
  });
});

const [METRIC] = FAILED_REQUESTS.total;
/** The percentage of failed requests, and the number of requests. */
const MONITORS = monitors
  .applicationLoadBalancer({ name: "shop", loadBalancer: "app/shop/50dc6c495c0c9188" })
  .monitors.filter(({ name }) => name === "errors" || name === "requests");
const invalid: [args: object, codes: string[]][] = [
  [{ objective: undefined }, ["missing objective"]],
  [{ objective: 100 }, ["out-of-range objective"]],
  [{ objective: 0.999 }, ["out-of-range objective"]],
  [{ objective: 0.5 }, ["out-of-range objective"]],
  [{ objective: "99.9 %" }, ["wrong-type objective"]],
  [{ objective: 90 }, ["out-of-range objective"]],
  [{ objective: 93, windowDays: 28 }, []],
  [{ objective: 93 }, ["out-of-range objective"]],
  [{ objective: Number.NaN }, ["out-of-range objective"]],
  [{ objective: 99.99999 }, ["out-of-range objective"]],
  [{ windowDays: 7, minimumBadEvents: 0 }, ["not-allowed windowDays", "out-of-range minimumBadEvents"]],
  [{ indicator: undefined }, ["missing indicator"]],
  [{ indicator: "latency" }, ["wrong-type indicator"]],
  [{ indicator: output(FAST_RESPONSES) }, ["wrong-type indicator"]],
  [{ indicator: { total: METRIC } }, ["missing indicator"]],
  [{ indicator: { bad: METRIC, good: METRIC, total: METRIC } }, ["conflict indicator"]],
  [{ indicator: { bad: METRIC, maximum: 1 } }, ["conflict indicator.maximum", "missing indicator.total"]],
  [
    { indicator: { latency: [], total: METRIC } },
    ["missing indicator.maximum", "conflict indicator.total", "out-of-range indicator.latency"],
  ],
  [
    { indicator: { good: { ...METRIC, statistic: "Average" }, total: [{}] } },
    [
      "not-allowed indicator.good.statistic",
      "missing indicator.total[0].statistic",
      "missing indicator.total[0].namespace",
      "missing indicator.total[0].name",
      "missing indicator.total[0].dimensions",
    ],
  ],
  [{ indicator: { bad: METRIC, total: METRIC } }, ["conflict indicator.bad"]],
  [
    { indicator: { bad: { statistic: "Sum" }, total: { statistic: "Sum" } } },
    ["bad", "total"]
      .flatMap((count) =>
        ["namespace", "name", "dimensions"].map((property) => `missing indicator.${count}.${property}`),
      )
      .concat("conflict indicator.bad"),
  ],
  [
    { indicator: { good: MONITORS[0], total: { ...MONITORS[1], value: { ...METRIC, statistic: "p99" } } } },
    ["wrong-type indicator.good.value", "not-allowed indicator.total.value.statistic"],
  ],
  [{ indicator: { latency: FAST_RESPONSES.latency, maximum: 1e22 } }, ["out-of-range indicator.maximum"]],
  [
    { indicator: { latency: METRIC, maximum: -1 } },
    ["out-of-range indicator.maximum", "unknown-argument indicator.latency.statistic"],
  ],
  [
    { indicator: { latency: Array.from({ length: 6 }, () => FAST_RESPONSES.latency), maximum: 1 } },
    ["out-of-range indicator"],
  ],
  [{ indicator: { bad: METRIC, totals: METRIC } }, ["unknown-argument indicator.totals", "missing indicator.total"]],
  [
    { region: "x", tags: 1, adopt: { "fast-burns": {} }, runbooks: { baseUrl: "wiki" } },
    [
      "invalid-format region",
      "wrong-type tags",
      "invalid-format runbooks.baseUrl",
      "unknown-argument adopt.fast-burns",
    ],
  ],
];
const issuesOf = (args: object, name = "checkout") => issuesThrownBy(() => new Slo(name, { ...SLO, ...args }));

describe("the check of Slo arguments", () => {
  it.each(invalid)("reports the issues of %j: %j", async (args, codes) => {
    // Valid arguments create resources, which needs a preview.
    const issues = codes.length > 0 ? issuesOf(args) : await create({ ...SLO, ...args }).then(() => []);
    expect(codesOf(issues)).toEqual(codes);
  });

  it("reports names that are not allowed in AWS or too long", () => {
    expect(codesOf(issuesOf({}, "the checkout"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({}, "a".repeat(230)))).toEqual(["out-of-range name"]);
  });

  it("explains each issue", () => {
    const wording = invalid.filter(([, codes]) => codes.length > 0).map(([args]) => wordingOf(issuesOf(args)));
    expect(wording.join("\n")).toMatchSnapshot();
  });
});
