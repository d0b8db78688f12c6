import { policyOf } from "../../authoring/example-policy";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { vaultStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const vault = "aws:backup/vault:Vault";
const policy = "aws:backup/vaultPolicy:VaultPolicy";

export const backupCustomerKey = defineRule({
  id: "backup-customer-key",
  title: "Vaults of backups are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  controls: { "aws-fsbp": ["Backup.1"] },
  on: vault,
  // https://docs.aws.amazon.com/aws-backup/latest/devguide/create-cross-account-backup.html
  why: "Backups that are encrypted with the key of AWS cannot be copied to another account, where whoever took over this one cannot delete them.",
  remedy: "Set kmsKeyArn to the ARN of an aws.kms.Key. That replaces a vault that exists.",
  check: (props) => !("kmsKeyArn" in props) && { at: "kmsKeyArn", message: "no key is named" },
  examples: { pass: [{ kmsKeyArn: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

const copying = { Effect: "Allow", Action: "backup:CopyIntoBackupVault", Resource: "*" };

export const backupPolicyNotPublic = defineViewRule({
  id: "backup-policy-not-public",
  title: "Policies of vaults let nobody in but whom they name",
  severity: "critical",
  on: vaultStatements,
  why: "Everyone who has an AWS account can do what the statement allows with the backups.",
  remedy: 'Name the accounts, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-…" } }.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [policy, policyOf({ ...copying, Principal: { AWS: "123456789012" } })],
      [
        policy,
        policyOf({ ...copying, Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": ["o-1"] } } }),
      ],
    ],
    fail: [[policy, policyOf([{ ...copying, Principal: "*" }])]],
  },
});
