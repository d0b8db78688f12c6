import { anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const policy = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

type Kind = "requireLowercaseCharacters" | "requireUppercaseCharacters" | "requireNumbers" | "requireSymbols";

const required = (property: Kind, about: { readonly id: string; readonly title: string; readonly remedy: string }) =>
  defineRule({
    id: about.id,
    title: about.title,
    remedy: about.remedy,
    severity: "medium",
    controls: { "aws-fsbp": ["IAM.7"] },
    on: policy,
    why: "Passwords of few kinds of characters are guessed by trying.",
    check: (props) => props[property] !== true && { at: property, message: "a kind of characters is not required" },
    fix: { [property]: true },
    examples: { pass: [{ [property]: true }], fail: [{ minimumPasswordLength: 14 }, { [property]: false }] },
  });

export const iamPasswordLowercase = required("requireLowercaseCharacters", {
  id: "iam-password-lowercase",
  title: "Passwords hold small letters",
  remedy: "Set requireLowercaseCharacters: true.",
});

export const iamPasswordUppercase = required("requireUppercaseCharacters", {
  id: "iam-password-uppercase",
  title: "Passwords hold capital letters",
  remedy: "Set requireUppercaseCharacters: true.",
});

export const iamPasswordNumbers = required("requireNumbers", {
  id: "iam-password-numbers",
  title: "Passwords hold numbers",
  remedy: "Set requireNumbers: true.",
});

export const iamPasswordSymbols = required("requireSymbols", {
  id: "iam-password-symbols",
  title: "Passwords hold symbols",
  remedy: "Set requireSymbols: true.",
});

export const iamPasswordLength = defineRule({
  id: "iam-password-length",
  title: "Passwords are long",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.8"] },
  on: policy,
  why: "Short passwords are guessed by trying.",
  remedy: "Set minimumPasswordLength: 14; left out, it is 6.",
  options: { minimumLength: integerOption(14, "The fewest characters of a password.", { minimum: 6, maximum: 128 }) },
  check: ({ minimumPasswordLength = 6 }, { options }) =>
    minimumPasswordLength < options.minimumLength &&
    `passwords may have fewer than ${options.minimumLength} characters`,
  fix: (_, { options }) => ({ minimumPasswordLength: options.minimumLength }),
  examples: { pass: [{ minimumPasswordLength: 14 }], fail: [{}, { minimumPasswordLength: 8 }] },
});

export const iamPasswordReuse = defineRule({
  id: "iam-password-reuse",
  title: "Old passwords are not used again",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.9"] },
  on: policy,
  why: "A password that leaked opens the account again as soon as somebody goes back to it.",
  remedy: "Set passwordReusePrevention: 24.",
  options: { remembered: integerOption(24, "How many old passwords are refused.", { minimum: 1, maximum: 24 }) },
  check: ({ passwordReusePrevention = 0 }, { options }) =>
    passwordReusePrevention < options.remembered && "old passwords may be used again",
  fix: (_, { options }) => ({ passwordReusePrevention: options.remembered }),
  examples: { pass: [{ passwordReusePrevention: 24 }], fail: [{}, { passwordReusePrevention: 5 }] },
});

export const iamPasswordExpiry = defineRule({
  id: "iam-password-expiry",
  title: "Passwords expire",
  severity: "low",
  on: policy,
  // No longer asked for by NIST SP 800-63B and CIS; many contracts still do.
  why: "A password that leaked unnoticed opens the account for ever.",
  remedy: "Set maxPasswordAge: 90.",
  options: {
    maximumDays: integerOption(90, "The most days that a password is good for.", { minimum: 1, maximum: 1095 }),
  },
  check: (props, { options }) =>
    anyOf(
      () => (props.maxPasswordAge ?? 0) === 0,
      () => (props.maxPasswordAge ?? 0) > options.maximumDays,
    ) && { at: "maxPasswordAge", message: `passwords are good for more than ${options.maximumDays} days` },
  fix: (_, { options }) => ({ maxPasswordAge: options.maximumDays }),
  examples: { pass: [{ maxPasswordAge: 90 }], fail: [{}, { maxPasswordAge: 180 }, { maxPasswordAge: 0 }] },
});
