import type * as pulumi from "@pulumi/pulumi";
import { isPlain, objectLike, type Check, type Fault, type Problems } from "../../shared/argument-issues";
import type { Tags } from "../../shared/tags";

// https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html: tag naming limits. A resource may
// also get tags from the provider's `defaultTags`, which count but are not known here.
const MAX_TAGS = 50;
const MAX_KEY_CHARACTERS = 128;
const MAX_VALUE_CHARACTERS = 256;

/** Judges tags against what AWS accepts of any service. Returns them, values that are not known yet with their check. */
export function checkAwsTags(
  problems: Problems,
  tags: pulumi.Input<Tags> | undefined,
  path = "tags",
): pulumi.Input<Tags> {
  if (tags === undefined) return {};
  if (!isPlain(tags)) return problems.checkInput(path, tags, firstFault);
  if (!problems.check(path, tags, tagMap)) return {};
  problems.check(path, tags, tagCount);
  return Object.fromEntries(
    Object.entries(tags).map(([key, value]) => {
      problems.check(`${path}[${JSON.stringify(key)}]`, key, tagKey);
      return [key, problems.checkInput(`${path}[${JSON.stringify(key)}]`, value, tagValue)];
    }),
  );
}

const tagMap = objectLike("write an object of strings");

const tagCount: Check<Tags> = (tags) => {
  const count = Object.keys(tags).length;
  return count <= MAX_TAGS
    ? undefined
    : { shown: "", limit: `${count} tags are more than the ${MAX_TAGS} of a resource`, remedy: "leave some out" };
};

const tagKey: Check<string> = (key) => {
  if (/^aws:/i.test(key))
    return { shown: "", limit: "begins with aws:, which AWS keeps for itself", remedy: "rename it" };
  return key.length >= 1 && key.length <= MAX_KEY_CHARACTERS
    ? undefined
    : { shown: "", limit: `has a key of ${key.length} characters`, remedy: `use 1 to ${MAX_KEY_CHARACTERS}` };
};

const tagValue: Check<unknown> = (value) => {
  if (typeof value !== "string") return { limit: "is not text", remedy: "write the value as a string" };
  return value.length <= MAX_VALUE_CHARACTERS
    ? undefined
    : { shown: "", limit: `has a value of ${value.length} characters`, remedy: `use at most ${MAX_VALUE_CHARACTERS}` };
};

/** What is wrong with tags that came as one output, whose faults cannot be collected: the first. */
function firstFault(tags: Tags): Fault | undefined {
  const whole = tagMap(tags) ?? tagCount(tags);
  if (whole !== undefined) return whole;
  for (const [key, value] of Object.entries(tags)) {
    const fault = tagKey(key) ?? tagValue(value);
    if (fault !== undefined) return { ...fault, shown: `[${JSON.stringify(key)}]` };
  }
  return undefined;
}
