import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { propertyMap, UNKNOWN } from "@roadbed/plan";
import { preview, unknownOutput } from "@roadbed/testing";
import { EcrRepository, type EcrRepositoryArgs } from "../index";

const REPOSITORY = "aws:ecr/repository:Repository";
const LIFECYCLE = "aws:ecr/lifecyclePolicy:LifecyclePolicy";
const POLICY = "aws:ecr/repositoryPolicy:RepositoryPolicy";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const everything = {
  repositoryName: "shop/orders",
  tagMutability: { mutableTags: ["latest", "pr-*"] },
  encryption: { kmsKeyArn: KEY },
  pullPrincipals: ["210987654321", "arn:aws:iam::123456789012:role/deploy"],
  pullOrganizationId: "o-a1b2c3d4e5",
  region: "eu-west-1",
  tags: { team: "orders" },
} satisfies EcrRepositoryArgs;

const made = (args?: EcrRepositoryArgs, options?: pulumi.ComponentResourceOptions, name = "orders") =>
  preview(() => new EcrRepository(name, args, options));

/** Expects what is said of arguments that a JavaScript program or a configuration file can hold, whatever the types say. */
const expectSaid = (args: object | null, name = "orders") => expect(made(args as EcrRepositoryArgs, {}, name)).rejects;

