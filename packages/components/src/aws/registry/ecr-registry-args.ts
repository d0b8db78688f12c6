import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import type { EcrEncryption, EcrImageTagMutability } from "./ecr-repository-args";
import type { EcrLifecycleRule } from "./lifecycle-rules";

/** Basic scanning, which is free, or enhanced scanning with Amazon Inspector. */
export type EcrScanning = EcrBasicScanning | EcrEnhancedScanning;

/** Scans for vulnerabilities in operating system packages. */
export interface EcrBasicScanning {
  readonly type: "basic";
  /**
   * The repositories whose images are scanned when they are pushed, as up to 100 filters. A filter with wildcards (`*`)
   * matches entire names; a filter without wildcards matches all names that contain it. Images in other repositories are
   * scanned only on request.
   *
   * @default ["*"]
   */
  readonly scanOnPush?: readonly string[];
}

/** Scans for vulnerabilities in operating system and programming language packages, for which Amazon Inspector charges. */
export interface EcrEnhancedScanning {
  readonly type: "enhanced";
  /**
   * The repositories whose images are scanned when they are pushed, as filters; see `EcrBasicScanning.scanOnPush`. Images in
   * repositories that no filter matches are not scanned.
   *
   * @default []
   */
  readonly scanOnPush?: readonly string[];
  /**
   * The repositories whose images are scanned when they are pushed and whenever new vulnerabilities become known, as filters.
   *
   * @default ["*"], or [] if scanOnPush is set
   */
  readonly continuousScan?: readonly string[];
}

/** The copying of images to other Regions and accounts. */
export interface EcrReplicationRule {
  /** The registries that images are copied to. A registry has at most 25 destinations in all of its rules. */
  readonly destinations: readonly EcrReplicationDestination[];
  /**
   * The repositories whose images are copied, as up to 100 prefixes of their names. A prefix has 2 to 256 characters.
   *
   * @default all repositories
   */
  readonly repositoryPrefixes?: readonly string[];
}

/** The registry of an account in a Region. */
export interface EcrReplicationDestination {
  /** The Region: `"eu-central-1"`. */
  readonly region: pulumi.Input<string>;
  /**
   * The ID of the account. The registry of another account must allow the replication; see `replicationSources`.
   *
   * @default the registry's own account
   */
  readonly accountId?: pulumi.Input<string>;
}

/** An upstream registry that has the same address for all of its users. */
export type EcrPublicUpstream =
  | "docker-hub"
  | "ecr-public"
  | "github-container-registry"
  | "gitlab-container-registry"
  | "k8s"
  | "quay";

/** A registry of Azure Container Registry. */
export interface EcrAzureUpstream {
  /** The name of the registry, which is the first part of its address: `"acme1"` for `acme1.azurecr.io`. */
  readonly azureRegistry: string;
}

/** The caching of images from another registry. */
export interface EcrPullThroughCacheRule {
  /** The registry to cache images from. Changing it replaces the rule. */
  readonly upstream: EcrPublicUpstream | EcrAzureUpstream;
  /**
   * The ARN of the Secrets Manager secret with the credentials for the upstream registry. The secret must be in the same
   * account and Region, and its name must begin with `ecr-pullthroughcache/`. All upstream registries require it except
   * `ecr-public`, `k8s`, and `quay`.
   */
  readonly credentialArn?: pulumi.Input<string>;
  /**
   * The namespace of the repositories that contain the cached images: 2 to 30 characters, without a trailing slash. `ROOT`
   * caches images in all repositories that no other rule covers. Changing it replaces the rule.
   *
   * @default the name of the rule
   */
  readonly repositoryPrefix?: string;
}

/** An event on which ECR creates a repository by itself. */
export type EcrRepositoryCreation = "CREATE_ON_PUSH" | "PULL_THROUGH_CACHE" | "REPLICATION";

/** The settings of repositories that ECR creates by itself. Repositories that already exist keep their settings. */
export interface EcrCreationTemplate {
  /** The events for which the template applies. */
  readonly appliedFor: readonly EcrRepositoryCreation[];
  /**
   * The namespace of the repositories, without a trailing slash: 1 to 256 characters. `ROOT` applies to all repositories that
   * no other template covers. Changing it replaces the template.
   *
   * @default the name of the template
   */
  readonly repositoryPrefix?: string;
  /**
   * Whether image tags can be moved to other images. A pull-through cache cannot follow tags that move in the upstream
   * registry unless they are listed.
   *
   * @default "IMMUTABLE"
   */
  readonly imageTagMutability?: EcrImageTagMutability;
  /**
   * The encryption of images at rest.
   *
   * @default "AES256"
   */
  readonly encryption?: EcrEncryption;
  /**
   * Rules that delete or archive images as they age, in order of precedence. An empty array keeps all images.
   *
   * @default the default rules of an EcrRepository in the same profile
   */
  readonly lifecycleRules?: readonly EcrLifecycleRule[];
  /**
   * Principals of other accounts that can pull images: account IDs, or ARNs of roles and users.
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
}

/** Arguments of an EcrRegistry. All arguments are optional. */
export interface EcrRegistryArgs extends AwsComponentArgs {
  /**
   * How ECR scans images for known vulnerabilities. The setting takes precedence over `scanOnPush` of all repositories.
   *
   * @default { type: "basic" }
   */
  readonly scanning?: EcrScanning;
  /**
   * The images that ECR copies to other Regions and accounts when they are pushed, as up to 10 rules. ECR does not copy images
   * that were pushed before, nor settings of repositories.
   *
   * @default []
   */
  readonly replicationRules?: readonly EcrReplicationRule[];
  /**
   * The IDs of accounts that can replicate images into this registry. ECR creates the repositories that do not exist.
   *
   * @default []
   */
  readonly replicationSources?: readonly pulumi.Input<string>[];
  /**
   * The upstream registries whose images ECR caches, by the name of the rule. The name is part of the name of a child.
   *
   * @default {}
   */
  readonly pullThroughCacheRules?: Readonly<Record<string, EcrPullThroughCacheRule>>;
  /**
   * The settings of repositories that ECR creates by itself, by the name of the template. The name is part of the name of a
   * child.
   *
   * @default {}
   */
  readonly creationTemplates?: Readonly<Record<string, EcrCreationTemplate>>;
}

/** The arguments of an EcrRegistry that have default values. */
export type EcrRegistryDefaults = Required<
  Pick<
    EcrRegistryArgs,
    | "protection"
    | "scanning"
    | "replicationRules"
    | "replicationSources"
    | "pullThroughCacheRules"
    | "creationTemplates"
  >
>;

/** The default arguments of an EcrRegistry. Both profiles share them, because the settings apply to the entire account. */
export const ECR_REGISTRY_DEFAULTS: ProfileDefaults<EcrRegistryDefaults> = defineDefaults<EcrRegistryDefaults>(
  {
    protection: true,
    scanning: { type: "basic" },
    replicationRules: [],
    replicationSources: [],
    pullThroughCacheRules: {},
    creationTemplates: {},
  },
  {},
);

/** The names of the arguments. */
export const ECR_REGISTRY_ARGUMENTS: Readonly<Record<keyof EcrRegistryArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  scanning: true,
  replicationRules: true,
  replicationSources: true,
  pullThroughCacheRules: true,
  creationTemplates: true,
};
