import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { Database, EcrRepository, EcsCluster, EcsService, LoadBalancer, Vpc } from "@roadbed/components/aws";

const config = new pulumi.Config();
const version = config.require("version");
const certificateArn = config.require("certificateArn");
const region = new pulumi.Config("aws").require("region");
const availabilityZones = ["a", "b", "c"].map((letter) => `${region}${letter}`);

// A stack of awsx gets a service, a database, and an internal load balancer of Roadbed.

const cidrBlock = "10.30.0.0/16";
const awsxNetwork = new awsx.ec2.Vpc("orders", {
  availabilityZoneNames: availabilityZones,
  cidrBlock,
  subnetStrategy: "Auto",
  // The addresses that the private names of AWS services resolve to.
  enableDnsHostnames: true,
});
const awsxLoadBalancer = new awsx.lb.ApplicationLoadBalancer("orders", {
  subnetIds: awsxNetwork.publicSubnetIds,
  listener: { port: 443, protocol: "HTTPS", certificateArn },
});
const awsxImages = new awsx.ecr.Repository("orders", { imageTagMutability: "IMMUTABLE" });

const cluster = new EcsCluster("orders");
const database = new Database("orders", { network: awsxNetwork, engineVersion: "17" });
const orders = {
  cluster,
  network: awsxNetwork,
  image: pulumi.interpolate`${awsxImages.url}:${version}`,
  port: 8443,
  connections: { database },
  environment: { DATABASE_HOST: database.endpoint },
  secrets: { DATABASE_LOGIN: database },
};

/** Serves customers through the load balancer of awsx. */
new EcsService("orders", {
  ...orders,
  loadBalancer: {
    protocol: "HTTPS",
    loadBalancer: LoadBalancer.fromExisting({
      loadBalancerArn: awsxLoadBalancer.loadBalancer.arn,
      dnsName: awsxLoadBalancer.loadBalancer.dnsName,
      listenerArn: awsxLoadBalancer.listeners.apply((listeners) => pulumi.output(listeners?.[0]?.arn)),
      securityGroupId: awsxLoadBalancer.defaultSecurityGroup.apply((group) => pulumi.output(group?.id)),
    }),
  },
});

/** Serves other services in the network. An internal load balancer accepts connections from the CIDR block of the network. */
const internal = new LoadBalancer("internal", {
  internal: true,
  network: Vpc.fromExisting({
    vpcId: awsxNetwork.vpcId,
    privateSubnetIds: awsxNetwork.privateSubnetIds,
    cidrBlock,
  }),
  certificateArn,
});
new EcsService("api", { ...orders, loadBalancer: { loadBalancer: internal, protocol: "HTTPS" } });

// A stack of Roadbed gets a service of awsx.

const network = new Vpc("reports", { availabilityZones });
const images = new EcrRepository("reports");
const group = new aws.ec2.SecurityGroup("reports", {
  vpcId: network.vpcId,
  description: "Tasks of the reports",
  tags: { Name: "reports" },
});
new aws.vpc.SecurityGroupEgressRule("reports", {
  securityGroupId: group.id,
  description: "HTTPS to AWS services",
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrIpv4: "0.0.0.0/0",
});
const reports = new awsx.ecs.FargateService("reports", {
  cluster: cluster.clusterArn,
  networkConfiguration: { subnets: network.privateSubnetIds, securityGroups: [group.id] },
  taskDefinitionArgs: {
    container: { name: "reports", image: images.imageUri(version), essential: true, cpu: 256, memory: 512 },
  },
});

export const dnsName = awsxLoadBalancer.loadBalancer.dnsName;
export const internalUrl = internal.url;
export const reportsService = reports.service.name;