describe("what an EcrRepository creates", () => {
  it("is a repository and its lifecycle policy", async () => {
    expect((await made()).inventory()).toEqual([
      "aws:ecr/lifecyclePolicy:LifecyclePolicy orders-lifecycle",
      "aws:ecr/repository:Repository orders-repository",
      "roadbed:aws:EcrRepository orders",
    ]);
  });

  it("is a repository policy as well, if others may pull", async () => {
    expect((await made(everything)).inventory()).toEqual([
      "aws:ecr/lifecyclePolicy:LifecyclePolicy orders-lifecycle",
      "aws:ecr/repository:Repository orders-repository",
      "aws:ecr/repositoryPolicy:RepositoryPolicy orders-policy",
      "roadbed:aws:EcrRepository orders",
    ]);
  });

  it("is the repository alone, without lifecycle rules", async () => {
    const { resources } = await made({ lifecycle: [] });
    expect(resources.map(({ type }) => type)).toEqual(["roadbed:aws:EcrRepository", REPOSITORY]);
  });

  it("is reachable, and its outputs are those of the repository", async () => {
    const repositoryUrl = "1.dkr.ecr.eu-west-1.amazonaws.com/shop/orders";
    const stack = await preview(
      () => {
        const orders = new EcrRepository("orders", everything);
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

describe("the repository", () => {
  it("is immutable, scanned, encrypted, and keeps its images, by default", async () => {
    const unset = { tagMutability: undefined, encryption: undefined, lifecycle: undefined, protection: undefined };
    const stack = await made();
    expect((await made(unset)).resources.map(({ inputs }) => inputs)).toEqual(
      stack.resources.map(({ inputs }) => inputs),
    );
    expect(stack.find(REPOSITORY)).toMatchObject({
      options: { protect: true },
      inputs: {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "AES256" }],
        forceDelete: false,
      },
    });
  });

  it("has what was asked for", async () => {
    expect((await made(everything)).find(REPOSITORY).inputs).toEqual({
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
    });
  });

  it.each([
    ["protection off", { protection: "off" }, {}, { protect: false, forceDelete: true }],
    ["protect among the options", {}, { protect: false }, { protect: false, forceDelete: false }],
    ["protect against protection", { protection: "off" }, { protect: true }, { protect: true, forceDelete: true }],
    ["forceDelete alone", { forceDelete: true }, {}, { protect: true, forceDelete: true }],
    [
      "forceDelete against protection",
      { protection: "off", forceDelete: false },
      {},
      { protect: false, forceDelete: false },
    ],
    ["development", { defaults: "development" }, {}, { protect: false, forceDelete: true }],
    ["protected development", { defaults: "development", protection: "on" }, {}, { protect: true, forceDelete: false }],
  ] as const)("resists deletion as %s says", async (_, args, options, { protect, forceDelete }) => {
    const { options: resulting, inputs } = (await made(args, options)).find(REPOSITORY);
    expect([resulting.protect ?? false, inputs.forceDelete]).toEqual([protect, forceDelete]);
  });

  it("can be one that exists, or one that had another name", async () => {
    const adopt = {
      repository: { import: "shop/orders", aliases: [{ name: "orders" }] },
      lifecycle: { import: "shop/orders" },
    };
    const stack = await made({ adopt });
    expect(stack.find(LIFECYCLE).options).toMatchObject({ importId: "shop/orders" });
    const { importId, aliases } = stack.find(REPOSITORY).options;
    expect([importId, aliases]).toEqual(["shop/orders", [expect.stringMatching(/Repository::orders$/)]]);
  });
});

describe("who may pull", () => {
  it("is said in an object, narrowed to pulling and to those named", async () => {
    const Action = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
    expect((await made(everything)).find(POLICY).inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        { Sid: "PullByPrincipals", Effect: "Allow", Principal: { AWS: everything.pullPrincipals }, Action },
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
  it("deletes untagged images after a week and keeps 500 tagged ones, by default", async () => {
    expect((await made()).find(LIFECYCLE).inputs.policy).toEqual({
      rules: [
        {
          rulePriority: 1,
          description: "Delete untagged images 7 days after the push",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 7 },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "Keep the last 500 tagged images",
          selection: { tagStatus: "tagged", tagPatternList: ["*"], countType: "imageCountMoreThan", countNumber: 500 },
          action: { type: "expire" },
        },
      ],
    });
  });

  it("keeps less in development", async () => {
    const { policy } = (await made({ defaults: "development" })).find(LIFECYCLE).inputs;
    expect(policy).toMatchObject({ rules: [{ selection: { countNumber: 1 } }, { selection: { countNumber: 50 } }] });
  });
});

describe("options and unknown values", () => {
  it("reach every child: provider, region, tags, parent", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new EcrRepository("orders", everything, { provider });
    });
    const children = stack.descendants(stack.find("roadbed:aws:EcrRepository"));
    expect(children.map(({ type }) => type)).toEqual([REPOSITORY, LIFECYCLE, POLICY]);
    for (const { provider, inputs } of children)
      expect([provider, inputs.region]).toEqual([stack.find("pulumi:providers:aws").urn, "eu-west-1"]);
    expect(stack.find(REPOSITORY).inputs.tags).toEqual({ team: "orders" });
  });

  it("may all be unknown, and everything is created", async () => {
    const stack = await made({
      scanOnPush: unknownOutput(),
      encryption: { kmsKeyArn: unknownOutput() },
      pullPrincipals: [unknownOutput(), "210987654321"],
      pullOrganizationId: unknownOutput(),
      forceDelete: unknownOutput(),
      region: unknownOutput(),
      tags: unknownOutput(),
    });
    expect(stack.resources).toHaveLength(4);
    // What is known of a policy stays readable beside what is not.
    expect(stack.find(POLICY).inputs.policy).toMatchObject({
      Statement: [{ Effect: "Allow", Principal: { AWS: [UNKNOWN, "210987654321"] } }, {}],
    });
  });
});

describe("images", () => {
  const existing = EcrRepository.fromExisting({
    repositoryUrl: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders",
    repositoryArn: "arn:aws:ecr:eu-west-1:123456789012:repository/shop/orders",
  });
  const digest = `sha256:${"0a".repeat(32)}`;

  it("are named by tag or digest, also of a repository that exists", async () => {
    const url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop/orders";
    const { outputs } = await preview(() => ({
      tagged: existing.imageUri("1.4.2"),
      digested: existing.imageUri(pulumi.output(digest)),
      name: existing.repositoryName,
    }));
    expect(outputs).toEqual({ tagged: `${url}:1.4.2`, digested: `${url}@${digest}`, name: "shop/orders" });
  });

  it("are not named by anything else", async () => {
    const text = `EcrRepository.fromExisting: tagOrDigest: "sha256:0a" is not a tag or a digest; write a tag such as "1.4.2", or "sha256:" and 64 hexadecimal digits`;
    expect(() => existing.imageUri("sha256:0a")).toThrow(new Error(text));
    const later = preview(() => ({ image: existing.imageUri(pulumi.output("sha256:0a")) }));
    await expect(later).rejects.toThrow(new Error(text));
  });

  it("need the repository's ARN", () => {
    expect(() => EcrRepository.fromExisting({ repositoryUrl: "", repositoryArn: "orders" })).toThrow(
      `EcrRepository.fromExisting: repositoryArn: "orders" is not the ARN of a repository; write arn:aws:ecr:<region>:<account>:repository/<name>`,
    );
  });
});

describe("wrong arguments", () => {
  it("are reported all at once, with path, value, limit and remedy", async () => {
    const args = {
      scanOnPsuh: true,
      defaults: "staging",
      protection: false,
      tagMutability: { mutableTags: ["v*.*.*", "größe"] },
      lifecycle: [{ keepLast: 0 }],
      encryption: { kmsKeyArn: "alias/orders" },
      pullPrincipals: ["*", "12345"],
      pullOrganizationId: "a1b2c3d4e5",
      region: "Frankfurt",
      scanOnPush: "yes",
      tags: { "aws:team": "orders", size: 3 },
      adopt: { repositories: { import: "orders" }, lifecycle: { id: "orders" } },
    };
    const lines = [
      `EcrRepository "Orders" has 17 wrong arguments:`,
      `  scanOnPsuh: is not known here; did you mean scanOnPush?`,
      `  defaults: "staging" is not "production" or "development"; write one of production, development`,
      `  protection: false is not "on" or "off"; write "on" or "off"`,
      `  adopt.repositories: is not known here; did you mean repository?`,
      `  adopt.lifecycle.id: is not known here; write one of import, aliases`,
      `  name: "Orders" is not a repository's name; write lower-case letters, digits, and . _ - / between them, or pass repositoryName`,
      `  tagMutability.mutableTags[0]: "v*.*.*" has 3 wildcards, ECR allows 2; leave some out`,
      `  tagMutability.mutableTags[1]: "größe" is not a pattern of 1 to 128 letters, digits, and . _ - *; write what a tag looks like, such as "release-*"`,
      `  lifecycle[0].keepLast: 0 is not a whole number of at least 1; write how many images to keep`,
      `  tags["aws:team"]: begins with aws:, which AWS keeps for itself; rename it`,
      `  tags["size"]: 3 is not text; write the value as a string`,
      `  region: "Frankfurt" is not a region; write its name, such as "eu-west-1"`,
      `  scanOnPush: "yes" is not true or false; write one of them`,
      `  encryption.kmsKeyArn: "alias/orders" is not the ARN of a KMS key; write arn:aws:kms:<region>:<account>:key/<id>, not an alias`,
      `  pullPrincipals[0]: "*" lets anyone in AWS pull; name accounts or roles, or pass pullOrganizationId`,
      `  pullPrincipals[1]: "12345" is not an account or a principal's ARN; write 12 digits, or an ARN such as "arn:aws:iam::123456789012:role/deploy"`,
      `  pullOrganizationId: "a1b2c3d4e5" is not the ID of an organization; write "o-" and 10 to 32 letters and digits`,
    ];
    await expectSaid(args, "Orders").toThrow(new Error(lines.join("\n")));
  });

  it.each([
    [null, "arguments: nothing is not an object; write an object with any of defaults"],
    [
      { tagMutability: "MUTABLE" },
      'tagMutability: "MUTABLE" is not "IMMUTABLE"; write { mutableTags: ["latest"] } to name the tags that may move',
    ],
    [{ tagMutability: null }, "tagMutability: nothing is not an object; write an object with any of mutableTags"],
    [
      { tagMutability: { mutableTags: [] } },
      'tagMutability.mutableTags: a list is not a list of 1 to 5; merge patterns with *, or write "IMMUTABLE"',
    ],
    [{ encryption: "KMS" }, 'encryption: "KMS" is not "AES256"; write { kmsKeyArn: … } for a key of yours'],
    [{ encryption: {} }, "encryption.kmsKeyArn: nothing is not the ARN of a KMS key"],
    [
      { pullPrincipals: "210987654321" },
      'pullPrincipals: "210987654321" is not a list; write a list of accounts and ARNs',
    ],
    [{ repositoryName: "a" }, "repositoryName: has 1 characters; write 2 to 256"],
    [{ repositoryName: "Shop/Orders" }, `repositoryName: "Shop/Orders" is not a repository's name; write lower-case`],
    [{ lifecycle: "7 days" }, 'lifecycle: "7 days" is not a list; write a list of rules, or [] for none'],
    [{ tags: "team" }, 'tags: "team" is not an object'],
    [JSON.parse('{ "__proto__": 1 }') as object, "__proto__: is not known here; write one of defaults"],
  ])("%j is answered in one sentence", async (args, sentence) => {
    await expectSaid(args).toThrow(`EcrRepository "orders": ${sentence}`);
  });

  it("leave room for what is appended to the name", async () => {
    const room = 256 - "-repository".length - "-1234567".length;
    expect((await made({}, {}, "a".repeat(room))).resources).toHaveLength(3);
    await expectSaid({}, "a".repeat(room + 1)).toThrow(
      /name: 238 characters leave no room in the 256 of an ECR repository for "-repository" and what Pulumi appends; use at most 237$/,
    );
    expect((await made({ repositoryName: "orders" }, {}, "a".repeat(room + 1))).resources).toHaveLength(3);
  });

  it.each([
    ["at once", "alias/orders"],
    ["once they are known", pulumi.output("alias/orders")],
  ])("are reported with the same text %s", async (_, kmsKeyArn) => {
    await expectSaid({ encryption: { kmsKeyArn } }).toThrow(
      'EcrRepository "orders": encryption.kmsKeyArn: "alias/orders" is not the ARN of a KMS key; write arn:aws:kms:',
    );
  });
});
