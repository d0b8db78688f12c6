import { allOf, anyOf, entries, listOf } from "../kernel/connectives";
import { isPublicSource } from "../evaluation/cidr-blocks";
import type { Statement } from "./policy-documents";

/**
 * Condition keys that identify the caller or its location. Only conditions with fixed values limit access.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const CALLER_KEYS = new Set([
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpcarn",
  "aws:sourcevpce",
  "aws:userid",
  "aws:vpceaccount",
  "aws:vpceorgid",
  "aws:vpceorgpaths",
  "elasticfilesystem:accesspointarn",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
]);

/** Matches operators that require the key to be present. `…IfExists` and `ForAllValues:` also match if the key is missing. */
const LIMITING_OPERATOR =
  /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress)$/;

/** Whether a statement allows access from any account, including anonymous access. */
export function allowsPublicAccess(statement: Statement): boolean {
  return allOf(
    () => statement.Effect === "Allow",
    () =>
      anyOf(
        () => "NotPrincipal" in statement,
        () => isPublicPrincipal(statement.Principal),
      ),
    () => !hasLimitingCondition(statement.Condition),
  );
}

/** Whether a principal includes everyone. IAM rejects ARNs with a wildcard account, but they have the same meaning. */
export function isPublicPrincipal(principal: Statement["Principal"]): boolean {
  if (typeof principal !== "object") return principal !== undefined && isAnyone(principal);
  return listOf(() => principal.AWS).some(isAnyone);
}

const isAnyone = (name: string) => name === "*" || /^arn:[^:]*:(iam|sts)::\*/.test(name);

/** Whether a condition restricts callers to fixed values. */
export function hasLimitingCondition(condition: Statement["Condition"]): boolean {
  return entries(condition).some(
    ([operator, keys]) =>
      LIMITING_OPERATOR.test(operator.toLowerCase()) &&
      entries(keys).some(
        ([key, values]) => CALLER_KEYS.has(key.toLowerCase()) && listOf(values).every((value) => isFixed(value)),
      ),
  );
}

/**
 * Whether a value identifies specific callers. An ARN must contain an account, or if it has none, at least the beginning
 * of a resource name.
 */
function isFixed(value: string | number): boolean {
  const pattern = String(value);
  if (/^[*?]*$/.test(pattern) || isPublicSource(pattern)) return false;
  const parts = pattern.split(":");
  if (parts[0] !== "arn") return true;
  const account = parts[4] ?? "";
  return account === "" ? /^[^*?]/.test(parts[5] ?? "") : !/[*?]/.test(account);
}
