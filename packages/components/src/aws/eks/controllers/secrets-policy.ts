import type { PolicyStatement } from "../../shared/permissions";
import type { EksExternalSecretsIdentityArgs } from "../eks-identities-args";

/**
 * Returns the permissions of External Secrets Operator to read the given secrets and parameters.
 *
 * @remarks
 * The permissions suffice for secrets that are referred to by name. To find secrets by a pattern, the controller would need to list
 * all secrets of the account.
 *
 * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function externalSecretsStatements(identity: EksExternalSecretsIdentityArgs): PolicyStatement[] {
  const { secretArns = [], parameterArns = [], kmsKeyArns = [] } = identity;
  const statements: PolicyStatement[] = [
    {
      Sid: "ReadSecrets",
      Effect: "Allow",
      Action: [
        "secretsmanager:GetSecretValue",
        "secretsmanager:DescribeSecret",
        "secretsmanager:ListSecretVersionIds",
        "secretsmanager:GetResourcePolicy",
      ],
      Resource: [...secretArns],
    },
    {
      Sid: "ReadParameters",
      Effect: "Allow",
      Action: ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParameterHistory", "ssm:ListTagsForResource"],
      Resource: [...parameterArns],
    },
    { Sid: "Decrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: [...kmsKeyArns] },
  ];
  return statements.filter(({ Resource }) => Array.isArray(Resource) && Resource.length > 0);
}
