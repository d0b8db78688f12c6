import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { isObject } from "../../shared/argument-values";
import { expected } from "../../shared/checks";
import {
  COLLECTOR_HEALTH_CHECK,
  COLLECTOR_MEMORY_MIB,
  DEFAULT_COLLECTOR,
  type TracingCollector,
  type TracingLike,
} from "../tracing/collector";
import { checkCollector } from "../tracing/collector-checks";
import { DEFAULT_USER, type EcsContainerArgs, type EcsSidecarArgs } from "./container-args";

/** The name of the container that receives traces. */
export const COLLECTOR = "otel-collector";

const tracingObject: Check<unknown> = (value) =>
  isObject(value) && "collector" in value
    ? undefined
    : expected(
        "wrong-type",
        "a boolean or a Tracing",
        'Create one: new Tracing("shop"). true sends traces to X-Ray without Transaction Search.',
      );

/** Checks the argument `tracing`, and returns the collector; `undefined` without tracing. */
export function checkTracing(issues: ArgumentIssues, tracing: boolean | TracingLike): TracingCollector | undefined {
  if (typeof tracing === "boolean") return tracing ? DEFAULT_COLLECTOR : undefined;
  return issues.check("tracing", tracing, tracingObject)
    ? checkCollector(issues, "tracing.collector", tracing.collector)
    : undefined;
}

/** Returns the arguments of the container that receives traces. */
export const collectorSidecar = ({ image }: TracingCollector): EcsSidecarArgs => ({
  image,
  user: DEFAULT_USER,
  memoryLimitMiB: COLLECTOR_MEMORY_MIB,
  containerHealthCheck: { command: COLLECTOR_HEALTH_CHECK, startPeriodSeconds: 10 },
  // Tracing must not stop the application.
  essential: false,
});

/**
 * Returns the container of the application with the variables that its OpenTelemetry SDK reads. Variables and secrets of the
 * application take precedence.
 */
export function withTracing<A extends EcsContainerArgs>(
  container: A,
  serviceName: string,
  { applicationVariables }: TracingCollector,
): A {
  const { environment = {}, secrets = {} } = container;
  const variables = Object.entries({ OTEL_SERVICE_NAME: serviceName, ...applicationVariables });
  const added = variables.filter(([name]) => !Object.hasOwn(secrets, name));
  return { ...container, environment: { ...Object.fromEntries(added), ...environment } };
}
