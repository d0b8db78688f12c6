import type { ComponentResource } from "@pulumi/pulumi";
import { expectNoFindings, preview, type StackPlan } from "@roadbed/testing";
import { REQUIRED_ARGUMENTS } from "../../test/workload";
import { ALL_SERVICE_ARGUMENTS } from "../../test/workload-arguments";
import { EcrRepository, EcsService, EcsTask, Vpc, VpcBlockPublicAccess } from "./index";

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

/** Every component with its default arguments. */
const atDefaults: readonly [string, () => ComponentResource][] = [
  ["EcrRepository", () => new EcrRepository("orders")],
  ["EcsService", () => new EcsService("orders", REQUIRED_ARGUMENTS)],
  ["EcsTask", () => new EcsTask("report", REQUIRED_ARGUMENTS)],
  ["Vpc", () => new Vpc("network")],
  ["Vpc with named zones", () => new Vpc("network", { availabilityZones: zones })],
  ["VpcBlockPublicAccess", () => new VpcBlockPublicAccess("account")],
];

/** Every component with all of its features. */
const withAllFeatures: readonly [string, () => ComponentResource][] = [
  [
    "EcrRepository",
    () =>
      new EcrRepository("orders", {
        imageTagMutability: { mutableTags: ["latest"] },
        encryption: { kmsKeyArn: KEY },
        lifecycleRules: [{ keepLast: 50, tags: ["pr-*"] }],
        pullPrincipals: ["210987654321"],
        pullOrganizationId: "o-a1b2c3d4e5",
      }),
  ],
  ["EcsService", () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...ALL_SERVICE_ARGUMENTS })],
  [
    "EcsTask",
    () => new EcsTask("report", { ...REQUIRED_ARGUMENTS, exec: true, schedule: { expression: "rate(1 hour)" } }),
  ],
  [
    "Vpc",
    () =>
      new Vpc("network", {
        availabilityZones: zones,
        interfaceEndpoints: "ecs",
        ipv6: true,
        flowLogs: { destinationType: "s3" },
        nat: "regional",
      }),
  ],
];

describe("the strict preset", () => {
  it.each(atDefaults)("has no findings for %s with default arguments", async (_, program) => {
    expectNoFindings(await previewed(program), { preset: "strict" });
  });

  it.each(withAllFeatures)("has no findings for %s with all features", async (_, program) => {
    expectNoFindings(await previewed(program), { preset: "strict" });
  });
});
