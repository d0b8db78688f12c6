#!/usr/bin/env bash
# moto 5.2.5 differs from the Amazon ECR documentation of lifecycle policies in both directions: it rejects the `transition`
# action to the archive storage class, and it accepts a rule with both tagPrefixList and tagPatternList, of which ECR allows
# only one.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet "moto[ecr]==5.2.5" boto3==1.44.8
"$work/venv/bin/python" - <<'PYTHON'
import json

import boto3
import moto
from botocore.exceptions import ClientError


@moto.mock_aws
def main():
    ecr = boto3.client("ecr", region_name="us-west-2", aws_access_key_id="x", aws_secret_access_key="x")
    ecr.create_repository(repositoryName="example")

    def is_accepted(selection, action):
        policy = {"rules": [{"rulePriority": 1, "selection": selection, "action": action}]}
        try:
            ecr.put_lifecycle_policy(repositoryName="example", lifecyclePolicyText=json.dumps(policy))
            return True
        except ClientError as error:
            print("rejected:", error.response["Error"]["Message"])
            return False

    archive = is_accepted(
        {"tagStatus": "any", "countType": "sinceImagePulled", "countUnit": "days", "countNumber": 90},
        {"type": "transition", "targetStorageClass": "archive"},
    )
    both = is_accepted(
        {
            "tagStatus": "tagged",
            "tagPrefixList": ["v"],
            "tagPatternList": ["v*"],
            "countType": "imageCountMoreThan",
            "countNumber": 10,
        },
        {"type": "expire"},
    )
    print("moto", moto.__version__, "accepts an archive rule:", archive, "and a rule with prefixes and patterns:", both)
    assert not archive and both


main()
PYTHON
