import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../shared/permissions";

/** The principals that can pull images although they do not belong to the account of a repository. */
export interface PullAccess {
  readonly pullPrincipals: readonly pulumi.Input<string>[];
  readonly pullOrganizationId?: pulumi.Input<string>;
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html lists the permissions that a pull requires.
const PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** Returns the statements of a repository policy that allow pulls; none if no other principals can pull. */
export function pullStatements({ pullPrincipals, pullOrganizationId }: PullAccess): PolicyStatement[] {
  const statements: PolicyStatement[] = [];
  if (pullPrincipals.length > 0) {
    statements.push({
      Sid: "PullByPrincipals",
      Effect: "Allow",
      Principal: { AWS: [...pullPrincipals] },
      Action: PULL_ACTIONS,
    });
  }
  if (pullOrganizationId !== undefined) {
    statements.push({
      Sid: "PullByOrganization",
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: PULL_ACTIONS,
      Condition: { StringEquals: { "aws:PrincipalOrgID": pullOrganizationId } },
    });
  }
  return statements;
}
