import * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check } from "../../shared/argument-issues";
import { expected, matching, oneOf } from "../../shared/checks";
import { checkNameLength } from "../../shared/naming";
import { kmsKeyArn } from "../shared/arn";
import type { EcrEncryption, EcrImageTagMutability } from "./ecr-repository-args";
import { tagPattern } from "./tag-pattern";

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const NAME_CHARACTERS = 'Use lowercase letters and digits, separated by ".", "_", "-", or "/"';
const MIN_NAME_CHARACTERS = 2;
const MAX_NAME_CHARACTERS = 256;

const nameLength: Check<string> = ({ length }) =>
  length >= MIN_NAME_CHARACTERS && length <= MAX_NAME_CHARACTERS
    ? undefined
    : {
        code: "out-of-range",
        statement: `expected ${MIN_NAME_CHARACTERS} to ${MAX_NAME_CHARACTERS} characters, got ${length}`,
      };

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html allows one to five filters. The
// documentation for the aws.ecr.Repository resource limits each filter to two wildcards.
const MAX_MUTABLE_TAGS = 5;
const mutableTagPattern = tagPattern(2);

/** Accepts the ARN of a private repository in any partition. */
export const repositoryArn = matching(
  /^arn:aws[a-z-]*:ecr:[a-z0-9-]+:\d{12}:repository\/.+$/,
  "the ARN of an ECR repository",
  "Use arn:aws:ecr:<region>:<account>:repository/<name>.",
);

/** Accepts the ID of an AWS organization: https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationId = matching(
  /^o-[a-z0-9]{10,32}$/,
  "the ID of an AWS organization",
  'Example: "o-a1b2c3d4e5".',
);

const accountOrArn = matching(
  /^(\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/,
  "an account ID or the ARN of a principal",
  'Examples: "123456789012", "arn:aws:iam::123456789012:role/deploy".',
);

const pullPrincipal: Check<unknown> = (value) =>
  value === "*"
    ? {
        code: "not-allowed",
        statement: '"*" would allow anyone to pull',
        remedy: "List accounts or principals, or use pullOrganizationId.",
      }
    : accountOrArn(value);

// https://docs.docker.com/reference/cli/docker/image/tag/
const imageReference = matching(
  /^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/,
  "an image tag or a digest",
  'Use a tag such as "1.4.2", or "sha256:" followed by 64 hexadecimal digits.',
);

/** Checks `repositoryName`, or the component name, which a generated repository name begins with. */
export function checkRepositoryName(issues: ArgumentIssues, name: string, repositoryName: string | undefined): void {
  if (repositoryName === undefined) {
    const limit = { noun: "repository", resource: "an ECR repository", maxCharacters: MAX_NAME_CHARACTERS };
    const format = matching(NAME, "a repository name", `${NAME_CHARACTERS}, or set repositoryName.`);
    if (checkNameLength(issues, name, limit)) issues.check("name", name, format);
  } else if (
    issues.check("repositoryName", repositoryName, matching(NAME, "a repository name", `${NAME_CHARACTERS}.`))
  ) {
    issues.check("repositoryName", repositoryName, nameLength);
  }
}

/** Checks `imageTagMutability`. */
export function checkImageTagMutability(
  issues: ArgumentIssues,
  mutability: EcrImageTagMutability,
  path = "imageTagMutability",
): void {
  if (mutability === "IMMUTABLE") return;
  if (typeof mutability === "string") {
    issues.add(path, mutability, {
      code: "not-allowed",
      statement: (got) => `expected "IMMUTABLE" or an object with mutableTags, got ${got}`,
      remedy: 'Use { mutableTags: ["latest"] } to list the tags that can be moved.',
    });
    return;
  }
  if (!issues.checkNames(path, mutability, ["mutableTags"])) return;
  const tagsPath = `${path}.mutableTags`;
  const { mutableTags } = mutability;
  if (!Array.isArray(mutableTags) || mutableTags.length < 1 || mutableTags.length > MAX_MUTABLE_TAGS) {
    const code = Array.isArray(mutableTags) ? "out-of-range" : "wrong-type";
    const remedy = 'Combine patterns with "*", or use "IMMUTABLE".';
    issues.add(tagsPath, mutableTags, expected(code, `an array of 1 to ${MAX_MUTABLE_TAGS} tag patterns`, remedy));
    return;
  }
  mutableTags.forEach((pattern, index) => issues.check(`${tagsPath}[${index}]`, pattern, mutableTagPattern));
}

/** Checks `encryption` and returns it with the checked key ARN. */
export function checkEncryption(issues: ArgumentIssues, encryption: EcrEncryption, path = "encryption"): EcrEncryption {
  if (typeof encryption === "string") {
    const detail = oneOf(["AES256"])(encryption);
    if (detail !== undefined) {
      issues.add(path, encryption, { ...detail, remedy: "For a customer managed key, use { kmsKeyArn: … }." });
    }
    return encryption;
  }
  if (!issues.checkNames(path, encryption, ["kmsKeyArn"])) return encryption;
  return { kmsKeyArn: issues.checkInput(`${path}.kmsKeyArn`, encryption.kmsKeyArn, kmsKeyArn) };
}

/** Checks `pullPrincipals` and returns the checked principals. */
export function checkPullPrincipals(
  issues: ArgumentIssues,
  principals: readonly pulumi.Input<string>[],
  path = "pullPrincipals",
): pulumi.Input<string>[] {
  if (Array.isArray(principals)) {
    return principals.map((principal: pulumi.Input<string>, index) =>
      issues.checkInput(`${path}[${index}]`, principal, pullPrincipal),
    );
  }
  const remedy = "The array cannot be an output, because its length determines which resources are created.";
  issues.add(path, principals, expected("wrong-type", "an array of account IDs or ARNs", remedy));
  return [];
}

/** Returns the URI of an image; see `EcrRepositoryLike.imageUri`. */
export function imageUri(
  issues: ArgumentIssues,
  repositoryUrl: pulumi.Output<string>,
  tagOrDigest: pulumi.Input<string>,
): pulumi.Output<string> {
  const reference = issues.checkInput("tagOrDigest", tagOrDigest, imageReference);
  issues.throwIfAny();
  // Composed with interpolate, so that policy rules can read the tag before the repository exists.
  if (isPlainValue(reference)) {
    return reference.startsWith("sha256:")
      ? pulumi.interpolate`${repositoryUrl}@${reference}`
      : pulumi.interpolate`${repositoryUrl}:${reference}`;
  }
  return pulumi
    .all([repositoryUrl, reference])
    .apply(([url, value]) => `${url}${value.startsWith("sha256:") ? "@" : ":"}${value}`);
}
