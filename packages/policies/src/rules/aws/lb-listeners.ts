import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const listener = "aws:lb/listener:Listener";
const targets = "aws:lb/targetGroup:TargetGroup";
type Listener = InputsOf<typeof listener>;

const toUpperCase = (protocol: string) => protocol.toUpperCase();

/** Whether a listener uses HTTP, which is the default. Gateway Load Balancer listeners have no protocol and no port. */
const usesHttp = (props: Listener) =>
  anyOf(
    () => toUpperCase(props.protocol ?? "") === "HTTP",
    () =>
      allOf(
        () => !("protocol" in props),
        () => "port" in props,
      ),
  );

export const lbHttpsOnly = defineRule({
  id: "lb-https-only",
  title: "Load balancer HTTP listeners redirect requests to HTTPS",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.1", "ELB.18"] },
  on: listener,
  why: "Anyone on the network path can read and modify traffic sent over HTTP, including passwords and session cookies.",
  remedy:
    'Set protocol: "HTTPS" with a certificateArn, or redirect to HTTPS with defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }].',
  check: (props) =>
    allOf(
      () => usesHttp(props),
      () =>
        !(props.defaultActions ?? []).some((action) =>
          allOf(
            () => action.type === "redirect",
            () => toUpperCase(action.redirect?.protocol ?? "") === "HTTPS",
          ),
        ),
    ) && { at: "protocol", message: "the HTTP listener does not redirect to HTTPS" },
  examples: {
    pass: [
      { port: 443, protocol: "HTTPS", defaultActions: [{ type: "forward", targetGroupArn: "arn" }] },
      {
        port: 80,
        protocol: "HTTP",
        defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }],
      },
      { loadBalancerArn: "gateway", defaultActions: [{ type: "forward", targetGroupArn: "arn" }] },
    ],
    fail: [
      { port: 80, protocol: "HTTP", defaultActions: [{ type: "forward", targetGroupArn: "arn" }] },
      { port: 80, defaultActions: [{ type: "redirect", redirect: { host: "example.com", statusCode: "HTTP_301" } }] },
    ],
  },
});

/** Security policies that support neither TLS 1.0 nor TLS 1.1: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const TLS_1_2_POLICY = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const lbTlsPolicy = defineRule({
  id: "lb-tls-policy",
  title: "Load balancer HTTPS and TLS listeners require TLS 1.2 or later",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.17"] },
  on: listener,
  why: "TLS 1.0 and TLS 1.1 are deprecated, and known attacks against them can expose encrypted traffic.",
  remedy: 'Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06". The default is ELBSecurityPolicy-2016-08.',
  check: (props) =>
    allOf(
      () => ["HTTPS", "TLS"].includes(toUpperCase(props.protocol ?? "")),
      () => !TLS_1_2_POLICY.test(props.sslPolicy ?? "ELBSecurityPolicy-2016-08"),
    ) && { at: "sslPolicy", message: "the listener accepts TLS versions earlier than 1.2" },
  fix: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
  examples: {
    pass: [
      { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
      { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04" },
      { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-FS-1-2-Res-2020-10" },
      { protocol: "TCP" },
    ],
    fail: [
      { protocol: "HTTPS" },
      { protocol: "HTTPS", sslPolicy: "ELBSecurityPolicy-TLS13-1-1-2021-06" },
      { protocol: "TLS", sslPolicy: "ELBSecurityPolicy-FS-2018-06" },
    ],
  },
});

export const lbTargetsEncrypted = defineRule({
  id: "lb-targets-encrypted",
  title: "Load balancer target groups do not route traffic over unencrypted HTTP",
  severity: "low",
  recommended: false,
  controls: { "aws-fsbp": ["ELB.22"] },
  on: targets,
  why: "Traffic between the load balancer and its targets crosses the network unencrypted.",
  remedy:
    'Set protocol: "HTTPS". A self-signed certificate on the target is sufficient because the load balancer does not validate it. This change replaces an existing target group.',
  // TCP can carry TLS that the target terminates, and Lambda targets have no protocol.
  check: ({ protocol }) => toUpperCase(protocol ?? "") === "HTTP" && "traffic to the targets is not encrypted",
  examples: {
    pass: [{ protocol: "HTTPS", port: 443 }, { protocol: "TCP", port: 443 }, { targetType: "lambda" }],
    fail: [{ protocol: "HTTP", port: 80 }],
  },
});

export const lbHealthChecksEncrypted = defineRule({
  id: "lb-health-checks-encrypted",
  title: "Load balancer target groups do not use unencrypted HTTP health checks",
  severity: "low",
  recommended: false,
  controls: { "aws-fsbp": ["ELB.21"] },
  on: targets,
  why: "HTTP health checks require the targets to keep an unencrypted port open.",
  remedy: 'Set healthCheck: { protocol: "HTTPS" }.',
  check: (props) =>
    allOf(
      () => props.targetType !== "lambda",
      () =>
        anyOf(
          () => toUpperCase(props.healthCheck?.protocol ?? "") === "HTTP",
          () =>
            allOf(
              () => !("protocol" in (props.healthCheck ?? {})),
              () => ["HTTP", "HTTPS"].includes(toUpperCase(props.protocol ?? "")),
            ),
        ),
    ) && { at: "healthCheck", message: "health checks use unencrypted HTTP" },
  examples: {
    pass: [
      { protocol: "HTTPS", healthCheck: { protocol: "HTTPS" } },
      { protocol: "TCP" },
      { protocol: "TLS", healthCheck: { protocol: "TCP" } },
      { targetType: "lambda", healthCheck: { path: "/", protocol: "HTTP" } },
    ],
    fail: [
      { protocol: "HTTPS" },
      { protocol: "HTTP", healthCheck: { path: "/" } },
      { protocol: "TCP", healthCheck: { protocol: "HTTP" } },
    ],
  },
});
