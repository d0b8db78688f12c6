import { UNKNOWN } from "@roadbed/plan";
import type { StackPlan } from "@roadbed/testing";
import { changeBetween, deployed, previewed } from "../../../test/network";
import { NetworkLoadBalancer, type NetworkLoadBalancerArgs } from "./index";

const LOAD_BALANCER = "aws:lb/loadBalancer:LoadBalancer";

const network = {
  vpcId: "vpc-0a1b2c3d",
  publicSubnetIds: ["subnet-0a1b2c3d", "subnet-1a1b2c3d"],
  privateSubnetIds: ["subnet-2a1b2c3d", "subnet-3a1b2c3d"],
  cidrBlock: "10.0.0.0/16",
};
const domain = { names: ["mqtt.example.com"], hostedZoneId: "Z0123456789ABCDEFGHIJ" };

const create = (args: NetworkLoadBalancerArgs): Promise<StackPlan> =>
  previewed(() => new NetworkLoadBalancer("broker", args));

describe("NetworkLoadBalancer", () => {
  it.each<[string, NetworkLoadBalancerArgs]>([
    ["default arguments", { network, ports: [443] }],
    ["a domain", { network, ports: [443, 8883], domain, ipv6: true, accessLogs: false }],
  ])("creates these resources with %s", async (_, args) => {
    expect((await create(args)).inventory()).toMatchSnapshot();
  });

  it("is protected and distributes connections to all zones by default", async () => {
    const { options, inputs } = (await create({ network, ports: [443] })).get(LOAD_BALANCER);
    expect(options.protect).toBe(true);
    expect(inputs).toMatchObject({
      loadBalancerType: "network",
      internal: false,
      ipAddressType: "ipv4",
      securityGroups: [UNKNOWN],
      subnets: network.publicSubnetIds,
      enableDeletionProtection: true,
      enableCrossZoneLoadBalancing: true,
      accessLogs: { enabled: true, bucket: UNKNOWN },
      tags: { Name: "broker-lb" },
    });
  });

  it("lets the log delivery service of the account write to the bucket for access logs", async () => {
    const stack = await deployed(() => new NetworkLoadBalancer("broker", { network, ports: [443] }));
    expect(stack.get("aws:s3/bucketPolicy:BucketPolicy").inputs.policy).toMatchObject({
      Statement: [
        { Principal: { Service: "delivery.logs.amazonaws.com" }, Action: "s3:GetBucketAcl" },
        {
          Action: "s3:PutObject",
          Resource: "arn:aws:s3:::broker-access-logs/AWSLogs/123456789012/*",
          Condition: {
            StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control", "aws:SourceAccount": "123456789012" },
            ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-west-1:123456789012:*" },
          },
        },
        { Effect: "Deny" },
      ],
    });
  });

  it("opens another port without replacing anything", async () => {
    expect(
      await changeBetween(
        () => new NetworkLoadBalancer("broker", { network, ports: [443] }),
        () => new NetworkLoadBalancer("broker", { network, ports: [8883, 443] }),
      ),
    ).toEqual({ created: ["broker-anywhere-8883"], deleted: [], changed: {} });
  });
});
