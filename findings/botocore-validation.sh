#!/usr/bin/env bash
# botocore 1.44.8 (the AWS SDK for Python): its client-side validation enforces required members, types, and minimums of the
# service model, but no maximum, pattern, or enum. Such a request fails only at AWS.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet botocore==1.44.8
"$work/venv/bin/python" - <<'PYTHON'
import botocore
import botocore.session
from botocore.validate import ParamValidator

session = botocore.session.get_session()

def report(service, operation, parameters):
    model = session.get_service_model(service).operation_model(operation).input_shape
    return ParamValidator().validate(parameters, model).generate_report()

below = report("lambda", "UpdateFunctionConfiguration", {"FunctionName": "f", "MemorySize": 64})
above = report("lambda", "UpdateFunctionConfiguration", {"FunctionName": "f", "MemorySize": 999999})
enum = report("ecs", "CreateService", {"serviceName": "s", "launchType": "NO_SUCH_TYPE"})
missing = report("ecs", "CreateService", {})
print("botocore", botocore.__version__)
print("memory below the minimum:", below or "accepted")
print("memory above the maximum:", above or "accepted")
print("unknown launch type:", enum or "accepted")
print("missing service name:", missing or "accepted")
assert below and missing
assert not above and not enum
PYTHON
