import { allOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { policyOf } from "../../authoring/example-policy";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { keyStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const key = "aws:kms/key:Key";
const replica = "aws:kms/replicaKey:ReplicaKey";
const external = "aws:kms/externalKey:ExternalKey";
const replicaExternal = "aws:kms/replicaExternalKey:ReplicaExternalKey";
const keyPolicy = "aws:kms/keyPolicy:KeyPolicy";

export const kmsRotation = defineRule({
  id: "kms-rotation",
  title: "Symmetric KMS encryption keys have automatic rotation enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["KMS.4"], "cis-aws-3.0": ["3.6"], "cis-aws-4.0": ["3.6"] },
  on: key,
  // https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html: only symmetric encryption keys outside custom key stores support automatic rotation
  why: "Rotation limits how much data a single compromised key version exposes. KMS keeps earlier versions, so existing data does not need to be re-encrypted.",
  remedy: "Set enableKeyRotation: true, and set rotationPeriodInDays if the default of 365 days is too long.",
  check: (props) =>
    allOf(
      () => props.enableKeyRotation !== true,
      () => (props.keyUsage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT",
      () => (props.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT",
      () => !("customKeyStoreId" in props),
    ) && { at: "enableKeyRotation", message: "automatic key rotation is not enabled" },
  fix: { enableKeyRotation: true },
  examples: {
    pass: [
      { enableKeyRotation: true },
      { keyUsage: "SIGN_VERIFY", customerMasterKeySpec: "RSA_4096" },
      { keyUsage: "ENCRYPT_DECRYPT", customerMasterKeySpec: "RSA_4096" },
      { customKeyStoreId: "cks-1" },
    ],
    fail: [{}, { enableKeyRotation: false, customerMasterKeySpec: "SYMMETRIC_DEFAULT" }],
  },
});

const decryptStatement = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
const accountCondition = {
  StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
};
const serviceCondition = { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } };

export const kmsPolicyNotPublic = defineViewRule({
  id: "kms-policy-not-public",
  title: "KMS key policies do not allow public access",
  severity: "critical",
  controls: { "aws-fsbp": ["KMS.5"] },
  on: keyStatements,
  why: "Anyone with an AWS account can perform the allowed operations on the key, so the key no longer protects the data it encrypts.",
  remedy:
    'Set Principal to specific accounts or roles, or add Condition: { StringEquals: { "kms:CallerAccount": "…" } }. A kms:ViaService condition alone is not sufficient because it allows requests through that service from any account.',
  check: (statement) => allowsPublicAccess(statement) && "a policy statement allows public access",
  examples: {
    pass: [
      [key, {}],
      [key, policyOf({ ...decryptStatement, Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      [replica, policyOf({ ...decryptStatement, Principal: { AWS: "*" }, Condition: accountCondition })],
    ],
    fail: [
      [key, policyOf([{ ...decryptStatement, Principal: "*" }])],
      [
        "aws:kms/keyPolicy:KeyPolicy",
        policyOf({ ...decryptStatement, Principal: { AWS: ["*"] }, Condition: serviceCondition }),
      ],
    ],
  },
});

interface KeySettings {
  readonly deletionWindowInDays?: number;
  readonly bypassPolicyLockoutSafetyCheck?: boolean;
}

const keys = defineView<KeySettings>()({
  [key]: (props) => [props],
  [replica]: (props) => [props],
  [external]: (props) => [props],
  [replicaExternal]: (props) => [props],
});

const keysAndPolicies = defineView<KeySettings>()({
  [key]: (props) => [props],
  [replica]: (props) => [props],
  [external]: (props) => [props],
  [replicaExternal]: (props) => [props],
  [keyPolicy]: (props) => [props],
});

export const kmsDeletionWindow = defineViewRule({
  id: "kms-deletion-window",
  title: "KMS keys meet the minimum waiting period before deletion",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["KMS.3"] },
  on: keys,
  options: {
    minimumDays: integerOption(30, "Minimum waiting period before a key is deleted, in days.", {
      minimum: 7,
      maximum: 30,
    }),
  },
  why: "The waiting period is the only time to notice and cancel an accidental deletion. After that, all data encrypted with the key is lost.",
  remedy: "Remove deletionWindowInDays. The default is 30.",
  check: ({ deletionWindowInDays = 30 }, { options }) =>
    deletionWindowInDays < options.minimumDays && "the waiting period before deletion is too short",
  fix: (_, { options }) => ({ deletionWindowInDays: options.minimumDays }),
  examples: {
    pass: [
      [key, {}],
      [replica, { deletionWindowInDays: 30 }],
    ],
    fail: [
      [key, { deletionWindowInDays: 7 }],
      [external, { deletionWindowInDays: 29 }],
      [replicaExternal, { deletionWindowInDays: 7 }],
    ],
  },
});

export const kmsNoLockout = defineViewRule({
  id: "kms-no-lockout",
  title: "KMS keys do not bypass the policy lockout safety check",
  severity: "medium",
  topic: "reliability",
  on: keysAndPolicies,
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
  why: "If the key policy no longer allows anyone to change it, the key cannot be managed or deleted without AWS Support.",
  remedy: "Remove bypassPolicyLockoutSafetyCheck: true.",
  check: ({ bypassPolicyLockoutSafetyCheck }) =>
    bypassPolicyLockoutSafetyCheck === true && "the policy lockout safety check is bypassed",
  examples: {
    pass: [
      [key, {}],
      [replica, { bypassPolicyLockoutSafetyCheck: false }],
    ],
    fail: [
      [key, { bypassPolicyLockoutSafetyCheck: true }],
      [keyPolicy, { bypassPolicyLockoutSafetyCheck: true }],
    ],
  },
});

export const kmsEnabled = defineRule({
  id: "kms-enabled",
  title: "KMS keys are enabled",
  severity: "low",
  topic: "reliability",
  on: key,
  why: "Data encrypted with a disabled key cannot be read, and operations that use the key fail.",
  remedy: "Remove isEnabled: false, or delete the key if it is no longer needed.",
  check: ({ isEnabled = true }) => !isEnabled && "the key is disabled",
  examples: { pass: [{}, { isEnabled: true }], fail: [{ isEnabled: false }] },
});
