import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { propertyMap, UNKNOWN } from "@roadbed/plan";
import { preview, unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { EcrRepository, type EcrRepositoryArgs } from "../index";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const allArguments = {
  repositoryName: "shop/orders",
  imageTagMutability: { mutableTags: ["latest", "pr-*"] },
  encryption: { kmsKeyArn: KEY },
  pullPrincipals: ["210987654321", "arn:aws:iam::123456789012:role/deploy"],
  pullOrganizationId: "o-a1b2c3d4e5",
  region: "eu-west-1",
  tags: { team: "orders" },
} satisfies EcrRepositoryArgs;

const create = (args?: EcrRepositoryArgs, options?: pulumi.ComponentResourceOptions) =>
  preview(() => new EcrRepository("orders", args, options));

describe("EcrRepository", () => {
  it("creates a repository and its lifecycle policy", async () => {
    expect((await create()).inventory()).toEqual([
      "aws:ecr/lifecyclePolicy:LifecyclePolicy orders-lifecycle",
      "aws:ecr/repository:Repository orders-repository",
      "roadbed:aws:EcrRepository orders",
    ]);
  });

  it("creates a repository policy if other principals can pull", async () => {
    expect((await create({ ...allArguments, lifecycleRules: [{ keepLast: 9 }] })).inventory()).toEqual([
      "aws:ecr/lifecyclePolicy:LifecyclePolicy orders-lifecycle",
      "aws:ecr/repository:Repository orders-repository",
      "aws:ecr/repositoryPolicy:RepositoryPolicy orders-policy",
      "roadbed:aws:EcrRepository orders",
    ]);
  });

  it("creates only the repository without lifecycle rules", async () => {
    const { resources } = await create({ lifecycleRules: [] });
    expect(resources.map(({ type }) => type)).toEqual(["roadbed:aws:EcrRepository", REPOSITORY]);
  });

  it("exposes its children and the outputs of the repository", async () => {
    const repositoryUrl = "1.dkr.ecr.eu-west-1.amazonaws.com/shop/orders";
    const stack = await preview(
      () => {
        const orders = new EcrRepository("orders", { ...allArguments, lifecycleRules: [{ keepLast: 9 }] });
        expect(orders.repository).toBeInstanceOf(aws.ecr.Repository);
        expect(orders.lifecyclePolicy).toBeInstanceOf(aws.ecr.LifecyclePolicy);
        expect(orders.repositoryPolicy).toBeInstanceOf(aws.ecr.RepositoryPolicy);
        const { repositoryUrl: url, repositoryArn: arn, repositoryName: name } = orders;
        return { url, arn, name, image: orders.imageUri("1.4.2") };
      },
      { lookups: { mockNewResource: () => propertyMap(Object.entries({ repositoryUrl, arn: "arn:of:orders" })) } },
    );
    expect(stack.outputs).toEqual({
      url: repositoryUrl,
      arn: "arn:of:orders",
      name: "shop/orders",
      image: `${repositoryUrl}:1.4.2`,
    });
  });
});

describe("the ECR repository", () => {
  it("is immutable, scanned, encrypted, and protected by default", async () => {
    const unset = {
      imageTagMutability: undefined,
      encryption: undefined,
      lifecycleRules: undefined,
      protection: undefined,
    };
    const stack = await create();
    expect((await create(unset)).resources.map(({ inputs }) => inputs)).toEqual(
      stack.resources.map(({ inputs }) => inputs),
    );
    expect(stack.get(REPOSITORY)).toMatchObject({
      options: { protect: true },
      inputs: {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "AES256" }],
        forceDelete: false,
      },
    });
  });

  it("applies all arguments", async () => {
    expect((await create(allArguments)).get(REPOSITORY).inputs).toEqual({
      name: "shop/orders",
      region: "eu-west-1",
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [
        { filter: "latest", filterType: "WILDCARD" },
        { filter: "pr-*", filterType: "WILDCARD" },
      ],
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
      forceDelete: false,
      tags: { team: "orders" },
      tagsAll: { team: "orders" },
    });
  });

  it.each([
    ["protection: false", { protection: false }, {}, { protect: false, forceDelete: true }],
    ["the protect option", {}, { protect: false }, { protect: false, forceDelete: false }],
    ["protect and protection", { protection: false }, { protect: true }, { protect: true, forceDelete: true }],
    ["forceDelete", { forceDelete: true }, {}, { protect: true, forceDelete: true }],
    [
      "forceDelete and protection",
      { protection: false, forceDelete: false },
      {},
      { protect: false, forceDelete: false },
    ],
    ["the development profile", { profile: "development" }, {}, { protect: false, forceDelete: true }],
    [
      "the protected development profile",
      { profile: "development", protection: true },
      {},
      { protect: true, forceDelete: false },
    ],
  ] as const)("is protected according to %s", async (_, args, options, { protect, forceDelete }) => {
    const { options: resulting, inputs } = (await create(args, options)).get(REPOSITORY);
    expect([resulting.protect ?? false, inputs.forceDelete]).toEqual([protect, forceDelete]);
  });

  it("adopts an existing or renamed repository", async () => {
    const adopt = {
      repository: { import: "shop/orders", aliases: [{ name: "orders" }] },
      lifecycle: { import: "shop/orders" },
    };
    const stack = await create({ adopt });
    expect(stack.get(LIFECYCLE).options).toMatchObject({ importId: "shop/orders" });
    const { importId, aliases } = stack.get(REPOSITORY).options;
    expect([importId, aliases]).toEqual(["shop/orders", [expect.stringMatching(/Repository::orders$/)]]);
  });
});

