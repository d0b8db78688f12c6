import * as pulumi from "@pulumi/pulumi";
import { Vpc } from "@roadbed/components/aws";

const region = new pulumi.Config("aws").require("region");

/**
 * The network of a product. Zones are named, so that the plan does not depend on what the region offers next year: a fourth
 * zone is one more letter, and moves nothing.
 */
const network = new Vpc("network", {
  cidrBlock: "10.20.0.0/16",
  availabilityZones: ["a", "b", "c"].map((letter) => `${region}${letter}`),
  tiers: {
    public: {},
    private: {},
    // Databases: no way in or out of the network.
    data: { kind: "isolated" },
  },
  // Images and logs stay off the NAT gateways, which charge for every GB.
  interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs"],
  flowLogs: { destination: "s3", traffic: "ALL" },
  tags: { team: "platform", "managed-by": "pulumi" },
});

// What the stacks of services read, through Vpc.fromStackReference.
export const { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = network;
/** What partners put on their allow lists. */
export const { natGatewayPublicIps } = network;
