#!/usr/bin/env bash
# docker-parse-image 3.0.1: it returns null for a repository with three path segments, which GitLab and other registries use. It
# reports a digest as the tag, `localhost` as a namespace, and adds `library` to a repository of any registry, which only
# Docker Hub has.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund docker-parse-image@3.0.1
cat >program.js <<'PROGRAM'
const assert = require("node:assert/strict");
const parseImage = require("docker-parse-image");

const digest = `sha256:${"a".repeat(64)}`;
const threeSegments = parseImage("registry.gitlab.com/group/project/image:1.0");
const tagAndDigest = parseImage(`nginx:1.27@${digest}`);
const local = parseImage("localhost/app:1.0");
const ecr = parseImage("123456789012.dkr.ecr.eu-central-1.amazonaws.com/app:1.0");
console.log("docker-parse-image 3.0.1");
console.log("three segments:", threeSegments);
console.log("tag and digest:", tagAndDigest);
console.log("localhost:     ", local);
console.log("Amazon ECR:    ", ecr);
assert.equal(threeSegments, null);
assert.equal(tagAndDigest.tag, `1.27@${digest}`);
assert.deepEqual([local.registry, local.namespace], [null, "localhost"]);
assert.equal(ecr.fullname, "123456789012.dkr.ecr.eu-central-1.amazonaws.com/library/app:1.0");
PROGRAM
node program.js
