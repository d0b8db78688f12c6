#!/usr/bin/env bash
# cdk8s-plus-34 2.0.54: `connections.allowTo` creates an egress policy for the client and an ingress policy for the server. Both
# Pods could connect before, but the policies isolate them: the client can no longer reach anything else, such as DNS.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund cdk8s@2.70.106 cdk8s-plus-34@2.0.54 constructs@10.8.1
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const { Testing } = require("cdk8s");
const { Deployment } = require("cdk8s-plus-34");

const chart = Testing.chart();
const client = new Deployment(chart, "Client", { containers: [{ image: "client" }] });
const server = new Deployment(chart, "Server", { containers: [{ image: "server", portNumber: 5432 }] });
client.connections.allowTo(server);
const policies = Testing.synth(chart).filter(({ kind }) => kind === "NetworkPolicy");
const [egress, ingress] = policies.map(({ spec }) => spec);
console.log("cdk8s-plus-34 2.0.54");
console.log("client:", JSON.stringify(egress));
console.log("server:", JSON.stringify(ingress));
assert.deepEqual([egress.policyTypes, ingress.policyTypes], [["Egress"], ["Ingress"]]);
assert.deepEqual(
  egress.egress.map(({ ports }) => ports),
  [[{ port: 5432, protocol: "TCP" }]],
);
PROGRAM
node program.js
