import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { matching, oneOf } from "../../shared/checks";
import { Children } from "../shared/children";
import { partitionOf } from "../shared/partition";
import type { PolicyStatement } from "../shared/permissions";
import { createServiceRole, type ServiceRole } from "../shared/service-role";
import { ECR_REGISTRY_DEFAULTS, type EcrRegistryArgs, type EcrRegistryDefaults } from "./ecr-registry-args";
import {
  checkEcrRegistryArgs,
  CREATION_ROLE,
  type CacheRuleSettings,
  type CreationTemplateSettings,
  type EcrRegistrySettings,
} from "./ecr-registry-checks";
import { pullStatements } from "./pull-statements";
import { encryptionInputs, tagMutabilityInputs } from "./repository-inputs";

/**
 * The settings of the private ECR registry of an account in a Region: scanning, replication, pull-through caches, and the
 * repositories that ECR creates by itself.
 *
 * @remarks
 * Creates the scanning configuration, and as required: the replication configuration, the registry policy that allows other
 * accounts to replicate images, a rule for each pull-through cache, and a template for each namespace of repositories that ECR
 * creates by itself, with a role that ECR assumes to create them.
 *
 * Create only one component for each account and Region, because AWS stores one configuration of each kind: a second component
 * would overwrite the settings of the first one, and each deployment would undo the other. Repositories and their settings
 * belong to `EcrRepository`.
 *
 * The settings and basic scanning are free. Each copy of an image costs $0.10 per GB per month, and replication to another Region
 * costs $0.02 per GB between most Regions, so an image of 0.5 GB that 100 deployments a month push and one other Region stores
 * costs 100 × 0.5 × ($0.10 + $0.02) = $6 in the first month. Amazon Inspector charges for enhanced scanning: $0.09 for the first
 * scan of an image and $0.01 for each further scan.
 *
 * The scanning configuration, the replication configuration, and the registry policy are protected in both profiles, because
 * they apply to the entire account. To delete them, set `protection: false` and deploy, and then remove the component from the
 * program. ECR then scans images only on request, unless their repository sets `scanOnPush`.
 *
 * Names of the children, for `adopt` and `transforms`: `scanning`, `replication`, `policy`, `cache-<rule>`,
 * `template-<template>`, `creation-role`, `creation-role-policy`.
 *
 * @example
 * const registry = new EcrRegistry("registry", {
 *   replicationRules: [{ destinations: [{ region: "eu-central-1" }], repositoryPrefixes: ["shop/"] }],
 *   pullThroughCacheRules: { quay: { upstream: "quay" } },
 *   creationTemplates: { quay: { appliedFor: ["PULL_THROUGH_CACHE"] } },
 * });
 * export const image = registry.cachedImageUri("quay", "prometheus/prometheus:v3.5.0");
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EcrRegistry extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EcrRegistryDefaults> = ECR_REGISTRY_DEFAULTS;

  /** The ID of the registry, which is the ID of its account. */
  readonly registryId: pulumi.Output<string>;
  /** The address of the registry, with which the URLs of its repositories begin. */
  readonly registryUrl: pulumi.Output<string>;

  /** The scanning configuration. */
  readonly scanningConfiguration: aws.ecr.RegistryScanningConfiguration;
  /** The replication configuration; `undefined` without replication rules. */
  readonly replicationConfiguration: aws.ecr.ReplicationConfiguration | undefined;
  /** The registry policy; `undefined` without replication sources. */
  readonly registryPolicy: aws.ecr.RegistryPolicy | undefined;
  /** The role with which ECR creates repositories, and its policy; `undefined` without creation templates. */
  readonly creationRole: ServiceRole | undefined;
  /** The repository creation templates by name. */
  readonly creationTemplates: Readonly<Record<string, aws.ecr.RepositoryCreationTemplate>>;
  /** The pull-through cache rules by name. */
  readonly pullThroughCacheRules: Readonly<Record<string, aws.ecr.PullThroughCacheRule>>;

  private readonly settings: EcrRegistrySettings;
  private readonly resourceName: string;
  private readonly children: Children;

  constructor(name: string, args: EcrRegistryArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkEcrRegistryArgs(name, args);

    super("roadbed:aws:EcrRegistry", name, args, options);
    this.settings = settings;
    this.resourceName = name;
    this.children = new Children(this, name, settings);
    const protect = isProtected(settings, options);
    const { replicationRules, replicationSources, templates, cacheRules } = settings;

    this.scanningConfiguration = this.createScanningConfiguration(protect);
    this.replicationConfiguration =
      replicationRules.length === 0 ? undefined : this.createReplicationConfiguration(protect);
    this.registryPolicy = replicationSources.length === 0 ? undefined : this.createRegistryPolicy(protect);
    const creationRole = Object.keys(templates).length === 0 ? undefined : this.createCreationRole();
    this.creationRole = creationRole;
    this.creationTemplates = mapValues(templates, (key, template) => this.createTemplate(key, template, creationRole));
    this.pullThroughCacheRules = mapValues(cacheRules, (key, rule) => this.createCacheRule(key, rule));

    const { region, registryId } = this.scanningConfiguration;
    this.registryId = registryId;
    this.registryUrl = pulumi.interpolate`${registryId}.dkr.ecr.${region}.${region.apply((value) => partitionOf(value).dnsSuffix)}`;
    this.registerOutputs({ registryId: this.registryId, registryUrl: this.registryUrl });
  }

  /**
   * Returns the URI of an image in a pull-through cache. A role that pulls an image for the first time needs the actions
   * `ecr:BatchImportUpstreamImage` and `ecr:CreateRepository`.
   *
   * @param rule - the name of a rule in `pullThroughCacheRules`
   * @param image - the image in the upstream registry: `prometheus/prometheus:v3.5.0`. Images of Docker Hub without a namespace
   * have the namespace `library`: `library/nginx:1.29`.
   * @throws ArgumentsError if no such rule exists or the image has neither a tag nor a digest
   */
  cachedImageUri(rule: string, image: string): pulumi.Output<string> {
    const issues = new ArgumentIssues("EcrRegistry", this.resourceName);
    issues.check("rule", rule, oneOf(Object.keys(this.settings.cacheRules)));
    issues.check("image", image, upstreamImage);
    issues.throwIfAny();
    const prefix = this.settings.cacheRules[rule]?.repositoryPrefix;
    return pulumi.interpolate`${this.registryUrl}/${prefix === "ROOT" ? "" : `${prefix}/`}${image}`;
  }

  private createScanningConfiguration(protect: boolean): aws.ecr.RegistryScanningConfiguration {
    const { type, scanOnPush, continuousScan } = this.settings.scanning;
    const rule = (scanFrequency: string, filters: readonly string[]) =>
      filters.length === 0
        ? []
        : [{ scanFrequency, repositoryFilters: filters.map((filter) => ({ filter, filterType: "WILDCARD" })) }];
    return new aws.ecr.RegistryScanningConfiguration(
      this.children.name("scanning"),
      {
        region: this.children.region,
        scanType: type === "basic" ? "BASIC" : "ENHANCED",
        rules: [...rule("SCAN_ON_PUSH", scanOnPush), ...rule("CONTINUOUS_SCAN", continuousScan)],
      },
      this.children.options("scanning", { protect }),
    );
  }

  private createReplicationConfiguration(protect: boolean): aws.ecr.ReplicationConfiguration {
    const rules = this.settings.replicationRules.map(({ destinations, repositoryPrefixes = [] }) => ({
      destinations: destinations.map(({ region, accountId = this.scanningConfiguration.registryId }) => ({
        region,
        registryId: accountId,
      })),
      ...(repositoryPrefixes.length > 0 && {
        repositoryFilters: repositoryPrefixes.map((filter) => ({ filter, filterType: "PREFIX_MATCH" })),
      }),
    }));
    return new aws.ecr.ReplicationConfiguration(
      this.children.name("replication"),
      { region: this.children.region, replicationConfiguration: { rules } },
      this.children.options("replication", { protect }),
    );
  }

  private createRegistryPolicy(protect: boolean): aws.ecr.RegistryPolicy {
    const Statement: PolicyStatement[] = [
      {
        Sid: "ReplicationByOtherAccounts",
        Effect: "Allow",
        Principal: { AWS: [...this.settings.replicationSources] },
        Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
        Resource: this.repositoryArn("*"),
      },
    ];
    return new aws.ecr.RegistryPolicy(
      this.children.name("policy"),
      { region: this.children.region, policy: { Version: "2012-10-17", Statement } },
      this.children.options("policy", { protect }),
    );
  }

  // https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-custom.html
  private createCreationRole(): ServiceRole {
    const templates = Object.values(this.settings.templates);
    const patterns = templates.map(({ repositoryPrefix }) =>
      repositoryPrefix === "ROOT" ? "*" : `${repositoryPrefix}/*`,
    );
    const keys = templates.flatMap(({ encryption }) => (encryption === "AES256" ? [] : [encryption.kmsKeyArn]));
    const statements: PolicyStatement[] = [
      {
        Effect: "Allow",
        Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
        Resource: patterns.map((pattern) => this.repositoryArn(pattern)),
      },
    ];
    if (keys.length > 0) {
      statements.push({
        Effect: "Allow",
        Action: ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"],
        Resource: [...new Set(keys)],
      });
    }
    return createServiceRole(this.children, CREATION_ROLE, { service: "ecr.amazonaws.com", statements });
  }

  private createTemplate(
    key: string,
    template: CreationTemplateSettings,
    creationRole: ServiceRole | undefined,
  ): aws.ecr.RepositoryCreationTemplate {
    const { appliedFor, repositoryPrefix, imageTagMutability, encryption, lifecyclePolicy } = template;
    const Statement = pullStatements(template);
    const child = `template-${key}`;
    return new aws.ecr.RepositoryCreationTemplate(
      this.children.name(child),
      {
        region: this.children.region,
        prefix: repositoryPrefix,
        appliedFors: [...appliedFor],
        ...tagMutabilityInputs(imageTagMutability),
        encryptionConfigurations: [encryptionInputs(encryption)],
        // The provider accepts only strings here.
        lifecyclePolicy: lifecyclePolicy && JSON.stringify(lifecyclePolicy),
        repositoryPolicy:
          Statement.length === 0 ? undefined : pulumi.jsonStringify({ Version: "2012-10-17", Statement }),
        resourceTags: this.settings.tags,
        customRoleArn: creationRole?.role.arn,
      },
      this.children.options(child, creationRole?.policy && { dependsOn: creationRole.policy }),
    );
  }

  private createCacheRule(key: string, { upstreamUrl, credentialArn, repositoryPrefix }: CacheRuleSettings) {
    const child = `cache-${key}`;
    return new aws.ecr.PullThroughCacheRule(
      this.children.name(child),
      {
        region: this.children.region,
        ecrRepositoryPrefix: repositoryPrefix,
        upstreamRegistryUrl: upstreamUrl,
        credentialArn,
      },
      // ECR refuses a second rule for a namespace, so the rule must be deleted before it is replaced. The templates must exist
      // when the first image is pulled.
      this.children.options(child, {
        deleteBeforeReplace: true,
        dependsOn: Object.values(this.creationTemplates),
      }),
    );
  }

  /** Returns the ARN of the registry's repositories whose names match a pattern. */
  private repositoryArn(pattern: string): pulumi.Output<string> {
    const { region, registryId } = this.scanningConfiguration;
    const partition = region.apply((value) => partitionOf(value).name);
    return pulumi.interpolate`arn:${partition}:ecr:${region}:${registryId}:repository/${pattern}`;
  }
}

const upstreamImage = matching(
  /^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::[A-Za-z0-9_][A-Za-z0-9._-]{0,127}|@sha256:[0-9a-f]{64})$/,
  "an image with a tag or a digest",
  'Example: "library/nginx:1.29".',
);

const mapValues = <T, R>(values: Readonly<Record<string, T>>, map: (key: string, value: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(key, value)]));
