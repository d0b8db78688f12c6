import * as pulumi from "@pulumi/pulumi";
import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { EcrRepository, type EcrRepositoryArgs } from "../index";

const create = (args: EcrRepositoryArgs, name = "orders") => preview(() => new EcrRepository(name, args));

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object | null, name = "orders") =>
  issuesThrownBy(() => new EcrRepository(name, args as EcrRepositoryArgs));

describe("the check of EcrRepository arguments", () => {
  it("reports all issues at once", () => {
    const issues = issuesOf(
      {
        scanOnPsuh: true,
        profile: "staging",
        protection: "off",
        imageTagMutability: { mutableTags: ["v*.*.*", "größe"] },
        lifecycleRules: [{ keepLast: 0 }],
        encryption: { kmsKeyArn: "alias/orders" },
        pullPrincipals: ["*", "12345"],
        pullOrganizationId: "a1b2c3d4e5",
        region: "Frankfurt",
        scanOnPush: "yes",
        tags: { "aws:team": "orders", size: 3 },
        adopt: { repositories: { import: "orders" }, lifecycle: { id: "orders" } },
      },
      "Orders",
    );
    expect(codesOf(issues)).toEqual([
      "unknown-argument scanOnPsuh",
      "not-allowed profile",
      "wrong-type protection",
      "unknown-argument adopt.repositories",
      "unknown-argument adopt.lifecycle.id",
      "invalid-format name",
      "out-of-range imageTagMutability.mutableTags[0]",
      "invalid-format imageTagMutability.mutableTags[1]",
      "out-of-range lifecycleRules[0].keepLast",
      'not-allowed tags["aws:team"]',
      'wrong-type tags["size"]',
      "invalid-format region",
      "wrong-type scanOnPush",
      "invalid-format encryption.kmsKeyArn",
      "not-allowed pullPrincipals[0]",
      "invalid-format pullPrincipals[1]",
      "invalid-format pullOrganizationId",
    ]);
    expect(wordingOf(issues)).toMatchSnapshot();
  });

  const invalid: [args: object | null, code: string][] = [
    [null, "wrong-type args"],
    [{ imageTagMutability: "MUTABLE" }, "not-allowed imageTagMutability"],
    [{ imageTagMutability: null }, "wrong-type imageTagMutability"],
    [{ imageTagMutability: { mutableTags: [] } }, "out-of-range imageTagMutability.mutableTags"],
    [{ encryption: "KMS" }, "not-allowed encryption"],
    [{ encryption: {} }, "missing encryption.kmsKeyArn"],
    [{ pullPrincipals: "210987654321" }, "wrong-type pullPrincipals"],
    [{ repositoryName: "a" }, "out-of-range repositoryName"],
    [{ repositoryName: "Shop/Orders" }, "invalid-format repositoryName"],
    [{ lifecycleRules: "7 days" }, "wrong-type lifecycleRules"],
    [{ tags: "team" }, "wrong-type tags"],
    [JSON.parse('{ "__proto__": 1 }') as object, "unknown-argument __proto__"],
  ];

  it.each(invalid)("reports the issue of %j: %s", (args, code) => {
    expect(codesOf(issuesOf(args))).toEqual([code]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });

  it("limits the name to leave room for generated suffixes", async () => {
    const available = 256 - "-repository".length - "-1234567".length;
    expect((await create({}, "a".repeat(available))).resources).toHaveLength(3);
    const issues = issuesOf({}, "a".repeat(available + 1));
    expect(codesOf(issues)).toEqual(["out-of-range name"]);
    expect(wordingOf(issues)).toMatchSnapshot();
    expect((await create({ repositoryName: "orders" }, "a".repeat(available + 1))).resources).toHaveLength(3);
  });

  it.each([
    ["immediately", "alias/orders"],
    ["when an output resolves", pulumi.output("alias/orders")],
  ])("reports the same message %s", async (_, kmsKeyArn) => {
    await expect(create({ encryption: { kmsKeyArn } })).rejects.toThrow(
      'EcrRepository "orders": encryption.kmsKeyArn: expected the ARN of a KMS key, got "alias/orders". Use arn:aws:kms:',
    );
  });
});
