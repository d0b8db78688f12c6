import { covers } from "./iam-actions";

describe("covers", () => {
  it.each([
    ["iam:PassRole", "iam:PassRole"],
    ["IAM:passrole", "iam:PassRole"],
    ["iam:*", "iam:PassRole"],
    ["iam:Pass????", "iam:PassRole"],
    ["*", "iam:PassRole"],
    ["*:*", "iam:PassRole"],
    ["i*m:*Role*", "iam:PassRole"],
    ["*?Role", "iam:PassRole"],
  ])("%s means %s", (pattern, action) => expect(covers(pattern, action)).toBe(true));

  it.each([
    ["iam:Pass", "iam:PassRole"],
    ["iam:Pass?", "iam:PassRole"],
    ["iam.PassRole", "iam:PassRole"],
    ["sts:*", "iam:PassRole"],
    ["*Role?", "iam:PassRole"],
    ["", "iam:PassRole"],
  ])("%s does not mean %s", (pattern, action) => expect(covers(pattern, action)).toBe(false));

  it("takes no longer for a pattern that is made to take long", () => {
    expect(covers(`${"*a".repeat(10_000)}b`, "a".repeat(200))).toBe(false);
  });
});
