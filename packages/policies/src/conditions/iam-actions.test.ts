import { matchesAction } from "./iam-actions";

describe("matchesAction", () => {
  it.each([
    ["iam:PassRole", "iam:PassRole"],
    ["IAM:passrole", "iam:PassRole"],
    ["iam:*", "iam:PassRole"],
    ["iam:Pass????", "iam:PassRole"],
    ["*", "iam:PassRole"],
    ["*:*", "iam:PassRole"],
    ["i*m:*Role*", "iam:PassRole"],
    ["*?Role", "iam:PassRole"],
  ])("matches %s to %s", (pattern, action) => expect(matchesAction(pattern, action)).toBe(true));

  it.each([
    ["iam:Pass", "iam:PassRole"],
    ["iam:Pass?", "iam:PassRole"],
    ["iam.PassRole", "iam:PassRole"],
    ["sts:*", "iam:PassRole"],
    ["*Role?", "iam:PassRole"],
    ["", "iam:PassRole"],
  ])("does not match %s to %s", (pattern, action) => expect(matchesAction(pattern, action)).toBe(false));

  it("evaluates a pathological pattern without backtracking exponentially", () => {
    expect(matchesAction(`${"*a".repeat(10_000)}b`, "a".repeat(200))).toBe(false);
  });
});
