#!/usr/bin/env bash
# cfn-lint 1.58.0 checks single values, but neither their combination nor the JSON documents inside strings: an alarm with two
# returned metrics and 5 data points out of 2 periods, an unknown dashboard widget, and an unknown countType of an ECR
# lifecycle policy give no message. AWS rejects each of them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet cfn-lint==1.58.0
cat >template.yaml <<'TEMPLATE'
Resources:
  Repository:
    Type: AWS::ECR::Repository
    Properties:
      LifecyclePolicy:
        LifecyclePolicyText: >-
          {"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"unknown","countNumber":10},"action":{"type":"expire"}}]}
  Dashboard:
    Type: AWS::CloudWatch::Dashboard
    Properties:
      DashboardBody: '{"widgets":[{"type":"unknown","x":99}]}'
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties:
      ComparisonOperator: GreaterThanThreshold
      EvaluationPeriods: 2
      DatapointsToAlarm: 5
      Threshold: 1
      Metrics:
        - { Id: a, Expression: "1 + 1", ReturnData: true }
        - { Id: b, Expression: "1 + 2", ReturnData: true }
TEMPLATE
venv/bin/cfn-lint --version
venv/bin/cfn-lint template.yaml && echo "no message for the whole template"
sed 's/GreaterThanThreshold/unknown/' template.yaml >single.yaml
if venv/bin/cfn-lint single.yaml >messages; then
  echo "expected a message for a single value that is not in its list" >&2
  exit 1
fi
grep -o "'unknown' is not one of" messages
