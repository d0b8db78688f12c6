import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const certificate = "aws:acm/certificate:Certificate";

export const acmKeyLength = defineRule({
  id: "acm-key-length",
  title: "ACM certificates with RSA keys have a key length of at least 2,048 bits",
  severity: "high",
  controls: { "aws-fsbp": ["ACM.2"] },
  on: certificate,
  why: "Well-funded attackers can factor 1,024-bit RSA keys and then impersonate the site.",
  remedy:
    'Remove keyAlgorithm, or set it to "RSA_2048" or "EC_prime256v1". This change replaces an existing certificate.',
  check: ({ keyAlgorithm = "RSA_2048" }) =>
    /^RSA[-_]?1024$/i.test(keyAlgorithm) && "the RSA key is shorter than 2,048 bits",
  examples: { pass: [{}, { keyAlgorithm: "EC_prime256v1" }], fail: [{ keyAlgorithm: "RSA_1024" }] },
});

export const acmTransparency = defineRule({
  id: "acm-transparency-logging",
  title: "ACM certificates have certificate transparency logging enabled",
  severity: "medium",
  on: certificate,
  // https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html#concept-transparency
  why: "Browsers show a warning for certificates that are not recorded in a public log.",
  remedy: 'Remove certificateTransparencyLoggingPreference: "DISABLED" from options.',
  check: ({ options }) =>
    options?.certificateTransparencyLoggingPreference === "DISABLED" && "certificate transparency logging is disabled",
  examples: {
    pass: [{}, { options: { certificateTransparencyLoggingPreference: "ENABLED" } }],
    fail: [{ options: { certificateTransparencyLoggingPreference: "DISABLED" } }],
  },
});

export const acmDnsValidation = defineRule({
  id: "acm-dns-validation",
  title: "ACM certificates do not use email validation",
  severity: "low",
  topic: "reliability",
  on: certificate,
  why: "ACM renews an email-validated certificate only if someone approves each renewal. Otherwise, the certificate expires.",
  remedy:
    'Set validationMethod: "DNS", and add the validation record with aws.route53.Record and aws.acm.CertificateValidation. This change replaces an existing certificate.',
  check: ({ validationMethod }) => validationMethod === "EMAIL" && "the certificate uses email validation",
  examples: { pass: [{ validationMethod: "DNS" }, {}], fail: [{ validationMethod: "EMAIL" }] },
});

export const pcaRootDisabled = defineRule({
  id: "pca-root-disabled",
  title: "AWS Private CA root certificate authorities are disabled",
  severity: "low",
  controls: { "aws-fsbp": ["PCA.1"] },
  on: "aws:acmpca/certificateAuthority:CertificateAuthority",
  why: "A root CA signs subordinate CA certificates only once every few years, and can be misused while it is enabled.",
  remedy: "Set enabled: false on the root CA, and issue certificates from subordinate CAs.",
  check: (props) =>
    allOf(
      () => props.type === "ROOT",
      () => props.enabled !== false,
    ) && { at: "enabled", message: "the root CA is enabled" },
  examples: { pass: [{ type: "ROOT", enabled: false }, { type: "SUBORDINATE" }, {}], fail: [{ type: "ROOT" }] },
});
