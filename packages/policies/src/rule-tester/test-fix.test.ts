import { listOf } from "../kernel/connectives";
import { defineRule } from "../authoring/define-rule";
import type { InputsOf } from "../authoring/resource-type-tokens";
import { testRule } from "./test-rule";

const VOLUME = "aws:ebs/volume:Volume";
const REPOSITORY = "aws:ecr/repository:Repository";
const about = { id: "test-rule", title: "T", severity: "high", why: "W.", remedy: "R." } as const;

type Fix = (props: InputsOf<typeof REPOSITORY>) => InputsOf<typeof REPOSITORY>;

/** What the harness says of a rule on two properties with a fix. */
const faultsWith = (fix: Fix | InputsOf<typeof REPOSITORY>) =>
  testRule(
    defineRule({
      ...about,
      on: REPOSITORY,
      check: (props) =>
        listOf<string>(
          () => (props.imageTagMutability === "MUTABLE" ? "tags can be overwritten" : undefined),
          () => (props.forceDelete === true ? "images go with the repository" : undefined),
        ),
      fix,
      examples: {
        pass: [{ imageTagMutability: "IMMUTABLE", forceDelete: false }],
        fail: [{ imageTagMutability: "MUTABLE" }, { forceDelete: true }],
      },
    }),
  ).map(({ example = "", message }) => `${example} ${message}`.trim());

describe("checkRule, of a fix", () => {
  it("finds nothing wrong with one that mends every violation", () => {
    expect(faultsWith({ imageTagMutability: "IMMUTABLE", forceDelete: false })).toEqual([]);
  });

  it("finds one that leaves a violation", () => {
    expect(faultsWith({ imageTagMutability: "IMMUTABLE" })).toContain(
      "fail[1] expected a pass after the fix, got violation",
    );
  });

  it("finds one that does nothing", () => {
    expect(faultsWith(() => ({}))).toEqual(["the fix removes the violation of no failing example"]);
  });

  it("finds one that throws", () => {
    const broken = () => JSON.parse("{") as object;
    expect(faultsWith(broken).join("\n")).toMatch(/fail\[0\] the fix throws: .*JSON/);
  });

  it("finds one that could only replace the resource, which packs do not let it", () => {
    const replacing = defineRule({
      ...about,
      on: VOLUME,
      check: ({ encrypted = false }) => !encrypted && "not encrypted",
      fix: { encrypted: true },
      examples: { pass: [{ encrypted: true }], fail: [{}] },
    });
    expect(testRule(replacing).map(({ message }) => message)).toEqual([
      "the fix removes the violation of no failing example",
    ]);
  });
});
