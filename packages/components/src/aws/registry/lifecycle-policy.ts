import type { ArgumentIssues, Check } from "../../shared/argument-issues";
import { expected, integerFrom } from "../../shared/checks";
import { checkRuleOrder, describeImages, type ImageSelection } from "./lifecycle-rule-order";
import type { EcrLifecycleRule } from "./lifecycle-rules";
import { tagPattern } from "./tag-pattern";
import { alternatives } from "../../shared/wording";

/** A lifecycle policy in ECR's format. The type in `@pulumi/aws` lacks `tagPatternList`, which the provider supports. */
export interface EcrLifecyclePolicy {
  readonly rules: EcrPolicyRule[];
}

interface EcrPolicyRule {
  readonly rulePriority: number;
  readonly description: string;
  readonly selection: ImageSelection & { readonly countNumber: number };
  readonly action:
    | { readonly type: "expire" }
    | { readonly type: "transition"; readonly targetStorageClass: "archive" };
}

type RuleKind =
  | "keepLast"
  | "expireUntaggedAfterDays"
  | "expireAfterDays"
  | "archiveIfNotPulledForDays"
  | "expireArchivedAfterDays";

interface RuleDefinition {
  readonly minimum: number;
  readonly remedy?: string;
  /** The property that restricts the rule to certain tags. */
  readonly tagProperty?: "tags" | "tagPrefixes";
  readonly isTagPropertyRequired?: true;
  /** The images that the rule selects without patterns. */
  readonly defaultSelection: Pick<ImageSelection, "tagStatus" | "tagPatternList">;
  readonly count: Pick<ImageSelection, "countType" | "countUnit" | "storageClass">;
  readonly action: EcrPolicyRule["action"];
  readonly describe: (count: number, images: string) => string;
}

const TO_ARCHIVE = { type: "transition", targetStorageClass: "archive" } as const;

// Counts are positive integers: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
// Archived images cannot be pulled, and can be deleted after 90 days at the earliest:
// https://docs.aws.amazon.com/AmazonECR/latest/userguide/archive-image.html
const RULES: Readonly<Record<RuleKind, RuleDefinition>> = {
  keepLast: {
    minimum: 1,
    tagProperty: "tags",
    defaultSelection: { tagStatus: "tagged", tagPatternList: ["*"] },
    count: { countType: "imageCountMoreThan" },
    action: { type: "expire" },
    describe: (count, images) => `Keep the last ${count} ${images}`,
  },
  expireUntaggedAfterDays: {
    minimum: 1,
    defaultSelection: { tagStatus: "untagged" },
    count: { countType: "sinceImagePushed", countUnit: "days" },
    action: { type: "expire" },
    describe: (count, images) => `Delete ${images} ${count} days after the push`,
  },
  expireAfterDays: {
    minimum: 1,
    tagProperty: "tagPrefixes",
    isTagPropertyRequired: true,
    defaultSelection: { tagStatus: "any" },
    count: { countType: "sinceImagePushed", countUnit: "days" },
    action: { type: "expire" },
    describe: (count, images) => `Delete ${images} ${count} days after the push`,
  },
  archiveIfNotPulledForDays: {
    minimum: 90,
    remedy: "Archived images cannot be pulled, even if they are in use.",
    tagProperty: "tags",
    defaultSelection: { tagStatus: "any" },
    count: { countType: "sinceImagePulled", countUnit: "days" },
    action: TO_ARCHIVE,
    describe: (count, images) => `Archive ${images} not pulled for ${count} days`,
  },
  expireArchivedAfterDays: {
    minimum: 90,
    remedy: "ECR does not delete archived images earlier.",
    defaultSelection: { tagStatus: "any" },
    count: { countType: "sinceImageTransitioned", countUnit: "days", storageClass: "archive" },
    action: { type: "expire" },
    describe: (count) => `Delete images ${count} days after they were archived`,
  },
};

const RULE_KINDS = Object.keys(RULES) as RuleKind[];

/** A rule of the policy to create. Each pattern of a lifecycle rule becomes one policy rule. */
interface PlannedRule {
  readonly path: string;
  readonly count: number;
  readonly definition: RuleDefinition;
  readonly selection: ImageSelection;
}

// The quota of rules in a lifecycle policy is not adjustable: https://docs.aws.amazon.com/general/latest/gr/ecr.html
const MAX_RULES = 50;

/**
 * Returns the lifecycle policy for the rules, with priorities in their order, or `undefined` if there are no rules. Reports
 * rules that ECR would reject, and rules that ECR would accept but never apply.
 */
