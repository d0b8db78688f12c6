import { allOf, listOf } from "../kernel/connectives";
import type { Statement } from "../views/policy-documents";
import { matchesAction } from "./iam-actions";
import {
  expandVariables,
  isMetWithoutKey,
  type KeyCondition,
  keyConditions,
  requiresKey,
} from "./statement-conditions";

/** Keys whose values are arbitrary strings, so an asterisk or a question mark is not necessarily intended as a wildcard. */
const ARBITRARY_STRING =
  /^(aws:referer|aws:useragent|s3:prefix|s3:delimiter|dynamodb:leadingkeys|kms:encryptioncontext.*)$/;

/**
 * Whether a value of a condition contains a wildcard that the operator compares literally, so the value is never equal.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html#access-analyzer-reference-policy-checks-general-warning-wildcard-without-like-operator
 */
const hasLiteralWildcard = ({ key, operator, values }: KeyCondition): boolean =>
  /^string(not)?equals(ignorecase)?$/.test(operator) &&
  !ARBITRARY_STRING.test(key) &&
  values.some((value) => /[*?]/.test(value.replace(/\$\{[^}]*\}/g, "")));

/** Whether two conditions of one statement on the same key exclude each other. */
function contradicts(first: KeyCondition, second: KeyCondition): boolean {
  if (first.key !== second.key) return false;
  if (first.operator === "null") return first.values.includes("true") && !isMetWithoutKey(second);
  if (first.qualifier !== undefined || second.qualifier !== undefined) return false;
  if (first.ifExists && second.ifExists) return false;
  return (
    /^stringequals(ignorecase)?$/.test(first.operator) &&
    /^string(equals(ignorecase)?|like)$/.test(second.operator) &&
    !first.values.some((value) => isVariable(value) || second.values.some((pattern) => accepts(pattern, value)))
  );
}

const isVariable = (value: string) => value.includes("${");

const accepts = (pattern: string, value: string) => matchesAction(expandVariables(pattern), value);

/** Returns the issuers of a statement that trusts only OIDC providers, in lower case. Otherwise returns an empty list. */
function issuersOf({ Principal }: Statement): readonly string[] {
  if (typeof Principal !== "object" || Object.keys(Principal).some((type) => type !== "Federated")) return [];
  return listOf(() => Principal.Federated).map((arn) => (arn.split(":oidc-provider/")[1] ?? "").toLowerCase());
}

/**
 * Whether a statement that trusts OIDC providers requires a claim of another provider. Tokens contain only claims of their
 * own provider.
 */
function requiresForeignClaim(statement: Statement, conditions: readonly KeyCondition[]): boolean {
  const claims = conditions.filter(({ key }) => /^[^:/]+\.[^:]+:\w+$/.test(key));
  return claims.some(({ key }) =>
    allOf(
      () => requiresKey(conditions, key),
      () => {
        const issuers = issuersOf(statement);
        const isForeign = (issuer: string) => issuer !== "" && !key.startsWith(`${issuer}:`);
        return allOf(
          () => issuers.length > 0,
          () => issuers.every(isForeign),
        );
      },
    ),
  );
}

/** Returns why no request meets the conditions of a statement, or undefined if a request can meet them. */
export function unmetReason(statement: Statement): string | undefined {
  const conditions = keyConditions(statement);
  if (conditions.some(hasLiteralWildcard))
    return "a condition value contains a wildcard, but the operator compares it literally";
  if (conditions.some((first) => conditions.some((second) => contradicts(first, second))))
    return "two conditions on the same key exclude each other";
  if (requiresForeignClaim(statement, conditions))
    return "a condition requires a claim of an OIDC provider that the statement does not trust";
  return undefined;
}
