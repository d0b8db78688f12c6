import { output } from "@pulumi/pulumi";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { existingSet, monitorOf, NOTIFY, queueSet, topic, virginiaSet } from "../../../test/monitoring";
import { Monitoring } from "./index";

const issuesOf = (args: object, name = "shop") =>
  issuesThrownBy(() => new Monitoring(name, { targets: [queueSet("orders")], notify: NOTIFY, ...args }));
const set = (properties: object) => ({ name: "web", title: "Web", monitors: [monitorOf("errors")], ...properties });

const invalid: [args: object, codes: string[]][] = [
  [{ targets: "orders" }, ["wrong-type targets"]],
  [
    { targets: [undefined, "orders", {}, { monitors: "all" }] },
    [
      "missing targets[0]",
      "wrong-type targets[1]",
      "wrong-type targets[2]",
      "missing targets[3].name",
      "missing targets[3].title",
      "wrong-type targets[3].monitors",
    ],
  ],
  [
    { targets: [set({ name: "Web Shop", title: " ", link: "wiki", region: "Ohio", region2: 1 })] },
    [
      "unknown-argument targets[0].region2",
      "invalid-format targets[0].name",
      "invalid-format targets[0].title",
      "invalid-format targets[0].link",
      "invalid-format targets[0].region",
    ],
  ],
  [
    { targets: [set({ monitors: [null, monitorOf("errors", { threshold: Number.NaN })] })] },
    ["wrong-type targets[0].monitors[0]", "out-of-range targets[0].monitors[1].alarm.threshold"],
  ],
  [
    { targets: [set({}), set({ monitors: [monitorOf("latency"), monitorOf("latency")] })] },
    ["duplicate targets[1].monitors[1].name", "duplicate targets[1].name"],
  ],
  [
    {
      targets: [
        set({ name: "web-eu", monitors: [monitorOf("errors")] }),
        set({ name: "web", monitors: [monitorOf("eu-errors")] }),
      ],
    },
    ["duplicate targets"],
  ],
  [{ targets: [set({ monitors: [monitorOf("errors", { meaning: "x".repeat(1000) })] })] }, ["out-of-range targets"]],
  [
    { targets: [existingSet("web", { existing: { alarmName: " ", alarmArn: "web" } })] },
    [
      "invalid-format targets[0].monitors[0].alarm.existing.alarmName",
      "invalid-format targets[0].monitors[0].alarm.existing.alarmArn",
    ],
  ],
  [
    { targets: [existingSet("web", { existing: {} as never })] },
    [
      "missing targets[0].monitors[0].alarm.existing.alarmName",
      "missing targets[0].monitors[0].alarm.existing.alarmArn",
    ],
  ],
  [
    {
      targets: [
        set({ contributorCharts: {} }),
        set({ name: "logs", contributorCharts: [{ title: "", ruleName: "ä", periodSeconds: 90 }, { rule: "x" }, 1] }),
      ],
    },
    [
      "wrong-type targets[0].contributorCharts",
      "invalid-format targets[1].contributorCharts[0].title",
      "invalid-format targets[1].contributorCharts[0].ruleName",
      "not-allowed targets[1].contributorCharts[0].periodSeconds",
      "unknown-argument targets[1].contributorCharts[1].rule",
      "wrong-type targets[1].contributorCharts[2]",
    ],
  ],
  [{ targets: new Array(1) }, ["missing targets[0]"]],
  [{ targets: [set({ monitors: new Array(1) })] }, ["missing targets[0].monitors[0]"]],
  [{ overrides: { "orders/dead-letters": output({ threshold: 2 }) } }, ['wrong-type overrides["orders/dead-letters"]']],
  [{ notify: undefined }, ["missing notify"]],
  [{ notify: true }, ["wrong-type notify"]],
  [{ notify: {} }, ["missing notify.page", "missing notify.ticket"]],
  [
    { notify: { pages: [], page: topic("pager"), ticket: [] } },
    ["unknown-argument notify.pages", "wrong-type notify.page", "missing notify.ticket"],
  ],
  [
    { notify: { page: Array.from({ length: 6 }, (_, index) => topic(`t${index}`)), ticket: ["tickets"] } },
    ["out-of-range notify.page", "invalid-format notify.ticket[0]"],
  ],
  [
    { notify: { page: [{ topicArn: "pager" }], ticket: [{ topic: 1 }] } },
    ["invalid-format notify.page[0].topicArn", "wrong-type notify.ticket[0]"],
  ],
  [
    { notify: { ...NOTIFY, page: [{ topicArn: output(topic("pager")), region: "us-east-1" }] }, region: "eu-west-1" },
    ["conflict notify.page[0]"],
  ],
  [{ region: "us-east-1" }, ["invalid-format notify.page[0]", "invalid-format notify.ticket[0]"]],
  [
    { targets: [virginiaSet("resize")], region: "eu-west-1" },
    ['missing notify.regions["us-east-1"].page', 'missing notify.regions["us-east-1"].ticket'],
  ],
  [
    { notify: { ...NOTIFY, regions: { Ohio: NOTIFY, "us-east-1": NOTIFY, "us-east-2": [] } } },
    [
      'invalid-format notify.regions["Ohio"]',
      'invalid-format notify.regions["Ohio"].page[0]',
      'invalid-format notify.regions["Ohio"].ticket[0]',
      'invalid-format notify.regions["us-east-1"].page[0]',
      'invalid-format notify.regions["us-east-1"].ticket[0]',
      'wrong-type notify.regions["us-east-2"]',
    ],
  ],
  [
    { overrides: { "orders/oldest-mesage": {}, "order/sent": false, orders: {} } },
    [
      'unknown-argument overrides["orders/oldest-mesage"]',
      'unknown-argument overrides["order/sent"]',
      'unknown-argument overrides["orders"]',
    ],
  ],
  [{ overrides: { "orders/sent": { threshold: 2 } } }, ['conflict overrides["orders/sent"]']],
  [
    { overrides: { "orders/dead-letters": { treshold: 2 }, "orders/oldest-message": true } },
    ['wrong-type overrides["orders/oldest-message"]', 'unknown-argument overrides["orders/dead-letters"].treshold'],
  ],
  [
    { overrides: { "orders/dead-letters": { threshold: "2", severity: "pager", evaluationPeriods: 2000 } } },
    [
      'wrong-type overrides["orders/dead-letters"].threshold',
      'not-allowed overrides["orders/dead-letters"].severity',
      'out-of-range overrides["orders/dead-letters"].evaluationPeriods',
    ],
  ],
  [
    { targets: [existingSet("web")], overrides: { "web/errors": { threshold: 2, severity: "page" } } },
    ['conflict overrides["web/errors"].threshold'],
  ],
  [{ overrides: { "orders/dead-letters": { meaning: 5 } } }, ['wrong-type overrides["orders/dead-letters"].meaning']],
  [{ overrides: [] }, ["wrong-type overrides"]],
  [
    { runbooks: { baseUrl: "https://wiki.example.com/", extension: " " } },
    ["invalid-format runbooks.baseUrl", "invalid-format runbooks.extension"],
  ],
  [
    {
      maintenanceWindows: {
        Upgrade: { schedule: "rate(1 day)", durationMinutes: 0, timezone: "Berlin time", until: 1 },
        once: { schedule: "at(2027-01-16T22:00)", durationMinutes: 60, startDate: "2027-01-01T00:00:00Z" },
        weekly: { schedule: "cron(0 2 * * SUN)", durationMinutes: 60, expireDate: "2027-01-01" },
      },
    },
    [
      'invalid-format maintenanceWindows["Upgrade"]',
      'unknown-argument maintenanceWindows["Upgrade"].until',
      'conflict maintenanceWindows["once"].startDate',
      'invalid-format maintenanceWindows["weekly"].expireDate',
    ],
  ],
  [
    { suppressor: { alarm: "", waitSeconds: -1, extensionSeconds: 1.5 } },
    [
      "out-of-range suppressor.waitSeconds",
      "out-of-range suppressor.extensionSeconds",
      "invalid-format suppressor.alarm",
    ],
  ],
  [{ dashboard: { dashboardName: "my shop", start: "3h", name: "x" } }, ["unknown-argument dashboard.name"]],
  [
    { dashboard: { dashboardName: "my shop", start: "3h" } },
    ["invalid-format dashboard.dashboardName", "invalid-format dashboard.start"],
  ],
  [
    { targets: "orders", notify: { page: "pager", regions: { "us-east-1": [] } } },
    ["wrong-type targets", "wrong-type notify.page", 'wrong-type notify.regions["us-east-1"]'],
  ],
  [{ adopt: { alarms: {} }, region: "x", tags: 1 }, ["invalid-format region", "wrong-type tags"]],
  [{ adopt: { "orders-dead-leters": {} } }, ["unknown-argument adopt.orders-dead-leters"]],
];

describe("the check of Monitoring arguments", () => {
  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed in AWS or too long", () => {
    expect(codesOf(issuesOf({}, "my shop"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({}, "a".repeat(230)))).toEqual(["out-of-range name"]);
  });

  it("needs topics only for the severities that alarms have", () => {
    const overrides = { "orders/dead-letters": false };
    expect(issuesOf({ notify: { page: NOTIFY.page }, overrides, dashboard: false })).toEqual([]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
