/** How a collector sends traces. */
export interface CollectorPipeline {
  /** Whether the account has Transaction Search, which the OTLP endpoint of X-Ray requires. */
  readonly transactionSearch: boolean;
  /** Whether applications read the sampling rules of X-Ray through the collector. */
  readonly remoteSampling: boolean;
}

/** The ports on which a collector accepts connections from containers of the same task. */
export const COLLECTOR_PORTS = { grpc: 4317, http: 4318, sampling: 2000 } as const;

/** The environment variables of a collector that depend on the Region. Its configuration refers to them. */
export const COLLECTOR_VARIABLES = { region: "AWS_REGION", tracesEndpoint: "XRAY_TRACES_ENDPOINT" } as const;

/** The heap in MiB above which a collector refuses traces. Its process uses about 50 MiB more. */
export const COLLECTOR_HEAP_MIB = 128;

/** A part of a configuration: the settings of components by their names. */
type Components = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** The configuration of an OpenTelemetry collector. */
export interface CollectorConfiguration {
  readonly extensions: Components;
  readonly receivers: Components;
  readonly processors: Components;
  readonly exporters: Components;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<
      Record<string, Readonly<Record<"receivers" | "processors" | "exporters", readonly string[]>>>
    >;
  };
}

const variable = (name: keyof typeof COLLECTOR_VARIABLES) => `\${env:${COLLECTOR_VARIABLES[name]}}`;
const local = (port: number) => `127.0.0.1:${port}`;

const SIGNING = "sigv4auth";

/**
 * Returns the configuration of a collector that receives OTLP from containers of the same task and sends traces to X-Ray.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-OTLPSimplesetup.html
 */
export function collectorConfiguration(pipeline: CollectorPipeline): CollectorConfiguration {
  const extensions = extensionsOf(pipeline);
  const exporters = exportersOf(pipeline);
  const processors = {
    // The first processor, so that the collector refuses traces before it spends memory on them.
    memory_limiter: { check_interval: "1s", limit_mib: COLLECTOR_HEAP_MIB },
    resource_detection: { detectors: ["env", "ecs"], override: false },
    // The endpoint accepts 10,000 spans and 5 MB per request: 1,000 spans may have 5 KB each.
    batch: { timeout: "1s", send_batch_size: 500, send_batch_max_size: 1000 },
  };
  return {
    extensions,
    receivers: {
      otlp: {
        protocols: {
          grpc: { endpoint: local(COLLECTOR_PORTS.grpc) },
          http: { endpoint: local(COLLECTOR_PORTS.http) },
        },
      },
    },
    processors,
    exporters,
    service: {
      extensions: Object.keys(extensions),
      pipelines: {
        traces: { receivers: ["otlp"], processors: Object.keys(processors), exporters: Object.keys(exporters) },
      },
    },
  };
}

function extensionsOf({ transactionSearch, remoteSampling }: CollectorPipeline): Components {
  return {
    health_check: { endpoint: local(13_133) },
    ...(transactionSearch && { [SIGNING]: { region: variable("region"), service: "xray" } }),
    ...(remoteSampling && { awsproxy: { endpoint: local(COLLECTOR_PORTS.sampling), region: variable("region") } }),
  };
}

function exportersOf({ transactionSearch }: CollectorPipeline): Components {
  if (!transactionSearch) return { awsxray: { region: variable("region") } };
  return {
    otlp_http: {
      traces_endpoint: variable("tracesEndpoint"),
      compression: "gzip",
      auth: { authenticator: SIGNING },
    },
  };
}
