import { isPublicSource } from "../evaluation/cidr-blocks";
import { allOf, anyOf, listOf } from "../kernel/connectives";
import { withUnknownArnFields } from "../kernel/stand-ins";
import type { Statement } from "../views/policy-documents";
import { restrictsKey } from "./statement-conditions";

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

/** Whether a statement allows access from any account, including anonymous access. */
export function allowsPublicAccess(statement: Statement): boolean {
  return allOf(
    () => statement.Effect === "Allow",
    () =>
      anyOf(
        () => "NotPrincipal" in statement,
        () => isPublicPrincipal(statement.Principal),
      ),
    () =>
      !restrictsKey(statement, (key) => (CALLER_KEYS.has(key) ? (value) => identifiesCallers(key, value) : undefined)),
  );
}

/** Whether a principal includes everyone. IAM rejects ARNs with a wildcard account, but they have the same meaning. */
export function isPublicPrincipal(principal: Statement["Principal"]): boolean {
  if (typeof principal !== "object") return principal !== undefined && isAnyone(principal);
  // An account that is not known yet is an account nevertheless, because IAM rejects ARNs with a wildcard in its place.
  return listOf(() => withUnknownArnFields(() => principal.AWS)).some(isAnyone);
}

const isAnyone = (name: string) => name === "*" || /^arn:[^:]*:(iam|sts)::\*/.test(name);

/** Whether a value identifies specific callers. */
function identifiesCallers(key: string, value: string): boolean {
  if (/^[*?]*$/.test(value)) return false;
  if (key === "aws:sourceip") return !isPublicSource(value);
  if (value.startsWith("arn:")) return identifiesOwner(value.split(":"));
  // The ID of a role precedes the name of the session, and the ID of an organization precedes the organizational units.
  const [id = ""] = value.split(/[:/]/);
  return !/[*?]/.test(id);
}

/** Whether an ARN contains an account, or if it has none, at least the beginning of a resource name. */
function identifiesOwner(parts: readonly string[]): boolean {
  const account = parts[4] ?? "";
  return account === "" ? /^[^*?]/.test(parts[5] ?? "") : !/[*?]/.test(account);
}
