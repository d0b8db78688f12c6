import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { preview, unknownOutput } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { changeBetween, deployed } from "../../../test/network";
import { EcrRegistry, type EcrRegistryArgs } from "../index";

const SCANNING = "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration";
const REPLICATION = "aws:ecr/replicationConfiguration:ReplicationConfiguration";
const POLICY = "aws:ecr/registryPolicy:RegistryPolicy";
const CACHE_RULE = "aws:ecr/pullThroughCacheRule:PullThroughCacheRule";
const TEMPLATE = "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const SECRET = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/docker-hub-a1b2c3";
const allArguments = {
  scanning: { type: "enhanced", scanOnPush: ["*"], continuousScan: ["shop/*"] },
  replicationRules: [
    { destinations: [{ region: "eu-central-1" }], repositoryPrefixes: ["shop/"] },
    { destinations: [{ region: "eu-west-1", accountId: "210987654321" }] },
  ],
  replicationSources: ["210987654321"],
  pullThroughCacheRules: {
    "docker-hub": { upstream: "docker-hub", credentialArn: SECRET },
    azure: { upstream: { azureRegistry: "acme1" }, credentialArn: SECRET, repositoryPrefix: "acme/azure" },
    others: { upstream: "ecr-public", repositoryPrefix: "ROOT" },
  },
  creationTemplates: {
    "docker-hub": {
      appliedFor: ["PULL_THROUGH_CACHE"],
      imageTagMutability: { mutableTags: ["latest"] },
      pullOrganizationId: "o-a1b2c3d4e5",
    },
    others: {
      appliedFor: ["CREATE_ON_PUSH", "REPLICATION"],
      repositoryPrefix: "ROOT",
      encryption: { kmsKeyArn: KEY },
      lifecycleRules: [{ keepLast: 50, tags: ["pr-*"] }],
      pullPrincipals: ["210987654321"],
    },
  },
  region: "eu-west-1",
  tags: { team: "platform" },
} satisfies EcrRegistryArgs;

const outputs = { registryId: "123456789012", region: "eu-west-1" };
const create = (args?: EcrRegistryArgs, options?: pulumi.ComponentResourceOptions) =>
  deployed(() => new EcrRegistry("registry", args, options));

describe("EcrRegistry", () => {
  it("creates only the scanning configuration by default", async () => {
    expect((await create()).inventory()).toEqual([`${SCANNING} registry-scanning`, "roadbed:aws:EcrRegistry registry"]);
  });

  it("creates the resources that all arguments need", async () => {
    expect((await create(allArguments)).inventory()).toMatchSnapshot();
  });

  it("exposes its children and the address of the registry", async () => {
    const stack = await deployed(() => {
      const registry = new EcrRegistry("registry", allArguments);
      expect(registry.scanningConfiguration).toBeInstanceOf(aws.ecr.RegistryScanningConfiguration);
      expect(registry.replicationConfiguration).toBeInstanceOf(aws.ecr.ReplicationConfiguration);
      expect(registry.registryPolicy).toBeInstanceOf(aws.ecr.RegistryPolicy);
      expect(registry.creationRole?.role).toBeInstanceOf(aws.iam.Role);
      expect(Object.keys(registry.creationTemplates)).toEqual(["docker-hub", "others"]);
      expect(Object.keys(registry.pullThroughCacheRules)).toEqual(["docker-hub", "azure", "others"]);
      return { id: registry.registryId, url: registry.registryUrl };
    });
    expect(stack.outputs).toEqual({ id: outputs.registryId, url: "123456789012.dkr.ecr.eu-west-1.amazonaws.com" });
  });

  it.each([
    ["by default", {}, {}, true],
    ["not with protection: false", { protection: false }, {}, false],
    ["in the development profile, because the settings apply to the account", { profile: "development" }, {}, true],
    ["not with the option protect: false", {}, { protect: false }, false],
  ] as const)("protects the settings of the account %s", async (_, args, options, expected) => {
    const stack = await create({ ...allArguments, ...args }, options);
    for (const type of [SCANNING, REPLICATION, POLICY]) expect(stack.get(type).options.protect ?? false).toBe(expected);
    expect(stack.get(ROLE).options.protect ?? false).toBe(false);
  });

  it("only creates resources when rules and templates are added", async () => {
    const change = await changeBetween(
      () => new EcrRegistry("registry"),
      () => new EcrRegistry("registry", { ...allArguments, scanning: undefined, region: undefined, tags: undefined }),
    );
    expect([change.deleted, change.changed]).toEqual([[], {}]);
    expect(change.created).toHaveLength(9);
  });

  it("adopts existing settings", async () => {
    const stack = await create({
      pullThroughCacheRules: { quay: { upstream: "quay" } },
      adopt: { scanning: { import: "123456789012" }, "cache-quay": { import: "quay" } },
    });
    expect(stack.get(SCANNING).options.importId).toBe("123456789012");
    expect(stack.get(CACHE_RULE).options.importId).toBe("quay");
  });
});

