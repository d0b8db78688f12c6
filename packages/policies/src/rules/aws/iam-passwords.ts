import { either, listed } from "../../kernel/connectives";
import { integer } from "../../options";
import { defineRule } from "../../rule";

const policy = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy";

const REQUIRED = [
  "requireLowercaseCharacters",
  "requireUppercaseCharacters",
  "requireNumbers",
  "requireSymbols",
] as const;
const strong = {
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
};

export const iamPasswordCharacters = defineRule({
  id: "iam-password-characters",
  title: "Passwords hold letters of both sizes, numbers and symbols",
  severity: "medium",
  controls: { "aws-fsbp": ["IAM.7"] },
  on: policy,
  why: "Passwords of one kind of characters are guessed by trying.",
  remedy:
    "Set requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers and requireSymbols to true; left out, they are not required.",
  check: (props) =>
    listed<(typeof REQUIRED)[number]>(REQUIRED).map(
      (at) => props[at] !== true && { at, message: "a kind of characters is not required" },
    ),
  examples: {
    pass: [strong],
    fail: [
      { ...strong, requireSymbols: false },
      { ...strong, requireNumbers: false },
    ],
  },
});

export const iamPasswordLength = defineRule({
  id: "iam-password-length",
  title: "Passwords are long",
  severity: "medium",
  controls: { "cis-aws-3.0": ["1.8"] },
  on: policy,
  why: "Short passwords are guessed by trying.",
  remedy: "Set minimumPasswordLength: 14; left out, it is 6.",
  options: { minimumLength: integer(14, "The fewest characters of a password.", { minimum: 6, maximum: 128 }) },
  check: ({ minimumPasswordLength = 6 }, { options }) =>
    minimumPasswordLength < options.minimumLength &&
    `passwords may have fewer than ${options.minimumLength} characters`,
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
  options: { remembered: integer(24, "How many old passwords are refused.", { minimum: 1, maximum: 24 }) },
  check: ({ passwordReusePrevention = 0 }, { options }) =>
    passwordReusePrevention < options.remembered && "old passwords may be used again",
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
  options: { maximumDays: integer(90, "The most days that a password is good for.", { minimum: 1, maximum: 1095 }) },
  check: (props, { options }) =>
    either(
      () => (props.maxPasswordAge ?? 0) === 0,
      () => (props.maxPasswordAge ?? 0) > options.maximumDays,
    ) && { at: "maxPasswordAge", message: `passwords are good for more than ${options.maximumDays} days` },
  examples: { pass: [{ maxPasswordAge: 90 }], fail: [{}, { maxPasswordAge: 180 }, { maxPasswordAge: 0 }] },
});
