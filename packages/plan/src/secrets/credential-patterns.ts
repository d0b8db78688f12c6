/**
 * Patterns of credentials, as their issuers publish them for leak detection.
 *
 * @remarks
 * The patterns are global, for `matchAll`. To test a string, use `search`, which does not depend on `lastIndex`.
 */
export const CREDENTIAL_PATTERNS: readonly RegExp[] = [
  /\[secret-[0-9a-f]{6}\]/g, // the digest of a secret in a saved plan
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
  /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}\b/g, // AWS access key IDs
  /(?<=\b(?:aws_?)?secret_?access_?key["']?\s{0,3}[:=]\s{0,3}["']?)[A-Za-z0-9/+]{40}/gi,
  /\b(?:gh[opusr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})/g,
  /\bglpat-[\w-]{20,}/g,
  /\bxox[abeoprs]-[\w-]{10,}/g, // Slack
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g, // Stripe
  /\bsk-(?:(?:ant|proj|svcacct)-[\w-]{20,}|[A-Za-z0-9]{40,})/g, // Anthropic, OpenAI
  /\bpul-[0-9a-f]{40}\b/g, // Pulumi Cloud
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bAIza[\w-]{35}/g, // Google API keys
  /\bhv[sb]\.[\w-]{20,}/g, // HashiCorp Vault
  /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}/g, // JSON web tokens
];
