#!/usr/bin/env bash
# packageurl-js 2.0.1 and packageurl-python 0.17.6: both write the canonical form of a package URL, but not the same one.
# packageurl-js escapes slashes and colons in qualifier values, such as the repository URL of an OCI image, and packageurl-python
# does not. Comparing their strings reports different packages.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet packageurl-python==0.17.6
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund packageurl-js@2.0.1
purl="pkg:oci/app@sha256:244fd47e07d10?repository_url=registry.example.com:5000/team/app"
python=$(venv/bin/python -c 'import sys; from packageurl import PackageURL; print(PackageURL.from_string(sys.argv[1]).to_string())' "$purl")
javascript=$(node -p 'require("packageurl-js").PackageURL.fromString(process.argv[1]).toString()' "$purl")
echo "packageurl-python 0.17.6: $python"
echo "packageurl-js 2.0.1:      $javascript"
[[ $python == "$purl" ]]
[[ $javascript == "pkg:oci/app@sha256:244fd47e07d10?repository_url=registry.example.com%3A5000%2Fteam%2Fapp" ]]
