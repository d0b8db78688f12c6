import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, SHARED_ARGUMENTS, type Defaults } from "../../shared/component-args";
import type { AwsComponentArgs } from "../shared/aws-component-args";
import type { EcrLifecycleRule } from "./lifecycle-rules";

/** Which tags can be moved to another image: none, or those like one of `mutableTags`. */
export type EcrTagMutability = "IMMUTABLE" | EcrMutableTags;

/** Tags that can be moved, among tags that cannot. */
export interface EcrMutableTags {
  /** One to five patterns, `*` for any characters, at most twice in each: `["latest", "pr-*"]`. */
  readonly mutableTags: readonly string[];
}

/** How images are encrypted at rest: by a key of ECR's, or by one of yours. */
export type EcrEncryption = "AES256" | EcrKmsEncryption;

/** Encryption by a KMS key of yours. */
export interface EcrKmsEncryption {
  /** The key's ARN, not an alias's: ECR answers with the key, and an alias would differ on every preview. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Arguments of an EcrRepository. All have defaults. */
export interface EcrRepositoryArgs extends AwsComponentArgs {
  /**
   * The repository's name in AWS, 2 to 256 characters, `/` between namespaces. A change of it replaces the repository.
   *
   * @default made from the component's name, with characters appended that make it unique
   */
  readonly repositoryName?: string;
  /**
   * Whether a tag can be moved to another image. While it cannot, a version that was deployed stays what it was.
   *
   * @default "IMMUTABLE"
   */
  readonly tagMutability?: EcrTagMutability;
  /**
   * Whether ECR looks for known vulnerabilities in each image as it is pushed. An account that scans by registry-wide
   * rules ignores it.
   *
   * @default true
   */
  readonly scanOnPush?: pulumi.Input<boolean>;
  /**
   * How images are encrypted at rest. A change of it replaces the repository.
   *
   * @default "AES256"
   */
  readonly encryption?: EcrEncryption;
  /**
   * Who, besides this account, may pull: account IDs, or ARNs of roles and users.
   *
   * @default []
   */
  readonly pullPrincipals?: readonly pulumi.Input<string>[];
  /**
   * An AWS organization whose every account may pull, such as `o-a1b2c3d4e5`.
   *
   * @default no organization
   */
  readonly pullOrganizationId?: pulumi.Input<string>;
  /**
   * What happens to images as they age; `[]` keeps all of them, at a cost that only grows. ECR acts within a day.
   *
   * @default untagged images are deleted after 7 days, and tagged ones beyond the newest 500; after 1 day and beyond 50
   *   in development
   */
  readonly lifecycle?: readonly EcrLifecycleRule[];
  /**
   * Whether a repository that still holds images can be deleted, images and all.
   *
   * @default true if `protection` is "off"
   */
  readonly forceDelete?: pulumi.Input<boolean>;
}

/** Arguments that always have a value. */
export type DefaultedEcrRepositoryArgs =
  "tagMutability" | "scanOnPush" | "encryption" | "pullPrincipals" | "lifecycle" | "protection";
/** The arguments, judged and completed. */
export type EcrRepositorySettings = EcrRepositoryArgs & Required<Pick<EcrRepositoryArgs, DefaultedEcrRepositoryArgs>>;

/** The defaults of each profile. */
export const ECR_REPOSITORY_DEFAULTS: Defaults<EcrRepositoryArgs, DefaultedEcrRepositoryArgs> = defineDefaults<
  Required<Pick<EcrRepositoryArgs, DefaultedEcrRepositoryArgs>>
>(
  {
    tagMutability: "IMMUTABLE",
    scanOnPush: true,
    encryption: "AES256",
    pullPrincipals: [],
    lifecycle: [{ expireUntaggedAfterDays: 7 }, { keepLast: 500, tags: ["*"] }],
    protection: "on",
  },
  {
    lifecycle: [{ expireUntaggedAfterDays: 1 }, { keepLast: 50, tags: ["*"] }],
    protection: "off",
  },
);

/** The names of the arguments. */
export const ECR_REPOSITORY_ARGUMENTS: Readonly<Record<keyof EcrRepositoryArgs, true>> = {
  ...SHARED_ARGUMENTS,
  region: true,
  repositoryName: true,
  tagMutability: true,
  scanOnPush: true,
  encryption: true,
  pullPrincipals: true,
  pullOrganizationId: true,
  lifecycle: true,
  forceDelete: true,
};
