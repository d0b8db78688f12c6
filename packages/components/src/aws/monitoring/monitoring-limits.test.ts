import type { Resource } from "@roadbed/plan";
import { comparePlans, type StackPlan } from "@roadbed/testing";
import { findDashboardIssues } from "../../../test/cloudwatch/dashboards";
import { NOTIFY, queueSet } from "../../../test/monitoring";
import { deployed } from "../../../test/network";
import type { DashboardBody } from "./dashboard/dashboard-body";
import { Monitoring } from "./index";

const TARGETS = 200;
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const MUTE_RULE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";
const DASHBOARD = "aws:cloudwatch/dashboard:Dashboard";

const create = (count: number): Promise<StackPlan> =>
  deployed(
    () =>
      new Monitoring("shop", {
        targets: Array.from({ length: count }, (_, index) => queueSet(`queue-${index}`)),
        notify: NOTIFY,
        maintenanceWindows: { upgrade: { schedule: "cron(0 2 * * SUN)", durationMinutes: 60 } },
      }),
  );

/** Returns an input that is a string. */
function stringInput({ inputs }: Resource, name: string): string {
  const value = inputs[name];
  if (typeof value !== "string") throw new Error(`${name} is not a known string`);
  return value;
}

/** Returns the names of the alarms in the rule of a composite alarm. */
const combinedBy = (composite: Resource): string[] =>
  stringInput(composite, "alarmRule")
    .split(" OR ")
    .map((term) => term.replace(/^ALARM\("|"\)$/g, ""));

describe("a Monitoring of 200 targets", () => {
  let stack: StackPlan;
  beforeAll(async () => (stack = await create(TARGETS)));

  it("combines all alarms that page, within the limits of composite alarms", () => {
    const composites = stack.byType(COMPOSITE);
    for (const composite of composites) {
      expect(combinedBy(composite).length).toBeLessThanOrEqual(100);
      expect(stringInput(composite, "alarmRule").length).toBeLessThanOrEqual(10_240);
    }
    const root = stack.get(COMPOSITE, "shop-paging");
    const parts = composites.filter(({ name }) => name !== "shop-paging");
    expect(combinedBy(root).sort()).toEqual(parts.map((part) => stringInput(part, "alarmName")).sort());
    const alarms = parts.flatMap(combinedBy);
    expect(new Set(alarms).size).toBe(TARGETS);
    expect(alarms.filter((name) => !name.endsWith("-oldest-message"))).toEqual([]);
  });

  it("notifies only through the composite alarm of all parts", () => {
    const notifying = stack.byType(COMPOSITE).filter(({ inputs }) => "alarmActions" in inputs);
    expect(notifying.map(({ name }) => name)).toEqual(["shop-paging"]);
  });

  it("mutes each alarm that notifies once, at most 100 in a rule", () => {
    const muted = stack
      .byType(MUTE_RULE)
      .map(({ inputs }) => (inputs.muteTargets as unknown as { readonly alarmNames: readonly string[] }).alarmNames);
    expect(Math.max(...muted.map(({ length }) => length))).toBeLessThanOrEqual(100);
    expect(new Set(muted.flat()).size).toBe(TARGETS + 1);
  });

  it("has dashboards that CloudWatch accepts", () => {
    const dashboards = stack.byType(DASHBOARD);
    expect(dashboards.length).toBeGreaterThan(1);
    for (const dashboard of dashboards) {
      expect(findDashboardIssues(JSON.parse(stringInput(dashboard, "dashboardBody")))).toEqual([]);
    }
  });

  it("shows the state of each alarm once", () => {
    const shown = stack.byType(DASHBOARD).flatMap((dashboard) => {
      const { widgets } = JSON.parse(stringInput(dashboard, "dashboardBody")) as DashboardBody;
      return widgets.flatMap((widget) => (widget.type === "alarm" ? widget.properties.alarms : []));
    });
    // The alarms of all targets, and the composite alarm that notifies.
    expect(new Set(shown).size).toBe(stack.byType("aws:cloudwatch/metricAlarm:MetricAlarm").length + 1);
    expect(shown).toHaveLength(new Set(shown).size);
  });

  it("only creates the alarms of another target, and changes one part of each division", async () => {
    const { created, deleted, changed } = comparePlans(await create(TARGETS - 1), stack);
    expect(created.map(({ name }) => name).sort()).toEqual([
      "shop-queue-199-dead-letters",
      "shop-queue-199-oldest-message",
    ]);
    expect(deleted).toEqual([]);
    const changedTypes = changed.map(({ resource: { type } }) => type);
    expect([COMPOSITE, MUTE_RULE].map((type) => changedTypes.filter((each) => each === type).length)).toEqual([1, 1]);
  });
});
