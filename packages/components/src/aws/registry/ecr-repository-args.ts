import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { EcrLifecycleRule } from "./lifecycle-rules";

/** Which image tags can be moved to other images: no tags, or only tags that match `mutableTags`. */
export type EcrImageTagMutability = "IMMUTABLE" | EcrMutableTags;

/** Tags that can be moved to another image. All other tags are immutable. */
export interface EcrMutableTags {
  /** One to five tag patterns, each with up to two wildcards (`*`): `["latest", "pr-*"]`. */
  readonly mutableTags: readonly string[];
}

/** Encryption of images at rest: with a key that Amazon S3 manages, or with a customer managed KMS key. */
export type EcrEncryption = "AES256" | EcrKmsEncryption;

/** Encryption with a customer managed KMS key. */
export interface EcrKmsEncryption {
  /** The ARN of the key. Aliases are rejected: ECR returns the key ARN, so an alias would differ in every preview. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Arguments of an EcrRepository. All arguments are optional. */
export interface EcrRepositoryArgs extends AwsComponentArgs {
  /**
   * The name of the repository in AWS: 2 to 256 characters, with `/` between namespaces. Changing it replaces the repository.
   *
   * @default the name of the component, with a unique suffix
   */
  readonly repositoryName?: string;
  /**
   * Whether image tags can be moved to other images. With immutable tags, a deployed version always runs the same code.
   *
   * @default "IMMUTABLE"
   */
  readonly imageTagMutability?: EcrImageTagMutability;
  /**
   * Whether ECR scans each image for known vulnerabilities when it is pushed. ECR ignores this setting in accounts with
   * registry-wide scanning rules.
   *
   * @default true
   */
  readonly scanOnPush?: pulumi.Input<boolean>;
  /**
   * The encryption of images at rest. Changing it replaces the repository.
   *
   * @default "AES256"
   */
  readonly encryption?: EcrEncryption;
  /**
   * Other principals that can pull images: account IDs, or ARNs of roles and users.
   *
   * @default []
   */
  readonly pullPrincipals?: readonly pulumi.Input<string>[];
  /**
   * The ID of an AWS organization whose accounts can pull images, such as `o-a1b2c3d4e5`.
   *
   * @default no organization
   */
  readonly pullOrganizationId?: pulumi.Input<string>;
  /**
   * Rules that delete or archive images as they age, in order of precedence. ECR applies them within 24 hours. An empty
   * array keeps all images.
   *
   * @default a rule that deletes untagged images after 7 days, unless tags are mutable; in the development profile, after 1
   * day, and a rule that keeps the newest 50 tagged images
   */
  readonly lifecycleRules?: readonly EcrLifecycleRule[];
  /**
   * Whether the repository can be deleted while it contains images.
   *
   * @default true if `protection` is false
   */
  readonly forceDelete?: pulumi.Input<boolean>;
}

/** The arguments of an EcrRepository that have default values. */
export type EcrRepositoryDefaults = Required<
  Pick<
    EcrRepositoryArgs,
    "protection" | "imageTagMutability" | "scanOnPush" | "encryption" | "pullPrincipals" | "lifecycleRules"
  >
>;

/**
 * The default arguments of an EcrRepository in each profile. Repositories with mutable tags have no default rules for
 * untagged images; see `defaultLifecycleRules`.
 */
export const ECR_REPOSITORY_DEFAULTS: ProfileDefaults<EcrRepositoryDefaults> = defineDefaults<EcrRepositoryDefaults>(
  {
    protection: true,
    imageTagMutability: "IMMUTABLE",
    scanOnPush: true,
    encryption: "AES256",
    pullPrincipals: [],
    lifecycleRules: [{ expireUntaggedAfterDays: 7 }],
  },
  {
    protection: false,
    lifecycleRules: [{ expireUntaggedAfterDays: 1 }, { keepLast: 50, tags: ["*"] }],
  },
);

/**
 * Returns the default rules that are safe for a repository. When a mutable tag moves, the image that it referred to becomes
 * untagged, while services that resolved the tag earlier still run it. ECR counts days from the push of an image, so no
 * number of days is long enough.
 *
 * @see https://github.com/aws/amazon-ecs-agent/issues/4226
 */
export const defaultLifecycleRules = (
  rules: readonly EcrLifecycleRule[],
  imageTagMutability: EcrImageTagMutability,
): readonly EcrLifecycleRule[] =>
  imageTagMutability === "IMMUTABLE" ? rules : rules.filter((rule) => !("expireUntaggedAfterDays" in rule));

/** The checked arguments with all defaults. */
export type EcrRepositorySettings = EcrRepositoryArgs & EcrRepositoryDefaults;

/** The names of the arguments. */
export const ECR_REPOSITORY_ARGUMENTS: Readonly<Record<keyof EcrRepositoryArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  repositoryName: true,
  imageTagMutability: true,
  scanOnPush: true,
  encryption: true,
  pullPrincipals: true,
  pullOrganizationId: true,
  lifecycleRules: true,
  forceDelete: true,
};
