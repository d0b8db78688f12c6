import type * as pulumi from "@pulumi/pulumi";
import { defineDefaults, type ProfileDefaults } from "../../shared/component-args";
import { AWS_COMPONENT_ARGUMENTS, type AwsComponentArgs } from "../shared/aws-component-args";
import { COLLECTOR_IMAGE, type TracingProtocol } from "./collector";

/** A group of traces, for which X-Ray publishes metrics and finds insights. */
export interface TracingGroupArgs {
  /** The filter expression that traces match: `service("orders") { error = true }`. */
  readonly filterExpression: pulumi.Input<string>;
  /**
   * Whether X-Ray detects anomalies in the traces of the group, which costs $1 per million traces.
   *
   * @default false
   */
  readonly insights?: boolean;
  /**
   * Whether X-Ray also sends insights to Amazon EventBridge. Requires `insights`.
   *
   * @default false
   */
  readonly insightNotifications?: boolean;
}

/**
 * A rule that determines which share of requests is traced. The properties that match requests accept the wildcards `*` and `?`,
 * and match all requests by default.
 */
export interface TracingSamplingRuleArgs {
  /** The order of the rule, from 1 to 9999. The rule with the lowest number among those that match applies. */
  readonly priority: number;
  /** The percentage of matching requests that are traced beyond the reservoir, from 0 to 100. */
  readonly percent: number;
  /**
   * The number of matching requests per second, in all services together, that are always traced.
   *
   * @default 1
   */
  readonly reservoirPerSecond?: number;
  /**
   * The name of the service, as `OTEL_SERVICE_NAME` sets it: up to 64 characters.
   *
   * @default "*"
   */
  readonly serviceName?: pulumi.Input<string>;
  /**
   * The type of the service: `"AWS::ECS::Container"`.
   *
   * @default "*"
   */
  readonly serviceType?: pulumi.Input<string>;
  /**
   * The host in the request: up to 64 characters.
   *
   * @default "*"
   */
  readonly host?: pulumi.Input<string>;
  /**
   * The method of the request: `"GET"`.
   *
   * @default "*"
   */
  readonly httpMethod?: pulumi.Input<string>;
  /**
   * The path in the URL of the request: up to 128 characters.
   *
   * @default "*"
   */
  readonly urlPath?: pulumi.Input<string>;
  /**
   * The ARN of the AWS resource that the service runs on.
   *
   * @default "*"
   */
  readonly resourceArn?: pulumi.Input<string>;
  /**
   * Up to 5 attributes that the request has when it begins, with names and values of up to 32 characters.
   *
   * @default {}
   */
  readonly attributes?: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Arguments of a Tracing. All arguments are optional. */
export interface TracingArgs extends AwsComponentArgs {
  /**
   * The groups of traces, by name: up to 32 letters, digits, and hyphens, unique in the account and Region. Renaming a group
   * replaces it.
   *
   * @default {}
   */
  readonly groups?: Readonly<Record<string, TracingGroupArgs>>;
  /**
   * The sampling rules, by name: up to 32 letters, digits, and hyphens, unique in the account and Region. Renaming a rule replaces
   * it.
   *
   * @default {}
   */
  readonly samplingRules?: Readonly<Record<string, TracingSamplingRuleArgs>>;
  /**
   * Whether applications apply the sampling rules. Their OpenTelemetry SDK must have the sampler `xray`, as the AWS Distro for
   * OpenTelemetry does: some SDKs fail without it. If `false`, applications trace all requests.
   *
   * @default false
   */
  readonly remoteSampling?: boolean;
  /**
   * Whether the account and the Region have Transaction Search, which `AccountTracing` turns on. Collectors then send spans to the
   * OTLP endpoint of X-Ray, which refuses them otherwise. If `false`, they convert spans to X-Ray segments.
   *
   * @default true
   */
  readonly transactionSearch?: boolean;
  /**
   * The protocol with which applications send traces to the collector.
   *
   * @default "grpc"
   */
  readonly protocol?: TracingProtocol;
  /**
   * The image of the collector: a copy of the AWS Distro for OpenTelemetry collector 0.49.0 in a private repository, for tasks
   * without a route to the internet.
   *
   * @default "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0"
   */
  readonly collectorImage?: pulumi.Input<string>;
}

/** The arguments of a Tracing that have default values. */
export type TracingDefaults = Required<
  Pick<
    TracingArgs,
    "protection" | "groups" | "samplingRules" | "remoteSampling" | "transactionSearch" | "protocol" | "collectorImage"
  >
>;

/** The default arguments of a Tracing in each profile. */
export const TRACING_DEFAULTS: ProfileDefaults<TracingDefaults> = defineDefaults<TracingDefaults>(
  {
    protection: true,
    groups: {},
    samplingRules: {},
    remoteSampling: false,
    transactionSearch: true,
    protocol: "grpc",
    collectorImage: COLLECTOR_IMAGE,
  },
  { protection: false },
);

/** The names of the arguments. */
export const TRACING_ARGUMENTS: Readonly<Record<keyof TracingArgs, true>> = {
  ...AWS_COMPONENT_ARGUMENTS,
  groups: true,
  samplingRules: true,
  remoteSampling: true,
  transactionSearch: true,
  protocol: true,
  collectorImage: true,
};
