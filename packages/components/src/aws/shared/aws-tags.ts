import type * as pulumi from "@pulumi/pulumi";
import { isPlainValue, type ArgumentIssues, type Check, type IssueDetail } from "../../shared/argument-issues";
import { expected, plainObject } from "../../shared/checks";
import type { Tags } from "../../shared/tags";

// Limits: https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
// The provider's `defaultTags` also count toward the limits, but components cannot read them.
const MAX_TAGS = 50;
const MAX_KEY_CHARACTERS = 128;
const MAX_VALUE_CHARACTERS = 256;

/**
 * Checks tags against the limits that apply to all AWS services.
 *
 * @returns The tags to pass to resources. An output in the tags fails if it resolves to an invalid value.
 */
export function checkAwsTags(
  issues: ArgumentIssues,
  tags: pulumi.Input<Tags> | undefined,
  path = "tags",
): pulumi.Input<Tags> {
  if (tags === undefined) return {};
  if (!isPlainValue(tags)) return issues.checkInput(path, tags, firstIssue);
  if (!issues.check(path, tags, tagObject)) return {};
  issues.check(path, tags, tagCount);
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => {
      const tagPath = `${path}[${JSON.stringify(key)}]`;
      issues.check(tagPath, key, tagKey);
      return [key, issues.checkInput(tagPath, value, tagValue)];
    }),
  );
}

const tagObject = plainObject("an object of strings");

const tagCount: Check<Tags> = (tags) => {
  const count = Object.keys(tags).length;
  return count <= MAX_TAGS
    ? undefined
    : { code: "out-of-range", statement: `expected at most ${MAX_TAGS} tags, got ${count}` };
};

const tagKey: Check<string> = (key) => {
  if (/^aws:/i.test(key)) {
    return {
      code: "not-allowed",
      statement: 'keys that begin with "aws:" are reserved by AWS',
      remedy: "Rename the tag.",
    };
  }
  return key.length >= 1 && key.length <= MAX_KEY_CHARACTERS
    ? undefined
    : { code: "out-of-range", statement: `expected a key of 1 to ${MAX_KEY_CHARACTERS} characters, got ${key.length}` };
};

const tagValue: Check<unknown> = (value) => {
  if (typeof value !== "string") return expected("wrong-type", "a string");
  return value.length <= MAX_VALUE_CHARACTERS
    ? undefined
    : {
        code: "out-of-range",
        statement: `expected a value of at most ${MAX_VALUE_CHARACTERS} characters, got ${value.length}`,
      };
};

/** Returns the first issue in tags that were passed as an output, because `apply` cannot collect several issues. */
function firstIssue(tags: Tags): IssueDetail | undefined {
  const detail = tagObject(tags) ?? tagCount(tags);
  if (detail !== undefined) return detail;
  for (const [key, value] of Object.entries(tags)) {
    const { code, statement, remedy } = tagKey(key) ?? tagValue(value) ?? {};
    if (code === undefined || statement === undefined) continue;
    const clause = typeof statement === "string" ? statement : statement(typeof value);
    return {
      code,
      statement: `the tag ${JSON.stringify(key)} is invalid: ${clause}`,
      ...(remedy !== undefined && { remedy }),
    };
  }
  return undefined;
}
