import type * as pulumi from "@pulumi/pulumi";
import { ArgumentIssues } from "../../shared/argument-issues";
import { booleanValue, expected, integerBetween, matching } from "../../shared/checks";
import { checkAdoption, profileOf, withDefaults } from "../../shared/component-args";
import { checkNameLength } from "../../shared/naming";
import { regionName } from "../shared/aws-component-args";
import { checkAwsTags } from "../shared/aws-tags";
import { ACCESS_LOGS_CHILDREN, checkAccessLogs, type AccessLogsSettings } from "./access-logs";
import { checkPlacement, checkSources, clientAccessChildren, type ClientSources, type OpenPort } from "./client-access";
import { checkDomain, domainChildren } from "./domain-records";
import {
  LOAD_BALANCER_ARGUMENTS,
  LOAD_BALANCER_DEFAULTS,
  NETWORK_LOAD_BALANCER_ARGUMENTS,
  NETWORK_LOAD_BALANCER_DEFAULTS,
  type AnyLoadBalancerArgs,
  type LoadBalancerArgs,
  type LoadBalancerDefaults,
  type LoadBalancerDomainArgs,
  type NetworkLoadBalancerArgs,
  type NetworkLoadBalancerDefaults,
} from "./load-balancer-args";

/** The noun in the names of load balancers, which are limited to 32 characters. */
export const LOAD_BALANCER = "lb";

/** What the arguments of both types of load balancers amount to. */
export interface CheckedLoadBalancer {
  readonly sources: ClientSources;
  readonly ports: readonly OpenPort[];
  readonly logs: AccessLogsSettings | undefined;
  readonly domain: LoadBalancerDomainArgs | undefined;
  readonly certificateArn: pulumi.Input<string> | undefined;
}

/** The checked arguments of a LoadBalancer. */
export type LoadBalancerSettings = Omit<LoadBalancerArgs, keyof CheckedLoadBalancer> &
  LoadBalancerDefaults &
  CheckedLoadBalancer;

/** The checked arguments of a NetworkLoadBalancer. */
export type NetworkLoadBalancerSettings = Omit<NetworkLoadBalancerArgs, keyof CheckedLoadBalancer> &
  NetworkLoadBalancerDefaults &
  CheckedLoadBalancer;

const HTTP: OpenPort = { name: "http", port: 80 };
const HTTPS: OpenPort = { name: "https", port: 443 };

const MAX_PORTS = 50;
/** An Application Load Balancer requires subnets in two Availability Zones. */
const APPLICATION_SUBNETS = 2;

// https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
const loadBalancerName = matching(
  /^(?!internal-)[A-Za-z0-9](-?[A-Za-z0-9])*$/,
  "a name that a load balancer can begin with",
  'Use letters, digits, and single hyphens. AWS reserves names that begin with "internal-".',
);
const certificateArn = matching(
  /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  "the ARN of an ACM certificate",
  "Use arn:aws:acm:<region>:<account>:certificate/<id>.",
);
const sslPolicy = matching(
  /^ELBSecurityPolicy-[A-Za-z0-9-]+$/,
  "the name of a TLS policy",
  'Example: "ELBSecurityPolicy-TLS13-1-2-Res-2021-06".',
);
const webAclArn = matching(
  /^arn:aws[a-z-]*:wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/.+$/,
  "the ARN of a web ACL for regional resources",
  "Use arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>.",
);

/**
 * Checks the arguments of a LoadBalancer.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkLoadBalancerArgs(name: string, args: LoadBalancerArgs): LoadBalancerSettings {
  const issues = new ArgumentIssues("LoadBalancer", name);
  const settings = withDefaults(issues, LOAD_BALANCER_DEFAULTS, LOAD_BALANCER_ARGUMENTS, args);
  const { allowHttp } = settings;
  if (issues.check("allowHttp", allowHttp, booleanValue)) checkEncryption(issues, settings);
  issues.check("sslPolicy", settings.sslPolicy, sslPolicy);
  issues.check("idleTimeoutSeconds", settings.idleTimeoutSeconds, integerBetween(1, 4000));
  const web = issues.checkOptionalInput("webAclArn", settings.webAclArn, webAclArn);
  const checked = checkCommon(issues, name, settings, allowHttp ? [HTTP] : [HTTPS, HTTP], APPLICATION_SUBNETS);
  const listeners = allowHttp ? ["http"] : ["https", "http"];
  checkAdoption(issues, settings, [...childrenOf(checked, settings.ipv6), ...listeners, ...(web ? ["web-acl"] : [])]);
  issues.throwIfAny();
  return { ...settings, ...checked, ...(web !== undefined && { webAclArn: web }) };
}

/**
 * Checks the arguments of a NetworkLoadBalancer.
 *
 * @throws ArgumentsError that lists all argument issues
 */
