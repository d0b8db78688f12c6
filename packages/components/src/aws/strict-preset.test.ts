import type { ComponentResource } from "@pulumi/pulumi";
import { expectNoFindings, preview, type StackPlan } from "@roadbed/testing";
import { EcrRepository, EcsCluster, Vpc, VpcBlockPublicAccess } from "./index";

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
  ["EcsCluster", () => new EcsCluster("shop")],
  ["Vpc", () => new Vpc("network")],
  ["Vpc with named zones", () => new Vpc("network", { availabilityZones: zones })],
  ["VpcBlockPublicAccess", () => new VpcBlockPublicAccess("account")],
];

const network = { vpcId: "vpc-0a1b2c3d", privateSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"] };
const clusterFeatures = {
  execLogging: { kmsKeyArn: KEY },
  serviceConnectNamespace: "shop.internal",
  storageKmsKeyArn: KEY,
};

/** Every component with all of its features. */
const withAllFeatures: readonly [string, () => ComponentResource][] = [
  ["EcsCluster on Fargate Spot", () => new EcsCluster("shop", { ...clusterFeatures, capacity: "fargateSpot" })],
  [
    "EcsCluster on EC2",
    () =>
      new EcsCluster("shop", {
        ...clusterFeatures,
        capacity: {
          ec2: { network, instanceTypes: ["m7i.large", "m6i.large"], maxInstances: 6, imageId: "ami-0a1b2c3d" },
        },
      }),
  ],
  [
    "EcsCluster on managed instances",
    () => new EcsCluster("shop", { ...clusterFeatures, capacity: { managedInstances: { network } } }),
  ],
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
