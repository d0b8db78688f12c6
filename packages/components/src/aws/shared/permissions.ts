import type * as aws from "@pulumi/aws";

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
