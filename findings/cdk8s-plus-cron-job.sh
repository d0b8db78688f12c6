#!/usr/bin/env bash
# cdk8s-plus-34 2.0.54: a CronJob gets a starting deadline of 10 seconds and the concurrency policy Forbid. Kubernetes defaults to
# no deadline and Allow. With the deadline, Kubernetes skips a run that cannot start within 10 seconds of its scheduled time.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund cdk8s@2.70.106 cdk8s-plus-34@2.0.54 constructs@10.8.1
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const { Cron, Testing } = require("cdk8s");
const { CronJob } = require("cdk8s-plus-34");

const chart = Testing.chart();
new CronJob(chart, "Backup", { schedule: Cron.daily(), containers: [{ image: "backup" }] });
const [{ spec }] = Testing.synth(chart);
const { startingDeadlineSeconds, concurrencyPolicy } = spec;
console.log("cdk8s-plus-34 2.0.54:", { startingDeadlineSeconds, concurrencyPolicy });
assert.deepEqual([startingDeadlineSeconds, concurrencyPolicy], [10, "Forbid"]);
PROGRAM
node program.js
