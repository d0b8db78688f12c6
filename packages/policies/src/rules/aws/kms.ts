import { allOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { policyOf } from "../../authoring/example-policy";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";
import { keyStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const key = "aws:kms/key:Key";
const replica = "aws:kms/replicaKey:ReplicaKey";
const external = "aws:kms/externalKey:ExternalKey";

export const kmsRotation = defineRule({
  id: "kms-rotation",
  title: "Keys are rotated",
  severity: "medium",
  controls: { "aws-fsbp": ["KMS.4"], "cis-aws-3.0": ["3.6"], "cis-aws-4.0": ["3.6"] },
  on: key,
  // https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html: symmetric keys that KMS itself keeps
  why: "The longer one key encrypts everything, the more a single leak of it opens. KMS keeps the older ones, so nothing has to be encrypted anew.",
  remedy: "Set enableKeyRotation: true, and rotationPeriodInDays if a year is too long.",
  check: (props) =>
    allOf(
      () => props.enableKeyRotation !== true,
      () => (props.keyUsage ?? "ENCRYPT_DECRYPT") === "ENCRYPT_DECRYPT",
      () => (props.customerMasterKeySpec ?? "SYMMETRIC_DEFAULT") === "SYMMETRIC_DEFAULT",
      () => !("customKeyStoreId" in props),
    ) && { at: "enableKeyRotation", message: "the key is not rotated" },
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

const using = { Effect: "Allow", Action: "kms:Decrypt", Resource: "*" };
const ofAccount = {
  StringEquals: { "kms:CallerAccount": "123456789012", "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
};
const ofService = { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } };

export const kmsPolicyNotPublic = defineViewRule({
  id: "kms-policy-not-public",
  title: "Policies of keys let nobody in but whom they name",
  severity: "critical",
  controls: { "aws-fsbp": ["KMS.5"] },
  on: keyStatements,
  why: "Everyone who has an AWS account can use the key: what it encrypts is as good as plain.",
  remedy:
    'Name the principals, or add Condition: { StringEquals: { "kms:CallerAccount": "…" } }. A kms:ViaService alone admits that service of every account.',
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [key, {}],
      [key, policyOf({ ...using, Principal: { AWS: "arn:aws:iam::123456789012:root" } })],
      [replica, policyOf({ ...using, Principal: { AWS: "*" }, Condition: ofAccount })],
    ],
    fail: [
      [key, policyOf([{ ...using, Principal: "*" }])],
      ["aws:kms/keyPolicy:KeyPolicy", policyOf({ ...using, Principal: { AWS: ["*"] }, Condition: ofService })],
    ],
  },
});

interface DeletedKey {
  readonly deletionWindowInDays?: number;
  readonly bypassPolicyLockoutSafetyCheck?: boolean;
}

const keys = defineView<DeletedKey>()({
  [key]: (one) => [one],
  [replica]: (one) => [one],
  [external]: (one) => [one],
});

export const kmsDeletionWindow = defineViewRule({
  id: "kms-deletion-window",
  title: "Keys wait long enough before they are deleted",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["KMS.3"] },
  on: keys,
  options: {
    minimumDays: integerOption(30, "Days for which a key is kept after it was deleted.", { minimum: 7, maximum: 30 }),
  },
  why: "Once the key is gone, so is all it encrypts: the wait is the only time in which somebody can notice.",
  remedy: "Drop deletionWindowInDays; left out, it is 30.",
  check: ({ deletionWindowInDays = 30 }, { options }) =>
    deletionWindowInDays < options.minimumDays && "a key that is deleted is gone too soon",
  fix: (_, { options }) => ({ deletionWindowInDays: options.minimumDays }),
  examples: {
    pass: [
      [key, {}],
      [replica, { deletionWindowInDays: 30 }],
    ],
    fail: [
      [key, { deletionWindowInDays: 7 }],
      [external, { deletionWindowInDays: 29 }],
    ],
  },
});

export const kmsNoLockout = defineViewRule({
  id: "kms-no-lockout",
  title: "KMS refuses policies that lock everybody out of a key",
  severity: "medium",
  topic: "reliability",
  on: keys,
  // https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
  why: "With a policy that nobody may change any more, the key can neither be administered nor deleted except by AWS support.",
  remedy: "Drop bypassPolicyLockoutSafetyCheck.",
  check: ({ bypassPolicyLockoutSafetyCheck }) =>
    bypassPolicyLockoutSafetyCheck === true && "a policy may lock everybody out of the key",
  examples: {
    pass: [
      [key, {}],
      [replica, { bypassPolicyLockoutSafetyCheck: false }],
    ],
    fail: [[key, { bypassPolicyLockoutSafetyCheck: true }]],
  },
});

export const kmsEnabled = defineRule({
  id: "kms-enabled",
  title: "Keys are enabled",
  severity: "low",
  topic: "reliability",
  on: key,
  why: "Nothing that a disabled key encrypts can be read, and what uses it fails at its next call.",
  remedy: "Drop isEnabled: false, or delete the key if nothing needs it.",
  check: ({ isEnabled = true }) => !isEnabled && "the key is disabled",
  examples: { pass: [{}, { isEnabled: true }], fail: [{ isEnabled: false }] },
});
