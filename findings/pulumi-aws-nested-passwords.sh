#!/usr/bin/env bash
# @pulumi/aws 7.48.0 marks top-level passwords as secret, such as that of an RDS instance. Passwords inside blocks stay in clear
# text in previews and states unless the program marks them, such as those of Amazon MQ users and of OpenSearch domains.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @pulumi/pulumi@3.248.0 @pulumi/aws@7.48.0
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const pulumi = require("@pulumi/pulumi");

pulumi.runtime.setMocks({ newResource: ({ name, inputs }) => ({ id: name, state: inputs }), call: () => ({}) });
const aws = require("@pulumi/aws");

const instance = new aws.rds.Instance("instance", { instanceClass: "db.t4g.micro", username: "app", password: "example" });
const broker = new aws.mq.Broker("broker", {
  brokerName: "broker",
  engineType: "ActiveMQ",
  engineVersion: "5.18",
  hostInstanceType: "mq.m5.large",
  users: [{ username: "app", password: "example" }],
});
const domain = new aws.opensearch.Domain("domain", {
  advancedSecurityOptions: {
    enabled: true,
    masterUserOptions: { masterUserName: "app", masterUserPassword: "example" },
  },
});

async function main() {
  const isSecret = {
    "rds.Instance.password": await pulumi.isSecret(instance.password),
    "mq.Broker.users": await pulumi.isSecret(broker.users),
    "opensearch.Domain.advancedSecurityOptions": await pulumi.isSecret(domain.advancedSecurityOptions),
  };
  console.log("@pulumi/aws 7.48.0, secret by default:", isSecret);
  assert.deepEqual(Object.values(isSecret), [true, false, false]);
}
void main();
PROGRAM
node program.js
