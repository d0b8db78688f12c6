import { allOf, anyOf, entries, listOf } from "../kernel/connectives";
import { isAnyAddress } from "./ingress";
import type { Statement } from "./policy-documents";

/**
 * Condition keys that say who calls or from where. Only fixed values count.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 * and https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const KEYS_OF_CALLERS = new Set([
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

/** Operators that hold only if the key is there and matches: `…IfExists` and `ForAllValues:` also hold without it. */
const LIMITING = /^(foranyvalue:)?(stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress)$/;

/** Whether a statement lets in everyone, of any account or of none. */
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

/** Whether a principal is everyone. An ARN of any account is refused by IAM, but means as much. */
export function isPublicPrincipal(principal: Statement["Principal"]): boolean {
  if (typeof principal !== "object") return principal !== undefined && isAnyone(principal);
  return listOf(() => principal.AWS).some(isAnyone);
}

const isAnyone = (name: string) => name === "*" || /^arn:[^:]*:(iam|sts)::\*/.test(name);

/** Whether a condition limits who may call. */
export function hasLimitingCondition(condition: Statement["Condition"]): boolean {
  return entries(condition).some(
    ([operator, keys]) =>
      LIMITING.test(operator.toLowerCase()) &&
      entries(keys).some(
        ([key, values]) => KEYS_OF_CALLERS.has(key.toLowerCase()) && listOf(values).every((value) => isFixed(value)),
      ),
  );
}

/** Whether a value means somebody, rather than anybody: an ARN needs an account, or without one the start of a name. */
function isFixed(value: string | number): boolean {
  const text = String(value);
  if (/^[*?]*$/.test(text) || isAnyAddress(text)) return false;
  const parts = text.split(":");
  if (parts[0] !== "arn") return true;
  const account = parts[4] ?? "";
  return account === "" ? /^[^*?]/.test(parts[5] ?? "") : !/[*?]/.test(account);
}
