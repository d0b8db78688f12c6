import * as pulumi from "@pulumi/pulumi";
import { checkNameBudget } from "../../shared/naming";
import { textLike, type Check, type Problems } from "../../shared/argument-issues";
import { kmsKeyArn } from "../shared/arn";
import type { EcrEncryption, EcrTagMutability } from "./ecr-repository-args";
import { tagPattern } from "./tag-pattern";

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
const NAME = /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/;
const MAX_NAME_CHARACTERS = 256;
const nameLength: Check<string> = ({ length }) =>
  length >= 2 && length <= MAX_NAME_CHARACTERS
    ? undefined
    : { shown: "", limit: `has ${length} characters`, remedy: `write 2 to ${MAX_NAME_CHARACTERS}` };

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html: one to five filters. That each
// may hold two wildcards is in the documentation of the provider.
const MAX_MUTABLE_TAGS = 5;
const mutableTag = tagPattern(2);

/** A private repository's ARN, in any partition. */
export const arnOfRepository = textLike(
  /^arn:aws[a-z-]*:ecr:[a-z0-9-]+:\d{12}:repository\/.+$/,
  "the ARN of a repository",
  "write arn:aws:ecr:<region>:<account>:repository/<name>",
);

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
export const organizationId = textLike(
  /^o-[a-z0-9]{10,32}$/,
  "the ID of an organization",
  'write "o-" and 10 to 32 letters and digits',
);

const principal: Check<unknown> = (value) =>
  value === "*"
    ? { limit: "lets anyone in AWS pull", remedy: "name accounts or roles, or pass pullOrganizationId" }
    : accountOrArn(value);

const accountOrArn = textLike(
  /^(\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/,
  "an account or a principal's ARN",
  'write 12 digits, or an ARN such as "arn:aws:iam::123456789012:role/deploy"',
);

// https://docs.docker.com/reference/cli/docker/image/tag/
const imageReference = textLike(
  /^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/,
  "a tag or a digest",
  'write a tag such as "1.4.2", or "sha256:" and 64 hexadecimal digits',
);

/** Judges `repositoryName`, or else the component's name, with which the name in AWS then begins. */
export function checkRepositoryName(problems: Problems, name: string, repositoryName: string | undefined): void {
  const letters = "write lower-case letters, digits, and . _ - / between them";
  if (repositoryName === undefined) {
    checkNameBudget(problems, name, { noun: "repository", resource: "an ECR repository", limit: MAX_NAME_CHARACTERS });
    problems.check("name", name, textLike(NAME, "a repository's name", `${letters}, or pass repositoryName`));
  } else if (problems.check("repositoryName", repositoryName, textLike(NAME, "a repository's name", letters))) {
    problems.check("repositoryName", repositoryName, nameLength);
  }
}

/** Judges `tagMutability`. */
export function checkTagMutability(problems: Problems, tagMutability: EcrTagMutability): void {
  if (tagMutability === "IMMUTABLE") return;
  if (typeof tagMutability === "string") {
    problems.add("tagMutability", tagMutability, {
      limit: 'is not "IMMUTABLE"',
      remedy: 'write { mutableTags: ["latest"] } to name the tags that may move',
    });
    return;
  }
  if (!problems.checkNames("tagMutability", tagMutability, ["mutableTags"])) return;
  const { mutableTags } = tagMutability;
  if (!Array.isArray(mutableTags) || mutableTags.length < 1 || mutableTags.length > MAX_MUTABLE_TAGS) {
    problems.add("tagMutability.mutableTags", mutableTags, {
      limit: `is not a list of 1 to ${MAX_MUTABLE_TAGS}`,
      remedy: 'merge patterns with *, or write "IMMUTABLE"',
    });
    return;
  }
  mutableTags.forEach((filter, index) => problems.check(`tagMutability.mutableTags[${index}]`, filter, mutableTag));
}

/** Judges `encryption` and returns it, an unknown key with its check. */
export function checkEncryption(problems: Problems, encryption: EcrEncryption): EcrEncryption {
  if (encryption === "AES256") return encryption;
  if (typeof encryption === "string") {
    const remedy = "write { kmsKeyArn: … } for a key of yours";
    problems.add("encryption", encryption, { limit: 'is not "AES256"', remedy });
    return encryption;
  }
  if (!problems.checkNames("encryption", encryption, ["kmsKeyArn"])) return encryption;
  return { kmsKeyArn: problems.checkInput("encryption.kmsKeyArn", encryption.kmsKeyArn, kmsKeyArn) };
}

/** Judges `pullPrincipals` and returns them, unknown ones with their check. */
export function checkPullPrincipals(problems: Problems, principals: readonly pulumi.Input<string>[]) {
  if (Array.isArray(principals)) {
    return principals.map((one: pulumi.Input<string>, index) =>
      problems.checkInput(`pullPrincipals[${index}]`, one, principal),
    );
  }
  const remedy = "write a list of accounts and ARNs; its length decides what is created, so it cannot be an output";
  problems.add("pullPrincipals", principals, { limit: "is not a list", remedy });
  return [];
}

/** The full name of an image; see EcrRepositoryLike. */
export function imageUri(
  problems: Problems,
  repositoryUrl: pulumi.Output<string>,
  tagOrDigest: pulumi.Input<string>,
): pulumi.Output<string> {
  const reference = problems.checkInput("tagOrDigest", tagOrDigest, imageReference);
  problems.throwIfAny();
  return pulumi
    .all([repositoryUrl, reference])
    .apply(([url, known]) => `${url}${known.startsWith("sha256:") ? "@" : ":"}${known}`);
}
