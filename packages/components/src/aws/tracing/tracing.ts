import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ProfileDefaults } from "../../shared/component-args";
import { Children } from "../shared/children";
import { createCollector, type TracingCollector, type TracingLike } from "./collector";
import { TRACING_DEFAULTS, type TracingArgs, type TracingDefaults } from "./tracing-args";
import { checkTracingArgs, type TracingSettings } from "./tracing-checks";

/**
 * Tracing of applications with OpenTelemetry and AWS X-Ray: groups of traces, sampling rules, and the collector that runs beside
 * applications.
 *
 * @remarks
 * Creates the groups and the sampling rules. An `EcsService` or an `EcsTask` with the argument `tracing` runs the collector. The
 * settings of the entire account belong to `AccountTracing`. Create one, because collectors need Transaction Search by default, or set
 * `transactionSearch: false`.
 *
 * Groups and sampling rules are free. Without Transaction Search, X-Ray charges $5 per million traces after the first 100,000 of
 * each month: 10 requests per second of which 5 % are traced are 10 × 2,592,000 × 5 % = 1.3 million traces, which cost
 * (1.3 - 0.1) × $5 = $6 per month. With Transaction Search, CloudWatch charges for spans per GB. Prices are for us-east-1.
 *
 * The component has no stateful children, so `protection` has no effect. To delete it, remove it from the program.
 *
 * Names of the children, for `adopt` and `transforms`: `group-<name>`, `rule-<name>`.
 *
 * @example
 * const network = new Vpc("shop");
 * const tracing = new Tracing("shop", {
 *   groups: { failures: { filterExpression: 'service("orders") { fault = true }', insights: true } },
 * });
 * new EcsService("orders", {
 *   cluster: new EcsCluster("shop"),
 *   network,
 *   image: new EcrRepository("orders").imageUri("1.4.2"),
 *   tracing,
 * });
 *
 * @throws ArgumentsError that lists all argument issues
 */
export class Tracing extends pulumi.ComponentResource implements TracingLike {
  /** The default arguments in each profile. */
  static readonly DEFAULTS: ProfileDefaults<TracingDefaults> = TRACING_DEFAULTS;

  /**
   * Where pods send traces in an EKS cluster with the add-on `amazon-cloudwatch-observability` 8.0.0 or later, for the argument
   * `tracing` of a `Workload`. The add-on requires Transaction Search.
   *
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/eks-observability-addon-otlp-endpoint.html
   */
  static readonly EKS_ADDON = { endpoint: "http://cloudwatch-agent.amazon-cloudwatch:4317", protocol: "grpc" } as const;

  /** The collector that runs beside applications. */
  readonly collector: TracingCollector;
  /** The ARNs of the groups by name. */
  readonly groupArns: Readonly<Record<string, pulumi.Output<string>>>;

  /** The groups by name. */
  readonly groups: Readonly<Record<string, aws.xray.Group>>;
  /** The sampling rules by name. */
  readonly samplingRules: Readonly<Record<string, aws.xray.SamplingRule>>;

  private readonly children: Children;

  constructor(name: string, args: TracingArgs = {}, options?: pulumi.ComponentResourceOptions) {
    const settings = checkTracingArgs(name, args);

    super("roadbed:aws:Tracing", name, args, options);
    this.children = new Children(this, name, settings);
    const { collectorImage: image, protocol, transactionSearch, remoteSampling } = settings;
    this.collector = createCollector({ image, protocol, transactionSearch, remoteSampling });

    const groups = Object.entries(settings.groups).map(([key, group]) => [key, this.createGroup(key, group)] as const);
    this.groups = Object.fromEntries(groups);
    this.samplingRules = Object.fromEntries(
      Object.entries(settings.samplingRules).map(([key, rule]) => [key, this.createSamplingRule(key, rule)]),
    );

    this.groupArns = Object.fromEntries(groups.map(([key, { arn }]) => [key, arn]));
    this.registerOutputs({ groupArns: this.groupArns });
  }

  private createGroup(groupName: string, group: TracingSettings["groups"][string]): aws.xray.Group {
    const child = `group-${groupName}`;
    const { filterExpression, insights, insightNotifications } = group;
    return new aws.xray.Group(
      this.children.name(child),
      {
        region: this.children.region,
        groupName,
        filterExpression,
        insightsConfiguration: { insightsEnabled: insights, notificationsEnabled: insightNotifications },
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }

  private createSamplingRule(ruleName: string, rule: TracingSettings["samplingRules"][string]): aws.xray.SamplingRule {
    const child = `rule-${ruleName}`;
    const { percent, reservoirPerSecond, ...matches } = rule;
    return new aws.xray.SamplingRule(
      this.children.name(child),
      {
        region: this.children.region,
        ruleName,
        version: 1,
        ...matches,
        fixedRate: percent / 100,
        reservoirSize: reservoirPerSecond,
        tags: this.children.tags(child),
      },
      this.children.options(child),
    );
  }
}
