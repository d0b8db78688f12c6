import { anyOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const headers = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

export const cloudfrontHsts = defineRule({
  id: "cloudfront-strict-transport",
  title: "Answers of distributions tell browsers to stay with HTTPS",
  severity: "medium",
  on: headers,
  why: "Without the header a browser begins over HTTP, where whoever is on the way can keep it.",
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
      ) && { at: "securityHeadersConfig", message: "browsers are not told to stay with HTTPS for a year" }
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
