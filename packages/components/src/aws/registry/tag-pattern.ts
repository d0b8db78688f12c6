import type { Check } from "../../shared/argument-issues";
import { matching } from "../../shared/checks";

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html
const tagCharacters = matching(
  /^[0-9a-zA-Z._*-]{1,128}$/,
  'a tag pattern of 1 to 128 letters, digits, and the characters ".", "_", "-", and "*"',
  'Example: "release-*".',
);

/** Accepts patterns of image tags with at most this number of wildcards. */
export function tagPattern(maxWildcards: number): Check<unknown> {
  return (value) => {
    const detail = tagCharacters(value);
    if (detail !== undefined) return detail;
    const wildcards = String(value).split("*").length - 1;
    return wildcards <= maxWildcards
      ? undefined
      : { code: "out-of-range", statement: `expected at most ${maxWildcards} wildcards, got ${wildcards}` };
  };
}
