import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { integerBetween, matching, stringValue } from "../../shared/checks";
import {
  checkAdoption,
  defineDefaults,
  isProtected,
  withDefaults,
  type ProfileDefaults,
} from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import { AWS_COMPONENT_ARGUMENTS, regionName, type AwsComponentArgs } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { Children } from "../shared/children";

/** A secret that workloads can use, whether or not this program created the secret. */
export interface SecretLike {
  /** The ARN of the secret. */
  readonly secretArn: pulumi.Input<string>;
  /** The ARN of the KMS key that encrypts the secret; absent if Secrets Manager manages the key. */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** How Secrets Manager replaces the value of a secret at regular intervals. */
export interface SecretRotationArgs {
  /** The ARN of the Lambda function that replaces the value. */
  readonly lambdaArn: pulumi.Input<string>;
  /**
   * The number of days between two rotations, from 1 to 1000.
   *
   * @default 30
   */
  readonly everyDays?: number;
}

/** Arguments of a Secret. All arguments are optional. */
export interface SecretArgs extends AwsComponentArgs {
  /**
   * The name of the secret in AWS: up to 512 letters, digits, and the characters `/_+=.@-`. Changing it replaces the secret.
   *
   * @default the name of the component, with a unique suffix
   */
  readonly secretName?: string;
  /** A description, which the console shows. */
  readonly description?: pulumi.Input<string>;
  /**
   * The value. Pulumi stores it encrypted in the state. Without a value, set it in AWS: the component never changes it.
   *
   * @default no value
   */
  readonly value?: pulumi.Input<string>;
  /**
   * The number of days during which a deleted secret can be restored, from 7 to 30; 0 deletes it immediately.
   *
   * @default 30; 0 in the development profile
   */
  readonly recoveryDays?: number;
  /**
   * The rotation of the value. Excludes `value`, which the next deployment would restore.
   *
   * @default no rotation
   */
  readonly rotation?: SecretRotationArgs;
  /**
   * The ARN of a KMS key that encrypts the value. Only a customer managed key allows access from other accounts.
   *
   * @default the key `aws/secretsmanager`
   */
  readonly kmsKeyArn?: pulumi.Input<string>;
}

/** The arguments of a Secret that have default values. */
export type SecretDefaults = Required<Pick<SecretArgs, "protection" | "recoveryDays">>;

const SECRET_DEFAULTS: ProfileDefaults<SecretDefaults> = defineDefaults<SecretDefaults>(
  { protection: true, recoveryDays: 30 },
  { protection: false, recoveryDays: 0 },
);

const SECRET_ARGUMENTS: Readonly<Record<keyof SecretArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  secretName: true,
  description: true,
  value: true,
  recoveryDays: true,
  rotation: true,
  kmsKeyArn: true,
};

/**
 * A secret in AWS Secrets Manager.
 *
 * @remarks
 * Creates the secret, its value, and its rotation, if the arguments contain them. The resource policy of the secret cannot allow
 * access to everyone.
 *
 * A secret costs $0.40 per month, plus $0.05 per 10,000 requests. Prices are for us-east-1.
 *
 * To delete a protected secret, set `protection: false` and deploy, and then remove the component from the program. The secret
 * can be restored for `recoveryDays`. Until then, no other secret can have its name.
 *
 * Names of the children, for `adopt` and `transforms`: `secret`, `value`, `rotation`.
 *
 * @example
 * const config = new pulumi.Config();
 * const apiKey = new Secret("api-key", { value: config.requireSecret("apiKey") });
 * export const { secretArn } = apiKey;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Secret extends pulumi.ComponentResource implements SecretLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<SecretDefaults> = SECRET_DEFAULTS;

  /** The ARN of the secret. */
  readonly secretArn: pulumi.Output<string>;
  /** The name of the secret. */
  readonly secretName: pulumi.Output<string>;
  /** The ARN of the KMS key that encrypts the secret; `undefined` if Secrets Manager manages the key. */
  readonly kmsKeyArn: pulumi.Output<string> | undefined;

  /** The secret. */
  readonly secret: aws.secretsmanager.Secret;
  /** The value; `undefined` without `value`. */
  readonly secretVersion: aws.secretsmanager.SecretVersion | undefined;
  /** The rotation; `undefined` without `rotation`. */
  readonly secretRotation: aws.secretsmanager.SecretRotation | undefined;

  constructor(name: string, args: SecretArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkArgs(name, args);
    // The inputs of a component are part of the state, so the value must be a secret there as well.
    const value = settings.value === undefined ? undefined : pulumi.secret(settings.value);

    super("roadbed:aws:Secret", name, { ...args, ...(value && { value }) }, options);
    const children = new Children(this, name, settings);

    this.secret = new aws.secretsmanager.Secret(
      children.name("secret"),
      {
        region: settings.region,
        name: settings.secretName,
        description: settings.description,
        kmsKeyId: settings.kmsKeyArn,
        recoveryWindowInDays: settings.recoveryDays,
        tags: children.tags("secret"),
      },
      children.options("secret", { protect: isProtected(settings, options) }),
    );
    this.secretVersion =
      value &&
      new aws.secretsmanager.SecretVersion(
        children.name("value"),
        { region: settings.region, secretId: this.secret.id, secretString: value },
        children.options("value"),
      );
    this.secretRotation = createRotation(children, this.secret, settings);

    this.secretArn = this.secret.arn;
    this.secretName = this.secret.name;
    this.kmsKeyArn = settings.kmsKeyArn === undefined ? undefined : pulumi.output(settings.kmsKeyArn);
    this.registerOutputs({ secretArn: this.secretArn, secretName: this.secretName });
  }
}

