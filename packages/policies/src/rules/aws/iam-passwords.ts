import { anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const policy = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

type RequirementProperty =
  | "requireLowercaseCharacters"
  | "requireUppercaseCharacters"
  | "requireNumbers"
  | "requireSymbols";

const requiredCharacters = (
  property: RequirementProperty,
  meta: { readonly id: string; readonly title: string; readonly remedy: string },
) =>
  defineRule({
    id: meta.id,
    title: meta.title,
    remedy: meta.remedy,
    severity: "medium",
    controls: { "aws-fsbp": ["IAM.7"] },
    on: policy,
    why: "Passwords that use few types of characters are easier to guess.",
    check: (props) => props[property] !== true && { at: property, message: "this type of character is not required" },
    fix: { [property]: true },
    examples: { pass: [{ [property]: true }], fail: [{ minimumPasswordLength: 14 }, { [property]: false }] },
  });

export const iamPasswordLowercase = requiredCharacters("requireLowercaseCharacters", {
  id: "iam-password-lowercase",
  title: "IAM account password policies require at least one lowercase letter",
  remedy: "Set requireLowercaseCharacters: true.",
});

export const iamPasswordUppercase = requiredCharacters("requireUppercaseCharacters", {
  id: "iam-password-uppercase",
  title: "IAM account password policies require at least one uppercase letter",
  remedy: "Set requireUppercaseCharacters: true.",
});

export const iamPasswordNumbers = requiredCharacters("requireNumbers", {
  id: "iam-password-numbers",
  title: "IAM account password policies require at least one number",
  remedy: "Set requireNumbers: true.",
});

export const iamPasswordSymbols = requiredCharacters("requireSymbols", {
  id: "iam-password-symbols",
  title: "IAM account password policies require at least one symbol",
  remedy: "Set requireSymbols: true.",
});

export const iamPasswordLength = defineRule({
  id: "iam-password-length",
  title: "IAM account password policies require a minimum password length",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.8"] },
  on: policy,
  why: "Short passwords are easy to guess.",
  remedy: "Set minimumPasswordLength: 14. The default is 6.",
  options: { minimumLength: integerOption(14, "Minimum password length in characters.", { minimum: 6, maximum: 128 }) },
  check: ({ minimumPasswordLength = 6 }, { options }) =>
    minimumPasswordLength < options.minimumLength &&
    `the minimum password length is less than ${options.minimumLength} characters`,
  fix: (_, { options }) => ({ minimumPasswordLength: options.minimumLength }),
  examples: { pass: [{ minimumPasswordLength: 14 }], fail: [{}, { minimumPasswordLength: 8 }] },
});

export const iamPasswordReuse = defineRule({
  id: "iam-password-reuse",
  title: "IAM account password policies prevent password reuse",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.9"] },
  on: policy,
  why: "A leaked password grants access again when the user reuses the password.",
  remedy: "Set passwordReusePrevention: 24.",
  options: {
    remembered: integerOption(24, "Minimum number of previous passwords that users cannot reuse.", {
      minimum: 1,
      maximum: 24,
    }),
  },
  check: ({ passwordReusePrevention = 0 }, { options }) =>
    passwordReusePrevention < options.remembered &&
    `fewer than ${options.remembered} previous passwords are remembered`,
  fix: (_, { options }) => ({ passwordReusePrevention: options.remembered }),
  examples: { pass: [{ passwordReusePrevention: 24 }], fail: [{}, { passwordReusePrevention: 5 }] },
});

export const iamPasswordExpiry = defineRule({
  id: "iam-password-expiry",
  title: "IAM account password policies require passwords to expire",
  severity: "low",
  on: policy,
  // NIST SP 800-63B and CIS no longer require expiration, but many contracts do.
  why: "A password that leaks unnoticed grants access indefinitely.",
  remedy: "Set maxPasswordAge: 90.",
  options: {
    maximumDays: integerOption(90, "Maximum password age in days.", { minimum: 1, maximum: 1095 }),
  },
  check: (props, { options }) =>
    anyOf(
      () => (props.maxPasswordAge ?? 0) === 0,
      () => (props.maxPasswordAge ?? 0) > options.maximumDays,
    ) && { at: "maxPasswordAge", message: `passwords do not expire within ${options.maximumDays} days` },
  fix: (_, { options }) => ({ maxPasswordAge: options.maximumDays }),
  examples: { pass: [{ maxPasswordAge: 90 }], fail: [{}, { maxPasswordAge: 180 }, { maxPasswordAge: 0 }] },
});
