#!/usr/bin/env bash
# @aws-lambda-powertools/metrics 2.36.0: the 101st metric of an invocation triggers a flush of the first 100. The flush also
# removes the dimensions that the handler added, so the remaining metrics go to a different dimension set.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @aws-lambda-powertools/metrics@2.36.0
cat >handler.mjs <<'PROGRAM'
import { Metrics } from "@aws-lambda-powertools/metrics";

const metrics = new Metrics({ namespace: "example", serviceName: "orders" });
metrics.addDimension("cell", "blue");
for (let index = 1; index <= 101; index += 1) {
  metrics.addMetric(`metric${index}`, "Count", 1);
}
metrics.publishStoredMetrics();
PROGRAM
node handler.mjs >metrics.jsonl
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const lines = readFileSync("metrics.jsonl", "utf8").trim().split("\n");
const published = lines.map((line) => {
  const [{ Dimensions, Metrics }] = JSON.parse(line)._aws.CloudWatchMetrics;
  return { metrics: Metrics.length, dimensions: Dimensions };
});
console.log("@aws-lambda-powertools/metrics 2.36.0:", JSON.stringify(published));
assert.deepEqual(published, [
  { metrics: 100, dimensions: [["service", "cell"]] },
  { metrics: 1, dimensions: [["service"]] },
]);
PROGRAM
node program.mjs
