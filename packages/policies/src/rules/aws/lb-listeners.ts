import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";
import type { InputsOf } from "../../authoring/resource-type-tokens";

const listener = "aws:lb/listener:Listener";
const targets = "aws:lb/targetGroup:TargetGroup";
type Listener = InputsOf<typeof listener>;

const upper = (protocol: string) => protocol.toUpperCase();

/** HTTP if left out; only listeners of gateway load balancers, which name no port, have none. */
const speaksHttp = (props: Listener) =>
  anyOf(
    () => upper(props.protocol ?? "") === "HTTP",
    () =>
      allOf(
        () => !("protocol" in props),
        () => "port" in props,
      ),
  );

export const lbHttpsOnly = defineRule({
  id: "lb-https-only",
  title: "Listeners for HTTP do nothing but redirect to HTTPS",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.1", "ELB.18"] },
  on: listener,
  why: "Whoever is on the way reads and changes what is sent over HTTP: sessions, passwords, pages.",
  remedy:
    'Set protocol: "HTTPS" with a certificateArn, or redirect: defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }].',
  check: (props) =>
    allOf(
      () => speaksHttp(props),
      () =>
        !(props.defaultActions ?? []).some((action) =>
          allOf(
            () => action.type === "redirect",
            () => upper(action.redirect?.protocol ?? "") === "HTTPS",
          ),
        ),
    ) && { at: "protocol", message: "the listener answers over HTTP" },
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

/** Those that know neither TLS 1.0 nor 1.1: https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
const MODERN = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const lbTlsPolicy = defineRule({
  id: "lb-tls-policy",
  title: "Listeners speak TLS 1.2 or newer",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.17"] },
  on: listener,
  why: "TLS 1.0 and 1.1 are withdrawn: what they encrypt can be read by known attacks.",
  remedy: 'Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06"; left out, it is ELBSecurityPolicy-2016-08.',
  check: (props) =>
    allOf(
      () => ["HTTPS", "TLS"].includes(upper(props.protocol ?? "")),
      () => !MODERN.test(props.sslPolicy ?? "ELBSecurityPolicy-2016-08"),
    ) && { at: "sslPolicy", message: "the listener accepts TLS older than 1.2" },
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
  title: "Load balancers reach their targets encrypted",
  severity: "low",
  controls: { "aws-fsbp": ["ELB.22"] },
  on: targets,
  why: "Behind the load balancer the traffic crosses the network in clear text.",
  remedy: 'Set protocol: "HTTPS"; a certificate of the target\'s own making will do, as it is not checked.',
  // TCP may carry TLS that ends at the target, and functions are called, not connected to.
  check: ({ protocol }) => upper(protocol ?? "") === "HTTP" && "targets are reached over HTTP",
  examples: {
    pass: [{ protocol: "HTTPS", port: 443 }, { protocol: "TCP", port: 443 }, { targetType: "lambda" }],
    fail: [{ protocol: "HTTP", port: 80 }],
  },
});

export const lbHealthChecksEncrypted = defineRule({
  id: "lb-health-checks-encrypted",
  title: "Load balancers check the health of their targets encrypted",
  severity: "low",
  controls: { "aws-fsbp": ["ELB.21"] },
  on: targets,
  why: "A check over HTTP keeps a port open that answers in clear text.",
  remedy: 'Set healthCheck: { protocol: "HTTPS", … }.',
  check: (props) =>
    allOf(
      () => props.targetType !== "lambda",
      () =>
        anyOf(
          () => upper(props.healthCheck?.protocol ?? "") === "HTTP",
          () =>
            allOf(
              () => !("protocol" in (props.healthCheck ?? {})),
              () => ["HTTP", "HTTPS"].includes(upper(props.protocol ?? "")),
            ),
        ),
    ) && { at: "healthCheck", message: "the health of targets is checked over HTTP" },
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
