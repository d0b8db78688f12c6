import { matchesWildcard } from "./wildcard";

describe("matchesWildcard", () => {
  it.each([
    ["shop/prod", "shop/prod", true],
    ["shop/prod", "shop/prod-eu", false],
    ["*", "", true],
    ["*/prod", "shop/prod", true],
    ["*/prod", "shop/dev", false],
    ["*/prod-*", "shop/prod-eu", true],
    ["urn:*::bastion-sg", "urn:pulumi:dev::shop::aws:ec2/securityGroup:SecurityGroup::bastion-sg", true],
    ["urn:*::bastion-sg", "urn:pulumi:dev::shop::aws:ec2/securityGroup:SecurityGroup::bastion-sg-2", false],
    ["ab*ba", "aba", false],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["a.c", "abc", false],
  ])("returns whether the pattern %j matches %j: %s", (pattern, value, expected) => {
    expect(matchesWildcard(pattern, value)).toBe(expected);
  });
});
