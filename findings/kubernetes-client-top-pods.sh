#!/usr/bin/env bash
# @kubernetes/client-node 2.0.1: `topPods` adds the memory request of each container to the memory limits of the containers
# before it, not to their requests, so the total is wrong for a pod with several containers. `topNodes` is right for this pod,
# but raises a SyntaxError for a fractional quantity such as 1.5Gi.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
# This version requires Node.js 22 or later.
npm install --silent --no-audit --no-fund node@24.21.0 @kubernetes/client-node@2.0.1
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { topNodes, topPods } from "@kubernetes/client-node";

const node = { metadata: { name: "node" }, status: { allocatable: { cpu: "4", memory: "16Gi" } } };
const container = (name, memory) => ({ name, resources: { requests: { cpu: "500m", memory } } });
const pod = (...containers) => ({
  metadata: { name: "pod", namespace: "default" },
  status: { phase: "Running" },
  spec: { nodeName: "node", containers },
});
const apiWith = (item) => ({
  listNode: async () => ({ items: [node] }),
  listPodForAllNamespaces: async () => ({ items: [item] }),
});
const metrics = { getPodMetrics: async () => ({ items: [] }) };
const gibibyte = 1024n ** 3n;

const twoContainers = apiWith(pod(container("first", "1Gi"), container("second", "1Gi")));
const [podStatus] = await topPods(twoContainers, metrics);
const [nodeStatus] = await topNodes(twoContainers);
console.log("@kubernetes/client-node 2.0.1, memory requests of two containers with 1Gi each:");
console.log("topPods: ", podStatus.Memory.RequestTotal / gibibyte, "GiB");
console.log("topNodes:", nodeStatus.Memory.RequestTotal / gibibyte, "GiB");
assert.equal(podStatus.Memory.RequestTotal, gibibyte);
assert.equal(nodeStatus.Memory.RequestTotal, 2n * gibibyte);

const error = await topNodes(apiWith(pod(container("only", "1.5Gi")))).catch((reason) => reason);
console.log("topNodes with 1.5Gi:", String(error));
assert.ok(error instanceof SyntaxError);
PROGRAM
node_modules/.bin/node program.mjs
