import { allOf } from "../../kernel/connectives";
import { defineRule } from "../../authoring/define-rule";

const certificate = "aws:acm/certificate:Certificate";

export const acmKeyLength = defineRule({
  id: "acm-key-length",
  title: "Certificates have keys that cannot be guessed",
  severity: "high",
  controls: { "aws-fsbp": ["ACM.2"] },
  on: certificate,
  why: "RSA keys of 1,024 bits are within reach of whoever has a budget for it.",
  remedy: 'Drop keyAlgorithm, or set it to "RSA_2048" or "EC_prime256v1".',
  check: ({ keyAlgorithm = "RSA_2048" }) => /^RSA[-_]?1024$/i.test(keyAlgorithm) && "the key is too short",
  examples: { pass: [{}, { keyAlgorithm: "EC_prime256v1" }], fail: [{ keyAlgorithm: "RSA_1024" }] },
});

export const acmTransparency = defineRule({
  id: "acm-transparency-logging",
  title: "Certificates are entered in the public logs",
  severity: "medium",
  on: certificate,
  // https://docs.aws.amazon.com/acm/latest/userguide/acm-concepts.html#concept-transparency
  why: "Browsers warn of a certificate that is in no log, and nobody notices a false one for the same name.",
  remedy: "Drop certificateTransparencyLoggingPreference of options.",
  check: ({ options }) =>
    options?.certificateTransparencyLoggingPreference === "DISABLED" && "the certificate is in no public log",
  examples: {
    pass: [{}, { options: { certificateTransparencyLoggingPreference: "ENABLED" } }],
    fail: [{ options: { certificateTransparencyLoggingPreference: "DISABLED" } }],
  },
});

export const acmDnsValidation = defineRule({
  id: "acm-dns-validation",
  title: "Certificates are validated by DNS",
  severity: "low",
  topic: "reliability",
  on: certificate,
  why: "A certificate validated by mail is renewed only if somebody clicks a link each year.",
  remedy: 'Set validationMethod: "DNS", and add the record with aws.route53.Record and aws.acm.CertificateValidation.',
  check: ({ validationMethod }) => validationMethod === "EMAIL" && "somebody has to click a link each year",
  examples: { pass: [{ validationMethod: "DNS" }, {}], fail: [{ validationMethod: "EMAIL" }] },
});

export const pcaRootDisabled = defineRule({
  id: "pca-root-disabled",
  title: "Root certificate authorities are off while they are not needed",
  severity: "low",
  controls: { "aws-fsbp": ["PCA.1"] },
  on: "aws:acmpca/certificateAuthority:CertificateAuthority",
  why: "A root signs a subordinate authority once in years; in between it can only be misused.",
  remedy: "Set enabled: false on the root, and let subordinate authorities issue certificates.",
  check: (props) =>
    allOf(
      () => props.type === "ROOT",
      () => props.enabled !== false,
    ) && { at: "enabled", message: "the root is on" },
  examples: { pass: [{ type: "ROOT", enabled: false }, { type: "SUBORDINATE" }, {}], fail: [{ type: "ROOT" }] },
});
