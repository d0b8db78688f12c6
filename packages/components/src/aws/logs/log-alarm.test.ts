import * as aws from "@pulumi/aws";
import { preview, unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { NOTIFY } from "../../../test/monitoring";
import { changeBetween, deployed } from "../../../test/network";
import { Monitoring } from "../monitoring";
import type { MonitorSet } from "../monitors/monitor";
import { LogAlarm, LogGroup, type LogAlarmArgs } from "./index";

const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const REQUIRED: LogAlarmArgs = {
  logGroup: "/shop/orders",
  pattern: '{ $.event = "payment-failed" }',
  severity: "page",
  meaning: "Customers cannot pay.",
  firstStep: "Look at the status page of the payment provider.",
  runbook: "failed-payments",
};
const allFeatures = {
  ...REQUIRED,
  metricName: "Backups",
  namespace: "Shop",
  title: "Finished backups",
  operator: "<",
  periodSeconds: 86_400,
  evaluationPeriods: 2,
  datapointsToAlarm: 1,
  severity: "ticket",
  reason: "A backup runs every night.",
  region: "eu-west-1",
} satisfies LogAlarmArgs;

describe("LogAlarm", () => {
  it("is an alarm of a Monitoring on the number of log events", async () => {
    const stack = await deployed(() => {
      const logGroup = new LogGroup("shop");
      const target = new LogAlarm("failed-payments", { ...REQUIRED, logGroup, threshold: 5 });
      new Monitoring("shop", { targets: [target], notify: NOTIFY });
    });
    const metric = { name: "failed-payments", namespace: "project/stack" };
    expect(stack.get(FILTER, "failed-payments-filter").inputs).toMatchObject({
      logGroupName: "shop-group",
      pattern: REQUIRED.pattern,
      metricTransformation: { ...metric, value: "1", unit: "Count", defaultValue: "0" },
    });
    const { inputs } = stack.get("aws:cloudwatch/metricAlarm:MetricAlarm", "shop-failed-payments-events");
    expect(inputs).toMatchObject({
      ...{ metricName: metric.name, namespace: metric.namespace, statistic: "Sum", period: 300 },
      ...{ comparisonOperator: "GreaterThanOrEqualToThreshold", threshold: 5 },
      ...{ evaluationPeriods: 1, datapointsToAlarm: 1, treatMissingData: "notBreaching" },
    });
    expect(inputs.alarmDescription).toContain(`${REQUIRED.meaning} ${REQUIRED.firstStep}`);
    expect(stack.inventory()).toMatchSnapshot();
  });

  it("can be raised if too few log events arrive", async () => {
    const sets: MonitorSet[] = [];
    await preview(() => sets.push(new LogAlarm("BackupsFinished", allFeatures).monitors()));
    expect(sets).toMatchSnapshot();
  });

  it("accepts any component with a log group, and only adds a metric filter for another alarm", async () => {
    const logGroup = { logGroupName: "/shop/orders" };
    const before = () => new LogAlarm("payments", { ...REQUIRED, logGroup });
    const after = () => [before(), new LogAlarm("logins", REQUIRED)];
    const created = ["logins", "logins-filter"];
    expect(await changeBetween(before, after)).toEqual({ created, deleted: [], changed: {} });
  });

  it("passes its parent, provider, and Region to its child, also if inputs are unknown", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new LogAlarm("payments", { ...allFeatures, logGroup: unknownOutput() }, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:LogAlarm"));
    expect(children.map(({ name, provider, inputs }) => [name, provider, inputs.region])).toEqual([
      ["payments-filter", stack.get("pulumi:providers:aws").urn, "eu-west-1"],
    ]);
  });
});

describe("the check of LogAlarm arguments", () => {
  const issuesOf = (args: object, name = "payments") => issuesThrownBy(() => new LogAlarm(name, args as LogAlarmArgs));
  const invalid: [args: object, codes: string[]][] = [
    [
      {},
      [
        ...["missing logGroup", "missing pattern", "missing severity", "missing meaning", "missing firstStep"],
        "missing runbook",
      ],
    ],
    [
      {
        ...{ ...REQUIRED, logGroup: "my group", pattern: "{", metricName: "a*", namespace: "AWS/X", title: "\n" },
        ...{ operator: "==", threshold: "1", periodSeconds: 30, evaluationPeriods: 0, missingData: "ok", reason: "" },
        ...{ severity: "high", runbook: "Pay", meaning: " ", region: "x", tags: 5, adopt: { alarm: {} }, treshold: 1 },
      },
      [
        "unknown-argument treshold",
        "invalid-format logGroup",
        "invalid-format pattern",
        "invalid-format metricName",
        "invalid-format title",
        "not-allowed namespace",
        "not-allowed periodSeconds",
        "not-allowed operator",
        "wrong-type threshold",
        "not-allowed missingData",
        "not-allowed severity",
        "invalid-format meaning",
        "invalid-format runbook",
        "invalid-format reason",
        "out-of-range evaluationPeriods",
        "wrong-type tags",
        "invalid-format region",
        "unknown-argument adopt.alarm",
      ],
    ],
    [
      { ...REQUIRED, evaluationPeriods: 300, datapointsToAlarm: 301 },
      ["out-of-range datapointsToAlarm", "out-of-range evaluationPeriods"],
    ],
    ...["DELIVERY", "INFREQUENT_ACCESS"].map((logClass): [object, string[]] => [
      { ...REQUIRED, logGroup: { logGroupName: "/shop", logClass } },
      ["conflict logGroup"],
    ]),
    [{ ...REQUIRED, logGroup: { name: "/shop" } }, ["missing logGroup.logGroupName"]],
    [
      { ...REQUIRED, logGroup: { logGroupName: "/shop", logClass: "standard" }, periodSeconds: 604_860 },
      ["not-allowed logGroup.logClass", "not-allowed periodSeconds"],
    ],
    [{ ...REQUIRED, logGroup: 5 }, ["wrong-type logGroup"]],
    [{ ...REQUIRED, threshold: 0 }, ["conflict threshold"]],
    [{ ...REQUIRED, operator: "<", threshold: 0 }, ["conflict threshold"]],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are no names of metrics", () => {
    expect(codesOf(issuesOf(REQUIRED, "a:b"))).toEqual(["invalid-format name"]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
