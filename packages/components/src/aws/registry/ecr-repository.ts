import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue } from "../../shared/checks";
import {
  checkAdoption,
  childOptions,
  isProtected,
  withDefaults,
  type ProfileDefaults,
} from "../../shared/component-args";
import { childName } from "../../shared/naming";
import { componentSetArgs, type ComponentMonitorsArgs } from "../monitors/component-set";
import type { Monitored, MonitorSet } from "../monitors/monitor";
import { ecrRepository, type EcrRepositoryMonitorsArgs as RepositoryMonitorsArgs } from "../monitors/sets";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import {
  checkEncryption,
  checkImageTagMutability,
  checkPullPrincipals,
  checkRepositoryName,
  imageUri,
  organizationId,
  repositoryArn as repositoryArnCheck,
} from "./ecr-argument-checks";
import {
  defaultLifecycleRules,
  ECR_REPOSITORY_ARGUMENTS,
  ECR_REPOSITORY_DEFAULTS,
  type EcrRepositoryArgs,
  type EcrRepositoryDefaults,
  type EcrRepositorySettings,
} from "./ecr-repository-args";
import { planLifecyclePolicy, type EcrLifecyclePolicy } from "./lifecycle-policy";
import { pullStatements } from "./pull-statements";
import { encryptionInputs, tagMutabilityInputs } from "./repository-inputs";

/** An ECR repository that other components can use, whether or not this program created the repository. */
export interface EcrRepositoryLike {
  /** The URL for pushes and pulls, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders`. */
  readonly repositoryUrl: pulumi.Output<string>;
  /** The ARN of the repository. */
  readonly repositoryArn: pulumi.Output<string>;
  /** The name of the repository in AWS, including namespaces. */
  readonly repositoryName: pulumi.Output<string>;
  /**
   * Returns the URI of an image.
   *
   * @param tagOrDigest - a tag such as `1.4.2`, or a digest `sha256:…`, which always refers to the same image
   * @throws ArgumentsError if the value is neither; if the value is an output, the returned output fails instead
   */
  imageUri(tagOrDigest: pulumi.Input<string>): pulumi.Output<string>;
}

/** The properties of an existing repository that `EcrRepository.fromExisting` needs. */
export interface ExistingEcrRepositoryArgs {
  /** The URL of the repository, without a tag. */
  readonly repositoryUrl: pulumi.Input<string>;
  /** The ARN of the repository. */
  readonly repositoryArn: pulumi.Input<string>;
}

/** The arguments of the monitors of an EcrRepository. */
export type EcrRepositoryMonitorsArgs = ComponentMonitorsArgs & Pick<RepositoryMonitorsArgs, "maximumPullsPerHour">;

