import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkAdoption, childOptions, isProtected, withDefaults } from "../../shared/component-args";
import { childName } from "../../shared/naming";
import { Problems, trueOrFalse } from "../../shared/argument-issues";
import { checkAwsTags } from "../shared/aws-tags";
import { regionName } from "../shared/aws-component-args";
import {
  arnOfRepository,
  checkEncryption,
  checkPullPrincipals,
  checkRepositoryName,
  checkTagMutability,
  imageUri,
  organizationId,
} from "./ecr-argument-checks";
import {
  ECR_REPOSITORY_ARGUMENTS,
  ECR_REPOSITORY_DEFAULTS,
  type EcrRepositoryArgs,
  type EcrRepositorySettings,
} from "./ecr-repository-args";
import { planLifecycle, type EcrLifecyclePolicy } from "./lifecycle-rules";

/** What others need of a repository, whoever made it. */
export interface EcrRepositoryLike {
  /** Where images are pushed to and pulled from, without a tag: `123456789012.dkr.ecr.eu-west-1.amazonaws.com/orders`. */
  readonly repositoryUrl: pulumi.Output<string>;
  readonly repositoryArn: pulumi.Output<string>;
  /** The name in AWS, namespaces included. */
  readonly repositoryName: pulumi.Output<string>;
  /**
   * The full name of one image.
   *
   * @param tagOrDigest a tag such as `1.4.2`, or a digest `sha256:…`, which no push can change
   * @throws ArgumentsError if it is neither; in `apply`, if it is an output
   */
  imageUri(tagOrDigest: pulumi.Input<string>): pulumi.Output<string>;
}

/** A repository that something else made. */
export interface ExistingEcrRepository {
  readonly repositoryUrl: pulumi.Input<string>;
  readonly repositoryArn: pulumi.Input<string>;
}

/**
 * A container registry's repository whose tags do not move and whose images do not pile up.
 *
 * Creates: the repository, its lifecycle policy (unless `lifecycle` is `[]`), and a repository policy if others may pull.
 * Costs: $0.10 a month for each GB stored, and traffic out of the region; scanning on push is free.
 * Throws: ArgumentsError, with every wrong argument at once.
 *
 * To delete it, which its protection refuses, take two steps: set `protection: "off"` and deploy; then remove it from the
 * program, or destroy the stack. The images go with it.
 *
 * Names of the children, for `adopt`: `repository`, `lifecycle`, `policy`.
 *
 * @example
 * const orders = new EcrRepository("orders", { tagMutability: { mutableTags: ["latest"] } });
 * export const image = orders.imageUri("1.4.2");
 */
export class EcrRepository extends pulumi.ComponentResource implements EcrRepositoryLike {
  /** What it does unless told otherwise, by profile. */
  static readonly DEFAULTS = ECR_REPOSITORY_DEFAULTS;

  readonly repositoryUrl: pulumi.Output<string>;
  readonly repositoryArn: pulumi.Output<string>;
  readonly repositoryName: pulumi.Output<string>;

  readonly repository: aws.ecr.Repository;
  /** Absent if `lifecycle` is `[]`. */
  readonly lifecyclePolicy: aws.ecr.LifecyclePolicy | undefined;
  /** Absent if nobody else may pull. */
  readonly repositoryPolicy: aws.ecr.RepositoryPolicy | undefined;

  private readonly settings: EcrRepositorySettings;
  private readonly resourceName: string;

