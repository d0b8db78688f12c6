import { defineRule } from "../../authoring/define-rule";

const domain = "aws:cloudsearch/domain:Domain";

export const cloudsearchHttps = defineRule({
  id: "cloudsearch-https-only",
  title: "CloudSearch domains require HTTPS",
  severity: "medium",
  on: domain,
  why: "Attackers on the network can read and modify search requests and results sent over HTTP.",
  remedy: "Set endpointOptions: { enforceHttps: true }.",
  check: ({ endpointOptions }) => endpointOptions?.enforceHttps !== true && "the domain accepts HTTP requests",
  fix: { endpointOptions: { enforceHttps: true } },
  examples: {
    pass: [{ endpointOptions: { enforceHttps: true } }],
    fail: [{}, { endpointOptions: { enforceHttps: false } }],
  },
});

export const cloudsearchTls = defineRule({
  id: "cloudsearch-tls-version",
  title: "CloudSearch domains require TLS 1.2 or later",
  severity: "medium",
  on: domain,
  why: "TLS 1.0 is deprecated and has known vulnerabilities that can expose the traffic.",
  remedy: 'Set endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" }.',
  check: ({ endpointOptions }) =>
    endpointOptions?.tlsSecurityPolicy !== "Policy-Min-TLS-1-2-2019-07" && "TLS versions earlier than 1.2 are accepted",
  fix: { endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
  examples: {
    pass: [{ endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    fail: [{}, { endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } }],
  },
});