export function checkNetworkLoadBalancerArgs(name: string, args: NetworkLoadBalancerArgs): NetworkLoadBalancerSettings {
  const issues = new ArgumentIssues("NetworkLoadBalancer", name);
  const settings = withDefaults(issues, NETWORK_LOAD_BALANCER_DEFAULTS, NETWORK_LOAD_BALANCER_ARGUMENTS, args);
  issues.check("crossZone", settings.crossZone, booleanValue);
  if (settings.domain !== undefined && settings.certificateArn !== undefined) addTwoCertificates(issues, settings);
  const checked = checkCommon(issues, name, settings, checkPorts(issues, settings.ports), 1);
  checkAdoption(issues, settings, childrenOf(checked, settings.ipv6));
  issues.throwIfAny();
  return { ...settings, ...checked };
}

function checkCommon(
  issues: ArgumentIssues,
  name: string,
  settings: AnyLoadBalancerArgs & Required<Pick<AnyLoadBalancerArgs, "internal" | "ipv6" | "accessLogs">>,
  ports: readonly OpenPort[],
  minimumSubnets: number,
) {
  const { internal, ipv6, network, domain, allowFrom = internal ? "vpc" : "anywhere" } = settings;
  const limit = { noun: LOAD_BALANCER, resource: "a load balancer", maxCharacters: 32 };
  if (checkNameLength(issues, name, limit)) issues.check("name", name, loadBalancerName);
  checkPlacement(issues, settings, minimumSubnets);
  issues.check("ipv6", ipv6, booleanValue);
  const defaultDays = profileOf(settings) === "development" ? 7 : 90;
  return {
    ports,
    sources: checkSources(issues, allowFrom, { network, ipv6 }),
    logs: checkAccessLogs(issues, name, settings.accessLogs, defaultDays),
    domain: domain === undefined ? undefined : checkDomain(issues, domain),
    certificateArn: issues.checkOptionalInput("certificateArn", settings.certificateArn, certificateArn),
    region: issues.checkOptionalInput("region", settings.region, regionName),
    tags: checkAwsTags(issues, settings.tags),
  };
}

function childrenOf({ sources, ports, logs, domain }: CheckedLoadBalancer, ipv6: boolean): string[] {
  return [
    LOAD_BALANCER,
    ...clientAccessChildren(sources, ports),
    ...(logs ? ACCESS_LOGS_CHILDREN : []),
    ...(domain ? domainChildren(domain, ipv6) : []),
  ];
}

function checkEncryption(issues: ArgumentIssues, args: LoadBalancerArgs): void {
  const { allowHttp, domain, certificateArn: certificate } = args;
  if (domain !== undefined && certificate !== undefined) addTwoCertificates(issues, args);
  const hasCertificate = domain !== undefined || certificate !== undefined;
  if (allowHttp === true && hasCertificate) {
    const statement = "has no effect with a certificate, because port 80 redirects to HTTPS";
    issues.add("allowHttp", allowHttp, { code: "conflict", statement, remedy: "Remove allowHttp." });
  }
  if (allowHttp !== true && !hasCertificate) {
    const remedy = "To serve HTTP without encryption, set allowHttp: true.";
    issues.add("domain", undefined, expected("missing", "a domain or a certificateArn for HTTPS", remedy));
  }
}

function addTwoCertificates(issues: ArgumentIssues, { certificateArn: certificate }: AnyLoadBalancerArgs): void {
  const statement = "cannot be set together with domain, which creates a certificate";
  issues.add("certificateArn", certificate, { code: "conflict", statement, remedy: "Remove one of them." });
}

function checkPorts(issues: ArgumentIssues, ports: readonly number[] | undefined): OpenPort[] {
  if (!Array.isArray(ports) || ports.length < 1 || ports.length > MAX_PORTS) {
    const code = Array.isArray(ports) ? "out-of-range" : "wrong-type";
    issues.add("ports", ports, expected(code, `an array of 1 to ${MAX_PORTS} ports`));
    return [];
  }
  return ports.map((port: number, index) => {
    issues.check(`ports[${index}]`, port, integerBetween(1, 65_535));
    if (ports.indexOf(port) < index)
      issues.add(`ports[${index}]`, port, { code: "duplicate", statement: (got) => `${got} is listed twice` });
    return { name: String(port), port };
  });
}
