import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, objectOrResource } from "../../shared/checks";
import type { SecretLike } from "../secrets/secret";

/** A member of a secret whose value is a JSON object. */
export interface EcsSecretMember {
  /** The secret: a `Secret`, a `Database`, or the ARN of an existing secret. */
  readonly secret: SecretLike;
  /** The name of the member: `"password"`. */
  readonly key: string;
}

/**
 * The source of an environment variable whose value ECS reads when the container starts: a `Secret`, a `Database`, a member of
 * one of them, or the ARN of a secret or an SSM parameter, optionally followed by `:key:stage:version`.
 */
export type EcsSecret = pulumi.Input<string> | SecretLike | EcsSecretMember;

/** Accepts ARNs of secrets and SSM parameters in any partition. */
const secretArn = matching(
  /^arn:aws[a-z-]*:(?:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+(?::[^:]*){0,3}|ssm:[a-z0-9-]+:\d{12}:parameter\/.+)$/,
  "the ARN of a secret or of an SSM parameter",
  "Use arn:aws:secretsmanager:<region>:<account>:secret:<name> or arn:aws:ssm:<region>:<account>:parameter/<name>.",
);
/** Like `secretArn`, but the message does not contain the value, because it can be the secret itself. */
const secretReference: Check<unknown> = (value) => {
  const detail = secretArn(value);
  return typeof value !== "string" || detail === undefined
    ? detail
    : { ...detail, statement: "expected the ARN of a secret or of an SSM parameter, got another string" };
};
const memberName: Check<unknown> = (key) =>
  typeof key === "string" && key !== "" && !key.includes(":")
    ? undefined
    : expected("invalid-format", "the name of a member, without colons", 'Example: "password".');

const isObject = (secret: EcsSecret): secret is SecretLike | EcsSecretMember =>
  typeof secret === "object" && isPlainValue(secret as pulumi.Input<unknown>);

/** A `Secret` component has a child named `secret`, so that property alone does not make an object a member. */
const isMember = (secret: SecretLike | EcsSecretMember): secret is EcsSecretMember =>
  "secret" in secret && !("secretArn" in secret);

/** Checks the source of an environment variable and returns it with checked inputs. */
export function checkSecret(issues: ArgumentIssues, path: string, secret: EcsSecret): EcsSecret {
  if (!isObject(secret)) return issues.checkInput(path, secret, secretReference);
  if (!isMember(secret)) return checkSecretLike(issues, path, secret);
  issues.checkNames(path, secret, ["secret", "key"]);
  issues.check(`${path}.key`, secret.key, memberName);
  return { secret: checkSecretLike(issues, `${path}.secret`, secret.secret), key: secret.key };
}

const secretObject = objectOrResource("a secret", "Pass a Secret, a Database, or { secretArn }.", "secretArn");

function checkSecretLike(issues: ArgumentIssues, path: string, secret: SecretLike): SecretLike {
  if (!issues.check(path, secret, secretObject)) return secret;
  const { secretArn, kmsKeyArn } = secret;
  const checked = issues.checkInput(`${path}.secretArn`, secretArn, secretReference);
  return { secretArn: checked, ...(kmsKeyArn !== undefined && { kmsKeyArn }) };
}

/** Returns the value of `valueFrom` in the definition of a container. */
export function valueFromOf(secret: EcsSecret): pulumi.Input<string> {
  if (!isObject(secret)) return secret;
  return isMember(secret) ? pulumi.interpolate`${secret.secret.secretArn}:${secret.key}::` : secret.secretArn;
}

/** Returns the secret that an object refers to, or `undefined` for an ARN. */
export function secretOf(secret: EcsSecret): SecretLike | undefined {
  if (!isObject(secret)) return undefined;
  return isMember(secret) ? secret.secret : secret;
}