function createRotation(
  children: Children,
  secret: aws.secretsmanager.Secret,
  { rotation, region }: SecretArgs,
): aws.secretsmanager.SecretRotation | undefined {
  if (rotation === undefined) return undefined;
  return new aws.secretsmanager.SecretRotation(
    children.name("rotation"),
    {
      region,
      secretId: secret.id,
      rotationLambdaArn: rotation.lambdaArn,
      rotationRules: { automaticallyAfterDays: rotation.everyDays ?? 30 },
    },
    children.options("rotation"),
  );
}

// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
const MAX_NAME_CHARACTERS = 512;
const secretName = matching(
  /^[A-Za-z0-9/_+=.@-]{1,512}$/,
  "the name of a secret",
  "Use up to 512 letters, digits, and the characters /_+=.@-.",
);
const lambdaArn = matching(
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:.+$/,
  "the ARN of a Lambda function",
  "Use arn:aws:lambda:<region>:<account>:function:<name>.",
);

/** Accepts strings. The message does not contain the value, because it is a secret. */
const secretText: Check<unknown> = (value) =>
  typeof value === "string"
    ? undefined
    : { code: "wrong-type", statement: "expected a string", remedy: "Convert an object with JSON.stringify." };

function checkArgs(name: string, args: SecretArgs): SecretArgs & SecretDefaults {
  const issues = new ArgumentIssues("Secret", name);
  const settings = withDefaults(issues, SECRET_DEFAULTS, SECRET_ARGUMENTS, args);
  if (settings.secretName !== undefined) issues.check("secretName", settings.secretName, secretName);
  else if (checkNameLength(issues, name, { noun: "secret", resource: "a secret", maxCharacters: MAX_NAME_CHARACTERS }))
    issues.check("name", name, secretName);
  issues.checkIfPlain("description", settings.description ?? "", stringValue);
  issues.checkIfPlain("value", settings.value ?? "", secretText);
  if (settings.recoveryDays !== 0)
    issues.check("recoveryDays", settings.recoveryDays, integerBetween(7, 30, "0 or an integer from 7 to 30"));
  const rotation =
    settings.rotation === undefined ? undefined : checkRotation(issues, settings.rotation, settings.value);
  checkAdoption(issues, settings, [
    "secret",
    ...(settings.value === undefined ? [] : ["value"]),
    ...(rotation ? ["rotation"] : []),
  ]);
  const checked = {
    ...settings,
    ...(rotation && { rotation }),
    kmsKeyArn: issues.checkOptionalInput("kmsKeyArn", settings.kmsKeyArn, kmsKeyArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
  issues.throwIfAny();
  return checked;
}

function checkRotation(
  issues: ArgumentIssues,
  rotation: SecretRotationArgs,
  value: SecretArgs["value"],
): SecretRotationArgs {
  if (!issues.checkNames("rotation", rotation, ["lambdaArn", "everyDays"])) return rotation;
  if (value !== undefined) {
    const statement = "cannot be set together with value, which the next deployment would restore";
    issues.add("rotation", rotation, { code: "conflict", statement, remedy: "Remove value, and set it in AWS." });
  }
  if (rotation.everyDays !== undefined) issues.check("rotation.everyDays", rotation.everyDays, integerBetween(1, 1000));
  return { ...rotation, lambdaArn: issues.checkInput("rotation.lambdaArn", rotation.lambdaArn, lambdaArn) };
}
