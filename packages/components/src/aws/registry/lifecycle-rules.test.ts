import { ArgumentsError, Problems } from "../../shared/argument-issues";
import { planLifecycle, type EcrLifecycleRule } from "./lifecycle-rules";

const rulesOf = (...rules: EcrLifecycleRule[]) => {
  const problems = new Problems("EcrRepository", "orders");
  const policy = planLifecycle(problems, rules);
  problems.throwIfAny();
  return policy?.rules;
};

/** What is wrong with rules that a JavaScript program or a configuration file can hold, whatever the types say. */
function problemsOf(...rules: unknown[]): string[] {
  try {
    rulesOf(...(rules as EcrLifecycleRule[]));
  } catch (error) {
    if (error instanceof ArgumentsError) return error.problems.map(({ text }) => text);
    throw error;
  }
  return [];
}

describe("lifecycle rules", () => {
  it("become one rule of ECR's for each pattern, which would want an image to fit all of one rule's", () => {
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

  it("archive what nobody pulls, and delete it from the archive", () => {
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

  it("are no policy if there are none", () => {
    expect(rulesOf()).toBeUndefined();
  });

  it("may be fifty, each pattern counted", () => {
    const tags = Array.from({ length: 50 }, (_, index) => `team${index}-*`);
    expect(rulesOf({ keepLast: 5, tags })).toHaveLength(50);
    expect(problemsOf({ keepLast: 5, tags }, { expireUntaggedAfterDays: 7 })).toEqual([
      "lifecycle: makes 51 rules, one for each pattern, and ECR allows 50; merge patterns with *",
    ]);
  });
});

describe("a wrong lifecycle rule", () => {
  const kinds =
    "keepLast, expireUntaggedAfterDays, expireAfterDays, archiveIfNotPulledForDays, expireArchivedAfterDays";

  it.each<[string, unknown, string]>([
    [
      "a count of nothing",
      { keepLast: 0 },
      ".keepLast: 0 is not a whole number of at least 1; write how many images to keep",
    ],
    [
      "a fraction",
      { expireUntaggedAfterDays: 1.5 },
      ".expireUntaggedAfterDays: 1.5 is not a whole number of at least 1; write the days to keep images without a tag",
    ],
    [
      "a text",
      { keepLast: "20" },
      '.keepLast: "20" is not a whole number of at least 1; write how many images to keep',
    ],
    [
      "archiving early",
      { archiveIfNotPulledForDays: 89 },
      ".archiveIfNotPulledForDays: 89 is not a whole number of at least 90; an image that runs but was not pulled for that long could not start again, so write 90 or more",
    ],
    [
      "emptying the archive early",
      { expireArchivedAfterDays: 30 },
      ".expireArchivedAfterDays: 30 is not a whole number of at least 90; ECR deletes nothing from the archive earlier, so write 90 or more",
    ],
    [
      "deleting for want of pulls",
      { expireIfNotPulledForDays: 30 },
      ".expireIfNotPulledForDays: is refused by ECR, which deletes for want of pulls only what is archived; write { archiveIfNotPulledForDays: 90 } and { expireArchivedAfterDays: 90 }",
    ],
    [
      "five wildcards",
      { keepLast: 5, tags: ["*a*b*c*d*"] },
      '.tags[0]: "*a*b*c*d*" has 5 wildcards, ECR allows 4; leave some out',
    ],
    [
      "no patterns",
      { keepLast: 5, tags: [] },
      '.tags: a list is not a list of at least one; write patterns such as ["release-*"], or leave it out',
    ],
    [
      "no prefixes",
      { expireAfterDays: 5 },
      '.tagPrefixes: nothing is not a list of at least one; write prefixes such as ["pr-"]',
    ],
    [
      "a prefix with a wildcard",
      { expireAfterDays: 5, tagPrefixes: ["pr-*"] },
      '.tagPrefixes[0]: "pr-*" holds a wildcard, and a prefix has none; write "pr-"',
    ],
    ["a name that is not there", { keepLats: 5 }, ".keepLats: is not known here; did you mean keepLast?"],
    [
      "patterns where there are none",
      { expireUntaggedAfterDays: 5, tags: ["a"] },
      ".tags: is not known here; write expireUntaggedAfterDays",
    ],
    ["two things at once", { keepLast: 5, expireUntaggedAfterDays: 5 }, `: says 2 things to do; write one of ${kinds}`],
    ["nothing to do", { tags: ["a"] }, `: says nothing to do; write one of ${kinds}`],
    ["no rule", null, `: nothing is not an object; write an object with any of ${kinds}, tags, tagPrefixes`],
  ])("is named: %s", (_, rule, text) => {
    expect(problemsOf(rule)).toEqual([`lifecycle[0]${text}`]);
  });
});

describe("the order of lifecycle rules", () => {
  it.each<[string, EcrLifecycleRule[]]>([
    [
      "narrow before wide",
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
      "a dot that is no wildcard",
      [
        { keepLast: 5, tags: ["v1.0"] },
        { keepLast: 5, tags: ["v1-0"] },
      ],
    ],
    ["one for all images of each storage class", [{ archiveIfNotPulledForDays: 90 }, { expireArchivedAfterDays: 90 }]],
    ["all untagged, then all", [{ expireUntaggedAfterDays: 7 }, { archiveIfNotPulledForDays: 90 }]],
  ])("accepts %s", (_, rules) => {
    expect(problemsOf(...rules)).toEqual([]);
  });

  it.each<[string, EcrLifecycleRule[], string]>([
    [
      "wide before narrow",
      [{ keepLast: 5 }, { keepLast: 9, tags: ["release-*"] }],
      "lifecycle[1]: never acts on images tagged release-*, since lifecycle[0] decides for them; move it before lifecycle[0], or remove one",
    ],
    [
      "a prefix before a pattern it covers",
      [
        { expireAfterDays: 5, tagPrefixes: ["pr"] },
        { keepLast: 9, tags: ["pr-*-x"] },
      ],
      "lifecycle[1]: never acts on images tagged pr-*-x, since lifecycle[0] decides for them; move it before lifecycle[0], or remove one",
    ],
    [
      "the same twice",
      [{ expireUntaggedAfterDays: 5 }, { expireUntaggedAfterDays: 6 }],
      "lifecycle[1]: never acts on untagged images, since lifecycle[0] decides for them; move it before lifecycle[0], or remove one",
    ],
    [
      "two for all images",
      [{ archiveIfNotPulledForDays: 90 }, { archiveIfNotPulledForDays: 120 }],
      "lifecycle[1]: never acts on images, since lifecycle[0] decides for them; move it before lifecycle[0], or remove one",
    ],
    [
      "archiving behind a rule for every tag",
      [{ keepLast: 500 }, { archiveIfNotPulledForDays: 90 }],
      "lifecycle[1]: acts on untagged images only, since lifecycle[0] decides for all others; narrow the tags of lifecycle[0], or remove it",
    ],
    [
      "all images before some",
      [{ archiveIfNotPulledForDays: 90 }, { keepLast: 5, tags: ["a"] }],
      "lifecycle[0]: selects images whatever their tags, which ECR takes at the end only; move it behind lifecycle[1]",
    ],
  ])("refuses %s", (_, rules, text) => {
    expect(problemsOf(...rules)).toEqual([text]);
  });
});
