#!/usr/bin/env bash
# cdk-monitoring-constructs 10.2.0: the fault rate of a Lambda function is the average of the metric Errors, which is between 0
# and 1, and the alarm compares it with maxErrorRate as given. With `maxErrorRate: 1`, the alarm requires an average greater
# than 1 and can never fire.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1 cdk-monitoring-constructs@10.2.0
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Code, Function as LambdaFunction, Runtime } from "aws-cdk-lib/aws-lambda";
import { MonitoringFacade } from "cdk-monitoring-constructs";

const stack = new Stack(new App(), "Example");
const lambdaFunction = new LambdaFunction(stack, "Function", {
  runtime: Runtime.NODEJS_24_X,
  handler: "index.handler",
  code: Code.fromInline("exports.handler = () => {}"),
});
new MonitoringFacade(stack, "Monitoring", {
  alarmFactoryDefaults: { alarmNamePrefix: "example", actionsEnabled: true },
}).monitorLambdaFunction({ lambdaFunction, addFaultRateAlarm: { Critical: { maxErrorRate: 1 } } });
const [{ Properties }] = Object.values(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm"));
const { Metric, Stat } = Properties.Metrics[0].MetricStat;
console.log("cdk-monitoring-constructs 10.2.0:", Stat, Metric.MetricName, Properties.ComparisonOperator, Properties.Threshold);
assert.deepEqual(
  [Metric.MetricName, Stat, Properties.ComparisonOperator, Properties.Threshold],
  ["Errors", "Average", "GreaterThanThreshold", 1],
);
PROGRAM
node program.mjs 2>/dev/null
