import { EcrRepository, EcsService, EcsTask, Vpc } from "../../src/aws";
import { LOAD_BALANCER, NETWORK_LOAD_BALANCER, REQUIRED_ARGUMENTS } from "../workload";
import { ALL_SERVICE_ARGUMENTS } from "../workload-arguments";

const KEY = "arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555";

/**
 * The programs whose states are recorded for each release, by the name of the recording. A program must keep its meaning,
 * because the states of earlier releases are previewed with it: add programs rather than change them.
 */
export const CONFIGURATIONS: Readonly<Record<string, () => unknown>> = {
  "vpc-default": () => new Vpc("network"),
  "vpc-development": () =>
    new Vpc("network", { profile: "development", availabilityZones: ["eu-west-1a", "eu-west-1c"] }),
  "vpc-isolated": () =>
    new Vpc("network", {
      cidrBlock: "10.20.0.0/20",
      availabilityZones: { az1: "eu-west-1b", az4: "eu-west-1a" },
      maxAvailabilityZones: 4,
      tiers: { services: { kind: "isolated" }, data: { kind: "isolated", netmaskLength: 26 } },
      interfaceEndpoints: "ecs",
      flowLogs: false,
    }),
  "vpc-all-arguments": () =>
    new Vpc("network", {
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      tiers: {
        public: {},
        private: { tags: { tier: "apps" } },
        isolated: {},
        later: { kind: "reserved", netmaskLength: 24 },
        pods: { kind: "private", subnets: { az1: "100.64.0.0/18", az2: "100.64.64.0/18" } },
      },
      nat: "single",
      interfaceEndpoints: ["ecr.api", "sts"],
      flowLogs: { destinationType: "s3", kmsKeyArn: KEY },
      ipv6: true,
      blockPublicAccessExclusion: "egress",
      secondaryCidrBlocks: { pods: "100.64.0.0/16" },
      transitGateway: { transitGatewayId: "tgw-0a1b" },
      routes: { office: { destinationCidrBlock: "192.168.0.0/16", transitGatewayId: "tgw-0a1b" } },
      tags: { team: "platform" },
      region: "eu-west-1",
    }),
  "ecr-repository-default": () => new EcrRepository("orders"),
  "ecr-repository-development": () => new EcrRepository("orders", { profile: "development" }),
  "ecr-repository-all-arguments": () =>
    new EcrRepository("orders", {
      repositoryName: "shop/orders",
      imageTagMutability: { mutableTags: ["latest", "pr-*"] },
      encryption: { kmsKeyArn: KEY },
      pullPrincipals: ["210987654321", "arn:aws:iam::123456789012:role/deploy"],
      pullOrganizationId: "o-a1b2c3d4e5",
      region: "eu-west-1",
      tags: { team: "orders" },
    }),
  "ecs-service-default": () => new EcsService("orders", REQUIRED_ARGUMENTS),
  "ecs-service-development": () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, profile: "development" }),
  "ecs-service-rolling": () =>
    new EcsService("orders", { ...REQUIRED_ARGUMENTS, port: 8080, loadBalancer: { loadBalancer: LOAD_BALANCER } }),
  "ecs-service-network-load-balancer": () =>
    new EcsService("orders", {
      ...REQUIRED_ARGUMENTS,
      port: 8080,
      loadBalancer: { loadBalancer: NETWORK_LOAD_BALANCER, testTraffic: { port: 8443 } },
      deployment: { strategy: "blueGreen" },
    }),
  "ecs-service-all-arguments": () => new EcsService("orders", { ...REQUIRED_ARGUMENTS, ...ALL_SERVICE_ARGUMENTS }),
  "ecs-task-default": () => new EcsTask("report", REQUIRED_ARGUMENTS),
  "ecs-task-scheduled": () =>
    new EcsTask("report", {
      ...REQUIRED_ARGUMENTS,
      schedule: { expression: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin", flexibleWindowMinutes: 30 },
    }),
};
