import { wholeNumber, type Check, type Problems } from "../../shared/argument-issues";
import { checkOrder, imagesOf, type Selection } from "./lifecycle-rule-order";
import { tagPattern } from "./tag-pattern";

/** Keeps the newest images with a tag like one of `tags` and deletes older ones. */
export interface EcrKeepLastRule {
  /** How many images to keep for each pattern; at least 1. */
  readonly keepLast: number;
  /**
   * Patterns, `*` for any characters, at most four times. An image that several match is counted by the first.
   *
   * @default ["*"]: every tagged image
   */
  readonly tags?: readonly string[];
}

/** Deletes images without a tag, such as those whose tag moved to a newer one. */
export interface EcrExpireUntaggedRule {
  /** Days after the push; at least 1. */
  readonly expireUntaggedAfterDays: number;
}

/** Deletes images by age. */
export interface EcrExpireByAgeRule {
  /** Days after the push; at least 1. */
  readonly expireAfterDays: number;
  /** What the tag begins with, for one image or another: `["pr-", "ci-"]`. */
  readonly tagPrefixes: readonly string[];
}

/**
 * Moves images that nobody pulled to the archive. **An archived image cannot be pulled**: nodes cache images, so one that
 * runs but was not pulled for that long cannot start again elsewhere until somebody restores it, which takes up to twenty minutes.
 */
export interface EcrArchiveUnpulledRule {
  /** Days after the last pull; at least 90, for which AWS bills an archived image in any case. */
  readonly archiveIfNotPulledForDays: number;
  /**
   * Patterns as of `keepLast`.
   *
   * @default every image, tagged or not; such a rule must come after all rules for some tags
   */
  readonly tags?: readonly string[];
}

/** Deletes images from the archive. */
export interface EcrExpireArchivedRule {
  /** Days in the archive; at least 90. */
  readonly expireArchivedAfterDays: number;
}

/**
 * What happens to images as they age. The first rule that selects an image decides for it, whether it acts or not, so
 * narrow rules come before wide ones.
 */
export type EcrLifecycleRule =
  EcrKeepLastRule | EcrExpireUntaggedRule | EcrExpireByAgeRule | EcrArchiveUnpulledRule | EcrExpireArchivedRule;

/** A lifecycle policy as ECR reads it. The SDK's own type lacks `tagPatternList`, which its provider passes on. */
export interface EcrLifecyclePolicy {
  readonly rules: EcrPolicyRule[];
}

interface EcrPolicyRule {
  readonly rulePriority: number;
  readonly description: string;
  readonly selection: Selection & { readonly countNumber: number };
  readonly action:
    { readonly type: "expire" } | { readonly type: "transition"; readonly targetStorageClass: "archive" };
}

type RuleKind =
  "keepLast" | "expireUntaggedAfterDays" | "expireAfterDays" | "archiveIfNotPulledForDays" | "expireArchivedAfterDays";

interface KindFacts {
  readonly minimum: number;
  readonly remedy: string;
  readonly narrowedBy?: "tags" | "tagPrefixes";
  readonly isNarrowingRequired?: true;
  /** What a rule without patterns selects. */
  readonly otherwise: Pick<Selection, "tagStatus" | "tagPatternList">;
  readonly counts: Pick<Selection, "countType" | "countUnit" | "storageClass">;
  readonly action: EcrPolicyRule["action"];
  readonly describe: (count: number, images: string) => string;
}

const TO_ARCHIVE = { type: "transition", targetStorageClass: "archive" } as const;

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html: counts are positive integers.
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html: pulls of archived images fail with 404, and no
// policy may delete an image that has been archived for less than 90 days.
const KINDS: Readonly<Record<RuleKind, KindFacts>> = {
  keepLast: {
    minimum: 1,
    remedy: "write how many images to keep",
    narrowedBy: "tags",
    otherwise: { tagStatus: "tagged", tagPatternList: ["*"] },
    counts: { countType: "imageCountMoreThan" },
    action: { type: "expire" },
    describe: (count, images) => `Keep the last ${count} ${images}`,
  },
  expireUntaggedAfterDays: {
    minimum: 1,
    remedy: "write the days to keep images without a tag",
    otherwise: { tagStatus: "untagged" },
    counts: { countType: "sinceImagePushed", countUnit: "days" },
    action: { type: "expire" },
    describe: (count, images) => `Delete ${images} ${count} days after the push`,
  },
  expireAfterDays: {
    minimum: 1,
    remedy: "write the days to keep images",
    narrowedBy: "tagPrefixes",
    isNarrowingRequired: true,
    otherwise: { tagStatus: "any" },
    counts: { countType: "sinceImagePushed", countUnit: "days" },
    action: { type: "expire" },
    describe: (count, images) => `Delete ${images} ${count} days after the push`,
  },
  archiveIfNotPulledForDays: {
    minimum: 90,
    remedy: "an image that runs but was not pulled for that long could not start again, so write 90 or more",
    narrowedBy: "tags",
    otherwise: { tagStatus: "any" },
    counts: { countType: "sinceImagePulled", countUnit: "days" },
    action: TO_ARCHIVE,
    describe: (count, images) => `Archive ${images} not pulled for ${count} days`,
  },
  expireArchivedAfterDays: {
    minimum: 90,
    remedy: "ECR deletes nothing from the archive earlier, so write 90 or more",
    otherwise: { tagStatus: "any" },
    counts: { countType: "sinceImageTransitioned", countUnit: "days", storageClass: "archive" },
    action: { type: "expire" },
    describe: (count) => `Delete images ${count} days after they were archived`,
  },
};

