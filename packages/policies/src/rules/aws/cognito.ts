import { allOf, anyOf } from "../../kernel/connectives";
import { integerOption } from "../../authoring/option-builders";
import { defineRule } from "../../authoring/define-rule";

const pool = "aws:cognito/userPool:UserPool";
const strongPolicy = {
  minimumLength: 12,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};

export const cognitoPasswords = defineRule({
  id: "cognito-password-policy",
  title: "Cognito user pool password policies require a minimum length and all character types",
  severity: "medium",
  controls: { "aws-fsbp": ["Cognito.3"] },
  on: pool,
  why: "Short passwords with few character types can be guessed by brute force.",
  remedy:
    "Set passwordPolicy: { minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true }.",
  options: { minimumLength: integerOption(8, "Minimum password length in characters.", { minimum: 6, maximum: 99 }) },
  // Without a password policy, Cognito requires eight characters and all character types.
  check: ({ passwordPolicy }, { options }) =>
    passwordPolicy !== undefined &&
    anyOf(
      () => (passwordPolicy.minimumLength ?? 8) < options.minimumLength,
      () => passwordPolicy.requireLowercase !== true,
      () => passwordPolicy.requireUppercase !== true,
      () => passwordPolicy.requireNumbers !== true,
      () => passwordPolicy.requireSymbols !== true,
    ) && { at: passwordPolicy, message: "the password policy accepts weak passwords" },
  examples: {
    pass: [{}, { passwordPolicy: strongPolicy }],
    fail: [
      { passwordPolicy: { ...strongPolicy, minimumLength: 6 } },
      { passwordPolicy: { ...strongPolicy, requireLowercase: false } },
      { passwordPolicy: { ...strongPolicy, requireUppercase: false } },
      { passwordPolicy: { ...strongPolicy, requireNumbers: false } },
      { passwordPolicy: { ...strongPolicy, requireSymbols: false } },
    ],
  },
});

export const cognitoMfa = defineRule({
  id: "cognito-mfa",
  title: "Cognito user pools with password sign-in have MFA enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["Cognito.5"] },
  on: pool,
  why: "Without MFA, a password leaked from another site is enough to take over an account.",
  remedy: 'Set mfaConfiguration: "ON" and softwareTokenMfaConfiguration: { enabled: true }.',
  check: (props) =>
    allOf(
      () => (props.mfaConfiguration ?? "OFF") === "OFF",
      // User pools without password sign-in do not need a second factor.
      () => (props.signInPolicy?.allowedFirstAuthFactors ?? ["PASSWORD"]).includes("PASSWORD"),
    ) && { at: "mfaConfiguration", message: "MFA is not enabled" },
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
  title: "Cognito user pools enforce threat protection",
  severity: "medium",
  on: pool,
  why: "Without threat protection, sign-ins with leaked passwords or from unusual locations are not blocked.",
  remedy: 'Set userPoolAddOns: { advancedSecurityMode: "ENFORCED" } and userPoolTier: "PLUS".',
  check: ({ userPoolAddOns }) =>
    userPoolAddOns?.advancedSecurityMode !== "ENFORCED" && "threat protection is not enforced",
  examples: {
    pass: [{ userPoolAddOns: { advancedSecurityMode: "ENFORCED" } }],
    fail: [{}, { userPoolAddOns: { advancedSecurityMode: "AUDIT" } }],
  },
});

export const cognitoDeletionProtection = defineRule({
  id: "cognito-deletion-protection",
  title: "Cognito user pools have deletion protection enabled",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["Cognito.6"] },
  on: pool,
  why: "Deleting a user pool deletes all its users, and their passwords cannot be restored.",
  remedy: 'Set deletionProtection: "ACTIVE".',
  check: ({ deletionProtection }) => deletionProtection !== "ACTIVE" && "deletion protection is not enabled",
  fix: { deletionProtection: "ACTIVE" },
  examples: { pass: [{ deletionProtection: "ACTIVE" }], fail: [{}, { deletionProtection: "INACTIVE" }] },
});

export const cognitoNoGuests = defineRule({
  id: "cognito-no-guests",
  title: "Cognito identity pools do not allow unauthenticated identities",
  severity: "high",
  controls: { "aws-fsbp": ["Cognito.2"] },
  on: "aws:cognito/identityPool:IdentityPool",
  why: "Anyone on the internet can obtain AWS credentials with the permissions of the role for unauthenticated identities.",
  remedy: "Remove allowUnauthenticatedIdentities: true.",
  check: ({ allowUnauthenticatedIdentities }) =>
    allowUnauthenticatedIdentities === true && "unauthenticated identities are allowed",
  examples: { pass: [{}, { allowUnauthenticatedIdentities: false }], fail: [{ allowUnauthenticatedIdentities: true }] },
});
