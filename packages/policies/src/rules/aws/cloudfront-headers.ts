import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const headers = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

export const cloudfrontHsts = defineRule({
  id: "cloudfront-strict-transport",
  title: "CloudFront response headers policies set HSTS for at least one year, with subdomains and preload",
  severity: "medium",
  on: headers,
  why: "Without HSTS, a browser can start a session over HTTP, which an attacker on the network can intercept.",
  remedy:
    "Set securityHeadersConfig: { strictTransportSecurity: { accessControlMaxAgeSec: 31536000, includeSubdomains: true, override: true, preload: true } }.",
  check: ({ securityHeadersConfig }) => {
    const hsts = securityHeadersConfig?.strictTransportSecurity;
    return (
      anyOf(
        () => (hsts?.accessControlMaxAgeSec ?? 0) < 31_536_000,
        () => hsts?.includeSubdomains !== true,
        () => hsts?.override !== true,
        () => hsts?.preload !== true,
      ) && {
        at: "securityHeadersConfig",
        message: "HSTS is not set for at least one year with subdomains, override, and preload",
      }
    );
  },
  examples: {
    pass: [
      {
        securityHeadersConfig: {
          strictTransportSecurity: {
            accessControlMaxAgeSec: 31_536_000,
            includeSubdomains: true,
            override: true,
            preload: true,
          },
        },
      },
    ],
    fail: [
      {},
      {
        securityHeadersConfig: {
          strictTransportSecurity: {
            accessControlMaxAgeSec: 300,
            includeSubdomains: true,
            override: true,
            preload: true,
          },
        },
      },
      {
        securityHeadersConfig: {
          strictTransportSecurity: {
            accessControlMaxAgeSec: 31_536_000,
            includeSubdomains: false,
            override: true,
            preload: true,
          },
        },
      },
    ],
  },
});
