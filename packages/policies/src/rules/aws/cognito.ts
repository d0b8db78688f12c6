import { allOf, anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const pool = "aws:cognito/userPool:UserPool";
const strong = {
  minimumLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

export const cognitoPasswords = defineRule({
  id: "cognito-password-policy",
  title: "User pools ask for strong passwords",
  severity: "medium",
  controls: { "aws-fsbp": ["Cognito.3"] },
  on: pool,
  why: "Short passwords of one kind of characters are guessed by trying.",
  remedy:
    "Set passwordPolicy: { minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true }.",
  options: { minimumLength: integerOption(8, "The fewest characters of a password.", { minimum: 6, maximum: 99 }) },
  // Without a policy Cognito asks for eight characters of all kinds.
  check: ({ passwordPolicy }, { options }) =>
    passwordPolicy !== undefined &&
    anyOf(
      () => (passwordPolicy.minimumLength ?? 8) < options.minimumLength,
      () => passwordPolicy.requireLowercase !== true,
      () => passwordPolicy.requireUppercase !== true,
      () => passwordPolicy.requireNumbers !== true,
      () => passwordPolicy.requireSymbols !== true,
    ) && { at: passwordPolicy, message: "weak passwords are accepted" },
  examples: {
    pass: [{}, { passwordPolicy: strong }],
    fail: [
      { passwordPolicy: { ...strong, minimumLength: 6 } },
      { passwordPolicy: { ...strong, requireLowercase: false } },
      { passwordPolicy: { ...strong, requireUppercase: false } },
      { passwordPolicy: { ...strong, requireNumbers: false } },
      { passwordPolicy: { ...strong, requireSymbols: false } },
    ],
  },
});

export const cognitoMfa = defineRule({
  id: "cognito-mfa",
  title: "User pools ask for a second factor",
  severity: "medium",
  controls: { "aws-fsbp": ["Cognito.5"] },
  on: pool,
  why: "A password that leaked elsewhere opens the account here, too.",
  remedy: 'Set mfaConfiguration: "ON" and softwareTokenMfaConfiguration: { enabled: true }.',
  check: (props) =>
    allOf(
      () => (props.mfaConfiguration ?? "OFF") === "OFF",
      // Without passwords there is nothing to add to.
      () => (props.signInPolicy?.allowedFirstAuthFactors ?? ["PASSWORD"]).includes("PASSWORD"),
    ) && { at: "mfaConfiguration", message: "a password is enough" },
  examples: {
    pass: [
      { mfaConfiguration: "ON" },
      { mfaConfiguration: "OPTIONAL" },
      { signInPolicy: { allowedFirstAuthFactors: ["WEB_AUTHN", "EMAIL_OTP"] } },
    ],
    fail: [{}, { mfaConfiguration: "OFF", signInPolicy: { allowedFirstAuthFactors: ["PASSWORD", "EMAIL_OTP"] } }],
  },
});

export const cognitoThreatProtection = defineRule({
  id: "cognito-threat-protection",
  title: "User pools stop logins that look wrong",
  severity: "medium",
  on: pool,
  why: "Nothing notices passwords known from leaks, or logins from two continents in one hour.",
  remedy: 'Set userPoolAddOns: { advancedSecurityMode: "ENFORCED" } and userPoolTier: "PLUS".',
  check: ({ userPoolAddOns }) =>
    userPoolAddOns?.advancedSecurityMode !== "ENFORCED" && "logins that look wrong are let in",
  examples: {
    pass: [{ userPoolAddOns: { advancedSecurityMode: "ENFORCED" } }],
    fail: [{}, { userPoolAddOns: { advancedSecurityMode: "AUDIT" } }],
  },
});

export const cognitoDeletionProtection = defineRule({
  id: "cognito-deletion-protection",
  title: "User pools cannot be deleted by mistake",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Cognito.6"] },
  on: pool,
  why: "With the pool go all accounts; passwords cannot be restored from anywhere.",
  remedy: 'Set deletionProtection: "ACTIVE".',
  check: ({ deletionProtection }) => deletionProtection !== "ACTIVE" && "nothing keeps the pool from being deleted",
  fix: { deletionProtection: "ACTIVE" },
  examples: { pass: [{ deletionProtection: "ACTIVE" }], fail: [{}, { deletionProtection: "INACTIVE" }] },
});

export const cognitoNoGuests = defineRule({
  id: "cognito-no-guests",
  title: "Identity pools give no credentials to guests",
  severity: "high",
  controls: { "aws-fsbp": ["Cognito.2"] },
  on: "aws:cognito/identityPool:IdentityPool",
  why: "Everybody on the internet gets credentials of the account, for whatever the role of guests allows.",
  remedy: "Drop allowUnauthenticatedIdentities.",
  check: ({ allowUnauthenticatedIdentities }) =>
    allowUnauthenticatedIdentities === true && "everybody gets credentials of the account",
  examples: { pass: [{}, { allowUnauthenticatedIdentities: false }], fail: [{ allowUnauthenticatedIdentities: true }] },
});
