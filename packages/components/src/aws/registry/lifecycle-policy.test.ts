import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { ArgumentIssues, type ArgumentIssue } from "../../shared/argument-issues";
import { planLifecyclePolicy } from "./lifecycle-policy";
import type { EcrLifecycleRule } from "./lifecycle-rules";

const rulesOf = (...rules: EcrLifecycleRule[]) => {
  const issues = new ArgumentIssues("EcrRepository", "orders");
  const policy = planLifecyclePolicy(issues, rules);
  issues.throwIfAny();
  return policy?.rules;
};

/** Returns the issues of rules. They may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (...rules: unknown[]): readonly ArgumentIssue[] =>
  issuesThrownBy(() => rulesOf(...(rules as EcrLifecycleRule[])));

describe("planLifecyclePolicy", () => {
  it("creates one ECR rule for each pattern, because ECR requires an image to match all patterns of a rule", () => {
    const rules = rulesOf(
      { keepLast: 20, tags: ["release-*", "hotfix-*"] },
      { expireAfterDays: 14, tagPrefixes: ["pr-", "ci-"] },
    );
    const keep = { tagStatus: "tagged", countType: "imageCountMoreThan", countNumber: 20 };
    const byAge = { tagStatus: "tagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 };
    const action = { type: "expire" };
    expect(rules).toEqual([
      {
        rulePriority: 1,
        description: "Keep the last 20 images tagged release-*",
        selection: { ...keep, tagPatternList: ["release-*"] },
        action,
      },
      {
        rulePriority: 2,
        description: "Keep the last 20 images tagged hotfix-*",
        selection: { ...keep, tagPatternList: ["hotfix-*"] },
        action,
      },
      {
        rulePriority: 3,
        description: "Delete images tagged pr-* 14 days after the push",
        selection: { ...byAge, tagPatternList: ["pr-*"] },
        action,
      },
      {
        rulePriority: 4,
        description: "Delete images tagged ci-* 14 days after the push",
        selection: { ...byAge, tagPatternList: ["ci-*"] },
        action,
      },
    ]);
  });

  it("archives images that are not pulled, and deletes them from the archive", () => {
    const rules = rulesOf(
      { expireUntaggedAfterDays: 7 },
      { archiveIfNotPulledForDays: 120, tags: ["dev-*"] },
      { archiveIfNotPulledForDays: 180 },
      { expireArchivedAfterDays: 365 },
    );
    const archive = { type: "transition", targetStorageClass: "archive" };
    const unpulled = { countType: "sinceImagePulled", countUnit: "days" };
    expect(rules?.slice(1)).toEqual([
      {
        rulePriority: 2,
        description: "Archive images tagged dev-* not pulled for 120 days",
        selection: { tagStatus: "tagged", tagPatternList: ["dev-*"], ...unpulled, countNumber: 120 },
        action: archive,
      },
      {
        rulePriority: 3,
        description: "Archive images not pulled for 180 days",
        selection: { tagStatus: "any", ...unpulled, countNumber: 180 },
        action: archive,
      },
      {
        rulePriority: 4,
        description: "Delete images 365 days after they were archived",
        selection: {
          tagStatus: "any",
          storageClass: "archive",
          countType: "sinceImageTransitioned",
          countUnit: "days",
          countNumber: 365,
        },
        action: { type: "expire" },
      },
    ]);
  });

  it("returns no policy without rules", () => {
    expect(rulesOf()).toBeUndefined();
  });

  it("allows 50 rules, counting each pattern", () => {
    const tags = Array.from({ length: 50 }, (_, index) => `team${index}-*`);
    expect(rulesOf({ keepLast: 5, tags })).toHaveLength(50);
    expect(codesOf(issuesOf({ keepLast: 5, tags }, { expireUntaggedAfterDays: 7 }))).toEqual([
      "out-of-range lifecycleRules",
    ]);
  });
});

describe("the check of lifecycle rules", () => {
  const invalid: [description: string, rule: unknown, code: string][] = [
    ["a count of zero", { keepLast: 0 }, "out-of-range .keepLast"],
    ["a fraction", { expireUntaggedAfterDays: 1.5 }, "out-of-range .expireUntaggedAfterDays"],
    ["a string", { keepLast: "20" }, "wrong-type .keepLast"],
    ["early archiving", { archiveIfNotPulledForDays: 89 }, "out-of-range .archiveIfNotPulledForDays"],
    ["early deletion from the archive", { expireArchivedAfterDays: 30 }, "out-of-range .expireArchivedAfterDays"],
    ["deletion by last pull", { expireIfNotPulledForDays: 30 }, "not-allowed .expireIfNotPulledForDays"],
    ["five wildcards", { keepLast: 5, tags: ["*a*b*c*d*"] }, "out-of-range .tags[0]"],
    ["no patterns", { keepLast: 5, tags: [] }, "out-of-range .tags"],
    ["no prefixes", { expireAfterDays: 5 }, "missing .tagPrefixes"],
    ["a prefix with a wildcard", { expireAfterDays: 5, tagPrefixes: ["pr-*"] }, "invalid-format .tagPrefixes[0]"],
    ["a misspelled name", { keepLats: 5 }, "unknown-argument .keepLats"],
    ["patterns for untagged images", { expireUntaggedAfterDays: 5, tags: ["a"] }, "unknown-argument .tags"],
    ["two actions", { keepLast: 5, expireUntaggedAfterDays: 5 }, "conflict "],
    ["no action", { tags: ["a"] }, "missing "],
    ["null", null, "wrong-type "],
  ];

  it.each(invalid)("rejects %s", (_, rule, code) => {
    expect(codesOf(issuesOf(rule))).toEqual([code.replace(" ", " lifecycleRules[0]")]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([, rule]) => wordingOf(issuesOf(rule))).join("\n")).toMatchSnapshot();
  });
});

describe("the check of the order of lifecycle rules", () => {
  it.each<[description: string, rules: EcrLifecycleRule[]]>([
    [
      "narrow before wide rules",
      [{ keepLast: 5, tags: ["release-1.*"] }, { keepLast: 9, tags: ["release-*"] }, { keepLast: 500 }],
    ],
    [
      "patterns that overlap in part",
      [
        { keepLast: 5, tags: ["a*"] },
        { keepLast: 5, tags: ["*z"] },
      ],
    ],
    [
      "a dot, which is not a wildcard",
      [
        { keepLast: 5, tags: ["v1.0"] },
        { keepLast: 5, tags: ["v1-0"] },
      ],
    ],
    [
      "one rule for all images of each storage class",
      [{ archiveIfNotPulledForDays: 90 }, { expireArchivedAfterDays: 90 }],
    ],
    ["all untagged images, then all images", [{ expireUntaggedAfterDays: 7 }, { archiveIfNotPulledForDays: 90 }]],
  ])("accepts %s", (_, rules) => {
    expect(issuesOf(...rules)).toEqual([]);
  });

  const invalid: [description: string, rules: EcrLifecycleRule[], index: number][] = [
    ["wide before narrow rules", [{ keepLast: 5 }, { keepLast: 9, tags: ["release-*"] }], 1],
    [
      "a prefix before a pattern that it covers",
      [
        { expireAfterDays: 5, tagPrefixes: ["pr"] },
        { keepLast: 9, tags: ["pr-*-x"] },
      ],
      1,
    ],
    ["the same rule twice", [{ expireUntaggedAfterDays: 5 }, { expireUntaggedAfterDays: 6 }], 1],
    ["two rules for all images", [{ archiveIfNotPulledForDays: 90 }, { archiveIfNotPulledForDays: 120 }], 1],
    ["archiving after a rule for all tags", [{ keepLast: 500 }, { archiveIfNotPulledForDays: 90 }], 1],
    ["all images before some", [{ archiveIfNotPulledForDays: 90 }, { keepLast: 5, tags: ["a"] }], 0],
  ];

  it.each(invalid)("rejects %s", (_, rules, index) => {
    expect(codesOf(issuesOf(...rules))).toEqual([`conflict lifecycleRules[${index}]`]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([, rules]) => wordingOf(issuesOf(...rules))).join("\n")).toMatchSnapshot();
  });
});