/** One rule of ECR's: a rule of ours makes one for each pattern. */
interface Step {
  readonly path: string;
  readonly count: number;
  readonly facts: KindFacts;
  readonly selection: Selection;
}

// https://docs.aws.amazon.com/general/latest/gr/ecr.html: rules per lifecycle policy, not adjustable.
const MAX_RULES = 50;

/**
 * The lifecycle policy that the rules amount to, with priorities in the order of writing; undefined for none. What ECR
 * would refuse, and what it would accept and never apply, goes to `problems`.
 */
export function planLifecycle(problems: Problems, rules: readonly EcrLifecycleRule[]): EcrLifecyclePolicy | undefined {
  if (!Array.isArray(rules)) {
    problems.add("lifecycle", rules, { limit: "is not a list", remedy: "write a list of rules, or [] for none" });
    return undefined;
  }
  const steps = rules.flatMap((rule: EcrLifecycleRule, index) => readRule(problems, `lifecycle[${index}]`, rule));
  checkOrder(problems, steps);
  if (steps.length > MAX_RULES) {
    problems.add("lifecycle", undefined, {
      shown: "",
      limit: `makes ${steps.length} rules, one for each pattern, and ECR allows ${MAX_RULES}`,
      remedy: "merge patterns with *",
    });
  }
  return steps.length === 0 ? undefined : { rules: steps.map(toPolicyRule) };
}

// https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html: four wildcards a pattern.
const pattern = tagPattern(4);

const prefix: Check<unknown> = (value) =>
  typeof value === "string" && value.includes("*")
    ? { limit: "holds a wildcard, and a prefix has none", remedy: `write ${JSON.stringify(value.replace(/\*.*/, ""))}` }
    : pattern(value);

function readRule(problems: Problems, path: string, rule: EcrLifecycleRule): Step[] {
  const members: Partial<Record<string, unknown>> = { ...rule };
  if ("expireIfNotPulledForDays" in members) {
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html: sinceImagePulled only archives.
    problems.add(`${path}.expireIfNotPulledForDays`, undefined, {
      shown: "",
      limit: "is refused by ECR, which deletes for want of pulls only what is archived",
      remedy: "write { archiveIfNotPulledForDays: 90 } and { expireArchivedAfterDays: 90 }",
    });
    return [];
  }
  const kinds = (Object.keys(KINDS) as RuleKind[]).filter((kind) => members[kind] !== undefined);
  const [kind] = kinds;
  const known = kind === undefined ? Object.keys(KINDS) : [kind, KINDS[kind].narrowedBy ?? []].flat();
  if (kind === undefined || kinds.length > 1) {
    if (problems.checkNames(path, rule, [...Object.keys(KINDS), "tags", "tagPrefixes"])) {
      const limit = kind === undefined ? "says nothing to do" : `says ${kinds.length} things to do`;
      problems.add(path, rule, { shown: "", limit, remedy: `write one of ${Object.keys(KINDS).join(", ")}` });
    }
    return [];
  }
  problems.checkNames(path, rule, known);
  const facts = KINDS[kind];
  const count = members[kind];
  problems.check(`${path}.${kind}`, count, wholeNumber(facts.minimum, facts.remedy));
  return selections(problems, path, facts, members).map((selection) => ({
    path,
    count: Number(count),
    facts,
    selection,
  }));
}

/** One selection for each pattern: ECR takes several patterns in one rule as all of them at once, which fits hardly any image. */
function selections(
  problems: Problems,
  path: string,
  { narrowedBy, isNarrowingRequired, otherwise, counts }: KindFacts,
  members: Partial<Record<string, unknown>>,
): Selection[] {
  const patterns = narrowedBy && members[narrowedBy];
  if (narrowedBy === undefined || (patterns === undefined && !isNarrowingRequired))
    return [{ ...otherwise, ...counts }];
  if (!Array.isArray(patterns) || patterns.length === 0) {
    const remedy =
      narrowedBy === "tags"
        ? 'write patterns such as ["release-*"], or leave it out'
        : 'write prefixes such as ["pr-"]';
    problems.add(`${path}.${narrowedBy}`, patterns, { limit: "is not a list of at least one", remedy });
    return [];
  }
  return patterns.flatMap((text: unknown, index): Selection[] => {
    const isRight = problems.check(`${path}.${narrowedBy}[${index}]`, text, narrowedBy === "tags" ? pattern : prefix);
    if (!isRight) return [];
    const tagPatternList: [string] = [narrowedBy === "tags" ? String(text) : `${String(text)}*`];
    return [{ tagStatus: "tagged", tagPatternList, ...counts }];
  });
}

function toPolicyRule({ count, facts, selection }: Step, index: number): EcrPolicyRule {
  return {
    rulePriority: index + 1,
    description: facts.describe(count, imagesOf(selection)),
    selection: { ...selection, countNumber: count },
    action: facts.action,
  };
}
