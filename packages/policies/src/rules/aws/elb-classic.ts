import { allOf, anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const balancer = "aws:elb/loadBalancer:LoadBalancer";

const https = { lbPort: 443, lbProtocol: "https", instancePort: 443, instanceProtocol: "https" };
const acm = "arn:aws:acm:eu-west-1:123456789012:certificate/1";

export const elbEncryptedListeners = defineRule({
  id: "elb-encrypted-listeners",
  title: "Classic load balancers listen for HTTPS and TLS only",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.3"] },
  on: balancer,
  why: "Whoever is on the way reads and changes what is sent in clear text.",
  remedy: 'Set lbProtocol: "https" (or "ssl") and sslCertificateId on every listener.',
  check: ({ listeners }) =>
    (listeners ?? [])
      .filter((listener) => !["HTTPS", "SSL"].includes((listener.lbProtocol ?? "").toUpperCase()))
      .map((at) => ({ at, message: "the listener is not encrypted" })),
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
  title: "Classic load balancers take their certificates from ACM",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.2"] },
  on: balancer,
  why: "Certificates uploaded to IAM are not renewed; the day they expire, nobody can connect.",
  remedy: "Set sslCertificateId to the arn of an aws.acm.Certificate.",
  check: ({ listeners }) =>
    (listeners ?? [])
      .filter(({ sslCertificateId }) => (sslCertificateId ?? "").includes(":iam:"))
      .map((at) => ({ at, message: "the certificate is an upload to IAM" })),
  examples: {
    pass: [{ listeners: [{ ...https, sslCertificateId: acm }] }, { listeners: [{ ...https, lbProtocol: "http" }] }],
    fail: [{ listeners: [{ ...https, sslCertificateId: "arn:aws:iam::123456789012:server-certificate/web" }] }],
  },
});

export const elbAccessLogs = defineRule({
  id: "elb-access-logs",
  title: "Classic load balancers write access logs",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.5"] },
  on: balancer,
  why: "Without them nobody can say afterwards who called what, and what was answered.",
  remedy: "Set accessLogs: { bucket: logs.bucket }.",
  check: (props) =>
    anyOf(
      () => !("accessLogs" in props),
      () => props.accessLogs?.enabled === false,
    ) && { at: "accessLogs", message: "the load balancer writes no access logs" },
  examples: {
    pass: [{ accessLogs: { bucket: "logs" } }, { accessLogs: { bucket: "logs", enabled: true } }],
    fail: [{}, { accessLogs: { bucket: "logs", enabled: false } }],
  },
});

export const elbConnectionDraining = defineRule({
  id: "elb-connection-draining",
  title: "Classic load balancers let requests finish before they drop a machine",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.7"] },
  on: balancer,
  why: "Each deployment and each scaling in cuts off the requests that are under way.",
  remedy: "Set connectionDraining: true.",
  check: ({ connectionDraining }) => connectionDraining !== true && "requests under way are cut off",
  fix: { connectionDraining: true },
  examples: { pass: [{ connectionDraining: true }], fail: [{}, { connectionDraining: false }] },
});

export const elbCrossZone = defineRule({
  id: "elb-cross-zone",
  title: "Classic load balancers use the machines of all zones",
  severity: "low",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.9"] },
  on: balancer,
  why: "Otherwise a zone whose machines fail answers nothing, though others have healthy ones.",
  remedy: "Drop crossZoneLoadBalancing: false; it is on by default.",
  check: ({ crossZoneLoadBalancing = true }) => !crossZoneLoadBalancing && "each zone uses its own machines only",
  examples: {
    pass: [{}, { crossZoneLoadBalancing: true }],
    fail: [{ crossZoneLoadBalancing: false }],
  },
});

export const elbSeveralZones = defineRule({
  id: "elb-several-zones",
  title: "Classic load balancers stand in several zones",
  severity: "medium",
  topic: "reliability",
  controls: { "aws-fsbp": ["ELB.10"] },
  on: balancer,
  why: "When the only zone fails, nothing behind the load balancer can be reached.",
  remedy: "Name several subnets in subnets, or several zones in availabilityZones.",
  check: (props) =>
    allOf(
      () => (props.subnets?.length ?? 0) < 2,
      () => (props.availabilityZones?.length ?? 0) < 2,
    ) && { at: "subnets", message: "the load balancer has one zone" },
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
  title: "Classic load balancers refuse ambiguous requests",
  severity: "medium",
  controls: { "aws-fsbp": ["ELB.14"] },
  on: balancer,
  why: "In monitor mode, requests that balancer and machine take apart differently are counted and let through.",
  remedy: 'Drop desyncMitigationMode: it is "defensive" by default; or set "strictest".',
  check: ({ desyncMitigationMode = "defensive" }) =>
    !["defensive", "strictest"].includes(desyncMitigationMode) && "ambiguous requests reach the machines",
  examples: { pass: [{}, { desyncMitigationMode: "strictest" }], fail: [{ desyncMitigationMode: "monitor" }] },
});

const MODERN = "ELBSecurityPolicy-TLS-1-2-2017-01";
const OLD = ["Protocol-SSLv2", "Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1"];

export const elbTlsPolicy = defineRule({
  id: "elb-tls-policy",
  title: "Classic load balancers speak TLS 1.2",
  severity: "high",
  controls: { "aws-fsbp": ["ELB.8"] },
  on: "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy",
  // https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html
  why: "SSL and TLS before 1.2 are withdrawn: what they encrypt can be read by known attacks.",
  remedy: 'Set attributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-TLS-1-2-2017-01" }].',
  check: ({ attributes }) =>
    (attributes ?? [])
      .filter((attribute) =>
        anyOf(
          () =>
            allOf(
              () => attribute.name === "Reference-Security-Policy",
              () => attribute.value !== MODERN,
            ),
          () =>
            allOf(
              () => OLD.includes(attribute.name ?? ""),
              () => attribute.value === "true",
            ),
        ),
      )
      .map((at) => ({ at, message: "the policy allows TLS older than 1.2" })),
  examples: {
    pass: [
      { attributes: [{ name: "Reference-Security-Policy", value: MODERN }] },
      {
        attributes: [
          { name: "Protocol-TLSv1.1", value: "false" },
          { name: "Protocol-TLSv1.2", value: "true" },
        ],
      },
    ],
    fail: [
      { attributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-2016-08" }] },
      {
        attributes: [
          { name: "Protocol-TLSv1.2", value: "true" },
          { name: "Protocol-TLSv1", value: "true" },
        ],
      },
    ],
  },
});
