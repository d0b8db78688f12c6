import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { isSecret } from "@roadbed/plan";
import { preview, unknownOutput, type StackPlan } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { Secret, type SecretArgs } from "./index";

const SECRET = "aws:secretsmanager/secret:Secret";
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const lambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:rotate";
const create = (args?: SecretArgs): Promise<StackPlan> => preview(() => new Secret("api-key", args));

describe("Secret", () => {
  it.each<[string, SecretArgs]>([
    ["default arguments", {}],
    ["a value", { value: "open sesame" }],
    ["rotation", { rotation: { lambdaArn } }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("is protected and can be restored for 30 days by default", async () => {
    const { inputs, options } = (await create()).get(SECRET);
    expect([options.protect, inputs.recoveryWindowInDays]).toEqual([true, 30]);
  });

  it("can be deleted immediately in the development profile", async () => {
    const { inputs, options } = (await create({ profile: "development" })).get(SECRET);
    expect([options.protect ?? false, inputs.recoveryWindowInDays]).toEqual([false, 0]);
  });

  it("marks the value as secret everywhere, even if the program does not", async () => {
    const { resources } = await create({ value: "open sesame" });
    const values = resources.flatMap(({ inputs: { value, secretString } }) => [value, secretString]);
    const present = values.filter((value) => value !== undefined);
    expect(present.map((value) => isSecret(value))).toEqual([true, true]);
  });

  it("rotates the value with a Lambda function", async () => {
    const { inputs } = (await create({ rotation: { lambdaArn, everyDays: 7 } })).get(
      "aws:secretsmanager/secretRotation:SecretRotation",
    );
    expect(inputs).toMatchObject({ rotationLambdaArn: lambdaArn, rotationRules: { automaticallyAfterDays: 7 } });
  });

  it("passes its parent, provider, Region, and tags to all children", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      const args = { value: pulumi.secret("x"), region: "eu-west-1", tags: { team: "orders" } };
      new Secret("api-key", args, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:Secret"));
    for (const { provider, inputs } of children)
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-1"]);
    expect(stack.get(SECRET).inputs.tags).toEqual({ Name: "api-key-secret", team: "orders" });
  });

  it("is created even if inputs are unknown", async () => {
    const unknown: SecretArgs = { kmsKeyArn: unknownOutput(), region: unknownOutput(), tags: unknownOutput() };
    const args: SecretArgs = { ...unknown, value: unknownOutput(), description: unknownOutput() };
    expect((await create(args)).resources).toHaveLength(3);
  });
});

describe("the check of Secret arguments", () => {
  const issuesOf = (args: object, name = "api-key") => issuesThrownBy(() => new Secret(name, args));
  const invalid: [args: object, codes: string[]][] = [
    [{ secretName: "my key" }, ["invalid-format secretName"]],
    [{ description: 1, value: 4711 }, ["wrong-type description", "wrong-type value"]],
    [{ rotation: null, value: null }, ["wrong-type rotation", "wrong-type value"]],
    [{ rotation: "" }, ["wrong-type rotation"]],
    [{ recoveryDays: 3 }, ["out-of-range recoveryDays"]],
    [{ value: "x", rotation: { lambdaArn } }, ["conflict rotation"]],
    [
      { rotation: { lambdaArn: "rotate", everyDays: 0 } },
      ["out-of-range rotation.everyDays", "invalid-format rotation.lambdaArn"],
    ],
    [{ rotation: { lambda: lambdaArn } }, ["unknown-argument rotation.lambda"]],
    [
      { kmsKeyArn: "alias/aws/secretsmanager", region: "x", tags: 1, name: "x", adopt: { value: {} } },
      [
        "unknown-argument name",
        "unknown-argument adopt.value",
        "invalid-format kmsKeyArn",
        "invalid-format region",
        "wrong-type tags",
      ],
    ],
  ];

  it.each(invalid)("reports the issues of %j: %j", (args, codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("reports names that are not allowed for secrets", () => {
    expect(codesOf(issuesOf({}, "my key"))).toEqual(["invalid-format name"]);
    expect(codesOf(issuesOf({ kmsKeyArn: KEY }, "a".repeat(512)))).toEqual(["out-of-range name"]);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });
});
