import type { ArgumentIssues } from "../../shared/argument-issues";

/**
 * The images that a rule of an ECR lifecycle policy selects. Properties that do not apply are omitted rather than null:
 * ECR rejects policies with unexpected properties, including `storageClass: "standard"`.
 *
 * @see https://github.com/cloudposse/terraform-aws-ecr/issues/159
 */
export interface ImageSelection {
  readonly tagStatus: "tagged" | "untagged" | "any";
  readonly tagPatternList?: [string];
  readonly storageClass?: "archive";
  readonly countType: "imageCountMoreThan" | "sinceImagePushed" | "sinceImagePulled" | "sinceImageTransitioned";
  readonly countUnit?: "days";
}

/** A rule of the policy, with the path of the argument that it was created from. */
interface SelectingRule {
  readonly path: string;
  readonly selection: ImageSelection;
}

/**
 * Checks the order of rules. ECR applies only the first rule that selects an image, selects untagged images once for each
 * storage class, and requires rules for images with any tag status to come last.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html "Lifecycle policy evaluation rules"
 */
export function checkRuleOrder(issues: ArgumentIssues, rules: readonly SelectingRule[]): void {
  const lastNarrowRule = rules.findLastIndex(({ selection }) => selection.tagStatus !== "any");
  const report = (path: string, statement: string, remedy: string) =>
    issues.add(path, undefined, { code: "conflict", statement, remedy });
  rules.forEach(({ path, selection }, index) => {
    const earlier = rules.slice(0, index).find((rule) => takesPrecedence(rule.selection, selection));
    const selectsAny = selection.tagStatus === "any";
    if (earlier !== undefined && selectsAny && earlier.selection.tagStatus === "tagged") {
      const statement = `applies to untagged images only, because ${earlier.path} selects all tagged images`;
      report(path, statement, `Narrow the tags of ${earlier.path}, or remove that rule.`);
    } else if (earlier !== undefined) {
      const statement = `never applies, because ${earlier.path} already selects all ${describeImages(selection)}`;
      report(path, statement, `Move this rule before ${earlier.path}, or remove one of the rules.`);
    } else if (selectsAny && index < lastNarrowRule) {
      const statement = "selects both tagged and untagged images, so ECR requires this rule to come last";
      report(path, statement, `Move this rule after ${rules[lastNarrowRule]?.path ?? "the other rules"}.`);
    }
  });
}

/** Whether `earlier` selects every image that `later` selects. If `later` selects any image, only tagged images count. */
function takesPrecedence(earlier: ImageSelection, later: ImageSelection): boolean {
  if (earlier.storageClass !== later.storageClass) return false;
  const [earlierPattern] = earlier.tagPatternList ?? [];
  if (earlierPattern === undefined) return earlier.tagStatus === later.tagStatus;
  if (later.tagStatus === "any") return earlierPattern === "*";
  const [laterPattern] = later.tagPatternList ?? [];
  return laterPattern !== undefined && matchesAllOf(earlierPattern, laterPattern);
}

/** Whether `pattern` matches every tag that `narrowPattern` matches. Only a `*` can match a `*` of the narrow pattern. */
function matchesAllOf(pattern: string, narrowPattern: string): boolean {
  const parts = pattern.split("*").map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join(".*")}$`).test(narrowPattern);
}

/** Returns a description of the selected images: "images tagged release-*". */
export function describeImages({ tagStatus, tagPatternList: [pattern] = [""] }: ImageSelection): string {
  if (tagStatus === "any") return "images";
  if (tagStatus === "untagged") return "untagged images";
  return pattern === "*" ? "tagged images" : `images tagged ${pattern}`;
}
