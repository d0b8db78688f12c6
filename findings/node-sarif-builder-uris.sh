#!/usr/bin/env bash
# node-sarif-builder 4.1.0 writes a file path as it is where SARIF 2.1.0 requires a URI. The path `src/my file#1.ts` becomes
# a URI with a blank and the fragment `1.ts`, so a reader looks for the file `src/my file`.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund node-sarif-builder@4.1.0
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { SarifBuilder, SarifResultBuilder, SarifRunBuilder } from "node-sarif-builder";

const path = "src/my file#1.ts";
const run = new SarifRunBuilder().initSimple({ toolDriverName: "example", toolDriverVersion: "1.0.0" });
const result = new SarifResultBuilder();
result.initSimple({ level: "error", messageText: "message", ruleId: "rule", fileUri: path });
run.addResult(result);
const builder = new SarifBuilder();
builder.addRun(run);
const { uri } = JSON.parse(builder.buildSarifJsonString({ indent: false })).runs[0].results[0].locations[0].physicalLocation
  .artifactLocation;
console.log("node-sarif-builder 4.1.0:", uri, "which a URI parser reads as", new URL(uri, "file:///").pathname);
assert.equal(uri, path);
PROGRAM
node program.mjs
