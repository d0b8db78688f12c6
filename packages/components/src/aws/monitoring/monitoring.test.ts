import * as aws from "@pulumi/aws";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import {
  ALL_FEATURES,
  existingSet,
  monitorOf,
  NOTIFY,
  NOTIFY_VIRGINIA,
  queueSet,
  shownMonitor,
  virginiaSet,
} from "../../../test/monitoring";
import { changeBetween, deployed } from "../../../test/network";
import { AlarmTopic } from "../alarm-topic";
import { Monitoring, type MonitoringArgs } from "./index";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const MUTE_RULE = "aws:cloudwatch/alarmMuteRule:AlarmMuteRule";
const PREFIX = "project-stack-shop";

const DEFAULTS: MonitoringArgs = { targets: [queueSet("orders")], notify: NOTIFY };
const create = (args: MonitoringArgs): Promise<StackPlan> => preview(() => new Monitoring("shop", args));

describe("Monitoring", () => {
  it.each<[string, MonitoringArgs]>([
    ["one target", DEFAULTS],
    ["all features", ALL_FEATURES],
    ["no dashboard", { ...DEFAULTS, dashboard: false }],
    ["no target", { targets: [], notify: false }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("describes in each alarm what it means, what to do first, and where the runbook and the dashboard are", async () => {
    expect((await create(DEFAULTS)).get(ALARM, "shop-orders-oldest-message").inputs).toMatchSnapshot();
  });

  it("notifies of pages once for all alarms, and of each ticket", async () => {
    const stack = await create(DEFAULTS);
    const page = stack.get(ALARM, "shop-orders-oldest-message").inputs;
    expect([page.alarmActions, page.okActions, page.tags]).toMatchObject([undefined, undefined, { severity: "page" }]);
    expect(stack.get(COMPOSITE).inputs).toMatchObject({
      alarmName: `${PREFIX}-paging`,
      alarmRule: `ALARM("${PREFIX}-orders-oldest-message")`,
      alarmActions: NOTIFY.page,
      okActions: NOTIFY.page,
    });
    expect(stack.get(ALARM, "shop-orders-dead-letters").inputs).toMatchObject({
      alarmActions: NOTIFY.ticket,
      okActions: NOTIFY.ticket,
      tags: { severity: "ticket" },
    });
  });

  it("combines alarms that exist already instead of creating them", async () => {
    const targets = [existingSet("web"), existingSet("jobs", { severity: "ticket" })];
    const stack = await create({ targets, notify: NOTIFY });
    expect(stack.byType(ALARM)).toEqual([]);
    const rules = stack.byType(COMPOSITE).map(({ inputs }) => [inputs.alarmRule, inputs.alarmActions]);
    expect(rules).toEqual([
      ['ALARM("web-errors")', NOTIFY.page],
      ['ALARM("jobs-errors")', NOTIFY.ticket],
    ]);
  });

  it("creates the alarms of another Region there, with topics of that Region", async () => {
    const args = { targets: [virginiaSet("resize")], notify: { regions: { "us-east-1": NOTIFY_VIRGINIA } } };
    const stack = await create({ ...args, region: "eu-west-1" });
    expect(stack.get(ALARM, "shop-resize-throttles").inputs).toMatchObject({
      region: "us-east-1",
      alarmActions: NOTIFY_VIRGINIA.ticket,
    });
    expect(stack.get(COMPOSITE, "shop-paging-us-east-1").inputs).toMatchObject({
      region: "us-east-1",
      alarmName: `${PREFIX}-paging-us-east-1`,
      alarmActions: NOTIFY_VIRGINIA.page,
    });
  });

  it("notifies an AlarmTopic by its ARN", async () => {
    const stack = await deployed(() => {
      const pager = new AlarmTopic("pager", { subscriptions: {} });
      const tickets = AlarmTopic.fromExisting({ topicArn: NOTIFY.ticket[0] ?? "" });
      new Monitoring("shop", { ...DEFAULTS, notify: { page: [pager], ticket: [tickets] } });
    });
    const pagerArn = "arn:aws:sns:eu-west-1:123456789012:pager-topic";
    expect(stack.get(COMPOSITE).inputs.alarmActions).toEqual([pagerArn]);
    expect(stack.get(ALARM, "shop-orders-dead-letters").inputs.alarmActions).toEqual(NOTIFY.ticket);
    expect(stack.get("roadbed:aws:Monitoring").inputs.notify).toEqual({ page: [pagerArn], ticket: NOTIFY.ticket });
  });

  it("does not distinguish the Region of a target from its own", async () => {
    const stack = await create({ targets: [virginiaSet("resize")], notify: NOTIFY_VIRGINIA, region: "us-east-1" });
    expect(stack.get(COMPOSITE).name).toBe("shop-paging");
  });

  it("changes alarms by overrides", async () => {
    const stack = await create({
      ...DEFAULTS,
      overrides: {
        "orders/oldest-message": { threshold: 300, evaluationPeriods: 3 },
        "orders/dead-letters": { severity: "page", firstStep: "Call the owner.", missingData: undefined },
      },
    });
    expect(stack.get(ALARM, "shop-orders-oldest-message").inputs).toMatchObject({
      threshold: 300,
      evaluationPeriods: 3,
      datapointsToAlarm: 3,
    });
    const { alarmActions, alarmDescription } = stack.get(ALARM, "shop-orders-dead-letters").inputs;
    expect([alarmActions, alarmDescription]).toEqual([undefined, expect.stringContaining("Call the owner.")]);
    expect(stack.get(COMPOSITE).inputs.alarmRule).toContain("orders-dead-letters");
  });

  it("keeps the number of breaching periods below that of all periods", async () => {
    const monitors = [monitorOf("errors", { evaluationPeriods: 5, datapointsToAlarm: 3 })];
    const targets = [{ name: "web", title: "Web", monitors }];
    const threshold = async (evaluationPeriods: number) => {
      const overrides = { "web/errors": { evaluationPeriods } };
      return (await create({ targets, notify: NOTIFY, overrides })).get(ALARM).inputs.datapointsToAlarm;
    };
    expect([await threshold(10), await threshold(2)]).toEqual([3, 2]);
  });

  it("removes alarms by overrides", async () => {
    const stack = await create({ ...DEFAULTS, overrides: { "orders/dead-letters": false } });
    expect(stack.byType(ALARM).map(({ name }) => name)).toEqual(["shop-orders-oldest-message"]);
  });

  it("mutes the alarms that notify during maintenance windows", async () => {
    const stack = await create(ALL_FEATURES);
    expect(stack.get(MUTE_RULE, "shop-mute-upgrade").inputs).toMatchObject({
      name: `${PREFIX}-mute-upgrade`,
      rule: { schedule: { expression: "cron(0 2 * * SUN)", duration: "PT4H", timezone: "Europe/Berlin" } },
      muteTargets: {
        alarmNames: [`${PREFIX}-orders-dead-letters`, `${PREFIX}-paging`, `${PREFIX}-tickets`],
      },
    });
    expect(stack.get(MUTE_RULE, "shop-mute-migration-us-east-1").inputs).toMatchObject({
      region: "us-east-1",
      rule: { schedule: { expression: "at(2027-01-16T22:00)", duration: "PT90M", timezone: "UTC" } },
      muteTargets: { alarmNames: [`${PREFIX}-paging-us-east-1`] },
    });
  });

  it("suppresses only the pages of its own Region", async () => {
    const suppressors = (await create(ALL_FEATURES))
      .byType(COMPOSITE)
      .map(({ name, inputs }) => [name, inputs.actionsSuppressor]);
    expect(Object.fromEntries(suppressors)).toEqual({
      "shop-paging": { alarm: "network-outage", waitPeriod: 120, extensionPeriod: 180 },
      "shop-paging-us-east-1": undefined,
      "shop-tickets": undefined,
    });
  });

  it("notifies nobody with notify: false", async () => {
    const stack = await create({ targets: ALL_FEATURES.targets, notify: false });
    const alarms = [...stack.byType(ALARM), ...stack.byType(COMPOSITE)];
    expect(alarms.filter(({ inputs }) => "alarmActions" in inputs || "okActions" in inputs)).toEqual([]);
  });
});

describe("the resources of a Monitoring", () => {
  const change = (before: MonitoringArgs["targets"], after: MonitoringArgs["targets"]) =>
    changeBetween(
      () => new Monitoring("shop", { targets: before, notify: NOTIFY, region: "eu-west-1" }),
      () => new Monitoring("shop", { targets: after, notify: NOTIFY, region: "eu-west-1" }),
    );

  it("are only created with another target", async () => {
    expect(await change([queueSet("orders")], [queueSet("invoices"), queueSet("orders")])).toEqual({
      created: ["shop-invoices-dead-letters", "shop-invoices-oldest-message"],
      deleted: [],
      changed: { "shop-dashboard": ["dashboardBody"], "shop-paging": ["alarmRule"] },
    });
  });

  it("are only deleted without a target", async () => {
    expect(await change([queueSet("invoices"), queueSet("orders")], [queueSet("orders")])).toEqual({
      created: [],
      deleted: ["shop-invoices-dead-letters", "shop-invoices-oldest-message"],
      changed: { "shop-dashboard": ["dashboardBody"], "shop-paging": ["alarmRule"] },
    });
  });

  it("stay the same if the targets have another order", async () => {
    const sets = [queueSet("invoices"), queueSet("orders"), existingSet("web")];
    // The order on the dashboard changes, but its body is unknown before the first deployment.
    expect(await change(sets, [...sets].reverse())).toEqual({ created: [], deleted: [], changed: {} });
  });

  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new Monitoring("shop", ALL_FEATURES, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:Monitoring"));
    expect(children.length).toBeGreaterThan(10);
    for (const { name, type, provider, inputs } of children) {
      expect(provider).toBe(stack.get("pulumi:providers:aws").urn);
      const isElsewhere = name.endsWith("us-east-1") || name.startsWith("shop-resize");
      expect([name, inputs.region]).toEqual([name, isElsewhere ? "us-east-1" : "eu-west-1"]);
      if (!type.startsWith("aws:cloudwatch/dashboard"))
        expect(inputs.tags).toMatchObject({ team: "orders", Name: name });
    }
  });

  it("are created even if inputs are unknown", async () => {
    const unknown = unknownOutput<string>();
    const existing = { alarmName: unknown, alarmArn: unknown };
    const monitors = [
      monitorOf("errors", { existing }),
      {
        ...monitorOf("latency"),
        value: { namespace: "Shop", name: "Latency", statistic: "p99", dimensions: { Service: unknown } } as const,
      },
    ];
    const stack = await create({
      targets: [{ name: "web", title: "Web", monitors }],
      notify: { page: [unknown] },
      suppressor: { alarm: unknown },
      maintenanceWindows: { upgrade: { schedule: "cron(0 2 * * SUN)", durationMinutes: 60 } },
      region: unknownOutput(),
      tags: unknownOutput(),
    });
    expect(stack.inventory()).toHaveLength(5);
  });

  it("can take over existing resources", async () => {
    const stack = await create({ ...DEFAULTS, adopt: { dashboard: { import: "shop" } } });
    expect(stack.get("aws:cloudwatch/dashboard:Dashboard").options).toMatchObject({ importId: "shop" });
  });

  it("need no Region, even if there is no alarm whose Region the charts could have", async () => {
    const targets = [{ name: "web", title: "Web", monitors: [shownMonitor("requests")] }];
    const stack = await deployed(() => new Monitoring("shop", { targets, notify: false }));
    expect(stack.get("aws:cloudwatch/dashboard:Dashboard").inputs.dashboardBody).toContain('"region":"eu-west-1"');
  });

  it("know the URL of the dashboard", async () => {
    const stack = await deployed(() => new Monitoring("shop", ALL_FEATURES));
    expect(stack.get("roadbed:aws:Monitoring").outputs).toEqual({
      dashboardUrl: "https://console.aws.amazon.com/cloudwatch/home?region=eu-west-1#dashboards/dashboard/shop",
    });
  });
});
