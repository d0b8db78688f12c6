import { allOf, anyOf, listOf } from "../../kernel/connectives";
import { defineRule, defineViewRule } from "../../authoring/define-rule";
import { defineView } from "../../authoring/define-view";

const loadBalancer = "aws:elb/loadBalancer:LoadBalancer";

const negotiationPolicy = "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy";
const loadBalancerPolicy = "aws:elb/loadBalancerPolicy:LoadBalancerPolicy";

const https = { lbPort: 443, lbProtocol: "https", instancePort: 443, instanceProtocol: "https" };
const acm = "arn:aws:acm:eu-west-1:123456789012:certificate/1";

export const elbEncryptedListeners = defineRule({
  id: "elb-encrypted-listeners",
  title: "Classic Load Balancer listeners use HTTPS or TLS",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.3"] },
  on: loadBalancer,
  why: "Anyone on the network path can read and modify unencrypted traffic.",
  remedy: 'Set lbProtocol: "https" (or "ssl") and sslCertificateId on every listener.',
  check: ({ listeners }) =>
    (listeners ?? [])
      .filter((listener) => !["HTTPS", "SSL"].includes((listener.lbProtocol ?? "").toUpperCase()))
      .map((at) => ({ at, message: "the listener uses neither HTTPS nor TLS" })),
  examples: {
    pass: [{ listeners: [https] }, { listeners: [{ ...https, lbProtocol: "SSL" }] }],
    fail: [
      { listeners: [{ ...https, lbPort: 80, lbProtocol: "http" }] },
      { listeners: [https, { ...https, lbPort: 25, lbProtocol: "tcp" }] },
    ],
  },
});

export const elbManagedCertificates = defineRule({
  id: "elb-managed-certificates",
  title: "Classic Load Balancer listeners do not use certificates uploaded to IAM",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.2"] },
  on: loadBalancer,
  why: "Certificates uploaded to IAM are not renewed automatically, and clients can no longer connect when they expire.",
  remedy: "Set sslCertificateId to the ARN of an aws.acm.Certificate.",
  check: ({ listeners }) =>
    (listeners ?? [])
      .filter(({ sslCertificateId }) => (sslCertificateId ?? "").includes(":iam:"))
      .map((at) => ({ at, message: "the certificate was uploaded to IAM" })),
  examples: {
    pass: [{ listeners: [{ ...https, sslCertificateId: acm }] }, { listeners: [{ ...https, lbProtocol: "http" }] }],
    fail: [{ listeners: [{ ...https, sslCertificateId: "arn:aws:iam::123456789012:server-certificate/web" }] }],
  },
});

export const elbAccessLogs = defineRule({
  id: "elb-access-logs",
  title: "Classic Load Balancers have access logs enabled",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.5"] },
  on: loadBalancer,
  why: "Without access logs, you cannot determine afterwards who sent a request or how the load balancer responded.",
  remedy: "Set accessLogs: { bucket: logs.bucket }.",
  check: (props) =>
    anyOf(
      () => !("accessLogs" in props),
      () => props.accessLogs?.enabled === false,
    ) && { at: "accessLogs", message: "access logs are not enabled" },
  examples: {
    pass: [{ accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "logs", enabled: true } }],
    fail: [{}, { accessLogs: { bucket: "logs", enabled: false } }],
  },
});

export const elbConnectionDraining = defineRule({
  id: "elb-connection-draining",
  title: "Classic Load Balancers have connection draining enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.7"] },
  on: loadBalancer,
  why: "Without connection draining, every deployment and scale-in interrupts requests that are in progress.",
  remedy: "Set connectionDraining: true.",
  check: ({ connectionDraining }) => connectionDraining !== true && "connection draining is not enabled",
  fix: { connectionDraining: true },
  examples: { pass: [{ connectionDraining: true }], fail: [{}, { connectionDraining: false }] },
});

export const elbCrossZone = defineRule({
  id: "elb-cross-zone",
  title: "Classic Load Balancers have cross-zone load balancing enabled",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.9"] },
  on: loadBalancer,
  why: "Without cross-zone load balancing, requests to an Availability Zone without healthy instances fail even if other Availability Zones have healthy instances.",
  remedy: "Remove crossZoneLoadBalancing: false. The default is true.",
  check: ({ crossZoneLoadBalancing = true }) => !crossZoneLoadBalancing && "cross-zone load balancing is disabled",
  examples: {
    pass: [{}, { crossZoneLoadBalancing: true }],
    fail: [{ crossZoneLoadBalancing: false }],
  },
});

