import type { Problems } from "../../shared/argument-issues";

/**
 * Which images a rule of ECR's is for. Members that do not apply are left out, never null: ECR refuses a policy for one
 * that it does not expect, `storageClass: "standard"` among them (cloudposse/terraform-aws-ecr#159).
 */
export interface Selection {
  readonly tagStatus: "tagged" | "untagged" | "any";
  readonly tagPatternList?: [string];
  readonly storageClass?: "archive";
  readonly countType: "imageCountMoreThan" | "sinceImagePushed" | "sinceImagePulled" | "sinceImageTransitioned";
  readonly countUnit?: "days";
}

/** A rule, as far as its place among the others goes. */
interface Placed {
  /** The rule of ours that it came from. */
  readonly path: string;
  readonly selection: Selection;
}

/**
 * Judges the order of rules. An image that one rule selects cannot be touched by a later one, tags and untagged images are
 * selected once for each storage class, and rules for images whatever their tags come last.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html, "Lifecycle policy evaluation rules"
 */
export function checkOrder(problems: Problems, rules: readonly Placed[]): void {
  const lastNarrow = rules.findLastIndex(({ selection }) => selection.tagStatus !== "any");
  rules.forEach(({ path, selection }, index) => {
    const earlier = rules.slice(0, index).find((other) => decidesBefore(other.selection, selection));
    const isForAny = selection.tagStatus === "any";
    if (earlier !== undefined && isForAny && earlier.selection.tagStatus === "tagged") {
      const limit = `acts on untagged images only, since ${earlier.path} decides for all others`;
      problems.add(path, undefined, { shown: "", limit, remedy: `narrow the tags of ${earlier.path}, or remove it` });
    } else if (earlier !== undefined) {
      const limit = `never acts on ${imagesOf(selection)}, since ${earlier.path} decides for them`;
      problems.add(path, undefined, { shown: "", limit, remedy: `move it before ${earlier.path}, or remove one` });
    } else if (isForAny && index < lastNarrow) {
      const limit = "selects images whatever their tags, which ECR takes at the end only";
      const remedy = `move it behind ${rules[lastNarrow]?.path ?? "the others"}`;
      problems.add(path, undefined, { shown: "", limit, remedy });
    }
  });
}

/** Whether every image that `later` selects (every tagged one, if it selects any) is decided by `earlier`. */
function decidesBefore(earlier: Selection, later: Selection): boolean {
  if (earlier.storageClass !== later.storageClass) return false;
  const [covering] = earlier.tagPatternList ?? [];
  if (covering === undefined) return earlier.tagStatus === later.tagStatus;
  if (later.tagStatus === "any") return covering === "*";
  const [covered] = later.tagPatternList ?? [];
  return covered !== undefined && covers(covering, covered);
}

/** Whether every tag that fits `covered` fits `covering`: a `*` of the former stands for anything, so only a `*` may match it. */
function covers(covering: string, covered: string): boolean {
  const parts = covering.split("*").map((part) => part.replaceAll(".", "\\."));
  return new RegExp(`^${parts.join(".*")}$`).test(covered);
}

/** The images of a selection, in words. */
export function imagesOf({ tagStatus, tagPatternList: [tags] = [""] }: Selection): string {
  if (tagStatus === "any") return "images";
  if (tagStatus === "untagged") return "untagged images";
  return tags === "*" ? "tagged images" : `images tagged ${tags}`;
}