/**
 * An ECR repository with immutable tags, vulnerability scans, and lifecycle rules.
 *
 * @remarks
 * Creates the repository, its lifecycle policy (unless there are no lifecycle rules), and a repository policy if other
 * principals can pull.
 *
 * Storage costs $0.10 per GB per month. AWS charges separately for data transfer out of the Region. Scanning on push is free.
 *
 * To delete a protected repository, set `protection: false` and deploy, and then remove the component from the program. This
 * also deletes all images.
 *
 * Names of the children, for `adopt` and `transforms`: `repository`, `lifecycle`, `policy`.
 *
 * @example
 * const orders = new EcrRepository("orders", { imageTagMutability: { mutableTags: ["latest"] } });
 * export const image = orders.imageUri("1.4.2");
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class EcrRepository extends pulumi.ComponentResource implements EcrRepositoryLike, Monitored {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<EcrRepositoryDefaults> = ECR_REPOSITORY_DEFAULTS;

  /** The URL for pushes and pulls, without a tag. */
  readonly repositoryUrl: pulumi.Output<string>;
  /** The ARN of the repository. */
  readonly repositoryArn: pulumi.Output<string>;
  /** The name of the repository in AWS, including namespaces. */
  readonly repositoryName: pulumi.Output<string>;

  /** The ECR repository. */
  readonly repository: aws.ecr.Repository;
  /** The lifecycle policy; `undefined` if there are no lifecycle rules. */
  readonly lifecyclePolicy: aws.ecr.LifecyclePolicy | undefined;
  /** The repository policy; `undefined` if no other principals can pull. */
  readonly repositoryPolicy: aws.ecr.RepositoryPolicy | undefined;

  private readonly settings: EcrRepositorySettings;
  private readonly resourceName: string;

  constructor(name: string, args: EcrRepositoryArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const { settings, lifecyclePolicy } = checkArgs(name, args);

    super("roadbed:aws:EcrRepository", name, args, options);
    this.resourceName = name;
    this.settings = settings;

    this.repository = this.createRepository(options);
    this.lifecyclePolicy = lifecyclePolicy && this.createLifecyclePolicy(lifecyclePolicy);
    this.repositoryPolicy = this.createRepositoryPolicy();

    this.repositoryUrl = this.repository.repositoryUrl;
    this.repositoryArn = this.repository.arn;
    this.repositoryName = this.repository.name;
    this.registerOutputs({
      repositoryUrl: this.repositoryUrl,
      repositoryArn: this.repositoryArn,
      repositoryName: this.repositoryName,
    });
  }

  /**
   * Returns an existing repository, such as a repository in another stack, in the form that components accept. Creates no
   * resources and performs no lookups, so a preview needs no credentials.
   *
   * @throws ArgumentsError if the ARN is not a repository ARN; if the ARN is an output, the returned outputs fail instead
   */
  static fromExisting({ repositoryUrl, repositoryArn }: ExistingEcrRepositoryArgs): EcrRepositoryLike {
    const issues = new ArgumentIssues("EcrRepository.fromExisting");
    const arn = pulumi.output(issues.checkInput("repositoryArn", repositoryArn, repositoryArnCheck));
    issues.throwIfAny();
    const url = pulumi.output(repositoryUrl);
    return {
      repositoryUrl: url,
      repositoryArn: arn,
      repositoryName: arn.apply((value) => value.slice(value.indexOf("/") + 1)),
      imageUri: (tagOrDigest) => imageUri(new ArgumentIssues("EcrRepository.fromExisting"), url, tagOrDigest),
    };
  }

  /** Returns the URI of an image; see `EcrRepositoryLike.imageUri`. */
  imageUri(tagOrDigest: pulumi.Input<string>): pulumi.Output<string> {
    return imageUri(new ArgumentIssues("EcrRepository", this.resourceName), this.repositoryUrl, tagOrDigest);
  }

  /**
   * Returns the monitors of the repository, for a `Monitoring`. The alarm requires `maximumPullsPerHour`.
   *
   * @throws ArgumentsError that lists all argument issues
   */
  monitors(args: EcrRepositoryMonitorsArgs = {}): MonitorSet {
    const component = { component: "EcrRepository", name: this.resourceName, region: this.settings.region };
    return ecrRepository({
      ...componentSetArgs(component, args, ["maximumPullsPerHour"]),
      repositoryName: this.repositoryName,
    });
  }

  private createRepository(options?: pulumi.ComponentResourceOptions): aws.ecr.Repository {
    const { imageTagMutability, scanOnPush, encryption, protection } = this.settings;
    return new aws.ecr.Repository(
      childName(this.resourceName, "repository"),
      {
        name: this.settings.repositoryName,
        region: this.settings.region,
        ...tagMutabilityInputs(imageTagMutability),
        imageScanningConfiguration: { scanOnPush },
        encryptionConfigurations: [encryptionInputs(encryption)],
        forceDelete: this.settings.forceDelete ?? !protection,
        tags: this.settings.tags,
      },
      childOptions(this, this.settings, "repository", { protect: isProtected(this.settings, options) }),
    );
  }

  private createLifecyclePolicy(policy: EcrLifecyclePolicy): aws.ecr.LifecyclePolicy {
    return new aws.ecr.LifecyclePolicy(
      childName(this.resourceName, "lifecycle"),
      // Passes an object, because one unknown value would make an entire JSON string unknown for policy rules.
      { repository: this.repository.name, region: this.settings.region, policy },
      childOptions(this, this.settings, "lifecycle"),
    );
  }

  private createRepositoryPolicy(): aws.ecr.RepositoryPolicy | undefined {
    const Statement = pullStatements(this.settings);
    if (Statement.length === 0) return undefined;
    return new aws.ecr.RepositoryPolicy(
      childName(this.resourceName, "policy"),
      {
        repository: this.repository.name,
        region: this.settings.region,
        policy: { Version: "2012-10-17", Statement },
      },
      childOptions(this, this.settings, "policy"),
    );
  }
}

const CHILDREN = ["repository", "lifecycle", "policy"];

function checkArgs(name: string, args: EcrRepositoryArgs) {
  const issues = new ArgumentIssues("EcrRepository", name);
  const settings = withDefaults(issues, ECR_REPOSITORY_DEFAULTS, ECR_REPOSITORY_ARGUMENTS, args);
  checkAdoption(issues, settings, CHILDREN);
  checkRepositoryName(issues, name, settings.repositoryName);
  checkImageTagMutability(issues, settings.imageTagMutability);
  const lifecycleRules =
    args.lifecycleRules !== undefined
      ? settings.lifecycleRules
      : defaultLifecycleRules(settings.lifecycleRules, settings.imageTagMutability);
  const lifecyclePolicy = planLifecyclePolicy(issues, lifecycleRules);
  const checked: EcrRepositorySettings = {
    ...settings,
    lifecycleRules,
    tags: checkAwsTags(issues, settings.tags),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    scanOnPush: issues.checkInput<boolean>("scanOnPush", settings.scanOnPush, booleanValue),
    encryption: checkEncryption(issues, settings.encryption),
    pullPrincipals: checkPullPrincipals(issues, settings.pullPrincipals),
    pullOrganizationId: issues.checkOptionalInput("pullOrganizationId", settings.pullOrganizationId, organizationId),
    forceDelete: issues.checkOptionalInput<boolean>("forceDelete", settings.forceDelete, booleanValue),
  };
  issues.throwIfAny();
  return { settings: checked, lifecyclePolicy };
}
