import { preview } from "@roadbed/testing";
import { codesOf, issuesThrownBy, wordingOf } from "../../../test/argument-issues";
import { EcrRegistry, type EcrRegistryArgs } from "../index";

/** Returns the issues of arguments. The arguments may have any type, as in JavaScript programs and configuration files. */
const issuesOf = (args: object | null, name = "registry") =>
  issuesThrownBy(() => new EcrRegistry(name, args as EcrRegistryArgs));

const destinations = [{ region: "eu-central-1" }];
const rule = (args: object) => ({ replicationRules: [{ destinations, ...args }] });
const cache = (args: object, name = "hub") => ({ pullThroughCacheRules: { [name]: args } });
const template = (args: object) => ({
  creationTemplates: { shop: { appliedFor: ["REPLICATION"] as const, ...args } },
});
const secret = (name: string) => `arn:aws:secretsmanager:eu-west-1:123456789012:secret:${name}-a1b2c3`;

const CACHE = 'pullThroughCacheRules["hub"]';
const TEMPLATE = 'creationTemplates["shop"]';
const manyDestinations = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    region: "eu-west-1",
    accountId: String(100000000000 + index),
  }));

describe("the check of EcrRegistry arguments", () => {
  const invalid: [args: object | null, ...codes: string[]][] = [
    [null, "wrong-type args"],
    [{ scaning: {} }, "unknown-argument scaning"],
    [{ protection: "off" }, "wrong-type protection"],
    [{ scanning: "enhanced" }, "wrong-type scanning"],
    [{ scanning: { type: "ENHANCED" } }, "not-allowed scanning.type"],
    [{ scanning: { type: "basic", continuousScan: ["*"] } }, "conflict scanning.continuousScan"],
    [{ scanning: { type: "basic", scanOnPush: "*" } }, "wrong-type scanning.scanOnPush"],
    [{ scanning: { type: "basic", scanOnPush: ["Shop"] } }, "invalid-format scanning.scanOnPush[0]"],
    [{ scanning: { type: "enhanced", continuousScan: ["a*", "a*"] } }, "duplicate scanning.continuousScan[1]"],
    [{ replicationRules: {} }, "wrong-type replicationRules"],
    [{ replicationRules: Array<object>(11).fill({ destinations }) }, "out-of-range replicationRules"],
    [{ replicationRules: [{}] }, "missing replicationRules[0].destinations"],
    [rule({ destinations: [] }), "out-of-range replicationRules[0].destinations"],
    [rule({ destinations: manyDestinations(26) }), "out-of-range replicationRules"],
    [rule({ destinations: ["eu-west-1"] }), "wrong-type replicationRules[0].destinations[0]"],
    [
      rule({ destinations: [{ region: "Frankfurt", accountId: 123456789012 }] }),
      "invalid-format replicationRules[0].destinations[0].region",
      "wrong-type replicationRules[0].destinations[0].accountId",
    ],
    [rule({ destinations: [...destinations, ...destinations] }), "duplicate replicationRules[0].destinations[1]"],
    [{ ...rule({}), region: "eu-central-1" }, "conflict replicationRules[0].destinations[0].region"],
    [rule({ repositoryPrefixes: [] }), "out-of-range replicationRules[0].repositoryPrefixes"],
    [rule({ repositoryPrefixes: ["shop/*"] }), "invalid-format replicationRules[0].repositoryPrefixes[0]"],
    [{ replicationSources: "210987654321" }, "wrong-type replicationSources"],
    [{ replicationSources: ["o-a1b2c3d4e5"] }, "invalid-format replicationSources[0]"],
    [{ pullThroughCacheRules: [] }, "wrong-type pullThroughCacheRules"],
    [cache({ upstream: "quay" }, "my/hub"), 'invalid-format pullThroughCacheRules["my/hub"]'],
    [cache({}), `missing ${CACHE}.upstream`],
    [cache({ upstream: "dockerhub" }), `not-allowed ${CACHE}.upstream`],
    [cache({ upstream: { azureRegistry: "acme.azurecr.io" } }), `invalid-format ${CACHE}.upstream.azureRegistry`],
    [cache({ upstream: "docker-hub" }), `missing ${CACHE}.credentialArn`],
    [cache({ upstream: "quay", credentialArn: secret("quay") }), `invalid-format ${CACHE}.credentialArn`],
    [cache({ upstream: "quay", repositoryPrefix: "quay/" }), `invalid-format ${CACHE}.repositoryPrefix`],
    [cache({ upstream: "quay", repositoryPrefix: "q".repeat(31) }), `invalid-format ${CACHE}.repositoryPrefix`],
    [
      { pullThroughCacheRules: { hub: { upstream: "quay" }, quay: { upstream: "quay", repositoryPrefix: "hub" } } },
      'duplicate pullThroughCacheRules["quay"].repositoryPrefix',
    ],
    [{ creationTemplates: { shop: {} } }, `missing ${TEMPLATE}.appliedFor`],
    [template({ appliedFor: [] }), `out-of-range ${TEMPLATE}.appliedFor`],
    [template({ appliedFor: ["PUSH"] }), `not-allowed ${TEMPLATE}.appliedFor[0]`],
    [template({ appliedFor: ["REPLICATION", "REPLICATION"] }), `duplicate ${TEMPLATE}.appliedFor[1]`],
    [template({ imageTagMutability: "MUTABLE" }), `not-allowed ${TEMPLATE}.imageTagMutability`],
    [template({ encryption: { kmsKeyArn: "alias/shop" } }), `invalid-format ${TEMPLATE}.encryption.kmsKeyArn`],
    [template({ lifecycleRules: [{ keepLast: 0 }] }), `out-of-range ${TEMPLATE}.lifecycleRules[0].keepLast`],
    [template({ pullPrincipals: ["*"] }), `not-allowed ${TEMPLATE}.pullPrincipals[0]`],
    [template({ pullOrganizationId: "acme" }), `invalid-format ${TEMPLATE}.pullOrganizationId`],
    [template({ scanOnPush: true }), `unknown-argument ${TEMPLATE}.scanOnPush`],
    [{ tags: { "aws:team": "shop" }, region: "Frankfurt" }, 'not-allowed tags["aws:team"]', "invalid-format region"],
    [{ adopt: { replication: {}, cache: {} } }, "unknown-argument adopt.cache"],
  ];

  it.each(invalid)("reports the issues of %j", (args, ...codes) => {
    expect(codesOf(issuesOf(args))).toEqual(codes);
  });

  it("explains each issue", () => {
    expect(invalid.map(([args]) => wordingOf(issuesOf(args))).join("\n")).toMatchSnapshot();
  });

  it("limits the name only if it creates a role", async () => {
    const name = "r".repeat(64 - "-creation-role".length - "-1234567".length + 1);
    expect(codesOf(issuesOf(template({}), name))).toEqual(["out-of-range name"]);
    const stack = await preview(() => {
      new EcrRegistry(name);
      new EcrRegistry(name.slice(1), template({}));
    });
    expect(stack.resources).toHaveLength(7);
  });
});