describe("the scanning configuration", () => {
  const filters = (...values: string[]) => values.map((filter) => ({ filter, filterType: "WILDCARD" }));
  const onPush = (...values: string[]) => ({ scanFrequency: "SCAN_ON_PUSH", repositoryFilters: filters(...values) });
  const continuous = (...values: string[]) => ({
    scanFrequency: "CONTINUOUS_SCAN",
    repositoryFilters: filters(...values),
  });

  it.each<[EcrRegistryArgs["scanning"], string, object[]]>([
    [undefined, "BASIC", [onPush("*")]],
    [{ type: "basic", scanOnPush: ["shop/*"] }, "BASIC", [onPush("shop/*")]],
    [{ type: "basic", scanOnPush: [] }, "BASIC", []],
    [{ type: "enhanced" }, "ENHANCED", [continuous("*")]],
    [{ type: "enhanced", scanOnPush: ["*"] }, "ENHANCED", [onPush("*")]],
    [allArguments.scanning, "ENHANCED", [onPush("*"), continuous("shop/*")]],
  ])("scans according to %j", async (scanning, scanType, rules) => {
    expect((await create({ scanning })).get(SCANNING).inputs).toMatchObject({ scanType, rules });
  });
});

describe("the replication configuration", () => {
  it("uses the account of the registry unless a destination names another account", async () => {
    expect((await create(allArguments)).get(REPLICATION).inputs.replicationConfiguration).toEqual({
      rules: [
        {
          destinations: [{ region: "eu-central-1", registryId: "123456789012" }],
          repositoryFilters: [{ filter: "shop/", filterType: "PREFIX_MATCH" }],
        },
        { destinations: [{ region: "eu-west-1", registryId: "210987654321" }] },
      ],
    });
  });

  it("accepts the same destination in several rules", async () => {
    const destinations = [{ region: "eu-central-1" }];
    const replicationRules = ["shop/", "web/"].map((prefix) => ({ destinations, repositoryPrefixes: [prefix] }));
    expect((await create({ replicationRules })).resources).toHaveLength(3);
  });
});

describe("the registry policy", () => {
  it("allows other accounts only to replicate images into the registry", async () => {
    expect((await create(allArguments)).get(POLICY).inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReplicationByOtherAccounts",
          Effect: "Allow",
          Principal: { AWS: ["210987654321"] },
          Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
          Resource: "arn:aws:ecr:eu-west-1:123456789012:repository/*",
        },
      ],
    });
  });
});

describe("the pull-through cache rules", () => {
  it("have the address of the upstream registry, the namespace, and the credentials", async () => {
    const stack = await create(allArguments);
    const inputsOf = (rule: string) => {
      const { inputs } = stack.get(CACHE_RULE, `registry-cache-${rule}`);
      return [inputs.upstreamRegistryUrl, inputs.ecrRepositoryPrefix, inputs.credentialArn];
    };
    expect(inputsOf("docker-hub")).toEqual(["registry-1.docker.io", "docker-hub", SECRET]);
    expect(inputsOf("azure")).toEqual(["acme1.azurecr.io", "acme/azure", SECRET]);
    expect(inputsOf("others")).toEqual(["public.ecr.aws", "ROOT", undefined]);
  });

  it("are deleted before they are replaced, because ECR refuses a second rule for a namespace", async () => {
    expect((await create(allArguments)).get(CACHE_RULE, "registry-cache-azure").options.deleteBeforeReplace).toBe(true);
  });
});

