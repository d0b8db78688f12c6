#!/usr/bin/env bash
# cdk8s-plus-34 2.0.54: a HorizontalPodAutoscaler without metrics accepts a target whose containers have only a memory limit, and
# writes no metrics. Kubernetes then scales on CPU utilization, which it cannot compute without a CPU request.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund cdk8s@2.70.106 cdk8s-plus-34@2.0.54 constructs@10.8.1
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const { Size, Testing } = require("cdk8s");
const { Deployment, HorizontalPodAutoscaler } = require("cdk8s-plus-34");

const chart = Testing.chart();
const target = new Deployment(chart, "App", {
  containers: [{ image: "app", resources: { memory: { limit: Size.mebibytes(512) } } }],
});
new HorizontalPodAutoscaler(chart, "Autoscaler", { target, maxReplicas: 10 });
const [deployment, autoscaler] = Testing.synth(chart);
const { resources } = deployment.spec.template.spec.containers[0];
console.log("cdk8s-plus-34 2.0.54, resources:", JSON.stringify(resources), "metrics:", autoscaler.spec.metrics);
assert.deepEqual(resources, { limits: { memory: "512Mi" } });
assert.equal(autoscaler.spec.metrics, undefined);
PROGRAM
node program.js
