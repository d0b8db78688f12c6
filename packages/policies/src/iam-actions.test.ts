import { covers } from "./iam-actions";

describe("covers", () => {
  it.each([
    ["iam:PassRole", "iam:PassRole"],
    ["IAM:passrole", "iam:PassRole"],
    ["iam:*", "iam:PassRole"],
    ["iam:Pass????", "iam:PassRole"],
    ["*", "iam:PassRole"],
    ["*:*", "iam:PassRole"],
  ])("%s means %s", (pattern, action) => expect(covers(pattern, action)).toBe(true));

  it.each([
    ["iam:Pass", "iam:PassRole"],
    ["iam:Pass?", "iam:PassRole"],
    ["iam.PassRole", "iam:PassRole"],
    ["sts:*", "iam:PassRole"],
    ["", "iam:PassRole"],
  ])("%s does not mean %s", (pattern, action) => expect(covers(pattern, action)).toBe(false));
});
