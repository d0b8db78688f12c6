import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../shared/partition";
import type { PolicyStatement } from "../shared/permissions";
import {
  COLLECTOR_HEAP_MIB,
  COLLECTOR_PORTS,
  COLLECTOR_VARIABLES,
  collectorConfiguration,
  type CollectorPipeline,
} from "./collector-configuration";

/** The protocol with which applications send traces: gRPC, or HTTP with binary messages. */
export type TracingProtocol = "grpc" | "http/protobuf";

/** An OpenTelemetry collector that runs beside an application, as data. */
export interface TracingCollector {
  /** The image. */
  readonly image: pulumi.Input<string>;
  /** The configuration in JSON, which the collector reads from the environment variable `AOT_CONFIG_CONTENT`. */
  readonly configuration: string;
  /** The environment variables of the application, which OpenTelemetry SDKs read. */
  readonly applicationVariables: Readonly<Record<string, string>>;
  /** What the collector can do, as statements for the role of the task. */
  readonly statements: readonly PolicyStatement[];
}

/** What workloads need to send traces, such as a `Tracing`. */
export interface TracingLike {
  /** The collector that runs beside the application. */
  readonly collector: TracingCollector;
}

/** The settings of a collector. */
export interface CollectorSettings extends CollectorPipeline {
  readonly image: pulumi.Input<string>;
  readonly protocol: TracingProtocol;
}

/**
 * The AWS Distro for OpenTelemetry collector, which is based on version 0.156.0 of the OpenTelemetry collector.
 *
 * @see https://github.com/aws-observability/aws-otel-collector/releases/tag/v0.49.0
 */
export const COLLECTOR_IMAGE = "public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0";

/**
 * The memory in MiB above which ECS stops the collector's container: twice its heap, because the code and the stacks of its
 * process take up to 75 MiB. AWS measured at most 114 MB in total and 0.3 % of a CPU for 5,000 traces per second. The container has
 * no CPU units of its own, because it would then take precedence over containers without any.
 *
 * @see https://aws-observability.github.io/aws-otel-collector/benchmark/report
 */
export const COLLECTOR_MEMORY_MIB = 2 * COLLECTOR_HEAP_MIB;

/** The executable in the image that fails unless the collector runs. The image contains no shell. */
export const COLLECTOR_HEALTH_CHECK = ["CMD", "/healthcheck"];

/** The Go runtime collects garbage more often above this heap, so that the collector need not refuse traces. */
const SOFT_LIMIT_MIB = Math.floor(COLLECTOR_HEAP_MIB * 0.8);

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsx-ray.html: no action that sends traces or reads
// sampling rules supports resource-level permissions.
const SEND_TO_X_RAY = ["xray:PutTraceSegments"];
const SEND_TO_OTLP_ENDPOINT = ["xray:PutSpans", "xray:PutSpansForIndexing", "xray:PutTraceSegments"];
const READ_SAMPLING_RULES = ["xray:GetSamplingRules", "xray:GetSamplingTargets"];

/** Returns a collector. */
export function createCollector(settings: CollectorSettings): TracingCollector {
  const { image, protocol, transactionSearch, remoteSampling } = settings;
  const actions = [
    ...(transactionSearch ? SEND_TO_OTLP_ENDPOINT : SEND_TO_X_RAY),
    ...(remoteSampling ? READ_SAMPLING_RULES : []),
  ];
  const port = protocol === "grpc" ? COLLECTOR_PORTS.grpc : COLLECTOR_PORTS.http;
  return {
    image,
    configuration: JSON.stringify(collectorConfiguration({ transactionSearch, remoteSampling })),
    applicationVariables: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
      ...(remoteSampling && {
        OTEL_TRACES_SAMPLER: "xray",
        OTEL_TRACES_SAMPLER_ARG: `endpoint=http://127.0.0.1:${COLLECTOR_PORTS.sampling}`,
      }),
    },
    statements: [{ Sid: "SendTraces", Effect: "Allow", Action: actions, Resource: "*" }],
  };
}

/** The collector of services without a `Tracing`, which works in every account. */
export const DEFAULT_COLLECTOR: TracingCollector = createCollector({
  image: COLLECTOR_IMAGE,
  protocol: "grpc",
  transactionSearch: false,
  remoteSampling: false,
});

/** Returns the environment variables of a collector in a Region. */
export function collectorVariables(
  { configuration }: TracingCollector,
  region: pulumi.Input<string>,
): Record<string, pulumi.Input<string>> {
  const dnsSuffix = pulumi.output(region).apply((name) => partitionOf(name).dnsSuffix);
  return {
    AOT_CONFIG_CONTENT: configuration,
    [COLLECTOR_VARIABLES.region]: region,
    [COLLECTOR_VARIABLES.tracesEndpoint]: pulumi.interpolate`https://xray.${region}.${dnsSuffix}/v1/traces`,
    GOMEMLIMIT: `${SOFT_LIMIT_MIB}MiB`,
  };
}
