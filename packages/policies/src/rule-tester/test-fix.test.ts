import { listOf } from "../kernel/connectives";
import { defineRule } from "../authoring/define-rule";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { findRuleFailures } from "./test-rule";

const VOLUME = "aws:ebs/volume:Volume";
const REPOSITORY = "aws:ecr/repository:Repository";
const meta = { id: "test-rule", title: "T", severity: "high", why: "W.", remedy: "R." } as const;

type Fix = (props: InputsOf<typeof REPOSITORY>) => InputsOf<typeof REPOSITORY>;

/** Returns the issues that the rule tester reports for a rule with two conditions and a fix. */
const issuesForFix = (fix: Fix | InputsOf<typeof REPOSITORY>) =>
  findRuleFailures(
    defineRule({
      ...meta,
      on: REPOSITORY,
      check: (props) =>
        listOf<string>(
          () => (props.imageTagMutability === "MUTABLE" ? "tags can be overwritten" : undefined),
          () => (props.forceDelete === true ? "images are deleted with the repository" : undefined),
        ),
      fix,
      examples: {
        pass: [{ imageTagMutability: "IMMUTABLE", forceDelete: false }],
        fail: [{ imageTagMutability: "MUTABLE" }, { forceDelete: true }],
      },
    }),
  ).map(({ example = "", message }) => `${example} ${message}`.trim());

describe("findRuleFailures for a rule with a fix", () => {
  it("accepts a fix that removes every violation", () => {
    expect(issuesForFix({ imageTagMutability: "IMMUTABLE", forceDelete: false })).toEqual([]);
  });

  it("reports a fix that leaves a violation", () => {
    expect(issuesForFix({ imageTagMutability: "IMMUTABLE" })).toContain(
      "fail[1] expected a pass after the fix, got violation",
    );
  });

  it("reports a fix that changes nothing", () => {
    expect(issuesForFix(() => ({}))).toEqual(["the fix does not change any failing example"]);
  });

  it("reports a fix that throws", () => {
    const broken = () => JSON.parse("{") as object;
    expect(issuesForFix(broken).join("\n")).toMatch(/fail\[0\] the fix throws an error: .*JSON/);
  });

  it("reports a fix that requires replacement, because packs do not apply it", () => {
    const replacing = defineRule({
      ...meta,
      on: VOLUME,
      check: ({ encrypted = false }) => !encrypted && "not encrypted",
      fix: { encrypted: true },
      examples: { pass: [{ encrypted: true }], fail: [{}] },
    });
    expect(findRuleFailures(replacing).map(({ message }) => message)).toEqual([
      "the fix does not change any failing example",
    ]);
  });
});
