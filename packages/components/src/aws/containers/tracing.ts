import { DEFAULT_USER, type EcsSidecarArgs } from "./container-args";

/** The name of the container that receives traces. */
export const COLLECTOR = "otel-collector";

/** The environment variables of the application that the OpenTelemetry SDKs read. */
export const OTLP_VARIABLES: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4317",
  OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
  OTEL_PROPAGATORS: "tracecontext,baggage,xray",
};

/**
 * The AWS Distro for OpenTelemetry collector. Its default configuration for ECS receives OTLP and sends traces to X-Ray.
 *
 * @see https://aws-otel.github.io/docs/setup/ecs
 */
export const collectorContainer: EcsSidecarArgs = {
  image: "public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0",
  command: ["--config=/etc/ecs/ecs-default-config.yaml"],
  user: DEFAULT_USER,
  // Tracing must not stop the application.
  essential: false,
};