  constructor(name: string, args: EcrRepositoryArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const { settings, lifecyclePolicy } = readArgs(name, args);

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
   * A repository that something else made, another stack for instance, in the shape that components take. Nothing is
   * created and nothing looked up, so a preview needs no account.
   *
   * @throws ArgumentsError if the ARN is not a repository's; in `apply`, if it is an output
   */
  static fromExisting({ repositoryUrl, repositoryArn }: ExistingEcrRepository): EcrRepositoryLike {
    const problems = new Problems("EcrRepository.fromExisting");
    const arn = pulumi.output(problems.checkInput("repositoryArn", repositoryArn, arnOfRepository));
    problems.throwIfAny();
    const url = pulumi.output(repositoryUrl);
    return {
      repositoryUrl: url,
      repositoryArn: arn,
      repositoryName: arn.apply((known) => known.slice(known.indexOf("/") + 1)),
      imageUri: (tagOrDigest) => imageUri(new Problems("EcrRepository.fromExisting"), url, tagOrDigest),
    };
  }

  imageUri(tagOrDigest: pulumi.Input<string>): pulumi.Output<string> {
    return imageUri(new Problems("EcrRepository", this.resourceName), this.repositoryUrl, tagOrDigest);
  }

  private createRepository(options?: pulumi.ComponentResourceOptions): aws.ecr.Repository {
    const { tagMutability, scanOnPush, encryption, protection } = this.settings;
    return new aws.ecr.Repository(
      childName(this.resourceName, "repository"),
      {
        name: this.settings.repositoryName,
        region: this.settings.region,
        imageTagMutability: tagMutability === "IMMUTABLE" ? "IMMUTABLE" : "IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters:
          tagMutability === "IMMUTABLE"
            ? undefined
            : tagMutability.mutableTags.map((filter) => ({ filter, filterType: "WILDCARD" })),
        imageScanningConfiguration: { scanOnPush },
        encryptionConfigurations: [
          encryption === "AES256"
            ? { encryptionType: "AES256" }
            : { encryptionType: "KMS", kmsKey: encryption.kmsKeyArn },
        ],
        forceDelete: this.settings.forceDelete ?? protection === "off",
        tags: this.settings.tags,
      },
      childOptions(this, this.settings, "repository", { protect: isProtected(this.settings, options) }),
    );
  }

  private createLifecyclePolicy(policy: EcrLifecyclePolicy): aws.ecr.LifecyclePolicy {
    return new aws.ecr.LifecyclePolicy(
      childName(this.resourceName, "lifecycle"),
      // An object, as all policies: one unknown would hide the whole of a text from rules that read it.
      { repository: this.repository.name, region: this.settings.region, policy },
      childOptions(this, this.settings, "lifecycle"),
    );
  }

  private createRepositoryPolicy(): aws.ecr.RepositoryPolicy | undefined {
    const { pullPrincipals, pullOrganizationId } = this.settings;
    const Statement: aws.types.input.iam.PolicyStatement[] = [];
    if (pullPrincipals.length > 0) {
      Statement.push({
        Sid: "PullByPrincipals",
        Effect: "Allow",
        Principal: { AWS: [...pullPrincipals] },
        Action: PULL_ACTIONS,
      });
    }
    if (pullOrganizationId !== undefined) {
      Statement.push({
        Sid: "PullByOrganization",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: PULL_ACTIONS,
        Condition: { StringEquals: { "aws:PrincipalOrgID": pullOrganizationId } },
      });
    }
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

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-push-iam.html: what a pull takes of the repository.
const PULL_ACTIONS = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];

/** The arguments judged and completed. */
function readArgs(name: string, args: EcrRepositoryArgs) {
  const problems = new Problems("EcrRepository", name);
  const settings = withDefaults(problems, ECR_REPOSITORY_DEFAULTS, ECR_REPOSITORY_ARGUMENTS, args);
  checkAdoption(problems, settings, CHILDREN);
  checkRepositoryName(problems, name, settings.repositoryName);
  checkTagMutability(problems, settings.tagMutability);
  const lifecyclePolicy = planLifecycle(problems, settings.lifecycle);
  const judged: EcrRepositorySettings = {
    ...settings,
    tags: checkAwsTags(problems, settings.tags),
    region: problems.checkOptional("region", settings.region, regionName),
    scanOnPush: problems.checkInput<boolean>("scanOnPush", settings.scanOnPush, trueOrFalse),
    encryption: checkEncryption(problems, settings.encryption),
    pullPrincipals: checkPullPrincipals(problems, settings.pullPrincipals),
    pullOrganizationId: problems.checkOptional("pullOrganizationId", settings.pullOrganizationId, organizationId),
    forceDelete: problems.checkOptional<boolean>("forceDelete", settings.forceDelete, trueOrFalse),
  };
  problems.throwIfAny();
  return { settings: judged, lifecyclePolicy };
}
