/** The issuer of GitHub's tokens. Every user of GitHub can obtain tokens from it. */
const GITHUB = "token.actions.githubusercontent.com";

/** GitHub claims whose value starts with the name of the owner. Names end with a slash. */
const NAMED_OWNER = ["repo", "repository", "job_workflow_ref"];

/** GitHub claims whose entire value identifies the owner or one of its repositories. */
const OWNER_ID = ["repository_owner", "repository_owner_id", "repository_id", "enterprise", "enterprise_id"];

/** Matches the part of a GitHub subject that names the owner. A colon within a value is encoded, so it ends the value. */
const OWNER_IN_SUBJECT = new RegExp(
  String.raw`(^|:)((${NAMED_OWNER.join("|")}):[^:/]+/|(${OWNER_ID.join("|")}):[^:]+(:|$))`,
);

/**
 * Returns the test for the values of an OIDC condition key: whether a value, in which `*` and `?` are wildcards, names the
 * owner of the workloads completely. `repo:acme*` does not, because it also matches `repo:acme-corp/shop`. Returns undefined
 * for keys that do not identify the owner, such as the audience.
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function ownerTest(key: string): ((value: string) => boolean) | undefined {
  const separator = key.lastIndexOf(":");
  const [issuer, claim] = [key.slice(0, separator), key.slice(separator + 1)];
  // An enterprise on GitHub can have an issuer of its own: the same host with a path.
  const isGitHub = issuer === GITHUB || issuer.startsWith(`${GITHUB}/`);
  if (claim === "sub") return isGitHub ? namesOwnerInGitHubSubject : namesOwner;
  if (!isGitHub) return undefined;
  if (NAMED_OWNER.includes(claim)) return (value) => /^[^*?/]+\//.test(value);
  return OWNER_ID.includes(claim) ? (value) => /^[^*?]+$/.test(value) : undefined;
}

/**
 * Whether a GitHub subject names the owner before any wildcard. Repositories can replace the claims in their subjects, so a
 * subject without the owner, such as `environment:production`, is available to everyone.
 */
function namesOwnerInGitHubSubject(subject: string): boolean {
  const literal = literalPart(subject);
  const owner = OWNER_IN_SUBJECT.exec(literal);
  if (owner === null) return false;
  return literal === subject || /[:/]$/.test(owner[0]);
}

/**
 * Whether a subject of another provider names the first object after the claim completely, such as the organization in
 * `organization:acme:*`, the group in `project_path:acme/*`, or the namespace in `system:serviceaccount:shop:*`.
 */
function namesOwner(subject: string): boolean {
  const literal = literalPart(subject);
  if (literal === subject) return subject !== "";
  const value = literal.replace(/^(system:serviceaccount:|[a-z]\w*[:/]+)/i, "");
  return /^[^:/]+[:/]/.test(value);
}

const literalPart = (value: string) => /^[^*?]*/.exec(value)?.[0] ?? "";