describe("the repository creation templates", () => {
  const secure = {
    imageTagMutability: "IMMUTABLE",
    encryptionConfigurations: [{ encryptionType: "AES256" }],
    lifecyclePolicy: expect.stringContaining('"tagStatus":"untagged"') as string,
  };

  it("have the defaults of an EcrRepository", async () => {
    const creationTemplates = { shop: { appliedFor: ["CREATE_ON_PUSH"] } } as const;
    const { inputs } = (await create({ creationTemplates })).get(TEMPLATE);
    expect(inputs).toMatchObject({ ...secure, prefix: "shop", appliedFors: ["CREATE_ON_PUSH"] });
    expect(inputs).not.toHaveProperty("repositoryPolicy");
  });

  it("apply all arguments", async () => {
    const stack = await create(allArguments);
    const inputsOf = (template: string) => stack.get(TEMPLATE, `registry-template-${template}`).inputs;
    expect(inputsOf("docker-hub")).toMatchObject({
      imageTagMutability: "IMMUTABLE_WITH_EXCLUSION",
      imageTagMutabilityExclusionFilters: [{ filter: "latest", filterType: "WILDCARD" }],
      repositoryPolicy: expect.stringContaining('"aws:PrincipalOrgID":"o-a1b2c3d4e5"') as string,
      resourceTags: { team: "platform" },
    });
    expect(inputsOf("others")).toMatchObject({
      prefix: "ROOT",
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: KEY }],
      lifecyclePolicy: expect.stringContaining('"tagPatternList":["pr-*"]') as string,
      repositoryPolicy: expect.stringContaining('"AWS":["210987654321"]') as string,
      customRoleArn: "arn:aws:iam::123456789012:role/registry-creation-role",
    });
  });

  it("have a role that ECR assumes to create repositories in their namespaces", async () => {
    const stack = await create(allArguments);
    expect(stack.get(ROLE).inputs.assumeRolePolicy).toMatchObject({
      Statement: [{ Principal: { Service: "ecr.amazonaws.com" }, Action: "sts:AssumeRole" }],
    });
    const repository = (pattern: string) => `arn:aws:ecr:eu-west-1:123456789012:repository/${pattern}`;
    expect(stack.get(ROLE_POLICY).inputs.policy).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["ecr:CreateRepository", "ecr:ReplicateImage", "ecr:TagResource"],
          Resource: [repository("docker-hub/*"), repository("*")],
        },
        { Effect: "Allow", Action: ["kms:CreateGrant", "kms:DescribeKey", "kms:RetireGrant"], Resource: [KEY] },
      ],
    });
  });
});

describe("the children of an EcrRegistry", () => {
  it("have the parent, provider, and Region of the component", async () => {
    const stack = await preview(() => {
      const provider = new aws.Provider("frankfurt", { region: "eu-central-1" });
      new EcrRegistry("registry", allArguments, { provider });
    });
    const children = stack.descendants(stack.get("roadbed:aws:EcrRegistry"));
    expect(children).toHaveLength(10);
    for (const { provider, inputs, type } of children) {
      expect(provider).toBe(stack.get("pulumi:providers:aws").urn);
      if (!type.startsWith("aws:iam/")) expect(inputs.region).toBe("eu-west-1");
    }
    expect(stack.get(ROLE).inputs.tags).toMatchObject({ team: "platform" });
  });

  it("are created even if inputs are unknown", async () => {
    const stack = await preview(
      () =>
        new EcrRegistry("registry", {
          replicationRules: [{ destinations: [{ region: unknownOutput(), accountId: unknownOutput() }] }],
          replicationSources: [unknownOutput()],
          pullThroughCacheRules: { hub: { upstream: "docker-hub", credentialArn: unknownOutput() } },
          creationTemplates: {
            shop: {
              appliedFor: ["REPLICATION"],
              encryption: { kmsKeyArn: unknownOutput() },
              pullPrincipals: [unknownOutput()],
              pullOrganizationId: unknownOutput(),
            },
          },
          region: unknownOutput(),
          tags: unknownOutput(),
        }),
    );
    expect(stack.resources).toHaveLength(8);
  });
});

describe("cachedImageUri", () => {
  it("returns the URI of an image in the cache", async () => {
    const { outputs: uris } = await deployed(() => {
      const registry = new EcrRegistry("registry", allArguments);
      return {
        hub: registry.cachedImageUri("docker-hub", "library/nginx:1.29"),
        root: registry.cachedImageUri("others", "docker/library/redis:8"),
        digest: registry.cachedImageUri("azure", `api@sha256:${"0a".repeat(32)}`),
      };
    });
    const url = "123456789012.dkr.ecr.eu-west-1.amazonaws.com";
    expect(uris).toEqual({
      hub: `${url}/docker-hub/library/nginx:1.29`,
      root: `${url}/docker/library/redis:8`,
      digest: `${url}/acme/azure/api@sha256:${"0a".repeat(32)}`,
    });
  });

  it("rejects unknown rules and images without a tag", async () => {
    await deployed(() => {
      const registry = new EcrRegistry("registry", allArguments);
      const issues = issuesThrownBy(() => registry.cachedImageUri("dockerhub", "library/nginx"));
      expect(codesOf(issues)).toEqual(["not-allowed rule", "invalid-format image"]);
      expect(wordingOf(issues)).toMatchSnapshot();
    });
  });
});
