import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Children } from "./children";
import type { PolicyStatement } from "./permissions";

/** The requests on behalf of which a service can assume a role. */
export interface TrustScope {
  /** The account that owns the resource on whose behalf the service acts. */
  readonly accountId: pulumi.Input<string>;
  /** The ARN of that resource, with wildcards where the ARN is not known in advance. */
  readonly sourceArn?: pulumi.Input<string>;
}

/** What a role can do. */
export interface RolePermissions {
  /** The statements of the role's policy. Without statements, the role has no policy of its own. */
  readonly statements?: readonly PolicyStatement[];
  /** Managed policies by name, which is part of the names of their attachments. */
  readonly managedPolicyArns?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A role that an AWS service assumes. */
export interface ServiceRoleArgs extends RolePermissions {
  /** The service principal: `ecs-tasks.amazonaws.com`. */
  readonly service: string;
  /**
   * The requests on behalf of which the service can assume the role; any, if absent. Without it, the service could use the
   * role on behalf of other accounts. Set it wherever the service supports it.
   */
  readonly scope?: TrustScope;
  /**
   * Whether the service can also pass session tags.
   *
   * @default false
   */
  readonly tagSession?: boolean;
}

/** A role and its permissions. */
export interface ServiceRole {
  /** The role. */
  readonly role: aws.iam.Role;
  /** The role's policy; `undefined` without statements. */
  readonly policy: aws.iam.RolePolicy | undefined;
  /** The attachments of managed policies by name. */
  readonly attachments: Readonly<Record<string, aws.iam.RolePolicyAttachment>>;
}

/** The number of characters that IAM allows in the name of a role. */
export const MAX_ROLE_NAME_CHARACTERS = 64;

/** Returns the names of the children that `createServiceRole` creates. */
export function serviceRoleChildren(child: string, attachments: readonly string[] = []): string[] {
  return [child, `${child}-policy`, ...attachments.map((name) => `${child}-${name}`)];
}

/**
 * Creates a role that an AWS service assumes.
 *
 * @param child - the name of the role, with which the names of its policies begin
 */
export function createServiceRole(children: Children, child: string, args: ServiceRoleArgs): ServiceRole {
  return createRole(children, child, trustPolicy(args), args);
}

/**
 * Creates a role.
 *
 * @param child - the name of the role, with which the names of its policies begin
 * @param assumeRolePolicy - who can assume the role
 */
export function createRole(
  children: Children,
  child: string,
  assumeRolePolicy: pulumi.Input<aws.types.input.iam.PolicyDocument>,
  { statements = [], managedPolicyArns = {} }: RolePermissions,
): ServiceRole {
  const role = new aws.iam.Role(
    children.name(child),
    { assumeRolePolicy, tags: children.tags(child) },
    children.options(child),
  );
  const policyChild = `${child}-policy`;
  const policy =
    statements.length === 0
      ? undefined
      : new aws.iam.RolePolicy(
          children.name(policyChild),
          { role: role.name, policy: { Version: "2012-10-17", Statement: [...statements] } },
          children.options(policyChild),
        );
  const attachments = Object.entries(managedPolicyArns).map(([name, policyArn]) => {
    const attachment = `${child}-${name}`;
    const attachmentArgs = { role: role.name, policyArn };
    return [
      name,
      new aws.iam.RolePolicyAttachment(children.name(attachment), attachmentArgs, children.options(attachment)),
    ] as const;
  });
  return { role, policy, attachments: Object.fromEntries(attachments) };
}

function trustPolicy({ service, scope, tagSession }: ServiceRoleArgs): aws.types.input.iam.PolicyDocument {
  const Action = tagSession === true ? ["sts:AssumeRole", "sts:TagSession"] : "sts:AssumeRole";
  const Condition = scope && {
    StringEquals: { "aws:SourceAccount": scope.accountId },
    ...(scope.sourceArn !== undefined && { ArnLike: { "aws:SourceArn": scope.sourceArn } }),
  };
  return {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: { Service: service }, Action, ...(Condition && { Condition }) }],
  };
}