describe("the repository policy", () => {
  it("allows the given principals to pull", async () => {
    const Action = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
    expect((await create(allArguments)).get(POLICY).inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "PullByPrincipals", Effect: "Allow", Principal: { AWS: allArguments.pullPrincipals }, Action },
        {
          Sid: "PullByOrganization",
          Effect: "Allow",
          Principal: { AWS: "*" },
          Action,
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        },
      ],
    });
  });
});

describe("the lifecycle policy", () => {
  const rulesOf = async (args?: EcrRepositoryArgs) =>
    (await create(args)).resources.find(({ type }) => type === LIFECYCLE)?.inputs.policy;

  it("deletes untagged images after 7 days by default, and no tagged images, because any of them can be in use", async () => {
    expect(await rulesOf()).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: "Delete untagged images 7 days after the push",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("keeps untagged images by default if tags are mutable, because services run images whose tag has moved", async () => {
    const imageTagMutability = { mutableTags: ["latest", "stable"] };
    expect(await rulesOf({ imageTagMutability })).toBeUndefined();
    expect(await rulesOf({ imageTagMutability, profile: "development" })).toMatchObject({
      rules: [{ selection: { tagStatus: "tagged", countNumber: 50 } }],
    });
  });

  it("applies explicit rules for untagged images even if tags are mutable", async () => {
    const args = {
      imageTagMutability: { mutableTags: ["buildcache-*"] },
      lifecycleRules: [{ expireUntaggedAfterDays: 30 }],
    };
    expect(await rulesOf(args)).toMatchObject({ rules: [{ selection: { tagStatus: "untagged", countNumber: 30 } }] });
  });

  it("keeps fewer images in the development profile", async () => {
    expect(await rulesOf({ profile: "development" })).toMatchObject({
      rules: [{ selection: { countNumber: 1 } }, { selection: { countNumber: 50 } }],
    });
  });
});

describe("the children of an EcrRepository", () => {
  it("have the parent, provider, Region, and tags of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new EcrRepository("orders", { ...allArguments, lifecycleRules: [{ keepLast: 9 }] }, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:EcrRepository"));
    expect(children.map(({ type }) => type)).toEqual([REPOSITORY, LIFECYCLE, POLICY]);
    for (const { provider, inputs } of children)
      expect([provider, inputs.region]).toEqual([stack.get("pulumi:providers:aws").urn, "eu-west-1"]);
    expect(stack.get(REPOSITORY).inputs.tags).toEqual({ team: "orders" });
  });

  it("are created even if inputs are unknown", async () => {
    const stack = await create({
      scanOnPush: unknownOutput(),
      encryption: { kmsKeyArn: unknownOutput() },
      pullPrincipals: [unknownOutput(), "210987654321"],
      pullOrganizationId: unknownOutput(),
      forceDelete: unknownOutput(),
      region: unknownOutput(),
      tags: unknownOutput(),
    });
    expect(stack.resources).toHaveLength(4);
    // Known parts of the policy remain visible.
    expect(stack.get(POLICY).inputs.policy).toMatchObject({
      Statement: [{ Effect: "Allow", Principal: { AWS: [UNKNOWN, "210987654321"] } }, {}],
    });
  });
});

describe("imageUri", () => {
  const existing = EcrRepository.fromExisting({
    repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders",
    repositoryArn: "arn:aws:ecr:eu-west-1:123456789012:repository/shop/orders",
  });
  const digest = `sha256:${"0a".repeat(32)}`;

  it("returns the URI of a tag or digest of an existing repository", async () => {
    const url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders";
    const { outputs } = await preview(() => ({
      tagged: existing.imageUri("1.4.2"),
      digested: existing.imageUri(pulumi.output(digest)),
      name: existing.repositoryName,
    }));
    expect(outputs).toEqual({ tagged: `${url}:1.4.2`, digested: `${url}@${digest}`, name: "shop/orders" });
  });

  it("rejects other strings, and outputs when they resolve", async () => {
    const issues = issuesThrownBy(() => existing.imageUri("sha256:0a"));
    expect(codesOf(issues)).toEqual(["invalid-format tagOrDigest"]);
    const plan = preview(() => ({ image: existing.imageUri(pulumi.output("sha256:0a")) }));
    await expect(plan).rejects.toThrow(new Error(`EcrRepository.fromExisting: ${wordingOf(issues)}`));
  });

  it("requires the ARN of the existing repository", () => {
    const issues = issuesThrownBy(() => EcrRepository.fromExisting({ repositoryUrl: "", repositoryArn: "orders" }));
    expect(codesOf(issues)).toEqual(["invalid-format repositoryArn"]);
    expect(wordingOf(issues)).toMatchSnapshot();
  });
});
