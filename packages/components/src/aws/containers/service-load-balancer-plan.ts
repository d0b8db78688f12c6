import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, matching, objectOrResource, oneOf } from "../../shared/checks";
import { checkNameLength } from "../../shared/naming";
import type { LoadBalancerLike } from "../load-balancing/load-balancer-like";
import { securityGroupId } from "../shared/security-group-ids";
import { checkHealthCheck, type HealthCheckPlan } from "./service-health-check";
import {
  APPLICATION_ARGUMENTS,
  LOAD_BALANCER_ARGUMENTS,
  type EcsServiceLoadBalancerArgs,
} from "./service-load-balancer-args";
import { defaultPriority } from "./service-priority";

/** The checked arguments of a service behind a load balancer, with all defaults. */
export interface LoadBalancerPlan {
  readonly loadBalancer: LoadBalancerLike;
  readonly type: "application" | "network";
  readonly paths: readonly string[];
  /** The host names; empty for every host. */
  readonly hosts: readonly string[];
  readonly priority: number;
  /** The port of the listener of a Network Load Balancer. */
  readonly listenerPort: number;
  readonly protocol: "HTTP" | "HTTPS" | "TCP";
  readonly protocolVersion: "HTTP1" | "HTTP2" | "GRPC";
  readonly healthCheck: HealthCheckPlan;
  readonly healthCheckGracePeriodSeconds: number;
  readonly deregistrationDelaySeconds: number;
  readonly slowStartSeconds: number;
  readonly stickinessSeconds: number | undefined;
  readonly testHeader: { readonly header: string; readonly value: string };
  /** The port of the test listener of a Network Load Balancer. */
  readonly testPort: number | undefined;
}

const loadBalancerArn = (type: "application" | "network"): Check<unknown> => {
  const kind = type === "application" ? "app" : "net";
  return matching(
    new RegExp(`^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\\d{12}:loadbalancer/${kind}/.+$`),
    `the ARN of ${type === "application" ? "an Application" : "a Network"} Load Balancer`,
    `Use arn:aws:elasticloadbalancing:<region>:<account>:loadbalancer/${kind}/<name>/<id>.`,
  );
};
const listenerArn = matching(
  /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener\/app\/.+$/,
  "the ARN of a listener of an Application Load Balancer",
  "Use arn:aws:elasticloadbalancing:<region>:<account>:listener/app/<name>/<id>/<listener ID>.",
);

const MAX_PORT = 65_535;
const HTTPS_PORT = 443;
// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateRule.html
const MAX_PRIORITY = 50_000;
/** The lowest priority, because the rule for test traffic has the next lower number. */
const MIN_PRIORITY = 2;
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html
const MAX_CONDITION_VALUES = 5;
const MAX_CONDITION_CHARACTERS = 128;
const MAX_TARGET_GROUP_NAME = 32;
/** The child whose name is the longest of the target groups. */
const ALTERNATE_TARGET_GROUP = "tg2";

