#!/usr/bin/env bash
# @pulumi/kubernetes 4.34.2: an object of the core API group that is created with `apiextensions.CustomResource` has a type
# token without the group (`kubernetes:v1:Secret` rather than `kubernetes:core/v1:Secret`), and its data is not secret.
# Policies and transformations that select by type do not see it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @pulumi/pulumi@3.248.0 @pulumi/kubernetes@4.34.2
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");

const types = {};
pulumi.runtime.setMocks({
  newResource: ({ name, type, inputs }) => {
    types[name] = type;
    return { id: name, state: inputs };
  },
  call: () => ({}),
});
const kubernetes = require("@pulumi/kubernetes");

const typed = new kubernetes.core.v1.Secret("typed", { stringData: { token: "example" } });
const custom = new kubernetes.apiextensions.CustomResource("custom", {
  apiVersion: "v1",
  kind: "Secret",
  stringData: { token: "example" },
});

async function main() {
  const isSecret = [await pulumi.isSecret(typed.stringData), await pulumi.isSecret(custom.stringData)];
  console.log("@pulumi/kubernetes 4.34.2:", types, "stringData is secret:", isSecret);
  assert.deepEqual(types, { typed: "kubernetes:core/v1:Secret", custom: "kubernetes:v1:Secret" });
  assert.deepEqual(isSecret, [true, false]);
}
void main();
PROGRAM
node program.js
