import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { policyOf } from "../../authoring/example-policy";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { vaultStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const vault = "aws:backup/vault:Vault";
const policy = "aws:backup/vaultPolicy:VaultPolicy";

export const backupCustomerKey = defineRule({
  id: "backup-customer-key",
  title: "AWS Backup vaults are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  controls: { "aws-fsbp": ["Backup.1"] },
  on: vault,
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
  why: "Backups encrypted with an AWS managed key cannot be copied to another account, where they would survive a compromise of this account.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. This change replaces an existing vault.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyArn") && {
      at: "kmsKeyArn",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

const copyStatement = { Effect: "Allow", Action: "backup:CopyIntoBackupVault", Resource: "*" };

export const backupPolicyNotPublic = defineViewRule({
  id: "backup-policy-not-public",
  title: "AWS Backup vault access policies do not allow public access",
  severity: "critical",
  on: vaultStatements,
  why: "Anyone with an AWS account can perform the allowed actions on the backups.",
  remedy: 'Set Principal to specific account IDs, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows public access",
  examples: {
    pass: [
      [policy, policyOf({ ...copyStatement, Principal: { AWS: "123456789012" } })],
      [
        policy,
        policyOf({ ...copyStatement, Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } } }),
      ],
    ],
    fail: [[policy, policyOf([{ ...copyStatement, Principal: "*" }])]],
  },
});
