import { specifiesCustomerKey } from "../../conditions/customer-keys";
import { examplePlan, exampleId } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { patch } from "../../kernel/patch";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { secretStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../conditions/public-access";

const secret = "aws:secretsmanager/secret:Secret";
const rotation = "aws:secretsmanager/secretRotation:SecretRotation";
const policy = "aws:secretsmanager/secretPolicy:SecretPolicy";
const monthly = { rotationRules: { automaticallyAfterDays: 30 } };

export const secretRotation = defineStackRule({
  id: "secret-rotation",
  title: "Secrets Manager secrets have automatic rotation enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["SecretsManager.1"] },
  types: [secret],
  why: "Without rotation, a leaked secret stays valid until someone replaces it manually.",
  remedy:
    "Add an aws.secretsmanager.SecretRotation with secretId: secret.id, rotationLambdaArn: rotator.arn, and rotationRules: { automaticallyAfterDays: 30 }.",
  check: (graph) =>
    graph.byType(secret).map(
      (resource) =>
        !graph.referrers(resource, rotation, "secretId").some(({ props }) => props.rotationEnabled !== false) && {
          resource,
          message: "automatic rotation is not enabled for the secret",
        },
    ),
  examples: {
    pass: [examplePlan({ secret: [secret, {}], rotation: [rotation, { secretId: exampleId("secret"), ...monthly }] })],
    fail: [
      examplePlan({ secret: [secret, {}], rotation: [rotation, { secretId: "another-secret", ...monthly }] }),
      examplePlan({
        secret: [secret, {}],
        rotation: [rotation, { secretId: exampleId("secret"), rotationEnabled: false }],
      }),
    ],
  },
});

const HOURS_PER_DAY = 24;

/** Returns the interval of a `rate` expression in days, or 0 for cron expressions, which are accepted. */
function daysOf(schedule: string): number {
  const [, count, unit] = /^rate\((\d+) (day|hour)s?\)$/.exec(schedule.trim()) ?? [];
  return unit === "hour" ? Number(count) / HOURS_PER_DAY : Number(count ?? 0);
}

export const secretRotationDays = defineRule({
  id: "secret-rotation-days",
  title: "Secrets Manager secret rotation intervals do not exceed the configured maximum",
  severity: "medium",
  controls: { "aws-fsbp": ["SecretsManager.4"] },
  on: rotation,
  options: {
    maximumDays: integerOption(90, "Maximum rotation interval in days.", {
      minimum: 1,
      maximum: 1000,
    }),
  },
  why: "A compromised secret can be used until it is rotated.",
  remedy: "Set rotationRules: { automaticallyAfterDays: 30 }.",
  check: ({ rotationRules }, { options }) =>
    (rotationRules?.automaticallyAfterDays ?? daysOf(rotationRules?.scheduleExpression ?? "")) > options.maximumDays &&
    "the rotation interval is too long",
  fix: ({ rotationRules }, { options }) =>
    rotationRules?.automaticallyAfterDays !== undefined &&
    patch(rotationRules, { automaticallyAfterDays: options.maximumDays }),
  examples: {
    pass: [
      monthly,
      { rotationRules: { scheduleExpression: "rate(90 days)" } },
      { rotationRules: { scheduleExpression: "cron(0 4 1 * ? *)" } },
    ],
    fail: [
      { rotationRules: { automaticallyAfterDays: 91 } },
      { rotationRules: { scheduleExpression: "rate(180 days)" } },
    ],
  },
});

export const secretCustomerKey = defineRule({
  id: "secret-customer-key",
  title: "Secrets Manager secrets are encrypted with a customer managed key",
  severity: "low",
  topic: "customer-keys",
  on: secret,
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  why: "The AWS managed key decrypts the secret for everyone who is allowed to read it, and does not support cross-account access.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key.",
  check: (props) =>
    !specifiesCustomerKey(props, "kmsKeyId") && {
      at: "kmsKeyId",
      message: "not encrypted with a customer managed key",
    },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

const readStatement = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" };

export const secretPolicyNotPublic = defineViewRule({
  id: "secret-policy-not-public",
  title: "Secrets Manager secret policies do not allow public access",
  severity: "critical",
  on: secretStatements,
  why: "Anyone with an AWS account can read the secret if its KMS key also allows access.",
  remedy:
    "Set Principal to the roles that need the secret, and set blockPublicPolicy: true on the aws.secretsmanager.SecretPolicy.",
  check: (statement) => allowsPublicAccess(statement) && "a statement allows public access",
  examples: {
    pass: [
      [secret, {}],
      [policy, policyOf({ ...readStatement, Principal: { AWS: "arn:aws:iam::123456789012:role/app" } })],
      [policy, policyOf({ ...readStatement, Effect: "Deny", Principal: "*" })],
    ],
    fail: [
      [secret, policyOf([{ ...readStatement, Principal: "*" }])],
      [policy, policyOf({ ...readStatement, Principal: { AWS: "*" } })],
    ],
  },
});
