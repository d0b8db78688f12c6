import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isProtected, type ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import { partitionOf } from "../shared/partition";
import type { PolicyStatement } from "../shared/permissions";
import { physicalPrefix } from "../shared/physical-prefix";
import { ACCOUNT_TRACING_DEFAULTS, type AccountTracingArgs, type AccountTracingDefaults } from "./account-tracing-args";
import { checkAccountTracingArgs, type AccountTracingSettings } from "./account-tracing-checks";

/** The log groups that X-Ray creates: one for spans, and one for the data of Application Signals. */
const LOG_GROUPS = ["aws/spans", "/aws/application-signals/data"];

/** X-Ray has one indexing rule, with this name. */
const INDEXING_RULE = "Default";

/**
 * The X-Ray settings of an account in a Region: Transaction Search and encryption.
 *
 * @remarks
 * Creates the encryption configuration and the destination of traces. With Transaction Search, it also creates the indexing rule
 * and the resource policy that allows X-Ray to write to the log groups `aws/spans` and `/aws/application-signals/data`. X-Ray
 * creates the log groups themselves, because CloudWatch Logs allows nobody else to create a log group with a name that begins with
 * `aws/`. The account in the policy comes from the lookup `aws.getCallerIdentity`, because none of these settings has an ARN.
 *
 * Create only one component for each account and Region, because AWS stores one configuration of each kind: a second component
 * would overwrite the settings of the first one, and each deployment would undo the other.
 *
 * CloudWatch charges for spans per GB, like for logs. X-Ray charges $0.75 per million spans that it indexes beyond the first
 * percent: with 10 million spans per month and `indexedPercent: 5`, 10 × (5 % - 1 %) × $0.75 = $0.30. Prices are for us-east-1.
 *
 * All children are protected in both profiles, because they apply to the entire account. **The removal of the component changes
 * nothing in AWS**, because X-Ray cannot delete these settings. To restore the settings of a new account, set
 * `transactionSearch: false`, remove `kmsKeyArn`, set `protection: false`, and deploy. Then remove the component from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `encryption`, `policy`, `destination`, `indexing`.
 *
 * @example
 * const tracing = new AccountTracing("tracing", { transactionSearch: { indexedPercent: 5 } });
 * export const { spansLogGroupName } = tracing;
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class AccountTracing extends pulumi.ComponentResource {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<AccountTracingDefaults> = ACCOUNT_TRACING_DEFAULTS;

  /** The name of the log group that contains all spans, once X-Ray writes to it; `undefined` without Transaction Search. */
  readonly spansLogGroupName: pulumi.Output<string> | undefined;

  /** The encryption configuration. */
  readonly encryption: aws.xray.EncryptionConfig;
  /** The resource policy that allows X-Ray to write spans; `undefined` without Transaction Search. */
  readonly policy: aws.cloudwatch.LogResourcePolicy | undefined;
  /** The destination of traces. */
  readonly destination: aws.xray.TraceSegmentDestination;
  /** The rule that determines which share of traces is indexed; `undefined` without Transaction Search. */
  readonly indexing: aws.xray.IndexingRule | undefined;

  private readonly settings: AccountTracingSettings;
  private readonly children: Children;

  constructor(name: string, args: AccountTracingArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkAccountTracingArgs(name, args);

    super("roadbed:aws:AccountTracing", name, args, options);
    this.settings = settings;
    this.children = new Children(this, name, settings);
    const protect = isProtected(settings, options);
    const { indexedPercent } = settings;

    this.encryption = this.createEncryption(protect);
    this.policy = indexedPercent === undefined ? undefined : this.createPolicy(name, protect);
    this.destination = this.createDestination(protect);
    this.indexing = indexedPercent === undefined ? undefined : this.createIndexing(indexedPercent, protect);

    const [spans = ""] = LOG_GROUPS;
    // Depends on the destination, so that whatever reads the log group waits until X-Ray uses it.
    this.spansLogGroupName = this.policy && this.destination.destination.apply(() => spans);
    this.registerOutputs({ spansLogGroupName: this.spansLogGroupName });
  }

  private createEncryption(protect: boolean): aws.xray.EncryptionConfig {
    const { kmsKeyArn } = this.settings;
    return new aws.xray.EncryptionConfig(
      this.children.name("encryption"),
      {
        region: this.children.region,
        ...(kmsKeyArn === undefined ? { type: "NONE" } : { type: "KMS", keyId: kmsKeyArn }),
      },
      this.children.options("encryption", { protect }),
    );
  }

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Enable-TransactionSearch.html
  private createPolicy(name: string, protect: boolean): aws.cloudwatch.LogResourcePolicy {
    const { accountId } = aws.getCallerIdentityOutput({}, this.children.lookupOptions);
    const { region } = this.encryption;
    const partition = region.apply((value) => partitionOf(value).name);
    const Statement: PolicyStatement[] = [
      {
        Sid: "TransactionSearch",
        Effect: "Allow",
        Principal: { Service: "xray.amazonaws.com" },
        Action: "logs:PutLogEvents",
        Resource: LOG_GROUPS.map(
          (logGroup) => pulumi.interpolate`arn:${partition}:logs:${region}:${accountId}:log-group:${logGroup}:*`,
        ),
        Condition: {
          ArnLike: { "aws:SourceArn": pulumi.interpolate`arn:${partition}:xray:${region}:${accountId}:*` },
          StringEquals: { "aws:SourceAccount": accountId },
        },
      },
    ];
    return new aws.cloudwatch.LogResourcePolicy(
      this.children.name("policy"),
      {
        region: this.children.region,
        policyName: physicalPrefix(name),
        policyDocument: { Version: "2012-10-17", Statement },
      },
      this.children.options("policy", { protect }),
    );
  }

  private createDestination(protect: boolean): aws.xray.TraceSegmentDestination {
    const { policy } = this;
    return new aws.xray.TraceSegmentDestination(
      this.children.name("destination"),
      { region: this.children.region, destination: policy ? "CloudWatchLogs" : "XRay" },
      // X-Ray refuses the destination unless it can write to the log groups.
      this.children.options("destination", { protect, ...(policy && { dependsOn: policy }) }),
    );
  }

  private createIndexing(desiredSamplingPercentage: number, protect: boolean): aws.xray.IndexingRule {
    return new aws.xray.IndexingRule(
      this.children.name("indexing"),
      {
        region: this.children.region,
        name: INDEXING_RULE,
        rule: { probabilistic: { desiredSamplingPercentage } },
      },
      this.children.options("indexing", { protect, dependsOn: this.destination }),
    );
  }
}
