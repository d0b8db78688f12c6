import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnScope } from "../shared/arn";
import type { Children } from "../shared/children";
import { createRole, serviceRoleChildren, type RolePermissions, type ServiceRole } from "../shared/service-role";
import type { EksClusterLike } from "./eks-cluster-like";
import type { ServiceAccountArgs } from "./service-account";

/** A role that the pods of one service account assume, and the association through which EKS provides its credentials. */
export interface PodIdentityResources {
  /** The role and its permissions. */
  readonly role: ServiceRole;
  /** The association of the role with the service account. */
  readonly association: aws.eks.PodIdentityAssociation;
}

/** The service account of a role, and what the role can do. */
export interface PodIdentityRoleArgs extends ServiceAccountArgs, RolePermissions {
  /** The cluster of the service account. */
  readonly cluster: Pick<EksClusterLike, "clusterName" | "clusterArn" | "identityDependencies">;
}

/** The service account of a role, what the role can do, and the role that it assumes. */
export interface PodIdentityAssociationArgs extends PodIdentityRoleArgs {
  /** The ARN of a role that EKS assumes with the role's credentials before it provides them to the pods. */
  readonly targetRoleArn?: pulumi.Input<string> | undefined;
}

const associationChild = (role: string): string => role.replace(/role$/, "association");

/**
 * Returns the names of the children that `createPodIdentity` creates.
 *
 * @param child - the name of the role, which ends with `role`
 * @param policies - the names of the managed policies
 */
export const podIdentityChildren = (child: string, policies: readonly string[] = []): string[] => [
  ...serviceRoleChildren(child, policies),
  associationChild(child),
];

/**
 * Creates a role that the pods of one service account can assume through EKS Pod Identity. For EKS add-ons, which create the
 * association themselves.
 *
 * @param child - the name of the role
 */
export function createPodIdentityRole(children: Children, child: string, args: PodIdentityRoleArgs): ServiceRole {
  return createRole(children, child, podIdentityTrust(args), args);
}

/**
 * Creates a role that the pods of one service account can assume through EKS Pod Identity, and its association.
 *
 * @param child - the name of the role, which ends with `role`; the name of the association ends with `association`
 */
export function createPodIdentity(
  children: Children,
  child: string,
  args: PodIdentityAssociationArgs,
): PodIdentityResources {
  const { cluster, namespace, serviceAccount, targetRoleArn, statements = [] } = args;
  const role = createPodIdentityRole(children, child, {
    ...args,
    statements: targetRoleArn === undefined ? statements : [...statements, assumeTargetRole(targetRoleArn)],
  });
  const association = new aws.eks.PodIdentityAssociation(
    children.name(associationChild(child)),
    {
      region: children.region,
      clusterName: cluster.clusterName,
      namespace,
      serviceAccount,
      roleArn: role.role.arn,
      targetRoleArn,
      tags: children.tags(associationChild(child)),
    },
    children.options(associationChild(child), {
      // Pods that start as soon as the association exists must have all permissions.
      dependsOn: [
        ...Object.values(role.attachments),
        ...(role.policy === undefined ? [] : [role.policy]),
        ...(cluster.identityDependencies ?? []),
      ],
    }),
  );
  return { role, association };
}

const assumeTargetRole = (targetRoleArn: pulumi.Input<string>) => ({
  Sid: "AssumeTargetRole",
  Effect: "Allow" as const,
  Action: ["sts:AssumeRole", "sts:TagSession"],
  Resource: targetRoleArn,
});

/**
 * Returns the trust policy. EKS sends the tags whenever it assumes a role for a pod, so another association cannot use the
 * role, even if it belongs to another cluster in the same account.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
 */
function podIdentityTrust({ cluster, namespace, serviceAccount }: PodIdentityRoleArgs) {
  return {
    Version: "2012-10-17" as const,
    Statement: [
      {
        Effect: "Allow" as const,
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": arnScope({ arn: pulumi.output(cluster.clusterArn) }).accountId,
            "aws:RequestTag/eks-cluster-arn": cluster.clusterArn,
            "aws:RequestTag/kubernetes-namespace": namespace,
            "aws:RequestTag/kubernetes-service-account": serviceAccount,
          },
        },
      },
    ],
  };
}
