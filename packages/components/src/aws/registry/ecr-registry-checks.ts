import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, oneOf, plainObject } from "../../shared/checks";
import { checkAdoption, profileOf, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { childKey } from "../shared/children";
import { MAX_ROLE_NAME_CHARACTERS, serviceRoleChildren } from "../shared/service-role";
import { checkEncryption, checkImageTagMutability, checkPullPrincipals, organizationId } from "./ecr-argument-checks";
import {
  ECR_REGISTRY_ARGUMENTS,
  ECR_REGISTRY_DEFAULTS,
  type EcrCreationTemplate,
  type EcrPullThroughCacheRule,
  type EcrRegistryArgs,
  type EcrRegistryDefaults,
  type EcrRepositoryCreation,
} from "./ecr-registry-args";
import { defaultLifecycleRules, ECR_REPOSITORY_DEFAULTS, type EcrEncryption } from "./ecr-repository-args";
import { planLifecyclePolicy, type EcrLifecyclePolicy } from "./lifecycle-policy";
import type { PullAccess } from "./pull-statements";
import { accountId, checkReplicationRules, checkScanning, type ScanFilters } from "./registry-rules-checks";
import { checkUpstream } from "./upstreams";

/** A pull-through cache rule with all defaults. */
export interface CacheRuleSettings {
  readonly upstreamUrl: string;
  readonly credentialArn: pulumi.Input<string> | undefined;
  readonly repositoryPrefix: string;
}

/** A repository creation template with all defaults. */
export interface CreationTemplateSettings extends PullAccess {
  readonly appliedFor: readonly EcrRepositoryCreation[];
  readonly repositoryPrefix: string;
  readonly imageTagMutability: NonNullable<EcrCreationTemplate["imageTagMutability"]>;
  readonly encryption: EcrEncryption;
  readonly lifecyclePolicy: EcrLifecyclePolicy | undefined;
}

/** The checked arguments of an EcrRegistry with all defaults. */
export type EcrRegistrySettings = Omit<EcrRegistryArgs, keyof EcrRegistryDefaults> &
  Pick<EcrRegistryDefaults, "protection" | "replicationRules" | "replicationSources"> & {
    readonly scanning: ScanFilters;
    readonly cacheRules: Readonly<Record<string, CacheRuleSettings>>;
    readonly templates: Readonly<Record<string, CreationTemplateSettings>>;
  };

/** The name of the role with which ECR creates repositories, among the children. */
export const CREATION_ROLE = "creation-role";

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html and
// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html
const namespace = (minimum: number, maximum: number): Check<unknown> =>
  matching(
    new RegExp(String.raw`^(?=.{${minimum},${maximum}}$)(?:ROOT|[a-z0-9]+(?:(?:\.|_|__|-+|\/)[a-z0-9]+)*)$`),
    `a repository namespace of ${minimum} to ${maximum} characters`,
    'Use lowercase letters and digits, separated by ".", "_", "-", or "/", or "ROOT". ECR adds the trailing slash.',
  );
const cachePrefix = namespace(2, 30);
const templatePrefix = namespace(1, 256);

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PullThroughCacheRule.html
const credentialArn = matching(
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:ecr-pullthroughcache\/[A-Za-z0-9/_+=.@-]+$/,
  'the ARN of a secret whose name begins with "ecr-pullthroughcache/"',
  "Use arn:aws:secretsmanager:<region>:<account>:secret:ecr-pullthroughcache/<name>.",
);

const creation = oneOf(["CREATE_ON_PUSH", "PULL_THROUGH_CACHE", "REPLICATION"]);

/**
 * Checks the arguments of an EcrRegistry.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkEcrRegistryArgs(name: string, args: EcrRegistryArgs): EcrRegistrySettings {
  const issues = new ArgumentIssues("EcrRegistry", name);
  const { scanning, replicationRules, replicationSources, pullThroughCacheRules, creationTemplates, ...rest } =
    withDefaults(issues, ECR_REGISTRY_DEFAULTS, ECR_REGISTRY_ARGUMENTS, args);
  const settings: EcrRegistrySettings = {
    ...rest,
    scanning: checkScanning(issues, scanning),
    replicationRules: checkReplicationRules(issues, replicationRules, rest.region),
    replicationSources: checkSources(issues, replicationSources),
    cacheRules: checkNamed(issues, "pullThroughCacheRules", pullThroughCacheRules, (path, key, rule) =>
      checkCacheRule(issues, path, key, rule),
    ),
    templates: checkNamed(issues, "creationTemplates", creationTemplates, (path, key, template) =>
      checkTemplate(issues, path, key, template, args),
    ),
    tags: checkAwsTags(issues, rest.tags),
    region: issues.checkOptionalInput("region", rest.region, regionName),
  };
  const templateNames = Object.keys(settings.templates);
  if (templateNames.length > 0) {
    checkNameLength(issues, name, {
      noun: CREATION_ROLE,
      resource: "an IAM role",
      maxCharacters: MAX_ROLE_NAME_CHARACTERS,
    });
  }
  checkAdoption(issues, rest, [
    ...["scanning", "replication", "policy"],
    ...Object.keys(settings.cacheRules).map((key) => `cache-${key}`),
    ...templateNames.map((key) => `template-${key}`),
    ...(templateNames.length > 0 ? serviceRoleChildren(CREATION_ROLE) : []),
  ]);
  issues.throwIfAny();
  return settings;
}

function checkSources(issues: ArgumentIssues, sources: readonly pulumi.Input<string>[]): pulumi.Input<string>[] {
  if (Array.isArray(sources)) {
    return sources.map((source: pulumi.Input<string>, index) =>
      issues.checkInput(`replicationSources[${index}]`, source, accountId),
    );
  }
  const remedy = "The array cannot be an output, because its length determines which resources are created.";
  issues.add("replicationSources", sources, expected("wrong-type", "an array of account IDs", remedy));
  return [];
}

/** Checks an object of values by name. Values with equal namespaces are rejected, because ECR would refuse the second one. */
function checkNamed<T extends object, S extends { readonly repositoryPrefix: string }>(
  issues: ArgumentIssues,
  argument: string,
  values: Readonly<Record<string, T>>,
  checkValue: (path: string, key: string, value: T) => S | undefined,
): Record<string, S> {
  if (!issues.check(argument, values, plainObject("an object"))) return {};
  const checked: Record<string, S> = {};
  for (const [key, value] of Object.entries(values)) {
    const path = `${argument}[${JSON.stringify(key)}]`;
    issues.check(path, key, childKey("the name of a rule or template", "docker-hub"));
    const settings = checkValue(path, key, value);
    if (settings === undefined) continue;
    const other = Object.entries(checked).find(
      ([, { repositoryPrefix: prefix }]) => prefix === settings.repositoryPrefix,
    );
    if (other !== undefined) {
      issues.add(`${path}.repositoryPrefix`, settings.repositoryPrefix, {
        code: "duplicate",
        statement: `"${settings.repositoryPrefix}" is also the namespace of "${other[0]}"`,
      });
    }
    checked[key] = settings;
  }
  return checked;
}

function checkCacheRule(
  issues: ArgumentIssues,
  path: string,
  key: string,
  rule: EcrPullThroughCacheRule,
): CacheRuleSettings | undefined {
  if (!issues.checkNames(path, rule, ["upstream", "credentialArn", "repositoryPrefix"])) return undefined;
  const { repositoryPrefix = key } = rule;
  issues.check(`${path}.repositoryPrefix`, repositoryPrefix, cachePrefix);
  const upstream = checkUpstream(issues, `${path}.upstream`, rule.upstream);
  if (upstream?.needsCredentials === true && rule.credentialArn === undefined) {
    issues.check(`${path}.credentialArn`, undefined, credentialArn);
  }
  return {
    upstreamUrl: upstream?.url ?? "",
    credentialArn: issues.checkOptionalInput(`${path}.credentialArn`, rule.credentialArn, credentialArn),
    repositoryPrefix,
  };
}

const TEMPLATE_ARGUMENTS: Readonly<Record<keyof EcrCreationTemplate, true>> = {
  appliedFor: true,
  repositoryPrefix: true,
  imageTagMutability: true,
  encryption: true,
  lifecycleRules: true,
  pullPrincipals: true,
  pullOrganizationId: true,
};

function checkTemplate(
  issues: ArgumentIssues,
  path: string,
  key: string,
  template: EcrCreationTemplate,
  args: EcrRegistryArgs,
): CreationTemplateSettings | undefined {
  if (!issues.checkNames(path, template, Object.keys(TEMPLATE_ARGUMENTS))) return undefined;
  const defaults = ECR_REPOSITORY_DEFAULTS[profileOf(args)];
  const { repositoryPrefix = key, imageTagMutability = defaults.imageTagMutability, appliedFor } = template;
  issues.check(`${path}.repositoryPrefix`, repositoryPrefix, templatePrefix);
  checkAppliedFor(issues, `${path}.appliedFor`, appliedFor);
  checkImageTagMutability(issues, imageTagMutability, `${path}.imageTagMutability`);
  const lifecycleRules = template.lifecycleRules ?? defaultLifecycleRules(defaults.lifecycleRules, imageTagMutability);
  const pullPrincipals = template.pullPrincipals ?? defaults.pullPrincipals;
  const pullOrganizationId = issues.checkOptionalInput(
    `${path}.pullOrganizationId`,
    template.pullOrganizationId,
    organizationId,
  );
  return {
    appliedFor,
    repositoryPrefix,
    imageTagMutability,
    encryption: checkEncryption(issues, template.encryption ?? defaults.encryption, `${path}.encryption`),
    lifecyclePolicy: planLifecyclePolicy(issues, lifecycleRules, `${path}.lifecycleRules`),
    pullPrincipals: checkPullPrincipals(issues, pullPrincipals, `${path}.pullPrincipals`),
    ...(pullOrganizationId !== undefined && { pullOrganizationId }),
  };
}

function checkAppliedFor(issues: ArgumentIssues, path: string, appliedFor: readonly EcrRepositoryCreation[]): void {
  if (!Array.isArray(appliedFor) || appliedFor.length === 0) {
    const code = Array.isArray(appliedFor) ? "out-of-range" : "wrong-type";
    issues.add(path, appliedFor, expected(code, "a non-empty array of events", 'Example: ["CREATE_ON_PUSH"].'));
    return;
  }
  appliedFor.forEach((event: EcrRepositoryCreation, index) => {
    const eventPath = `${path}[${index}]`;
    if (issues.check(eventPath, event, creation) && appliedFor.indexOf(event) < index) {
      issues.add(eventPath, event, { code: "duplicate", statement: `"${event}" occurs twice` });
    }
  });
}
