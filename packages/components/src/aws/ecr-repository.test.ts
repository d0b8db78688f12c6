import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { failureOf, inventory, only, registrationsOf, resolved, unknownOutput } from "../../test/registrations";
import { ArgumentsError, EcrRepository, type EcrRepositoryArgs } from "./index";

const COMPONENT = "roadbed:aws:EcrRepository";
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

const registered = (args?: EcrRepositoryArgs, options?: pulumi.ComponentResourceOptions) =>
  registrationsOf(() => new EcrRepository("orders", args, options));

/** What is wrong with arguments that a JavaScript program or a configuration file can hold, whatever the types say. */
async function messageOf(args: object | null, name = "orders"): Promise<string> {
  try {
    await registrationsOf(() => new EcrRepository(name, args as EcrRepositoryArgs));
  } catch (error) {
    if (error instanceof ArgumentsError) return error.message;
    throw error;
  }
  return "nothing was wrong";
}

describe("what an EcrRepository creates", () => {
  it("is a repository and its lifecycle policy", async () => {
    expect(inventory(await registered())).toEqual([
      "roadbed:aws:EcrRepository orders",
      "aws:ecr/lifecyclePolicy:LifecyclePolicy orders-lifecycle",
      "aws:ecr/repository:Repository orders-repository",
    ]);
  });

  it("is a repository policy as well, if others may pull", async () => {
    expect(inventory(await registered(everything))).toEqual([
      "roadbed:aws:EcrRepository orders",
      "aws:ecr/lifecyclePolicy:LifecyclePolicy orders-lifecycle",
      "aws:ecr/repositoryPolicy:RepositoryPolicy orders-policy",
      "aws:ecr/repository:Repository orders-repository",
    ]);
  });

  it("is the repository alone, without lifecycle rules", async () => {
    const made = await registered({ lifecycle: [] });
    expect(inventory(made)).toEqual([`${COMPONENT} orders`, `${REPOSITORY} orders-repository`]);
  });

  it("is reachable, and its outputs are those of the repository", async () => {
    const seen: Record<string, unknown> = {};
    await registrationsOf(
      () => {
        const orders = new EcrRepository("orders", everything);
        expect(orders.repository).toBeInstanceOf(aws.ecr.Repository);
        expect(orders.lifecyclePolicy).toBeInstanceOf(aws.ecr.LifecyclePolicy);
        expect(orders.repositoryPolicy).toBeInstanceOf(aws.ecr.RepositoryPolicy);
        pulumi
          .all([orders.repositoryUrl, orders.repositoryArn, orders.repositoryName, orders.imageUri("1.4.2")])
          .apply(([url, arn, name, image]) => Object.assign(seen, { url, arn, name, image }));
      },
      () => ({ repositoryUrl: "1.dkr.ecr.eu-west-1.amazonaws.com/shop/orders", arn: "arn:of:orders" }),
    );
    expect(seen).toEqual({
      url: "1.dkr.ecr.eu-west-1.amazonaws.com/shop/orders",
      arn: "arn:of:orders",
      name: "shop/orders",
      image: "1.dkr.ecr.eu-west-1.amazonaws.com/shop/orders:1.4.2",
    });
  });
});

