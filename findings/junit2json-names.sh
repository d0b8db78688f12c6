#!/usr/bin/env bash
# junit2json 4.0.0: it converts names and property values that look like numbers, although its types declare strings. The test
# cases 1.10 and 1.1 get the same name, and the abbreviated commit 12345e6 becomes the number 12345.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund junit2json@4.0.0
cat >program.mjs <<'PROGRAM'
import assert from "node:assert/strict";
import { parse } from "junit2json";

const { testsuite: [suite] } = await parse(`
<testsuites>
  <testsuite name="versions" tests="2">
    <properties>
      <property name="commit" value="12345e6" />
    </properties>
    <testcase classname="versions" name="1.10" />
    <testcase classname="versions" name="1.1" />
  </testsuite>
</testsuites>`);
const names = suite.testcase.map(({ name }) => name);
const commit = suite.properties[0].value;
console.log("junit2json 4.0.0, names:", names, "commit:", commit);
assert.deepEqual(names, [1.1, 1.1]);
assert.equal(commit, 12345);
PROGRAM
node program.mjs
