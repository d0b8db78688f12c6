#!/usr/bin/env bash
# aws-embedded-metrics 4.2.1: a metric keeps the unit of its first value, so a value in seconds is published as milliseconds. A
# metric with the name of a dimension overwrites the dimension's value. Neither raises an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund aws-embedded-metrics@4.2.1
cat >handler.js <<'PROGRAM'
const { createMetricsLogger, Unit } = require("aws-embedded-metrics");

async function main() {
  const metrics = createMetricsLogger();
  metrics.setDimensions({ shard: "a7" });
  metrics.putMetric("latency", 900, Unit.Milliseconds);
  metrics.putMetric("latency", 2, Unit.Seconds);
  metrics.putMetric("shard", 3, Unit.Count);
  await metrics.flush();
}
void main();
PROGRAM
AWS_EMF_ENVIRONMENT=Lambda node handler.js >metrics.json
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const event = JSON.parse(readFileSync("metrics.json", "utf8"));
const [{ Dimensions, Metrics }] = event._aws.CloudWatchMetrics;
console.log("aws-embedded-metrics 4.2.1:", JSON.stringify(event));
assert.deepEqual(Dimensions, [["shard"]]);
assert.deepEqual(Metrics[0], { Name: "latency", Unit: "Milliseconds" });
assert.deepEqual(event.latency, [900, 2]);
assert.equal(event.shard, 3);
PROGRAM
node program.mjs
