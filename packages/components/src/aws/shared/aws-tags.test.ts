import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { ArgumentsError, Problems } from "../../shared/argument-issues";
import { mergeTags, type Tags } from "../../shared/tags";
import { checkAwsTags } from "./aws-tags";

function problemsOf(tags: unknown): string[] {
  const problems = new Problems("Service", "web");
  void checkAwsTags(problems, tags as Tags);
  try {
    problems.throwIfAny();
  } catch (error) {
    if (error instanceof ArgumentsError) return error.problems.map(({ text }) => text);
    throw error;
  }
  return [];
}

const tagsOf = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`tag${index}`, ""]));

describe("tags", () => {
  it.each<[unknown, string[]]>([
    [undefined, []],
    [{ team: "web", "cost center": "" }, []],
    [tagsOf(50), []],
    [tagsOf(51), ["tags: 51 tags are more than the 50 of a resource; leave some out"]],
    [{ "AWS:x": "1" }, ['tags["AWS:x"]: begins with aws:, which AWS keeps for itself; rename it']],
    [{ "": "1" }, ['tags[""]: has a key of 0 characters; use 1 to 128']],
    [
      { a: 1, b: null },
      [
        'tags["a"]: 1 is not text; write the value as a string',
        'tags["b"]: nothing is not text; write the value as a string',
      ],
    ],
    [{ a: "x".repeat(257) }, ['tags["a"]: has a value of 257 characters; use at most 256']],
    [["team"], ["tags: a list is not an object; write an object of strings"]],
  ])("%j", (tags, problems) => {
    expect(problemsOf(tags)).toEqual(problems);
  });

  it.each<[unknown, string]>([
    [{ team: "web", "aws:x": "1" }, '["aws:x"] begins with aws:, which AWS keeps for itself; rename it'],
    [{ team: 5 }, '["team"] is not text; write the value as a string'],
    [["team"], "a list is not an object; write an object of strings"],
    [undefined, "nothing is not an object; write an object of strings"],
  ])("are judged once they are known: %j", async (tags, text) => {
    const checked = checkAwsTags(new Problems("Service", "web"), pulumi.output(tags));
    await expect(preview(() => ({ checked }))).rejects.toThrow(new Error(`Service "web": tags: ${text}`));
  });

  it("may be known in part", async () => {
    const problems = new Problems("Service", "web");
    const checked = checkAwsTags(problems, { team: "web", owner: pulumi.output("x".repeat(300)) });
    expect(checked).toMatchObject({ team: "web" });
    await expect(preview(() => ({ checked }))).rejects.toThrow(
      'tags["owner"]: has a value of 300 characters; use at most 256',
    );
  });

  it("merge, the later winning, and stay plain if all are", async () => {
    expect(mergeTags({ Name: "web", team: "a" }, { team: "b" }, {})).toEqual({ Name: "web", team: "b" });
    const merged = mergeTags({ Name: "web", team: "a" }, pulumi.output({ team: "b" }), { size: "s" });
    const { outputs } = await preview(() => ({ merged }));
    expect(outputs.merged).toEqual({ Name: "web", team: "b", size: "s" });
  });
});
