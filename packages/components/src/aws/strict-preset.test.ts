import type { ComponentResource } from "@pulumi/pulumi";
import { expectNoFindings, preview, type StackPlan } from "@roadbed/testing";
import { EcrRepository, Vpc, VpcBlockPublicAccess } from "./index";

const zones = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

const previewed = (program: () => ComponentResource): Promise<StackPlan> =>
  preview(program, {
    config: {
      "aws:region": "eu-west-1",
      "aws:allowedAccountIds": '["123456789012"]',
      "aws:defaultTags": '{ "tags": { "Project": "shop" } }',
    },
  });

/** Every component, as it is written first. */
const atDefaults: readonly [string, () => ComponentResource][] = [
  ["EcrRepository", () => new EcrRepository("orders")],
  ["Vpc", () => new Vpc("network")],
  ["Vpc of named zones", () => new Vpc("network", { availabilityZones: zones })],
  ["VpcBlockPublicAccess", () => new VpcBlockPublicAccess("account")],
];

/** Every component, with what it offers switched on. */
const withEverything: readonly [string, () => ComponentResource][] = [
  [
    "EcrRepository",
    () =>
      new EcrRepository("orders", {
        tagMutability: { mutableTags: ["latest"] },
        encryption: { kmsKeyArn: KEY },
        pullPrincipals: ["210987654321"],
        pullOrganizationId: "o-a1b2c3d4e5",
      }),
  ],
  [
    "Vpc",
    () =>
      new Vpc("network", {
        availabilityZones: zones,
        interfaceEndpoints: "ecs",
        ipv6: true,
        flowLogs: { destination: "s3" },
        nat: "regional",
      }),
  ],
];

describe("the strict preset", () => {
  it.each(atDefaults)("finds nothing in %s at its defaults", async (_, program) => {
    expectNoFindings(await previewed(program), { preset: "strict" });
  });

  it.each(withEverything)("finds nothing in %s with everything on", async (_, program) => {
    expectNoFindings(await previewed(program), { preset: "strict" });
  });
});
