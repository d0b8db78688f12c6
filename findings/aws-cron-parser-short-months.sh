#!/usr/bin/env bash
# aws-cron-parser 1.1.12: for a day that a month does not have, `next` returns a day of the following month, which does not match
# the expression. A schedule for February 29 gets an occurrence on March 1 in common years, and a schedule for day 31 gets one on
# May 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund aws-cron-parser@1.1.12
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const { next, parse } = require("aws-cron-parser");

function occurrences(expression, from, count) {
  const schedule = parse(expression);
  const dates = [];
  for (let date = new Date(from); dates.length < count; dates.push(date.toISOString().slice(0, 10))) {
    date = next(schedule, date);
  }
  return dates;
}

const leapDay = occurrences("0 0 29 2 ? *", "2026-12-01T00:00:00Z", 2);
const lastDay = occurrences("0 0 31 * ? *", "2027-03-01T00:00:00Z", 3);
console.log("aws-cron-parser 1.1.12");
console.log("0 0 29 2 ? *:", leapDay);
console.log("0 0 31 * ? *:", lastDay);
assert.deepEqual(leapDay, ["2027-03-01", "2028-02-29"]);
assert.deepEqual(lastDay, ["2027-03-31", "2027-05-01", "2027-05-31"]);
PROGRAM
node program.js
