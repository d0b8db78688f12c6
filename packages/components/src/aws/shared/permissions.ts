import type * as aws from "@pulumi/aws";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { isPlainValue, isPropertyMap } from "../../shared/argument-values";
import { expected, oneOf } from "../../shared/checks";
import { suggestName } from "../../shared/wording";

/** A statement of an IAM policy. */
export type PolicyStatement = aws.types.input.iam.PolicyStatement;

/** What a workload can do with one resource, as functions such as `read(bucket)` and `consume(queue)` return it. */
export interface Permission {
  /** The statements that the policy of the workload's role contains. */
  readonly statements: readonly PolicyStatement[];
}

/** A permission, or a policy statement for anything that no function covers. */
export type PermissionInput = Permission | PolicyStatement;

/** Returns the policy statements of permissions, in the given order. */
export function statementsOf(permissions: readonly PermissionInput[]): PolicyStatement[] {
  return permissions.flatMap((permission) => ("statements" in permission ? [...permission.statements] : [permission]));
}

const STATEMENT = 'Examples: read(bucket), { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn }.';
/** The properties of a statement in an identity-based policy, which has no principal. */
const STATEMENT_PROPERTIES = ["Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition"];

/** Checks the permissions of a workload. */
export function checkPermissions(issues: ArgumentIssues, path: string, permissions: readonly PermissionInput[]): void {
  if (!Array.isArray(permissions)) {
    issues.add(path, permissions, expected("wrong-type", "an array of permissions and statements", STATEMENT));
    return;
  }
  permissions.forEach((permission: unknown, index) => checkPermission(issues, `${path}[${index}]`, permission));
}

function checkPermission(issues: ArgumentIssues, path: string, permission: unknown): void {
  if (!isPropertyMap(permission)) {
    issues.add(path, permission, expected("wrong-type", "a permission or a policy statement", STATEMENT));
    return;
  }
  if (!("statements" in permission)) {
    checkStatement(issues, path, permission);
    return;
  }
  const { statements } = permission;
  if (!Array.isArray(statements)) {
    issues.add(`${path}.statements`, statements, expected("wrong-type", "an array of policy statements", STATEMENT));
    return;
  }
  statements.forEach((statement, index) => checkStatement(issues, `${path}.statements[${index}]`, statement));
}

function checkStatement(issues: ArgumentIssues, path: string, statement: unknown): void {
  if (!isPropertyMap(statement)) {
    issues.add(path, statement, expected("wrong-type", "a policy statement", STATEMENT));
    return;
  }
  const unknownNames = Object.keys(statement).filter((name) => !STATEMENT_PROPERTIES.includes(name));
  for (const name of unknownNames) {
    const isPrincipal = name === "Principal" || name === "NotPrincipal";
    issues.add(`${path}.${name}`, undefined, {
      code: isPrincipal ? "not-allowed" : "unknown-argument",
      statement: isPrincipal
        ? "a statement of a role has no principal, because the role itself is the principal"
        : "unknown property of a policy statement",
      remedy: isPrincipal ? `Remove ${name}.` : suggestName(name, STATEMENT_PROPERTIES),
    });
  }
  const { Effect } = statement;
  if (isPlainValue<unknown>(Effect)) issues.check(`${path}.Effect`, Effect, oneOf(["Allow", "Deny"]));
  checkOneOf(issues, path, statement, ["Action", "NotAction"]);
  checkOneOf(issues, path, statement, ["Resource", "NotResource"]);
}

/** Checks that a statement has one of two properties, which contains strings. */
function checkOneOf(
  issues: ArgumentIssues,
  path: string,
  statement: Readonly<Record<string, unknown>>,
  names: readonly [string, string],
): void {
  const name = statement[names[1]] === undefined ? names[0] : names[1];
  const value = statement[name];
  if (!isPlainValue<unknown>(value)) return;
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const isString = (item: unknown) => !isPlainValue<unknown>(item) || (typeof item === "string" && item !== "");
  if (values.length > 0 && values.every(isString)) return;
  const code = value === undefined ? "missing" : "wrong-type";
  issues.add(`${path}.${name}`, value, expected(code, "a string or an array of strings", STATEMENT));
}
