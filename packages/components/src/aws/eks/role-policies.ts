import type * as pulumi from "@pulumi/pulumi";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { expected, matching, plainObject } from "../../shared/checks";
import { childKey } from "../shared/children";
import type { PermissionInput } from "../shared/permissions";

/** The permissions of an identity. */
export interface IdentityPermissionArgs {
  /**
   * What the pods can do: permissions such as `read(bucket)` and `consume(queue)`, or policy statements.
   *
   * @default []
   */
  readonly permissions?: readonly PermissionInput[];
  /**
   * The ARNs of managed policies, by a name that becomes part of the names of their attachments. Prefer `permissions`: most
   * policies that AWS manages apply to all resources.
   *
   * @default {}
   */
  readonly policies?: Readonly<Record<string, pulumi.Input<string>>>;
}

const policyArn = matching(
  /^arn:aws[a-z-]*:iam::(?:aws|\d{12}):policy\/.+$/,
  "the ARN of a managed policy",
  'Example: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy".',
);
const policyKey = childKey("the name of a policy", "metrics");
const policyObject = plainObject(
  "an object of policy ARNs by name",
  'Example: { metrics: "arn:aws:iam::aws:policy/CloudWatchAgentServerPolicy" }.',
);

/**
 * Checks `policies`, and returns them with checked inputs.
 *
 * @param reserved - the names of the policies that the component attaches itself, and "policy"
 */
export function checkPolicies(
  issues: ArgumentIssues,
  policies: Readonly<Record<string, pulumi.Input<string>>>,
  reserved: readonly string[] = ["policy"],
): Record<string, pulumi.Input<string>> {
  if (!issues.check("policies", policies, policyObject)) return {};
  return Object.fromEntries(
    Object.entries(policies).map(([name, arn]) => {
      const path = `policies.${name}`;
      if (issues.check(path, name, policyKey) && reserved.includes(name)) {
        const statement = `the name "${name}" is reserved`;
        issues.add(path, undefined, { code: "duplicate", statement, remedy: "Use another name." });
      }
      return [name, issues.checkInput(path, arn, policyArn)];
    }),
  );
}

/** Checks that `permissions` is an array of permissions and statements. */
export function checkPermissions(issues: ArgumentIssues, permissions: readonly PermissionInput[]): void {
  const remedy = "Example: permissions: [read(bucket), consume(queue)].";
  if (!Array.isArray(permissions)) {
    issues.add("permissions", permissions, expected("wrong-type", "an array of permissions", remedy));
    return;
  }
  permissions.forEach((permission: unknown, index) => {
    const isValid =
      typeof permission === "object" && permission !== null && ("statements" in permission || "Effect" in permission);
    if (isValid) return;
    issues.add(
      `permissions[${index}]`,
      permission,
      expected("wrong-type", "a permission or a policy statement", remedy),
    );
  });
}
