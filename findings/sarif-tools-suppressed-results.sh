#!/usr/bin/env bash
# sarif-tools 3.0.5 ignores `suppressions` and `baselineState`: suppressed, unchanged, and absent results count as errors in
# `sarif summary`, and `sarif --check error` fails because of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet sarif-tools==3.0.5
cat >report.sarif <<'SARIF'
{
  "version": "2.1.0",
  "runs": [
    {
      "tool": { "driver": { "name": "example", "rules": [{ "id": "rule" }] } },
      "results": [
        { "ruleId": "rule", "level": "error", "message": { "text": "gone" }, "baselineState": "absent" },
        {
          "ruleId": "rule",
          "level": "error",
          "message": { "text": "accepted" },
          "suppressions": [{ "kind": "inSource", "status": "accepted" }]
        }
      ]
    }
  ]
}
SARIF
venv/bin/sarif --version
venv/bin/sarif summary report.sarif | tee summary
grep -q "^error: 2" summary
if venv/bin/sarif --check error summary report.sarif >/dev/null 2>&1; then
  echo "expected --check to fail" >&2
  exit 1
fi
echo "--check error fails although the report contains no open result"
