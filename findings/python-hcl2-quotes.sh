#!/usr/bin/env bash
# python-hcl2 8.1.4 keeps the quotes of strings and block labels, and adds the key __is_block__ to blocks. For the same file,
# @cdktf/hcl2json 0.21.0 returns plain strings, nests blocks of one type in one object, and marks references with ${}.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet python-hcl2==8.1.4
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund @cdktf/hcl2json@0.21.0
cat >main.tf <<'HCL'
resource "aws_s3_bucket" "logs" {
  bucket = "example-logs"

  lifecycle {
    ignore_changes = [tags]
  }
}
HCL
venv/bin/python - >python.json <<'PYTHON'
import json
import hcl2

with open("main.tf") as file:
    print(json.dumps(hcl2.load(file)))
PYTHON
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const { readFileSync } = require("node:fs");
const { parse } = require("@cdktf/hcl2json");

async function main() {
  const python = JSON.parse(readFileSync("python.json", "utf8"));
  const javascript = await parse("main.tf", readFileSync("main.tf", "utf8"));
  console.log("python-hcl2 8.1.4:      ", JSON.stringify(python));
  console.log("@cdktf/hcl2json 0.21.0: ", JSON.stringify(javascript));
  assert.deepEqual(python.resource[0]['"aws_s3_bucket"']['"logs"'], {
    bucket: '"example-logs"',
    lifecycle: [{ ignore_changes: ["tags"], __is_block__: true }],
    __is_block__: true,
  });
  assert.deepEqual(javascript.resource.aws_s3_bucket.logs, [
    { bucket: "example-logs", lifecycle: [{ ignore_changes: ["${tags}"] }] },
  ]);
}
void main();
PROGRAM
node program.js
