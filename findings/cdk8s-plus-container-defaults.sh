#!/usr/bin/env bash
# cdk8s-plus-34 2.0.54: a container without `resources` requests 1 CPU and 512Mi and is limited to 1.5 CPU and 2048Mi. Setting
# one value, such as the memory limit, removes all of these defaults, and the container then has no CPU request at all.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund cdk8s@2.70.106 cdk8s-plus-34@2.0.54 constructs@10.8.1
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const { Size, Testing } = require("cdk8s");
const { Deployment } = require("cdk8s-plus-34");

const chart = Testing.chart();
new Deployment(chart, "Unset", { containers: [{ image: "nginx" }] });
new Deployment(chart, "MemoryLimit", {
  containers: [{ image: "nginx", resources: { memory: { limit: Size.mebibytes(512) } } }],
});
const [unset, memoryLimit] = Testing.synth(chart).map(({ spec }) => spec.template.spec.containers[0].resources);
console.log("cdk8s-plus-34 2.0.54");
console.log("no resources:     ", JSON.stringify(unset));
console.log("memory limit only:", JSON.stringify(memoryLimit));
assert.deepEqual(unset, {
  limits: { cpu: "1500m", memory: "2048Mi" },
  requests: { cpu: "1000m", memory: "512Mi" },
});
assert.deepEqual(memoryLimit, { limits: { memory: "512Mi" } });
PROGRAM
node program.js
