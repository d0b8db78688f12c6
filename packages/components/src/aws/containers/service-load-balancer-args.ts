import type { LoadBalancerLike } from "../load-balancing/load-balancer-like";

/** How a load balancer determines whether a task can receive requests. */
export interface EcsServiceHealthCheckArgs {
  /**
   * The path that the load balancer requests. With a Network Load Balancer, a path makes the check an HTTP check.
   *
   * @default "/"; "/AWS.ALB/healthcheck" for gRPC; no path with a Network Load Balancer
   */
  readonly path?: string;
  /**
   * The HTTP or gRPC status codes of a healthy task.
   *
   * @default "200-399"; "0-99" for gRPC
   */
  readonly matcher?: string;
  /**
   * The number of seconds between two checks, from 5 to 300.
   *
   * @default 15
   */
  readonly intervalSeconds?: number;
  /**
   * The number of seconds after which a check fails, from 2 to 120, and less than `intervalSeconds`.
   *
   * @default 5
   */
  readonly timeoutSeconds?: number;
  /**
   * The number of successful checks after which a task is healthy, from 2 to 10.
   *
   * @default 2
   */
  readonly healthyThreshold?: number;
  /**
   * The number of failed checks after which a task is unhealthy, from 2 to 10.
   *
   * @default 3
   */
  readonly unhealthyThreshold?: number;
}

/** The requests that reach the new version of a service during a deployment, before production traffic is shifted. */
export interface EcsServiceTestTrafficArgs {
  /**
   * The name of a request header, with an Application Load Balancer. Anyone who can send requests can send the header.
   *
   * @default "x-test-traffic"
   */
  readonly header?: string;
  /**
   * The value of the header.
   *
   * @default "true"
   */
  readonly value?: string;
  /**
   * The port of a test listener, with a Network Load Balancer.
   *
   * @default no test listener
   */
  readonly port?: number;
}

/** How a service receives requests from a load balancer. */
export interface EcsServiceLoadBalancerArgs {
  /**
   * The load balancer: a `LoadBalancer`, or the ARNs of an existing load balancer and its listener. Several services can share
   * an Application Load Balancer.
   */
  readonly loadBalancer: LoadBalancerLike;
  /**
   * The paths that the service serves, such as `"/orders/*"`. With an Application Load Balancer only.
   *
   * @default "/*"
   */
  readonly path?: string | readonly string[];
  /**
   * The host names that the service serves, such as `"api.example.com"`. With an Application Load Balancer only.
   *
   * @default every host
   */
  readonly host?: string | readonly string[];
  /**
   * The priority of the service's listener rule, from 2 to 50000: the rule with the lowest number whose conditions a request
   * meets applies. The rule for test traffic has the next lower number.
   *
   * @default an odd number from 1001 to 39975, derived from the conditions and from the names of the project, the stack, and the
   * service. Rules with more specific hosts and paths have lower numbers, so a service for `/api/*` precedes a service for all
   * paths. If services of two stacks get the same number, the deployment fails with `PriorityInUse`. Set `priority` for one of
   * them.
   */
  readonly priority?: number;
  /**
   * The port of the service's listener. With a Network Load Balancer only.
   *
   * @default 443 if the load balancer has a certificate, and otherwise the port of the service
   */
  readonly port?: number;
  /**
   * The protocol between an Application Load Balancer and the tasks. The load balancer accepts any certificate. Changing it
   * replaces the target groups and interrupts the service.
   *
   * @default "HTTP"
   */
  readonly protocol?: "HTTP" | "HTTPS";
  /**
   * The version of HTTP between an Application Load Balancer and the tasks. Changing it replaces the target groups and
   * interrupts the service. WebSocket connections require `HTTP1`.
   *
   * @default "HTTP1"
   */
  readonly protocolVersion?: "HTTP1" | "HTTP2" | "GRPC";
  /**
   * How the load balancer determines whether a task can receive requests.
   *
   * @default { path: "/", matcher: "200-399", intervalSeconds: 15, timeoutSeconds: 5, healthyThreshold: 2,
   * unhealthyThreshold: 3 }
   */
  readonly healthCheck?: EcsServiceHealthCheckArgs;
  /**
   * The number of seconds after the start of a task during which ECS ignores failed health checks.
   *
   * @default 60
   */
  readonly healthCheckGracePeriodSeconds?: number;
  /**
   * The number of seconds during which a stopping task can complete requests, from 0 to 3600.
   *
   * @default 30
   */
  readonly deregistrationDelaySeconds?: number;
  /**
   * The number of seconds during which a new task receives a growing share of the requests: 0, or 30 to 900. With an
   * Application Load Balancer only.
   *
   * @default 0
   */
  readonly slowStartSeconds?: number;
  /**
   * The number of seconds during which a client's requests reach the same task, from 1 to 604800. With an Application Load
   * Balancer only.
   *
   * @default no stickiness
   */
  readonly stickinessSeconds?: number;
  /**
   * The requests that reach the new version before production traffic is shifted. For the strategies `blueGreen`, `canary`,
   * and `linear`.
   *
   * @default { header: "x-test-traffic", value: "true" }; no test traffic with a Network Load Balancer
   */
  readonly testTraffic?: EcsServiceTestTrafficArgs;
}

/** The names of the arguments. */
export const LOAD_BALANCER_ARGUMENTS: Readonly<Record<keyof EcsServiceLoadBalancerArgs, true>> = {
  loadBalancer: true,
  path: true,
  host: true,
  priority: true,
  port: true,
  protocol: true,
  protocolVersion: true,
  healthCheck: true,
  healthCheckGracePeriodSeconds: true,
  deregistrationDelaySeconds: true,
  slowStartSeconds: true,
  stickinessSeconds: true,
  testTraffic: true,
};

/** The names of the arguments that only an Application Load Balancer supports. */
export const APPLICATION_ARGUMENTS = [
  "path",
  "host",
  "priority",
  "protocol",
  "protocolVersion",
  "slowStartSeconds",
  "stickinessSeconds",
] as const satisfies readonly (keyof EcsServiceLoadBalancerArgs)[];
