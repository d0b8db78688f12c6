import { defineRule } from "../../authoring/define-rule";

const domain = "aws:cloudsearch/domain:Domain";

export const cloudsearchHttps = defineRule({
  id: "cloudsearch-https-only",
  title: "CloudSearch domains answer over HTTPS only",
  severity: "medium",
  on: domain,
  why: "Whoever is on the way reads and changes what is searched for and found.",
  remedy: "Set endpointOptions: { enforceHttps: true }.",
  check: ({ endpointOptions }) => endpointOptions?.enforceHttps !== true && "the domain answers over HTTP",
  fix: { endpointOptions: { enforceHttps: true } },
  examples: {
    pass: [{ endpointOptions: { enforceHttps: true } }],
    fail: [{}, { endpointOptions: { enforceHttps: false } }],
  },
});

export const cloudsearchTls = defineRule({
  id: "cloudsearch-tls-version",
  title: "CloudSearch domains speak TLS 1.2",
  severity: "medium",
  on: domain,
  why: "TLS 1.0 is withdrawn: what it encrypts can be read by known attacks.",
  remedy: 'Set endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" }.',
  check: ({ endpointOptions }) =>
    endpointOptions?.tlsSecurityPolicy !== "Policy-Min-TLS-1-2-2019-07" && "TLS older than 1.2 is accepted",
  fix: { endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } },
  examples: {
    pass: [{ endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" } }],
    fail: [{}, { endpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" } }],
  },
});
