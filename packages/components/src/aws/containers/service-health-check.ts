import type * as aws from "@pulumi/aws";
import type { ArgumentIssues } from "../../shared/argument-issues";
import { integerBetween, matching } from "../../shared/checks";
import type { EcsServiceHealthCheckArgs } from "./service-load-balancer-args";

/** The health check of a target group. */
export type HealthCheckPlan = aws.types.input.lb.TargetGroupHealthCheck;

/** What the health check of a target group depends on. */
interface HealthCheckContext {
  readonly type: "application" | "network";
  readonly protocol: string;
  readonly protocolVersion: string;
}

const HEALTH_CHECK_ARGUMENTS: Readonly<Record<keyof EcsServiceHealthCheckArgs, true>> = {
  path: true,
  matcher: true,
  intervalSeconds: true,
  timeoutSeconds: true,
  healthyThreshold: true,
  unhealthyThreshold: true,
};

const path = matching(/^\/[\x21-\x7e]{0,1023}$/, "a path", 'Begin with "/". Example: "/health".');
const httpCodes = matching(
  /^\d{3}(?:-\d{3})?(?:,\d{3}(?:-\d{3})?)*$/,
  "HTTP status codes",
  'Examples: "200", "200,204", "200-399".',
);
const grpcCodes = matching(/^\d{1,2}(?:-\d{1,2})?(?:,\d{1,2}(?:-\d{1,2})?)*$/, "gRPC status codes", 'Example: "0-99".');

/** Checks `loadBalancer.healthCheck` and returns the health check of the target groups. */
export function checkHealthCheck(
  issues: ArgumentIssues,
  args: EcsServiceHealthCheckArgs,
  { type, protocol, protocolVersion }: HealthCheckContext,
): HealthCheckPlan {
  const at = (name: string) => `loadBalancer.healthCheck.${name}`;
  issues.checkNames("loadBalancer.healthCheck", args, Object.keys(HEALTH_CHECK_ARGUMENTS));
  const { intervalSeconds = 15, timeoutSeconds = 5, healthyThreshold = 2, unhealthyThreshold = 3 } = args;
  const isGrpc = type === "application" && protocolVersion === "GRPC";
  const isHttp = type === "application" || args.path !== undefined;
  const { path: requestPath = isGrpc ? "/AWS.ALB/healthcheck" : "/", matcher = isGrpc ? "0-99" : "200-399" } = args;
  issues.check(at("path"), requestPath, path);
  issues.check(at("matcher"), matcher, isGrpc ? grpcCodes : httpCodes);
  if (!isHttp && args.matcher !== undefined) {
    issues.add(at("matcher"), args.matcher, {
      code: "conflict",
      statement: "a TCP health check has no status codes",
      remedy: "Set path for an HTTP health check, or remove matcher.",
    });
  }
  issues.check(at("healthyThreshold"), healthyThreshold, integerBetween(2, 10));
  issues.check(at("unhealthyThreshold"), unhealthyThreshold, integerBetween(2, 10));
  const hasInterval = issues.check(at("intervalSeconds"), intervalSeconds, integerBetween(5, 300));
  if (issues.check(at("timeoutSeconds"), timeoutSeconds, integerBetween(2, 120)) && hasInterval) {
    if (timeoutSeconds >= intervalSeconds) {
      issues.add(at("timeoutSeconds"), timeoutSeconds, {
        code: "conflict",
        statement: (got) => `expected less than the interval of ${intervalSeconds} seconds, got ${got}`,
      });
    }
  }
  const healthProtocol = type === "network" ? (isHttp ? "HTTP" : "TCP") : protocol;
  return {
    enabled: true,
    port: "traffic-port",
    protocol: healthProtocol,
    ...(isHttp && { path: requestPath, matcher }),
    interval: intervalSeconds,
    timeout: timeoutSeconds,
    healthyThreshold,
    unhealthyThreshold,
  };
}