describe("the repository", () => {
  it("is immutable, scanned, encrypted, and keeps its images, by default", async () => {
    const unset = { tagMutability: undefined, encryption: undefined, lifecycle: undefined, protection: undefined };
    expect(await registered(unset)).toEqual(await registered());
    expect(only(await registered(), REPOSITORY)).toMatchObject({
      protect: true,
      inputs: {
        imageTagMutability: "IMMUTABLE",
        imageScanningConfiguration: { scanOnPush: true },
        encryptionConfigurations: [{ encryptionType: "AES256" }],
        forceDelete: false,
      },
    });
  });

  it("has what was asked for", async () => {
    expect(only(await registered(everything), REPOSITORY).inputs).toEqual({
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
    const made = only(await registered(args, options), REPOSITORY);
    expect(made).toMatchObject({ protect, inputs: { forceDelete } });
  });

  it("can be one that exists, or one that had another name", async () => {
    const adopt = {
      repository: { import: "shop/orders", aliases: [{ name: "orders" }] },
      lifecycle: { import: "shop/orders" },
    };
    const made = await registered({ adopt });
    expect(only(made, REPOSITORY)).toMatchObject({ importId: "shop/orders", aliases: ["orders"] });
    expect(only(made, LIFECYCLE)).toMatchObject({ importId: "shop/orders", aliases: [] });
  });
});

describe("who may pull", () => {
  it("is said in an object, narrowed to pulling and to those named", async () => {
    const Action = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"];
    expect(only(await registered(everything), POLICY).inputs.policy).toEqual({
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
    expect(only(await registered(), LIFECYCLE).inputs.policy).toEqual({
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
    const { policy } = only(await registered({ defaults: "development" }), LIFECYCLE).inputs;
    expect(policy).toMatchObject({ rules: [{ selection: { countNumber: 1 } }, { selection: { countNumber: 50 } }] });
  });
});

describe("options and unknown values", () => {
  it("reach every child: provider, region, tags, parent", async () => {
    const made = await registrationsOf(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new EcrRepository("orders", everything, { provider });
    });
    const children = made.filter(({ parent }) => parent === "orders");
    expect(children.map(({ type }) => type)).toEqual([LIFECYCLE, POLICY, REPOSITORY]);
    for (const { provider, inputs, type } of children) {
      expect([provider, inputs.region]).toEqual(["frankfurt", "eu-west-1"]);
      if (type === REPOSITORY) expect(inputs.tags).toEqual({ team: "orders" });
    }
  });

  it("may all be unknown, and everything is created", async () => {
    const made = await registered({
      scanOnPush: unknownOutput(),
      encryption: { kmsKeyArn: unknownOutput() },
      pullPrincipals: [unknownOutput(), "210987654321"],
      pullOrganizationId: unknownOutput(),
      forceDelete: unknownOutput(),
      region: unknownOutput(),
      tags: unknownOutput(),
    });
    expect(inventory(made)).toHaveLength(4);
    // What is known of a policy stays readable beside what is not.
    const { policy } = only(made, POLICY).inputs;
    expect(policy).toMatchObject({
      Statement: [{ Effect: "Allow", Principal: { AWS: [pulumi.unknown, "210987654321"] } }, {}],
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
    expect(await resolved(existing.imageUri("1.4.2"))).toBe(`${url}:1.4.2`);
    expect(await resolved(existing.imageUri(pulumi.output(digest)))).toBe(`${url}@${digest}`);
    expect(await resolved(existing.repositoryName)).toBe("shop/orders");
  });

  it("are not named by anything else", async () => {
    const text = `EcrRepository.fromExisting: tagOrDigest: "sha256:0a" is not a tag or a digest; write a tag such as "1.4.2", or "sha256:" and 64 hexadecimal digits`;
    expect(() => existing.imageUri("sha256:0a")).toThrow(new Error(text));
    await expect(resolved(existing.imageUri(pulumi.output("sha256:0a")))).rejects.toThrow(new Error(text));
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
    expect((await messageOf(args, "Orders")).split("\n")).toEqual([
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
    ]);
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
    expect(await messageOf(args)).toContain(`EcrRepository "orders": ${sentence}`);
  });

  it("leave room for what is appended to the name", async () => {
    const room = 256 - "-repository".length - "-1234567".length;
    expect(await messageOf({}, "a".repeat(room))).toBe("nothing was wrong");
    expect(await messageOf({}, "a".repeat(room + 1))).toMatch(
      /name: 238 characters leave no room in the 256 of an ECR repository for "-repository" and what Pulumi appends; use at most 237$/,
    );
    expect(await messageOf({ repositoryName: "orders" }, "a".repeat(room + 1))).toBe("nothing was wrong");
  });

  it("are reported with the same text where only the deployment knows them", async () => {
    const failure = await failureOf(REPOSITORY, (options) => {
      const encryption = { kmsKeyArn: pulumi.output("alias/orders") };
      new EcrRepository("orders", { encryption }, options);
    });
    expect(failure).toEqual(new Error(await messageOf({ encryption: { kmsKeyArn: "alias/orders" } })));
  });
});