export function planLifecyclePolicy(
  issues: ArgumentIssues,
  rules: readonly EcrLifecycleRule[],
  path = "lifecycleRules",
): EcrLifecyclePolicy | undefined {
  if (!Array.isArray(rules)) {
    issues.add(path, rules, expected("wrong-type", "an array of lifecycle rules", "Use [] to keep all images."));
    return undefined;
  }
  const planned = rules.flatMap((rule: EcrLifecycleRule, index) => planRule(issues, `${path}[${index}]`, rule));
  checkRuleOrder(issues, planned);
  if (planned.length > MAX_RULES) {
    issues.add(path, undefined, {
      code: "out-of-range",
      statement: `expected at most ${MAX_RULES} rules, got ${planned.length} (one for each pattern)`,
      remedy: 'Combine patterns with "*".',
    });
  }
  return planned.length === 0 ? undefined : { rules: planned.map(toPolicyRule) };
}

// Patterns can contain four wildcards: https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html
const lifecyclePattern = tagPattern(4);

const lifecyclePrefix: Check<unknown> = (value) =>
  typeof value === "string" && value.includes("*")
    ? {
        code: "invalid-format",
        statement: "a tag prefix cannot contain wildcards",
        remedy: `Use ${JSON.stringify(value.replace(/\*.*/, ""))}.`,
      }
    : lifecyclePattern(value);

function planRule(issues: ArgumentIssues, path: string, rule: EcrLifecycleRule): PlannedRule[] {
  const properties: Partial<Record<string, unknown>> = { ...rule };
  if ("expireIfNotPulledForDays" in properties) {
    // https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html: sinceImagePulled only archives.
    issues.add(`${path}.expireIfNotPulledForDays`, undefined, {
      code: "not-allowed",
      statement: "ECR cannot delete images based on when they were last pulled; it can only archive them",
      remedy: "Use { archiveIfNotPulledForDays: 90 } and { expireArchivedAfterDays: 90 }.",
    });
    return [];
  }
  const kinds = RULE_KINDS.filter((kind) => properties[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    if (issues.checkNames(path, rule, [...RULE_KINDS, "tags", "tagPrefixes"])) {
      issues.add(path, rule, {
        code: kind === undefined ? "missing" : "conflict",
        statement: `expected exactly one of ${alternatives(RULE_KINDS)}, got ${kinds.join(" and ") || "none"}`,
      });
    }
    return [];
  }
  const definition = RULES[kind];
  issues.checkNames(path, rule, [kind, definition.tagProperty ?? []].flat());
  const count = properties[kind];
  issues.check(`${path}.${kind}`, count, integerFrom(definition.minimum, definition.remedy));
  return selectionsOf(issues, path, definition, properties).map((selection) => ({
    path,
    count: Number(count),
    definition,
    selection,
  }));
}

/**
 * Returns one selection for each pattern. If a policy rule contained several patterns, ECR would select only images that
 * match all patterns.
 */
function selectionsOf(
  issues: ArgumentIssues,
  path: string,
  { tagProperty, isTagPropertyRequired, defaultSelection, count }: RuleDefinition,
  properties: Partial<Record<string, unknown>>,
): ImageSelection[] {
  const patterns = tagProperty && properties[tagProperty];
  if (tagProperty === undefined || (patterns === undefined && !isTagPropertyRequired)) {
    return [{ ...defaultSelection, ...count }];
  }
  const isPattern = tagProperty === "tags";
  if (!Array.isArray(patterns) || patterns.length === 0) {
    const what = `a non-empty array of ${isPattern ? "tag patterns" : "tag prefixes"}`;
    const code = Array.isArray(patterns) ? "out-of-range" : "wrong-type";
    const remedy = `Example: ${isPattern ? '["release-*"]' : '["pr-"]'}.`;
    issues.add(`${path}.${tagProperty}`, patterns, expected(code, what, remedy));
    return [];
  }
  return patterns.flatMap((pattern: unknown, index): ImageSelection[] => {
    const check = isPattern ? lifecyclePattern : lifecyclePrefix;
    if (!issues.check(`${path}.${tagProperty}[${index}]`, pattern, check)) return [];
    const tagPatternList: [string] = [isPattern ? String(pattern) : `${String(pattern)}*`];
    return [{ tagStatus: "tagged", tagPatternList, ...count }];
  });
}

function toPolicyRule({ count, definition, selection }: PlannedRule, index: number): EcrPolicyRule {
  return {
    rulePriority: index + 1,
    description: definition.describe(count, describeImages(selection)),
    selection: { ...selection, countNumber: count },
    action: definition.action,
  };
}
