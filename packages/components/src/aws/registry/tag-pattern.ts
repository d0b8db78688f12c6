import type { Check } from "../../shared/argument-issues";

/**
 * A pattern of image tags.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html
 */
export function tagPattern(maxWildcards: number): Check<unknown> {
  return (value) => {
    if (typeof value !== "string" || !/^[0-9a-zA-Z._*-]{1,128}$/.test(value)) {
      const limit = "is not a pattern of 1 to 128 letters, digits, and . _ - *";
      return { limit, remedy: 'write what a tag looks like, such as "release-*"' };
    }
    const wildcards = value.split("*").length - 1;
    return wildcards <= maxWildcards
      ? undefined
      : { limit: `has ${wildcards} wildcards, ECR allows ${maxWildcards}`, remedy: "leave some out" };
  };
}
