#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: a MathExpression replaces the period of the metrics that it uses with its own, which is 300 seconds by
# default. An alarm on one-minute metrics evaluates five-minute sums.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { App, Duration, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Alarm, MathExpression, Metric } from "aws-cdk-lib/aws-cloudwatch";

const stack = new Stack(new App(), "Example");
const count = (metricName) =>
  new Metric({ namespace: "AWS/ApplicationELB", metricName, statistic: "Sum", period: Duration.minutes(1) });
new Alarm(stack, "Alarm", {
  metric: new MathExpression({
    expression: "errors / requests",
    usingMetrics: { errors: count("HTTPCode_Target_5XX_Count"), requests: count("RequestCount") },
  }),
  threshold: 0.05,
  evaluationPeriods: 1,
});
const [alarm] = Object.values(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm"));
const periods = alarm.Properties.Metrics.flatMap(({ MetricStat }) => MetricStat?.Period ?? []);
console.log("aws-cdk-lib 2.276.0: declared periods 60, 60; synthesized periods", periods.join(", "));
assert.deepEqual(periods, [300, 300]);
PROGRAM
node program.mjs
