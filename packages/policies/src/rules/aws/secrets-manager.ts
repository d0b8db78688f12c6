import { examplePlan, idOf } from "../../authoring/example-plan";
import { policyOf } from "../../authoring/example-policy";
import { patch } from "../../kernel/patch";
import { integerOption } from "../../authoring/option-builders";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineStackRule } from "../../authoring/define-stack-rule";
import { secretStatements } from "../../views/data-policies";
import { allowsPublicAccess } from "../../views/public-access";

const secret = "aws:secretsmanager/secret:Secret";
const rotation = "aws:secretsmanager/secretRotation:SecretRotation";
const policy = "aws:secretsmanager/secretPolicy:SecretPolicy";
const monthly = { rotationRules: { automaticallyAfterDays: 30 } };

export const secretRotation = defineStackRule({
  id: "secret-rotation",
  title: "Secrets are rotated",
  severity: "medium",
  controls: { "aws-fsbp": ["SecretsManager.1"] },
  types: [secret],
  why: "A secret that leaked, or that somebody took along, stays good until somebody thinks of it.",
  remedy:
    "Add an aws.secretsmanager.SecretRotation with secretId: secret.id, rotationLambdaArn and rotationRules: { automaticallyAfterDays: 30 }.",
  check: (graph) =>
    graph.byType(secret).map(
      (resource) =>
        !graph.referrers(resource, rotation, "secretId").some(({ props }) => props.rotationEnabled !== false) && {
          resource,
          message: "nothing rotates the secret",
        },
    ),
  examples: {
    pass: [examplePlan({ secret: [secret, {}], rotation: [rotation, { secretId: idOf("secret"), ...monthly }] })],
    fail: [
      examplePlan({ secret: [secret, {}], rotation: [rotation, { secretId: "secret-of-others", ...monthly }] }),
      examplePlan({ secret: [secret, {}], rotation: [rotation, { secretId: idOf("secret"), rotationEnabled: false }] }),
    ],
  },
});

const HOURS_PER_DAY = 24;

/** How often a schedule rotates, in days; 0 for what cannot be told, which cron is most often enough. */
function daysOf(schedule: string): number {
  const [, count, unit] = /^rate\((\d+) (day|hour)s?\)$/.exec(schedule.trim()) ?? [];
  return unit === "hour" ? Number(count) / HOURS_PER_DAY : Number(count ?? 0);
}

export const secretRotationDays = defineRule({
  id: "secret-rotation-days",
  title: "Secrets are rotated often enough",
  severity: "medium",
  controls: { "aws-fsbp": ["SecretsManager.4"] },
  on: rotation,
  options: {
    maximumDays: integerOption(90, "Days after which a secret is rotated at the latest.", {
      minimum: 1,
      maximum: 1000,
    }),
  },
  why: "Whoever got hold of the secret can use it until it is rotated.",
  remedy: "Set rotationRules: { automaticallyAfterDays: 30 }.",
  check: ({ rotationRules }, { options }) =>
    (rotationRules?.automaticallyAfterDays ?? daysOf(rotationRules?.scheduleExpression ?? "")) > options.maximumDays &&
    "the secret is rotated too rarely",
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
  title: "Secrets are encrypted with a key of one's own",
  severity: "low",
  topic: "customer-keys",
  on: secret,
  // https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
  why: "The key of AWS decrypts for everyone who may read the secret, and cannot be used from another account.",
  remedy: "Set kmsKeyId to the ARN of an aws.kms.Key.",
  check: (props) => !("kmsKeyId" in props) && { at: "kmsKeyId", message: "no key is named" },
  examples: { pass: [{ kmsKeyId: "arn:aws:kms:eu-west-1:123456789012:key/1" }], fail: [{}] },
});

const reading = { Effect: "Allow", Action: "secretsmanager:GetSecretValue", Resource: "*" };

export const secretPolicyNotPublic = defineViewRule({
  id: "secret-policy-not-public",
  title: "Policies of secrets let nobody in but whom they name",
  severity: "critical",
  on: secretStatements,
  why: "Everyone who has an AWS account can read the secret, if its key lets them.",
  remedy:
    "Name the roles that need the secret, and set blockPublicPolicy: true on the aws.secretsmanager.SecretPolicy.",
  check: (statement) => allowsPublicAccess(statement) && "a statement allows everyone",
  examples: {
    pass: [
      [secret, {}],
      [policy, policyOf({ ...reading, Principal: { AWS: "arn:aws:iam::123456789012:role/app" } })],
      [policy, policyOf({ ...reading, Effect: "Deny", Principal: "*" })],
    ],
    fail: [
      [secret, policyOf([{ ...reading, Principal: "*" }])],
      [policy, policyOf({ ...reading, Principal: { AWS: "*" } })],
    ],
  },
});
