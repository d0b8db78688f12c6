import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { ArgumentIssues } from "../../shared/argument-issues";
import { mergeTags, type Tags } from "../../shared/tags";
import { checkAwsTags } from "./aws-tags";

function issuesOf(tags: unknown) {
  const issues = new ArgumentIssues("Service", "web");
  void checkAwsTags(issues, tags as Tags);
  return issuesThrownBy(() => issues.throwIfAny());
}

const tagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, ""]));

describe("checkAwsTags", () => {
  const cases: [tags: unknown, codes: string[]][] = [
    [undefined, []],
    [{ team: "web", "cost center": "" }, []],
    [tagsOf(50), []],
    [tagsOf(51), ["out-of-range tags"]],
    [{ "AWS:x": "1" }, ['not-allowed tags["AWS:x"]']],
    [{ "": "1" }, ['out-of-range tags[""]']],
    [{ a: 1, b: null }, ['wrong-type tags["a"]', 'wrong-type tags["b"]']],
    [{ a: "x".repeat(257) }, ['out-of-range tags["a"]']],
    [["team"], ["wrong-type tags"]],
  ];

  it.each(cases)("checks %j", (tags, codes) => {
    expect(codesOf(issuesOf(tags))).toEqual(codes);
  });

  it("explains each issue", () => {
    const wording = cases.map(([tags]) => wordingOf(issuesOf(tags))).filter((message) => message !== "");
    expect(wording.join("\n")).toMatchSnapshot();
  });

  it.each<[unknown, string]>([
    [
      { team: "web", "aws:x": "1" },
      'the tag "aws:x" is invalid: keys that begin with "aws:" are reserved by AWS. Rename the tag.',
    ],
    [{ team: 5 }, 'the tag "team" is invalid: expected a string, got number'],
    [["team"], "expected an object of strings, got an array"],
    [undefined, "expected an object of strings, got undefined"],
  ])("checks an output when it resolves: %j", async (tags, message) => {
    const checked = checkAwsTags(new ArgumentIssues("Service", "web"), pulumi.output(tags));
    await expect(preview(() => ({ checked }))).rejects.toThrow(new Error(`Service "web": tags: ${message}`));
  });

  it("checks outputs among plain values", async () => {
    const issues = new ArgumentIssues("Service", "web");
    const checked = checkAwsTags(issues, { team: "web", owner: pulumi.output("x".repeat(300)) });
    expect(checked).toMatchObject({ team: "web" });
    await expect(preview(() => ({ checked }))).rejects.toThrow(
      'tags["owner"]: expected a value of at most 256 characters, got 300',
    );
  });
});

describe("mergeTags", () => {
  it("gives precedence to later sets, and returns a plain object unless a set is an output", async () => {
    expect(mergeTags({ Name: "web", team: "a" }, { team: "b" }, {})).toEqual({ Name: "web", team: "b" });
    const merged = mergeTags({ Name: "web", team: "a" }, pulumi.output({ team: "b" }), { size: "s" });
    const { outputs } = await preview(() => ({ merged }));
    expect(outputs.merged).toEqual({ Name: "web", team: "b", size: "s" });
  });
});
