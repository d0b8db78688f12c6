import { listed } from "../kernel/connectives";
import { defineRule } from "../rule";
import type { Props } from "../tokens";
import { checkRule } from "./check-rule";

const VOLUME = "aws:ebs/volume:Volume";
const REPOSITORY = "aws:ecr/repository:Repository";
const about = { id: "test-rule", title: "T", severity: "high", why: "W.", remedy: "R." } as const;

type Fix = (props: Props<typeof REPOSITORY>) => Props<typeof REPOSITORY>;

/** What the harness says of a rule on two properties with a fix. */
const faultsWith = (fix: Fix | Props<typeof REPOSITORY>) =>
  checkRule(
    defineRule({
      ...about,
      on: REPOSITORY,
      check: (props) =>
        listed<string>(
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
    expect(faultsWith({ imageTagMutability: "IMMUTABLE" })).toContain("fail[1] gives violation after the fix");
  });

  it("finds one that does nothing", () => {
    expect(faultsWith(() => ({}))).toEqual(["the fix mends no failing example"]);
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
    expect(checkRule(replacing).map(({ message }) => message)).toEqual(["the fix mends no failing example"]);
  });
});
