#!/usr/bin/env bash
# aws-cdk-lib 2.276.0: a stack with a region rejects an alarm on a metric of another region. A stack without one accepts the
# alarm and drops the metric's region, so the alarm watches a metric of the deployment region, which has no data.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund aws-cdk-lib@2.276.0 constructs@10.8.1
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { Alarm, Metric } from "aws-cdk-lib/aws-cloudwatch";

// Amazon CloudFront publishes its metrics in us-east-1 only.
const metric = new Metric({
  namespace: "AWS/CloudFront",
  metricName: "5xxErrorRate",
  dimensionsMap: { DistributionId: "EXAMPLE", Region: "Global" },
  region: "us-east-1",
});

function alarmProperties(env) {
  const stack = new Stack(new App(), "Example", { env });
  new Alarm(stack, "Alarm", { metric, threshold: 1, evaluationPeriods: 1 });
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm"));
  return Properties;
}

const properties = alarmProperties(undefined);
console.log("aws-cdk-lib 2.276.0, stack without a region:", JSON.stringify(properties));
assert.doesNotMatch(JSON.stringify(properties), /us-east-1/);
assert.throws(() => alarmProperties({ account: "111111111111", region: "eu-central-1" }), (error) => {
  console.log("stack in eu-central-1:", error.message);
  return /us-east-1/.test(error.message);
});
PROGRAM
node program.mjs