const conditionValue = (pattern: RegExp, what: string, remedy: string): Check<unknown> => {
  const format = matching(pattern, what, remedy);
  return (value) =>
    typeof value === "string" && value.length > MAX_CONDITION_CHARACTERS
      ? expected("out-of-range", `at most ${MAX_CONDITION_CHARACTERS} characters`)
      : format(value);
};
// https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html
const pathPattern = conditionValue(
  /^\/[A-Za-z0-9_\-.$/~"'@:+&*?]*$/,
  "a path pattern",
  'Begin with "/", and use "*" for any characters. Example: "/orders/*".',
);
const hostPattern = conditionValue(
  /^[A-Za-z0-9*?-]+(?:\.[A-Za-z0-9*?-]+)+$/,
  "a host name",
  'Examples: "api.example.com", "*.example.com".',
);
const headerName = matching(
  /^[A-Za-z0-9*?\-!#$%&'+.^_`|~]{1,40}$/,
  "the name of a header",
  'Example: "x-test-traffic".',
);
const headerValue = matching(/^.{1,128}$/, "a value of 1 to 128 characters");

/** Checks `loadBalancer` and returns it with its defaults; `undefined` if the load balancer itself is invalid. */
export function planLoadBalancer(
  issues: ArgumentIssues,
  name: string,
  args: EcsServiceLoadBalancerArgs,
  servicePort: number,
): LoadBalancerPlan | undefined {
  if (!issues.checkNames("loadBalancer", args, Object.keys(LOAD_BALANCER_ARGUMENTS))) return undefined;
  const type = checkLoadBalancer(issues, args.loadBalancer);
  if (type === undefined) return undefined;
  const resource = "a target group";
  checkNameLength(issues, name, { noun: ALTERNATE_TARGET_GROUP, resource, maxCharacters: MAX_TARGET_GROUP_NAME });
  checkSupported(issues, args, type);
  const { deregistrationDelaySeconds = 30, healthCheckGracePeriodSeconds = 60, slowStartSeconds = 0 } = args;
  const conditions = planConditions(issues, args);
  const {
    priority = defaultPriority(name, conditions),
    protocol = "HTTP",
    protocolVersion = "HTTP1",
    stickinessSeconds,
  } = args;
  issues.check("loadBalancer.deregistrationDelaySeconds", deregistrationDelaySeconds, integerBetween(0, 3600));
  issues.check(
    "loadBalancer.healthCheckGracePeriodSeconds",
    healthCheckGracePeriodSeconds,
    integerBetween(0, 2_147_483_647),
  );
  if (slowStartSeconds !== 0) {
    issues.check("loadBalancer.slowStartSeconds", slowStartSeconds, integerBetween(30, 900));
  }
  if (stickinessSeconds !== undefined) {
    issues.check("loadBalancer.stickinessSeconds", stickinessSeconds, integerBetween(1, 604_800));
  }
  issues.check("loadBalancer.priority", priority, integerBetween(MIN_PRIORITY, MAX_PRIORITY));
  issues.check("loadBalancer.protocol", protocol, oneOf(["HTTP", "HTTPS"]));
  issues.check("loadBalancer.protocolVersion", protocolVersion, oneOf(["HTTP1", "HTTP2", "GRPC"]));
  return {
    loadBalancer: args.loadBalancer,
    type,
    ...conditions,
    ...planListenerPorts(issues, args, servicePort),
    priority,
    protocol: type === "network" ? "TCP" : protocol,
    protocolVersion,
    healthCheck: checkHealthCheck(issues, args.healthCheck ?? {}, { type, protocol, protocolVersion }),
    healthCheckGracePeriodSeconds,
    deregistrationDelaySeconds,
    slowStartSeconds,
    stickinessSeconds,
  };
}

function checkLoadBalancer(
  issues: ArgumentIssues,
  loadBalancer: LoadBalancerLike,
): LoadBalancerPlan["type"] | undefined {
  const path = "loadBalancer.loadBalancer";
  const what = objectOrResource(
    "a load balancer",
    "Pass a LoadBalancer, or its ARN, listener, DNS name, and security group.",
    "loadBalancerArn",
  );
  if (!issues.check(path, loadBalancer, what)) return undefined;
  const { loadBalancerType: type = "application" } = loadBalancer;
  if (!issues.check(`${path}.loadBalancerType`, type, oneOf(["application", "network"]))) return undefined;
  const properties = loadBalancer as unknown as Readonly<Record<string, unknown>>;
  const required = ["loadBalancerArn", "securityGroupId", ...(type === "application" ? ["listenerArn"] : [])];
  for (const property of required) {
    if (properties[property] !== undefined) continue;
    issues.add(`${path}.${property}`, undefined, {
      code: "missing",
      statement: `the load balancer needs ${property}`,
    });
  }
  const checks: Readonly<Record<string, Check<unknown>>> = {
    loadBalancerArn: loadBalancerArn(type),
    securityGroupId,
    ...(type === "application" && { listenerArn }),
    acceptsRules: booleanValue,
  };
  for (const [property, check] of Object.entries(checks)) {
    if (properties[property] !== undefined) issues.checkIfPlain(`${path}.${property}`, properties[property], check);
  }
  return type;
}

function checkSupported(
  issues: ArgumentIssues,
  args: EcsServiceLoadBalancerArgs,
  type: LoadBalancerPlan["type"],
): void {
  const unsupported = type === "network" ? APPLICATION_ARGUMENTS : (["port"] as const);
  const kind = type === "network" ? "an Application Load Balancer" : "a Network Load Balancer";
  for (const property of unsupported) {
    if (args[property] === undefined) continue;
    issues.add(`loadBalancer.${property}`, args[property], {
      code: "conflict",
      statement: `only ${kind} supports this argument`,
      remedy: `Remove ${property}.`,
    });
  }
}

function planConditions(issues: ArgumentIssues, args: EcsServiceLoadBalancerArgs) {
  const { testTraffic = {} } = args;
  issues.checkNames("loadBalancer.testTraffic", testTraffic, ["header", "value", "port"]);
  const { header = "x-test-traffic", value = "true" } = testTraffic;
  issues.check("loadBalancer.testTraffic.header", header, headerName);
  issues.check("loadBalancer.testTraffic.value", value, headerValue);
  const paths = checkPatterns(issues, "loadBalancer.path", args.path ?? "/*", pathPattern);
  const hosts = checkPatterns(issues, "loadBalancer.host", args.host ?? [], hostPattern);
  // The rule for test traffic has one more value, for the header.
  const count = paths.length + hosts.length + 1;
  if (count > MAX_CONDITION_VALUES) {
    issues.add(hosts.length > paths.length ? "loadBalancer.host" : "loadBalancer.path", undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_CONDITION_VALUES - 1} paths and hosts, got ${count - 1}`,
      remedy: 'Combine them with "*".',
    });
  }
  return { paths, hosts, testHeader: { header, value } };
}

function checkPatterns(
  issues: ArgumentIssues,
  path: string,
  patterns: string | readonly string[],
  check: Check<unknown>,
): string[] {
  if (!Array.isArray(patterns)) {
    issues.check(path, patterns, check);
    return [patterns as string];
  }
  return (patterns as readonly string[]).map((pattern, index) => {
    issues.check(`${path}[${index}]`, pattern, check);
    return pattern;
  });
}

function planListenerPorts(issues: ArgumentIssues, args: EcsServiceLoadBalancerArgs, servicePort: number) {
  const { loadBalancer } = args;
  const hasCertificate = loadBalancer.loadBalancerType === "network" && loadBalancer.certificateArn !== undefined;
  const listenerPort = args.port ?? (hasCertificate ? HTTPS_PORT : servicePort);
  const testPort = args.testTraffic?.port;
  issues.check("loadBalancer.port", listenerPort, integerBetween(1, MAX_PORT));
  if (testPort !== undefined) {
    issues.check("loadBalancer.testTraffic.port", testPort, integerBetween(1, MAX_PORT));
    if (testPort === listenerPort) {
      issues.add("loadBalancer.testTraffic.port", testPort, {
        code: "conflict",
        statement: (got) => `${got} is the port of the production listener`,
        remedy: "Use another port.",
      });
    }
  }
  return { listenerPort, testPort };
}
