import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export const vpc = new aws.ec2.Vpc("web", {
  cidrBlock: "10.0.0.0/16",
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: { Name: "web" },
});

new aws.ec2.DefaultSecurityGroup("web", { vpcId: vpc.id, ingress: [], egress: [], tags: { Name: "closed" } });

const gateway = new aws.ec2.InternetGateway("web", { vpcId: vpc.id, tags: { Name: "web" } });

const publicRoutes = new aws.ec2.RouteTable("public", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  tags: { Name: "public" },
});

const zones = ["eu-west-1a", "eu-west-1b"];

export const publicSubnets = zones.map((availabilityZone, index) => {
  const subnet = new aws.ec2.Subnet(`public-${index}`, {
    vpcId: vpc.id,
    availabilityZone,
    cidrBlock: `10.0.${index}.0/24`,
    tags: { Name: `public-${index}` },
  });
  new aws.ec2.RouteTableAssociation(`public-${index}`, { subnetId: subnet.id, routeTableId: publicRoutes.id });
  return subnet;
});

export const privateSubnets = zones.map((availabilityZone, index) => {
  const address = new aws.ec2.Eip(`nat-${index}`, { domain: "vpc", tags: { Name: `nat-${index}` } });
  const nat = new aws.ec2.NatGateway(`nat-${index}`, {
    allocationId: address.id,
    subnetId: publicSubnets[index]!.id,
    tags: { Name: `nat-${index}` },
  });
  const routes = new aws.ec2.RouteTable(`private-${index}`, {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
    tags: { Name: `private-${index}` },
  });
  const subnet = new aws.ec2.Subnet(`private-${index}`, {
    vpcId: vpc.id,
    availabilityZone,
    cidrBlock: `10.0.${10 + index}.0/24`,
    tags: { Name: `private-${index}` },
  });
  new aws.ec2.RouteTableAssociation(`private-${index}`, { subnetId: subnet.id, routeTableId: routes.id });
  return subnet;
});

const flowLogs = new aws.cloudwatch.LogGroup("flow-logs", { name: "/web/flow-logs", retentionInDays: 90 });

const flowLogRole = new aws.iam.Role("flow-logs", {
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "vpc-flow-logs.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  }),
});

new aws.iam.RolePolicy("flow-logs", {
  role: flowLogRole.id,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
        Resource: pulumi.interpolate`${flowLogs.arn}:*`,
      },
    ],
  }),
});

new aws.ec2.FlowLog("web", {
  vpcId: vpc.id,
  trafficType: "ALL",
  logDestinationType: "cloud-watch-logs",
  logDestination: flowLogs.arn,
  iamRoleArn: flowLogRole.arn,
});