export const elbSeveralZones = defineRule({
  id: "elb-several-zones",
  title: "Classic Load Balancers use at least two Availability Zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.10"] },
  on: loadBalancer,
  why: "If the only Availability Zone fails, clients cannot reach any instance behind the load balancer.",
  remedy:
    "Add subnets in different Availability Zones to subnets, or at least two Availability Zones to availabilityZones.",
  check: (props) =>
    allOf(
      () => (props.subnets?.length ?? 0) < 2,
      () => (props.availabilityZones?.length ?? 0) < 2,
    ) && { at: "subnets", message: "the load balancer uses fewer than two Availability Zones" },
  examples: {
    pass: [
      { subnets: ["subnet-1", "subnet-2", "subnet-3"] },
      { availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] },
    ],
    fail: [{ subnets: ["subnet-1"] }, { availabilityZones: ["eu-west-1a"] }],
  },
});

export const elbDesyncMitigation = defineRule({
  id: "elb-desync-mitigation",
  title: "Classic Load Balancers use the defensive or strictest desync mitigation mode",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.14"] },
  on: loadBalancer,
  why: "In monitor mode, ambiguous requests are counted but still forwarded, which allows HTTP request smuggling.",
  remedy: 'Remove desyncMitigationMode, which defaults to "defensive", or set it to "strictest".',
  check: ({ desyncMitigationMode = "defensive" }) =>
    !["defensive", "strictest"].includes(desyncMitigationMode) && "ambiguous requests are forwarded to the instances",
  examples: { pass: [{}, { desyncMitigationMode: "strictest" }], fail: [{ desyncMitigationMode: "monitor" }] },
});

interface PolicyAttribute {
  readonly name?: string;
  readonly value?: string;
}

/** The attributes of the policies that determine how clients and Classic Load Balancers negotiate TLS. */
const negotiationAttributes = defineView<PolicyAttribute>()({
  [negotiationPolicy]: ({ attributes }) => listOf(attributes),
  [loadBalancerPolicy]: (policy) =>
    policy.policyTypeName === "SSLNegotiationPolicyType" ? listOf(policy.policyAttributes) : [],
});

const MODERN = "ELBSecurityPolicy-TLS-1-2-2017-01";
const DEPRECATED = ["Protocol-SSLv2", "Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1"];

export const elbTlsPolicy = defineViewRule({
  id: "elb-tls-policy",
  title: "Classic Load Balancer SSL negotiation policies require TLS 1.2",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.8"] },
  on: negotiationAttributes,
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
  why: "Protocol versions earlier than TLS 1.2 are deprecated and vulnerable to known attacks.",
  remedy:
    'Set attributes (or policyAttributes of a LoadBalancerPolicy) to [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-TLS-1-2-2017-01" }].',
  check: (attribute) =>
    anyOf(
      () =>
        allOf(
          () => attribute.name === "Reference-Security-Policy",
          () => attribute.value !== MODERN,
        ),
      () =>
        allOf(
          () => DEPRECATED.includes(attribute.name ?? ""),
          () => attribute.value === "true",
        ),
    ) && "the policy allows protocol versions earlier than TLS 1.2",
  examples: {
    pass: [
      [negotiationPolicy, { attributes: [{ name: "Reference-Security-Policy", value: MODERN }] }],
      [
        negotiationPolicy,
        {
          attributes: [
            { name: "Protocol-TLSv1.1", value: "false" },
            { name: "Protocol-TLSv1.2", value: "true" },
          ],
        },
      ],
      [
        loadBalancerPolicy,
        {
          policyTypeName: "SSLNegotiationPolicyType",
          policyAttributes: [{ name: "Reference-Security-Policy", value: MODERN }],
        },
      ],
      [
        loadBalancerPolicy,
        { policyTypeName: "ProxyProtocolPolicyType", policyAttributes: [{ name: "ProxyProtocol", value: "true" }] },
      ],
    ],
    fail: [
      [negotiationPolicy, { attributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-2016-08" }] }],
      [
        negotiationPolicy,
        {
          attributes: [
            { name: "Protocol-TLSv1.2", value: "true" },
            { name: "Protocol-TLSv1", value: "true" },
          ],
        },
      ],
      [
        loadBalancerPolicy,
        {
          policyTypeName: "SSLNegotiationPolicyType",
          policyAttributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-2016-08" }],
        },
      ],
    ],
  },
});
