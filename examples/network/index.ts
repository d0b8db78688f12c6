import * as pulumi from "@pulumi/pulumi";
import { Vpc } from "@roadbed/components/aws";

const region = new pulumi.Config("aws").require("region");

/**
 * The network of a product. The zones are named, so the network does not depend on the zones that the region will have later.
 * A fourth zone is one more letter, and existing subnets keep their addresses.
 */
const network = new Vpc("network", {
  cidrBlock: "10.20.0.0/16",
  availabilityZones: ["a", "b", "c"].map((letter) => `${region}${letter}`),
  tiers: {
    public: {},
    private: {},
    // For databases: no internet access.
    data: { kind: "isolated" },
  },
  // Keeps images and logs away from the NAT gateways, which charge for each GB.
  interfaceEndpoints: ["ecr.api", "ecr.dkr", "logs"],
  flowLogs: { destinationType: "s3", trafficType: "ALL" },
  tags: { team: "platform", "managed-by": "pulumi" },
});

/** Outputs for Vpc.fromStackReference in the stacks of services. */
export const { vpcId, cidrBlock, publicSubnetIds, privateSubnetIds, isolatedSubnetIds } = network;
/** Public IP addresses for the allowlists of partners. */
export const { natGatewayPublicIps } = network;
